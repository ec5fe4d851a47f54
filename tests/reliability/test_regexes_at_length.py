"""Test 14: every regular expression takes less than a second for 1 MB of hostile text."""

from __future__ import annotations

from costs import cost
from figures import record
from hostile import made, strings
import pytest
from regexes import Use, uses

pytestmark = pytest.mark.reliability
SHORT, LONG = 4_000, 2**20  # characters
BAR = 1.0  # seconds of the processor


def test_a_megabyte_takes_less_than_a_second() -> None:
    found = uses()
    worst = sorted(((slowest(use), use.where) for use in found), reverse=True)
    assert [item for item in worst if item[0] >= BAR] == []
    record(
        14,
        f"{len(found)} regular expressions, each on its two worst strings of 1 MB",
        "< 1 s each",
        f"slowest {worst[0][0]:.2f} s",
    )


def slowest(use: Use) -> float:
    """Seconds for the two strings of 1 MB that cost most when they are short."""
    short = enumerate(strings(use.pattern, SHORT))
    times = [(cost(lambda text=text: use.run(text), 0.1), at) for at, text in short]
    return max(
        cost(lambda at=at: use.run(made(use.pattern, LONG, at)), 2 * BAR)
        for _, at in sorted(times, reverse=True)[:2]
    )
