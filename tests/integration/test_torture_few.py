"""The n-th call fails: a few of the runs that `make reliability` makes many of."""

from __future__ import annotations

from pathlib import Path

from lamps import Web
import pytest
from torture import Torture, prepare


@pytest.mark.parametrize(
    ("kind", "nth"),
    [("file", 3), ("sql", 2), ("socket", 1), ("selector", 2), ("thread", 1)],
)
def test_a_call_that_fails_is_no_traceback(tmp_path: Path, kind: str, nth: int) -> None:
    with Web() as web:
        prepare(web, tmp_path)
        torture = Torture(web, tmp_path)
        code = torture.held("links", kind, nth)
    assert code in {1, 70, 74}
