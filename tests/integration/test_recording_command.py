"""`--record` and `--replay` as a person meets them: secrets, the cache, Ctrl-C, what goes wrong."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from running import Run
from wholeweb import Page, WholeWeb

from auditor.cli import lookups
from auditor.evidence.collect import Clients
from auditor.model.port import Answer, Fetch, Request
from standin import Standin

WORDS = b"<title>A page</title><p>" + b"Words of a page that somebody wrote for a test. " * 9
ARTICLE = "".join(
    f"Sentence {n} says something.[^{n}]\n\n[^{n}]: A. Author, *Title*, {url}.\n\n"
    for n, url in enumerate(
        ["https://a.example/", "https://b.example/dead", "https://c.example/x"], 1
    )
)


def page_of(url: str) -> Page:
    if url == "https://c.example/x":
        return Page(WORDS, headers={"ETag": '"1"', "Set-Cookie": "id=hush-hush"})
    return Page(WORDS) if url.endswith("/") else Page(b"<title>Gone</title>", 404)


@pytest.fixture(autouse=True)
def archive(monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
    """A small web, an archive with one copy, an article in the current folder."""
    Path("a.md").write_text(ARTICLE, encoding="utf-8")
    with WholeWeb(page_of) as web, Standin() as made:
        made.save("https://b.example/dead", "20260101000000", body=WORDS)
        clients = web.clients(made)
        monkeypatch.setattr(lookups, "_clients", lambda *_: clients)
        yield made


def told(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return {name: item for name, item in found.items() if name != "run"}


def test_no_key_of_a_person_is_recorded(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AUDITOR_IA_ACCESS_KEY", "AUDITOR_IA_SECRET_KEY"):
        monkeypatch.setenv(name, "hush-hush-of-ia")
    settings = Path("home/auditor/config.toml")
    settings.parent.mkdir(parents=True)
    settings.write_text(
        '[links.hosts."a.example"]\nheaders = { X-Key = "hush-hush-key" }\n'
        'basic_auth = "me:hush-hush-word"\n',
        encoding="utf-8",
    )
    assert run("check", "--record", "r.warc.gz", "a.md").code in (0, 1)
    assert b"hush" not in gzip.decompress(Path("r.warc.gz").read_bytes())


def test_what_the_cache_knew_is_in_the_recording(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    form = ["--format", "json", "a.md"]
    run("check", *form)
    run("check", "--max-age", "0", *form)  # the second failure in the history
    recorded = run("check", "--record", "r.warc.gz", *form)
    assert any(link["cached"] for link in json.loads(recorded.out)["links"])
    monkeypatch.setenv("AUDITOR_CACHE_DIR", "elsewhere")
    replayed = run("check", "--replay", "r.warc.gz", *form)
    assert told(replayed.out) == told(recorded.out)
    assert not Path("elsewhere").exists(), "a replay remembers nothing"


def test_settings_of_the_recorded_run_hold(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_IGNORE", "ARC")
    form = ["--format", "json", "a.md"]
    recorded = run("check", "--as-of", "2027-01-31", "--record", "r.warc.gz", *form)
    monkeypatch.setenv("AUDITOR_IGNORE", "LNK")
    monkeypatch.setenv("AUDITOR_ARCHIVES", "false")
    replayed = run("check", "--replay", "r.warc.gz", *form)
    assert told(replayed.out) == told(recorded.out)
    assert json.loads(replayed.out)["run"]["as_of"] == "2027-01-31"
    fewer = run("check", "--replay", "r.warc.gz", "--ignore", "LNK", *form)
    assert told(fewer.out) != told(recorded.out), "flags go before the recording"
    assert "settings are others than when r.warc.gz was recorded: ignore" in fewer.err


def stopping(clients: Clients) -> Clients:
    """Clients that a Ctrl-C ends after one answer."""

    def stop(fetch: Fetch) -> Fetch:
        def answers(queue: deque[Request], /) -> Iterator[Answer]:
            for answer in fetch(queue):
                yield answer
                raise KeyboardInterrupt

        return answers

    return Clients(lambda s: stop(clients.links(s)), clients.archives, clients.resolver_works)


def test_ctrl_c_leaves_a_recording_that_replays(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    clients = stopping(lookups._clients(None))  # type: ignore[arg-type]  # a stand-in asks nothing
    monkeypatch.setattr(lookups, "_clients", lambda *_: clients)
    form = ["--format", "json", "a.md"]
    recorded = run("check", "--record", "r.warc.gz", *form)
    assert recorded.code == 130
    replayed = run("check", "--replay", "r.warc.gz", *form)
    assert replayed.code == 130
    assert told(replayed.out) == told(recorded.out)
    assert "was interrupted, and so will be its replay" in replayed.err


def test_what_goes_wrong_is_one_clear_line(run: Run) -> None:
    assert run("check", "--record", "r.warc.gz", "a.md").code in (0, 1)
    again = run("check", "--record", "r.warc.gz", "a.md")
    assert (again.code, again.out) == (74, "")
    assert "recordings are never written over" in again.err
    both = run("check", "--record", "s.warc.gz", "--replay", "r.warc.gz", "a.md")
    assert both.code == 2
    assert "exclude one another" in both.err
    Path("a.md").write_text(ARTICLE + "More.\n", encoding="utf-8")
    other = run("check", "--replay", "r.warc.gz", "a.md")
    assert other.code == 2
    assert "recorded of other articles: the text of a.md isn't among them" in other.err
    for name in ("none.warc.gz", "a.md"):
        ran = run("check", "--replay", name, "a.md")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 2


def test_look_ups_of_archive_are_recorded_too(run: Run) -> None:
    form = ["--format", "json", "a.md"]
    recorded = run("archive", "--record", "r.warc.gz", *form)
    replayed = run("archive", "--replay", "r.warc.gz", *form)
    assert recorded.code == replayed.code == 0, replayed.err
    assert told(replayed.out) == told(recorded.out)
    assert {link["memento"]["outcome"] for link in told(replayed.out)["links"]} >= {"archived"}
