"""No regular expression of the package takes the square of a hostile string's length.

Long form, over 1 MB: tests/reliability/test_regexes_at_length.py.
"""

from __future__ import annotations

import re
import signal

from costs import cost
from hostile import made, strings
import pytest
from regexes import Use, unread, uses

USES = uses()
SMALL, LARGE = 1_000, 8_000  # characters; eight times as many
FLOOR = 0.0003  # seconds for SMALL; a square that stays under it takes little for LARGE too
GROWTH = 20  # of the time, where linear is 8 and a square 64
BUDGET = 1.0  # seconds, 60 times what the slowest takes for LARGE

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGVTALRM"), reason="no timer of processor")


def test_patterns_are_found() -> None:
    places = {use.where.rpartition(".")[0] for use in USES}
    assert {"auditor.references.serial", "auditor.rules.numbers_arithmetic"} <= places
    assert len(USES) > 500


def test_patterns_made_at_run_time_are_these() -> None:
    """Each is made of words that hold letters alone, or of constants that others here hold."""
    assert sorted(place.partition(":")[0] for place in unread()) == [
        "auditor.readers.markdown.mask",
        "auditor.rules.cues",
        "auditor.rules.names",
        "auditor.rules.statements",
        "auditor.text.mementos",
    ]


@pytest.mark.parametrize("part", range(8))
def test_time_grows_with_the_length(part: int) -> None:
    slow = [f"{use.where}: {text[:40]!r}" for use in USES[part::8] if (text := slow_string(use))]
    assert slow == []


@pytest.mark.parametrize("pattern", [r"\s+and", r"(?:a+)+b", r"[\d,]*\d+x", r"\"[^“]*\"!"])
def test_a_slow_pattern_is_told(pattern: str) -> None:
    assert slow_string(Use(re.compile(pattern), "here", frozenset({"search"})))


def slow_string(use: Use) -> str | None:
    """A string on which the pattern is worse than linear, if one of three that cost most is."""
    times = [(spent(use, text, BUDGET / 10), at) for at, text in enumerate(suspects(use))]
    for time, number in sorted(times, reverse=True)[:3]:
        text = made(use.pattern, LARGE, number)
        if time > FLOOR and grows(use, made(use.pattern, SMALL, number), text):
            return text
    return None


def suspects(use: Use) -> list[str]:
    return list(strings(use.pattern, SMALL))


def grows(use: Use, small: str, large: str) -> bool:
    """Least of three, so that what else happens in between does not count."""
    most = min(spent(use, large, BUDGET) for _ in range(3))
    return most >= BUDGET or most > GROWTH * min(spent(use, small, BUDGET) for _ in range(3))


def spent(use: Use, text: str, budget: float) -> float:
    return cost(lambda: use.run(text), budget)
