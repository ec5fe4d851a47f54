"""`auditor archive` on a terminal: what would be saved is shown, then asked for; progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
import datetime as dt
import os
from pathlib import Path
import subprocess
import sys

from child import environment
from killing import CHILD
import pytest
from standin_save import KEYS, SaveStandin

from auditor.cli.archive_progress import LookupsShown, Shown, _SavesShown
from auditor.model.archive import Stage

URL = "https://example.org/a"


@pytest.fixture
def archive() -> Iterator[SaveStandin]:
    with SaveStandin(lag=3600) as made:
        yield made


def on_terminal(folder: Path, archive: SaveStandin, answer: str, *args: str) -> tuple[int, str]:
    """A run that has a terminal, where a person answers the question; its exit code and screen."""
    import pty

    (folder / "list.txt").write_text(f"{URL}\nhttps://docs.google.com/d/x\n", encoding="utf-8")
    ours, theirs = pty.openpty()
    keys = {"AUDITOR_IA_ACCESS_KEY": KEYS[0], "AUDITOR_IA_SECRET_KEY": KEYS[1]}
    env = environment(folder, {**archive.environment, **keys, "TERM": "xterm", "COLUMNS": "100"})
    told = '{"poll": 0.05, "check": 0.05}'
    command = [sys.executable, *CHILD, told, "archive", "--urls", "list.txt", *args]
    with subprocess.Popen(  # noqa: S603
        command, cwd=folder, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        screen = ""
        while piece := _read(ours):
            screen += piece
            if "[y/N]" in piece:
                os.write(ours, f"{answer}\n".encode())
    os.close(ours)
    return process.returncode, screen


def _read(terminal: int) -> str:
    try:
        return os.read(terminal, 65536).decode("utf-8", "replace")
    except OSError:  # the other side is closed
        return ""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
@pytest.mark.parametrize(("answer", "saved"), [("y", 1), ("n", 0), ("", 0)])
def test_a_person_is_shown_what_goes_and_asked(
    tmp_path: Path, archive: SaveStandin, answer: str, saved: int
) -> None:
    code, screen = on_terminal(tmp_path, archive, answer)
    before, asked, after = screen.partition("Save them? [y/N]")
    assert asked
    assert (code, len(archive.posts)) == (0, saved)
    for word in ("planned", URL, "refused", "share link", "1 address would go to", "for good"):
        assert word in before
    assert ("saves: 1 saved, 1 refused" in after) is bool(saved)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_with_save_nobody_is_asked(tmp_path: Path, archive: SaveStandin) -> None:
    code, screen = on_terminal(tmp_path, archive, "", "--save")
    assert "[y/N]" not in screen
    assert (code, len(archive.posts)) == (0, 1)


def test_off_a_terminal_a_line_tells_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    time = [0.0]
    shown = _SavesShown(Shown("saves", 1, now=lambda: time[0]))
    counts = Counter({Stage.SAVED: 3, Stage.FAILED: 1, Stage.WANTED: 6, Stage.RUNNING: 2})
    for _ in range(100):
        time[0] += 10
        shown.saves(counts, dt.timedelta(minutes=12))
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["saves: 4 of 12, 3 saved, 1 failed, 12 minutes left"] * 3


def test_the_time_of_all_batches_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    shown = LookupsShown(10_000)
    for _ in range(3):
        shown.expect(1000, 480, dt.timedelta(minutes=4), dt.timedelta(minutes=40))
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("hint: copies of 10,000 addresses: about 40 minutes")
