"""29: the n-th call of a kind fails: no hang, no traceback, a right exit code, a sound database."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from figures import record
from lamps import Web
import pytest
from torture import KINDS, Torture, prepare, spread

EACH = 16  # calls of a kind and command that fail, one in each run


@pytest.mark.reliability
@pytest.mark.parametrize("command", ["check", "links"])
def test_every_call_may_fail(tmp_path: Path, command: str) -> None:
    codes: Counter[int] = Counter()
    with Web() as web:
        prepare(web, tmp_path)
        torture = Torture(web, tmp_path)
        for kind in KINDS:
            calls = torture.calls(command, kind)
            assert calls, kind
            codes.update(torture.held(command, kind, nth) for nth in spread(calls, EACH))
    assert codes.total() >= 60
    told = ", ".join(f"{count} times {code}" for code, count in sorted(codes.items()))
    record(
        29,
        f"the n-th call of a file, a socket, a selector, a thread or SQLite fails, in "
        f"{codes.total()} runs of {command}",
        "no hang, no traceback, right exit code, database sound",
        f"0 faults; exit codes: {told}",
        part=f" {command}",
    )
