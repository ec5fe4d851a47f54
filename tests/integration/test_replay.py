"""A run that is recorded and replayed finds the same, with no network at all."""

from __future__ import annotations

from collections.abc import Iterator
import gzip
import hashlib
import json
from pathlib import Path
import shutil
import socket
from typing import Any

import pytest
from running import Ran, Run
from wholeweb import Page, WholeWeb

from auditor.cli import lookups
from auditor.model.port import Fault
from standin import Standin

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "what-a-link-forgets.txt"
SEED = ROOT.parent / "shared" / "seed" / "article.txt"
WORDS = b"<p>" + b"Words of a page that somebody wrote for a test, and of no other. " * 12 + b"</p>"
FACTS = ("findings", "links", "unchecked", "summary", "articles")


def drawn(url: str, count: int) -> int:
    """A number from 0 to `count` that is the same for an address in every run."""
    return hashlib.sha256(url.encode()).digest()[0] % count


def made(url: str) -> Page:
    """A mix: alive, moved, dead, soft 404, blocked, silent, nowhere, with a cookie, late."""
    title = f"<title>Page {drawn(url, 200)}</title>".encode()
    alive = Page(title + WORDS, headers={"ETag": '"one"', "Set-Cookie": "s=hush-hush; Max-Age=60"})
    return [
        alive,
        alive,
        Page(status=301, headers={"Location": "https://moved.example.org/" + str(len(url))})
        if "moved.example" not in url
        else alive,
        Page(b"<title>Not found</title>", 404),
        Page(b"<title>404 Page not found</title><p>Page not found</p>"),
        Page(b"<title>Forbidden</title>", 403),
        Page(fault=Fault.TIMEOUT),
        Page(fault=Fault.NO_SUCH_HOST),
        Page(b"", 503),
    ][drawn(url, 9)]


@pytest.fixture
def _web(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with WholeWeb(made) as web, Standin() as archive:
        _save(archive)
        clients = web.clients(archive)
        monkeypatch.setattr(lookups, "_clients", lambda *_: clients)
        yield


def _save(archive: Standin) -> None:
    """Copies of every third address, some of them of an error page."""
    text = EXAMPLE.read_text() + (SEED.read_text() if SEED.exists() else "")
    urls = {word.strip("<>.,;)") for word in text.split() if word.startswith(("<http", "http"))}
    for url in urls:
        if (number := drawn(url, 12)) % 3 == 0:
            status, body = (404, b"gone") if number == 6 else (200, WORDS)
            archive.save(url, f"20{10 + number:02}0912120000", status=status, body=body)


def report(ran: Ran) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran.out)
    return {name: found[name] for name in FACTS if name in found}


def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on every way out fails loudly."""

    def out(*_: object, **__: object) -> None:
        raise AssertionError("a replay wants to leave the machine")

    monkeypatch.setattr(lookups, "_clients", lambda *_: None)
    monkeypatch.setattr(socket, "getaddrinfo", out)
    monkeypatch.setattr(socket.socket, "connect", out)


@pytest.mark.usefixtures("_web")
@pytest.mark.parametrize("article", [EXAMPLE, SEED], ids=["example", "seed"])
@pytest.mark.parametrize("command", ["check", "links"])
def test_a_replay_finds_the_same(
    run: Run, article: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not article.exists():
        pytest.skip("../shared with the seed article is not here")
    shutil.copy(article, "article.txt")
    form = ["--format", "json", "--quiet", "article.txt"]
    recorded = run(command, "--record", "run.warc.gz", *form)
    assert recorded.code == 1, recorded.err
    cut_off(monkeypatch)
    replayed = run(command, "--replay", "run.warc.gz", *form)
    assert replayed.code == recorded.code, replayed.err
    assert report(replayed) == report(recorded)
    assert json.loads(replayed.out)["run"]["replayed_from"] == "run.warc.gz"
    states = {link["verdict"] for link in json.loads(recorded.out)["links"]}
    assert {"alive", "moved", "dead", "unreachable", "blocked"} <= states


def test_the_recording_of_the_example_is_of_this_version(run: Run) -> None:
    """Dead, moved, archived and drifted links, on paper that says what it is."""
    shutil.copytree(ROOT / "examples", "examples")
    shutil.copy(ROOT / "claims.toml", "claims.toml")
    recording = "examples/what-a-link-forgets.warc.gz"
    ran = run("check", "--format", "json", "--replay", recording)
    assert ran.code == 1, f"run python examples/record_web.py: {ran.err}"
    found = json.loads(ran.out)
    rules = {item["rule"] for item in found["findings"]}
    assert {"LNK001", "LNK006", "LNK008", "ARC001", "ARC003"} <= rules
    assert not any(item["reason"] == "offline" for item in found["unchecked"])
    assert b"written for the example article" in gzip.decompress(Path(recording).read_bytes())
