"""25: a cache that others wrote: nothing of it is printed raw, nor believed beyond the policy."""

from __future__ import annotations

from contextlib import closing
import json
from pathlib import Path
import sqlite3
import time
from typing import Any

from interruptions import checks, prepare
from lamps import Web
import pytest
from replies import page
from running import Ran, Run
from wire import checked

PAGES = 2
ARGS = ("--allow-private", "--no-archives")
BAD = "\x1b]0;owned\x07\x1b[31m\u202e"
DAY = 86_400_000_000  # microseconds


@pytest.fixture
def store(web: Web, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache as a run left it, of pages that are all gone by now."""
    monkeypatch.setenv("AUDITOR_CACHE_DIR", str(tmp_path / "cache"))
    prepare(web, tmp_path, slow=0.0, pages=PAGES)
    assert _links(run).code == 0
    web.farm.routes["/slow/*"] = lambda _: page(b"<title>Gone</title>", "410 Gone")
    return tmp_path / "cache" / "auditor.sqlite"


def _links(run: Run, *more: str) -> Ran:
    return run("links", "slow.md", *ARGS, *more)


def _forge(store: Path, change: dict[str, Any]) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as db:
        for url, variant, body in db.execute("SELECT url, variant, body FROM verdict").fetchall():
            text = json.dumps({**json.loads(body), **change})
            db.execute(
                "UPDATE verdict SET body = ? WHERE url = ? AND variant = ?", (text, url, variant)
            )


@pytest.mark.parametrize(
    "change",
    [
        {"state": "dead"},
        {"state": "owned"},
        {"final_url": "javascript:alert(1)"},
        {"final_url": f"https://www.iana.org/{BAD}"},
        {"hops": [["data:text/html,x", 301]]},
        {"hops": [["https://www.iana.org/", 301]] * 5000},
        {"title": BAD},
        {"why": BAD},
        {"why": "long " * 2000},
        {"status": 10**12},
        {"attempts": -1},
        {"seconds": float("nan")},
        {"validators": {"etag": '"x"\r\nX-Injected: 1'}},
    ],
    ids=str,
)
def test_forged_rows_are_not_believed(store: Path, run: Run, change: dict[str, Any]) -> None:
    if "validators" in change:  # the rest of such a row is as we write it, but old
        with closing(sqlite3.connect(store, isolation_level=None)) as db:
            db.execute("UPDATE verdict SET checked_at = checked_at - ?", (2 * DAY,))
    _forge(store, change)
    found = _links(run, "--format", "json")
    verdicts = {item["verdict"] for item in checked(found.out)["links"]}
    assert verdicts == {"dead"}
    assert (found.code, found.err) == (1, "")
    assert "\x1b" not in found.out


@pytest.mark.parametrize("shift", [-2 * DAY, 30 * DAY, -(10**18), 2**62])
def test_ages_are_the_policys_affair(store: Path, run: Run, shift: int) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as db:
        db.execute("UPDATE verdict SET checked_at = ?", (time.time_ns() // 1000 + shift,))
    found = _links(run, "--format", "json")
    assert {item["verdict"] for item in checked(found.out)["links"]} == {"dead"}


def test_nothing_of_a_history_is_printed_raw(store: Path, run: Run, tmp_path: Path) -> None:
    url = checks(tmp_path)[0]
    with closing(sqlite3.connect(store, isolation_level=None)) as db:
        for column, value in {
            "state": BAD, "detail": BAD, "final_url": "javascript:1", "checked_at": 2**62,
        }.items():  # fmt: skip
            copied = "INSERT INTO history (address, checked_at, state) SELECT address, checked_at, "
            db.execute(copied + "state FROM history LIMIT 1")
            last = "WHERE id = (SELECT max(id) FROM history)"
            db.execute(f"UPDATE history SET {column} = ? {last}", (value,))  # noqa: S608
    for form in ("text", "json"):
        found = run("history", url, "--format", form)
        assert (found.code, found.err) == (0, "")
        assert not set(found.out) & {"\x1b", "\x07", "\u202e"}
        assert "owned" not in found.out
        assert "javascript" not in found.out


def test_one_address_says_nothing_of_another(store: Path, run: Run) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as db:
        db.execute("UPDATE verdict SET variant = 'other'")
    found = _links(run, "--format", "json")
    assert len(checked(found.out)["links"]) == PAGES
    assert {item["verdict"] for item in checked(found.out)["links"]} == {"dead"}
