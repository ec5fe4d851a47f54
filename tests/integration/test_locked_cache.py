"""Ctrl-C while a run waits for the lock of its cache."""

from __future__ import annotations

from pathlib import Path
import signal
import sys
import time

from child import ended, started
from interruptions import PAGES, prepare
from lamps import Web
from locks import ALL, held
import pytest
from wire import checked

ARGS = ("links", "slow.md", "--allow-private", "--no-archives", "--max-age", "0")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is sent to a process")
@pytest.mark.parametrize(("first", "reported"), [("SELECT 1", PAGES), (ALL, 0)])
def test_the_wait_ends_at_once(web: Web, tmp_path: Path, first: str, reported: int) -> None:
    prepare(web, tmp_path, slow=0.0)
    assert ended(started(tmp_path, *ARGS)).code == 0
    asked = len(web.farm.log.paths)
    with held(tmp_path / "cache" / "auditor.sqlite", first):
        process = started(tmp_path, *ARGS, "--format", "json")
        until = time.monotonic() + 20
        while len(web.farm.log.paths) < asked + reported and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.8)  # all has been asked for by now, and the lock is waited for
        found = ended(process, signal.SIGINT)
    assert found.seconds < 2
    assert found.code == 130
    links = checked(found.out)["links"]
    assert sum(item["verdict"] == "alive" for item in links) == reported
    assert ("in use by another process" in found.err) is bool(reported)
