"""Runs that get a signal at some moment, and what has to be true of each of them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
import signal
import sqlite3
import time

from child import ended, started
from lamps import Web
from replies import Ask, titled
from wire import checked

PAGES = 24
SLOW = 0.15  # seconds a page takes: with two connections a host a run has a middle
_CODES = (0, 1)  # of a run that was over when the signal came
_NOTE = '[^{0}]: Board, "Page {0}," *Gazette*, March {0}, 2021, <{1}>.'


@dataclass(frozen=True)
class Interruption:
    """How one run ended; `early` is one that was told before a line of ours ran."""

    code: int
    seconds: float
    reported: int = 0
    early: bool = False


def prepare(web: Web, folder: Path, slow: float = SLOW, pages: int = PAGES) -> None:
    """An article of pages that take a while."""
    (folder / ".git").mkdir(exist_ok=True)

    def page(ask: Ask) -> bytes:
        ask.closing.wait(slow)
        return titled("A page", "Words of a page that is there. " * 20)

    web.farm.routes["/slow/*"] = page
    urls = [web.farm.url(f"/slow/{number}", number % 4 + 1) for number in range(1, pages + 1)]
    notes = [_NOTE.format(number, url) for number, url in enumerate(urls, 1)]
    text = " ".join(f"Sentence.[^{number}]" for number in range(1, pages + 1))
    (folder / "slow.md").write_text("\n".join([text, "", *notes, ""]), encoding="utf-8")


def interrupted(web: Web, folder: Path, command: str, delay: float, number: int) -> Interruption:
    """A run that gets a signal after `delay` seconds, held against what every such run owes."""
    before = checks(folder)
    args = (command, "slow.md", "--allow-private", "--max-age", "0", "--format", "json")
    process = started(folder, *args, more=web.archive.environment)
    time.sleep(delay)  # the very thing: a signal at any moment of a real process
    found = ended(process, number, 20)
    assert found.seconds < 2, (delay, found)
    if found.code == -number or ("Traceback" in found.err and "auditor" not in found.err):
        return Interruption(found.code, found.seconds, early=True)
    assert found.code in (130, *_CODES), (delay, found)
    assert "Traceback" not in found.err, (delay, found)
    assert found.err in {"", "error: interrupted\n"}, (delay, found)
    reported = _reported(found.out, found.code) if found.out else []
    new = checks(folder)[len(before) :]
    assert len(set(new)) == len(new), (delay, "an address was written down twice")
    assert set(reported) <= set(new), (delay, "a verdict was reported that is not on record")
    return Interruption(found.code, found.seconds, len(reported))


def _reported(out: str, code: int) -> list[str]:
    """The addresses that a report has a verdict on; the report is whole and says how it ended."""
    report = checked(out)
    assert report["summary"]["exit_code"] == code
    return [item["url"] for item in report["links"] if item["verdict"] != "unchecked"]


def checks(folder: Path) -> list[str]:
    """The addresses of all checks on record; the database is sound."""
    path = folder / "cache" / "auditor.sqlite"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if not db.execute("SELECT 1 FROM sqlite_schema").fetchone():
            return []  # made, and not yet filled
        query = "SELECT url FROM history JOIN address ON address.id = address ORDER BY history.id"
        return [row[0] for row in db.execute(query)]


SIGNALS = (signal.SIGINT, signal.SIGTERM)
