"""Which addresses an audit leaves alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from running import Run

from auditor.audit import LookInterrupted
from auditor.cli import lookups as lookups_module
from auditor.cli.choice import Choice
from auditor.cli.lookups import Lookups, lookups
from auditor.cli.remap import remapped
from auditor.cli.session import Session
from auditor.evidence.collect import Clients, EvidenceSettings, Interrupted
from auditor.evidence.progress import Progress
from auditor.model.facts import Facts, Lookup, Outcome, State, Verdict, Wanted


def _never(_: object) -> object:
    raise AssertionError("no client is made")


def test_addresses_left_out_are_unchecked_and_not_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def collect(wanted: Sequence[Wanted], *_: object) -> Facts:
        asked.extend(item.url for item in wanted)
        return Facts({item.url: Verdict(url=item.url, state=State.ALIVE) for item in wanted})

    monkeypatch.setattr(lookups_module, "collect", collect)
    choice = Choice(exclude=("*/private",))
    look = Lookups(EvidenceSettings(), Progress(), Clients(_never, _never), choice)
    urls = ["https://www.iana.org/private", "https://www.iana.org/"]
    facts = look([Wanted(url) for url in urls])
    assert asked == urls[1:]
    assert facts.links[urls[0]].state is State.UNCHECKED
    assert facts.links[urls[0]].detail == "excluded"


def test_the_pace_reaches_the_engine() -> None:
    own = Path("home/auditor/config.toml")
    own.parent.mkdir(parents=True)
    own.write_text(
        '[links.hosts."Bücher.example"]\ninterval = 2\nconcurrency = 3\nbasic_auth = "me:s3cret"\n'
        'headers = { X-Desk = "one" }\n',
        encoding="utf-8",
    )
    given = {"concurrency": "7", "host_concurrency": "1", "host_interval": "0.5"}
    settings = lookups(Session.of(given, None, quiet=True)).settings.links
    assert settings is not None
    assert (settings.concurrency, settings.host_concurrency, settings.host_interval) == (7, 1, 0.5)
    host = settings.for_host("xn--bcher-kva.example")
    assert (host.interval, host.concurrency, host.basic_auth) == (2.0, 3, ("me", "s3cret"))
    assert host.headers == {"X-Desk": "one"}


def test_secrets_of_hosts_are_not_shown(auditor: Run) -> None:
    own = Path("home/auditor/config.toml")
    own.parent.mkdir(parents=True)
    own.write_text('[links.hosts."a.example"]\nbasic_auth = "me:s3cret"\n', encoding="utf-8")
    ran = auditor("config", "show")
    assert ran.code == 0
    assert "a.example" in ran.out
    assert "s3cret" not in ran.out


@pytest.mark.parametrize(
    "text",
    [
        '[links.hosts."a.example"]\nspeed = 3\n',
        '[links.hosts."a.example/x"]\ninterval = 3\n',
        '[links.hosts."a.example"]\ninterval = -1\n',
        '[links.hosts."a.example"]\nbasic_auth = "me"\n',
        '[links.hosts."a.example"]\nheaders = { X = "a\\r\\nY: b" }\n',
        "[links]\nhosts = 3\n",
    ],
)
def test_mistakes_about_hosts(auditor: Run, text: str) -> None:
    own = Path("home/auditor/config.toml")
    own.parent.mkdir(parents=True)
    own.write_text(text, encoding="utf-8")
    ran = auditor("config", "show")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert "config.toml:" in ran.err


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://a.org/x", "http://localhost/x"),
        ("https://a.org/b/x", "https://b.org/x"),
        ("https://c.org/x", "https://c.org/x"),
    ],
)
def test_the_longest_beginning_says_where_to_ask(url: str, place: str) -> None:
    pairs = {"https://a.org/": "http://localhost/", "https://a.org/b/": "https://b.org/"}
    assert remapped(url, pairs) == place


def test_verdicts_come_from_elsewhere_copies_from_the_address_as_cited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, list[str]]] = []

    def collect(wanted: Sequence[Wanted], settings: EvidenceSettings, *_: object) -> Facts:
        urls = [item.url for item in wanted]
        asked.append(("links" if settings.links else "archives", urls))
        if settings.links:
            return Facts({url: Verdict(url=url, state=State.ALIVE, final_url=url) for url in urls})
        return Facts({}, {url: Lookup(url=url, outcome=Outcome.ARCHIVED) for url in urls})

    monkeypatch.setattr(lookups_module, "collect", collect)
    pairs = {"https://a.org/": "http://localhost/"}
    look = Lookups(EvidenceSettings(), Progress(), Clients(_never, _never), remap=pairs)
    facts = look([Wanted("https://a.org/x")])
    assert asked == [("links", ["http://localhost/x"]), ("archives", ["https://a.org/x"])]
    assert facts.links["https://a.org/x"].final_url == "http://localhost/x"
    assert facts.mementos["https://a.org/x"].outcome is Outcome.ARCHIVED


def test_an_interrupt_keeps_what_came_from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def collect(wanted: Sequence[Wanted], *_: object) -> Facts:
        url = wanted[0].url
        raise Interrupted(Facts({url: Verdict(url=url, state=State.DEAD)}))

    monkeypatch.setattr(lookups_module, "collect", collect)
    pairs = {"https://a.org/": "http://localhost/"}
    look = Lookups(EvidenceSettings(), Progress(), Clients(_never, _never), remap=pairs)
    with pytest.raises(LookInterrupted) as caught:
        look([Wanted("https://a.org/x")])
    assert caught.value.facts.links["https://a.org/x"].state is State.DEAD
