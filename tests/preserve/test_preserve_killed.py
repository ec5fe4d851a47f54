"""Copies after SIGKILL and Ctrl-C at any moment: whole files, and no page lost or kept twice."""

from __future__ import annotations

from collections import Counter
import json
from pathlib import Path
import random
import signal
import sys
import time

from child import started
import pytest
from shelf import Shelf

from auditor.preserve.folder import INDEX, kept_in
from auditor.preserve.reading import records

PAGES = 16
COMMAND = ("archive", "--no-archives", "--allow-private", "--format", "json", "--quiet")
FOLDER = ("--warc", "copies")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path / "a.md"


def cite(article: Path, site: Shelf) -> None:
    lines = [f"[^{n}]: A. Author, *Title*, {site.root}/plain.txt?{n}.\n" for n in range(PAGES)]
    marks = " ".join(f"Words.[^{n}]" for n in range(PAGES))
    article.write_text(f"{marks}\n\n" + "\n".join(lines), encoding="utf-8")


def run(article: Path, until: float | None, number: int = signal.SIGTERM) -> tuple[int, str]:
    """A run that is sent a signal when so many seconds have passed since its first capture."""
    process = started(article.parent, *COMMAND, *FOLDER, article.name)
    if until is not None:
        end = time.monotonic() + 30
        while not list((article.parent / "copies").glob("*.warc.gz")) and time.monotonic() < end:
            if process.poll() is not None:
                break
            time.sleep(0.01)
        time.sleep(until)
        process.send_signal(number)
    out, _ = process.communicate(timeout=60)
    return process.returncode, out


def check(folder: Path) -> None:
    kept = list(kept_in(folder))
    assert len(kept) == PAGES
    assert max(Counter(item.url for item in kept).values()) == 1
    names: set[str] = set()
    for warc in folder.glob("*.warc.gz"):
        names |= {item.headers["warc-record-id"] for item in records(warc, 1 << 24)}
    assert {item.record_id for item in kept} <= names
    lines = (folder / INDEX).read_bytes().splitlines()
    assert lines == sorted(lines)
    assert sum(b"/plain.txt?" in line for line in lines) >= PAGES


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_again_and_again(article: Path) -> None:
    dice = random.Random(4)  # noqa: S311
    with Shelf() as site:
        cite(article, site)
        for _ in range(3):
            run(article, dice.random() * 0.8, signal.SIGKILL)
        assert run(article, None)[0] == 0
    check(article.parent / "copies")


@pytest.mark.skipif(sys.platform == "win32", reason="a signal ends a process there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_soon_and_leaves_a_closed_folder(article: Path, number: int) -> None:
    with Shelf() as site:
        cite(article, site)
        begun = time.monotonic()
        code, out = run(article, 0.3, number)
        assert code == 130
        assert time.monotonic() - begun < 20
        folder = article.parent / "copies"
        assert (folder / INDEX).read_text(encoding="utf-8")
        assert len(list(folder.glob("auditor-*.cdxj"))) == len(list(folder.glob("*.warc.gz")))
        told = [link["url"] for link in json.loads(out)["links"] if link["capture"]]
        assert sorted(told) == sorted(item.url for item in kept_in(folder))
        assert run(article, None)[0] == 0
    check(folder)
