"""23: the disk is full: one line, exit code 74, what was committed is readable, and it resumes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
import os
from pathlib import Path
import shutil
import sqlite3
import subprocess
import sys

from child import Ended, ended, started
from figures import record
from lamps import Web
import pytest
from replies import titled

SIZE = 2 << 20  # bytes of the file system
FILLED = 10_000  # addresses, whose facts take more than that

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount"),
]


@contextmanager
def _small_disk(place: Path) -> Iterator[None]:
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    subprocess.run(mount, check=True)  # noqa: S603
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607


@pytest.mark.skipif(not shutil.which("mount"), reason="nothing mounts here")
def test_a_full_disk(tmp_path: Path) -> None:
    with Web() as web, _small_disk(tmp_path / "cache"):
        web.farm.routes["/many/*"] = lambda _: titled("A page", "Words. " * 40)
        first = _run(web, tmp_path, range(FILLED))
        kept = _kept(tmp_path)
        again = _run(web, tmp_path, range(FILLED))
        spare = tmp_path / "cache" / "auditor.sqlite"
        _make_room(spare)
        third = _run(web, tmp_path, range(FILLED, FILLED + 20))
        after = _kept(tmp_path)
    for found in (first, again):
        assert (found.code, found.err.count("\n")) == (74, 2), found.err
        assert "cannot be written: database or disk is full\nhelp: make room" in found.err
    assert f"{FILLED:,} addresses: {FILLED} alive" in first.out
    assert 0 < kept < FILLED
    assert (third.code, third.err, after) == (0, "", 20)
    record(
        23,
        f"the cache of {FILLED:,} addresses on a file system of 2 MB",
        "one-line error, exit 74, commits readable, resumes",
        f"exit 74 after a whole report; {kept:,} checks committed and sound; goes on once there "
        "is room",
    )


def _run(web: Web, folder: Path, numbers: range) -> Ended:
    urls = [web.farm.url(f"/many/{number}", number % 200 + 1) for number in numbers]
    (folder / "list.txt").write_text("\n".join(urls), encoding="utf-8")
    args = ("links", "--urls", "list.txt", "--allow-private", "--no-archives", "--max-age", "0")
    return ended(started(folder, *args), patience=200)


def _kept(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "cache" / "auditor.sqlite")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(db.execute("SELECT count(*) FROM history").fetchone()[0])


def _make_room(path: Path) -> None:
    """What a person would do: `auditor cache clear --all`."""
    found = ended(started(path.parent.parent, "cache", "clear", "--all"))
    assert (found.code, found.err) == (0, "")
