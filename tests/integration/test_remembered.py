"""Runs that remember: what is not asked again, what history says, what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path
import re
import sqlite3
from typing import Any

from lamps import Web
import pytest
from running import Run
from wire import checked

from auditor.store import store as store_module
from auditor.store.opening import connect

LOOK = ["lamps.md", "--allow-private", "--format", "json"]
FINE = ("alive", "moved")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of the test."""
    monkeypatch.setenv("AUDITOR_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def linked(run: Run, *more: str, command: str = "links") -> dict[str, dict[str, Any]]:
    ran = run(command, *LOOK, *more)
    assert ran.err == ""
    return {item["url"]: item for item in checked(ran.out)["links"]}


@pytest.mark.parametrize("command", ["check", "links"])
def test_what_answered_is_not_asked_again(web: Web, run: Run, command: str) -> None:
    web.hasten()
    first = linked(run, command=command)
    web.farm.log.paths.clear()
    asked = len(web.archive.log)
    second = linked(run, command=command)
    for url, item in second.items():
        assert item["cached"] is (item["verdict"] in FINE), url
        assert item["verdict"] == first[url]["verdict"]
        assert item["memento"] == first[url]["memento"]
        if item["cached"]:
            assert item["checked_at"] == first[url]["checked_at"]
            assert not any(url.endswith(path) for path in web.farm.log.paths)
    assert sum(item["cached"] for item in second.values()) == 7
    assert set(web.farm.log.paths) >= {"/board/tenders", "/board/log", "/customs/ledgers"}
    again = web.archive.log[asked:]
    assert all("/gazette/oil" in line or "%2Fgazette%2Foil" in line for line in map(str, again))


def test_flags_that_ask_again(web: Web, run: Run, cache: Path) -> None:
    web.hasten()
    assert not any(item["cached"] for item in linked(run, "--no-cache").values())
    assert not cache.exists()
    linked(run)
    assert any(item["cached"] for item in linked(run).values())
    assert not any(item["cached"] for item in linked(run, "--max-age", "0").values())
    assert not any(item["cached"] for item in linked(run, "--no-cache").values())
    assert run("cache", "clear").code == 0
    assert not any(item["cached"] for item in linked(run).values())


def test_offline_neither_reads_nor_makes_a_cache(run: Run, web: Web, cache: Path) -> None:
    assert web.pages
    found = linked(run, "--offline")
    assert {item["detail"] for item in found.values()} == {"offline"}
    assert not cache.exists()


def test_a_private_address_is_refused_whatever_is_remembered(web: Web, run: Run) -> None:
    web.hasten()
    linked(run)
    found = checked(run("links", "lamps.md", "--format", "json").out)["links"]
    assert {item["verdict"] for item in found} == {"unchecked"}


def test_history_is_printed(web: Web, run: Run) -> None:
    web.hasten()
    linked(run)
    linked(run)
    dead, alive = web.pages["tenders"], web.pages["lamp"]
    found = checked(run("history", dead + "#part", "--format", "json").out)
    assert found["url"] == dead
    assert [item["verdict"] for item in found["checks"]] == ["dead", "dead"]
    assert found["checks"][0]["checked_at"] <= found["checks"][1]["checked_at"]
    lines = run("history", dead).out.splitlines()
    assert lines[0] == dead
    assert [re.sub(r"^[\d-]{10} [\d:]{5}", "", line) for line in lines[1:]] == [
        " UTC  dead         not_found, 404"
    ] * 2
    assert len(json.loads(run("history", alive, "--format", "json").out)["checks"]) == 1
    assert "no check on record" in run("history", "https://www.iana.org/").out
    assert run("history", dead, "--format", "xml").code == 2


def test_the_cache_tells_of_itself_and_is_cleared(web: Web, run: Run, cache: Path) -> None:
    web.hasten()
    assert "(not there)" in run("cache", "info").out
    assert not cache.exists()
    linked(run)
    told = run("cache", "info").out
    assert str(cache) in told
    assert "7 links that answered" in told
    assert "15 checks of 15 addresses" in told
    run("cache", "clear")
    told = run("cache", "info").out
    assert "0 links that answered" in told
    assert "15 checks of 15 addresses" in told
    run("cache", "clear", "--all")
    assert list(cache.iterdir()) == []


def test_a_damaged_cache_is_told_of_once_and_set_aside(web: Web, run: Run, cache: Path) -> None:
    web.hasten()
    cache.mkdir()
    (cache / "auditor.sqlite").write_text("not a database " * 400, encoding="utf-8")
    ran = run("links", *LOOK)
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("hint: the cache was damaged")
    assert "damaged file" in run("cache", "info").out
    assert any(item["cached"] for item in linked(run).values())
    run("cache", "clear", "--all")
    assert list(cache.iterdir()) == []


def test_a_full_disk_is_exit_code_74_after_a_whole_report(
    web: Web, run: Run, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.hasten()
    linked(run, "--max-age", "0")

    def full(place: Path) -> sqlite3.Connection:
        db = connect(place)
        db.execute("PRAGMA max_page_count = 1")  # SQLite takes the pages there are for the least
        return db

    with monkeypatch.context() as patched:
        patched.setattr(store_module, "connect", full)
        for _ in range(20):
            ran = run("links", *LOOK, "--max-age", "0")
            if ran.code == 74:
                break
    found = checked(ran.out)
    assert (ran.code, found["summary"]["exit_code"], found["summary"]["dead"]) == (74, 74, 3)
    assert re.fullmatch(r"error: .*auditor\.sqlite: cannot be written: .*full\nhelp: .*\n", ran.err)
    assert linked(run)
    assert (cache / "auditor.sqlite").exists()


def test_the_repository_has_no_say_in_the_cache(web: Web, run: Run) -> None:
    assert web.pages
    for line in ('cache_dir = "/tmp/x"', "cache = false", 'cache_max_age = "9w"'):
        Path("claims.toml").write_text(f"schema = 1\n[policy]\n{line}\n", encoding="utf-8")
        ran = run("links", *LOOK)
        assert ran.code == 2
        assert "may not be set by a file of the audited repository" in ran.err


def test_exports_name_the_copies_that_a_run_found(web: Web, run: Run, cache: Path) -> None:
    web.hasten()
    exported = json.loads(run("refs", "lamps.md", "--format", "csl-json").out)
    assert not any("archive" in item for item in exported)
    assert not cache.exists()
    checked_ = linked(run)
    exported = json.loads(run("refs", "lamps.md", "--format", "csl-json").out)
    copies = {
        item["URL"]: item["archive_location"] for item in exported if "archive_location" in item
    }
    found = {url: item["memento"] for url, item in checked_.items()}
    known = {
        url: memento["memento_uri"] for url, memento in found.items() if memento["memento_uri"]
    }
    assert copies
    assert copies.items() <= known.items()
