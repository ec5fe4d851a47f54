"""24: the cache is held by another process for a minute, or until that process dies."""

from __future__ import annotations

from pathlib import Path
from threading import Timer
import time

from child import Ended, ended, started
from figures import record
from interruptions import PAGES, checks, prepare
from lamps import Web
from locks import ALL, held
import pytest

ARGS = ("links", "slow.md", "--allow-private", "--no-archives", "--max-age", "0")


@pytest.mark.reliability
def test_a_cache_held_for_a_minute(tmp_path: Path) -> None:
    with Web() as web:
        prepare(web, tmp_path, slow=0.0)
        assert _run(tmp_path)[0].code == 0
        store = tmp_path / "cache" / "auditor.sqlite"
        waits = []
        for first in ("SELECT 1", ALL):
            with held(store, first):
                found, seconds = _run(tmp_path)
            assert (found.code, found.err.count("\n")) == (0, 1)
            assert "is in use by another process: every address is looked at anew" in found.err
            assert f"{PAGES} addresses: {PAGES} alive" in found.out
            waits.append(seconds)
        assert max(waits) < 31
        before = len(checks(tmp_path))
        with held(store) as process:
            killer = Timer(5.0, process.kill)
            killer.start()
            found, seconds = _run(tmp_path)
        assert (found.code, found.err) == (0, "")
        assert len(checks(tmp_path)) == before + PAGES
    record(
        24,
        "links while another process holds the cache for a minute; the same, killed after 5 s",
        "read-only work or a clear error in < 31 s",
        f"whole reports and one line after {max(waits):.1f} s; all remembered {seconds:.1f} s "
        "after the start where the holder died",
    )


def _run(folder: Path) -> tuple[Ended, float]:
    begun = time.monotonic()
    return ended(started(folder, *ARGS)), time.monotonic() - begun
