"""The flow over many articles: in order, in batches, each address once, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
import datetime as dt
import gc
from pathlib import Path
import weakref

import pytest

from auditor.audit import Flow, House, LookInterrupted
from auditor.cli import lookups as lookups_module
from auditor.cli.lookups import Lookups, endpoints, lookups, user_agent
from auditor.cli.session import Session
from auditor.evidence.collect import Clients, EvidenceSettings, Interrupted
from auditor.evidence.progress import Progress
from auditor.model.article import Article
from auditor.model.audit import Result
from auditor.model.errors import ConfigError
from auditor.model.facts import Facts, Lookup, Outcome, State, Verdict, Wanted
from auditor.model.policy import Policy
from auditor.model.run import Tally
from auditor.readers import read_text

TODAY = dt.date(2026, 3, 1)
URL = "https://www.iana.org/{}"


def articles(count: int) -> Iterator[Article]:
    for number in range(count):
        text = f"See [this]({URL.format(number)}) and [that]({URL.format('all')}).\n"
        yield read_text(text, f"{number}.md")


def verdicts(wanted: Sequence[Wanted], state: State = State.ALIVE) -> Facts:
    return Facts({item.url: Verdict(url=item.url, state=state) for item in wanted})


def flow(look: object, batch: int = 3) -> Flow:
    house = House(Policy(as_of=TODAY))
    return Flow((), lambda _: house, look, TODAY, batch=batch)  # type: ignore[arg-type]


def test_results_come_in_order_with_facts_of_their_own() -> None:
    found = list(flow(verdicts).results(articles(7)))
    assert [result.audit.article.path for result in found] == [f"{n}.md" for n in range(7)]
    assert set(found[4].audit.facts.links) == {URL.format(4), URL.format("all")}


def test_articles_are_read_batch_by_batch() -> None:
    read: list[str] = []

    def watched() -> Iterator[Article]:
        for article in articles(9):
            read.append(article.path)
            yield article

    next(flow(verdicts).results(watched()))
    assert len(read) == 3


def test_results_that_were_handed_out_are_dropped() -> None:
    handed: list[weakref.ref[Article]] = []
    for result in flow(verdicts, batch=2).results(articles(12)):
        handed.append(weakref.ref(result.audit.article))
        del result
    gc.collect()
    assert sum(ref() is not None for ref in handed) <= 2


def test_an_interrupt_still_yields_the_batch_with_the_facts_there_are() -> None:
    def interrupted(wanted: Sequence[Wanted]) -> Facts:
        raise LookInterrupted(verdicts(wanted[:1]))

    found: list[Result] = []
    with pytest.raises(KeyboardInterrupt):
        found.extend(flow(interrupted).results(articles(7)))
    assert [len(result.audit.facts.links) for result in found] == [1, 0, 0]


def test_what_got_no_answer_is_listed_and_counted() -> None:
    def look(wanted: Sequence[Wanted]) -> Facts:
        blocked = verdicts(wanted, State.BLOCKED).links
        unknown = {item.url: Lookup(url=item.url, outcome=Outcome.UNKNOWN) for item in wanted}
        return Facts(blocked, unknown)

    tally = Tally()
    for result in flow(look).results(articles(2)):
        tally.add(result)
        assert {item.reason for item in result.unchecked} == {"blocked", "unknown"}
    assert tally.unchecked == {("link", "blocked"): 4, ("memento", "unknown"): 4}
    assert tally.unchecked_share == 1.0


def test_offline_counts_towards_no_share() -> None:
    def look(wanted: Sequence[Wanted]) -> Facts:
        links = {i.url: Verdict(url=i.url, state=State.UNCHECKED, detail="offline") for i in wanted}
        return Facts(links)

    tally = Tally()
    for result in flow(look).results(articles(2)):
        tally.add(result)
    assert tally.unchecked == {("link", "offline"): 4}
    assert tally.unchecked_share == 0.0


def test_an_address_is_asked_once_in_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def collect(wanted: Sequence[Wanted], *_: object) -> Facts:
        asked.extend(item.url for item in wanted)
        return verdicts(wanted)

    monkeypatch.setattr(lookups_module, "collect", collect)
    look = Lookups(EvidenceSettings(), Progress(), Clients(_never, _never))
    found = list(flow(look, batch=1).results(articles(3)))
    assert asked == [URL.format(0), URL.format("all"), URL.format(1), URL.format(2)]
    assert all(len(result.audit.facts.links) == 2 for result in found)


def test_an_interrupt_of_the_evidence_is_one_of_the_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    def collect(wanted: Sequence[Wanted], *_: object) -> Facts:
        raise Interrupted(verdicts(wanted[:1]))

    monkeypatch.setattr(lookups_module, "collect", collect)
    look = Lookups(EvidenceSettings(), Progress(), Clients(_never, _never))
    with pytest.raises(LookInterrupted) as caught:
        look([Wanted("https://www.iana.org/"), Wanted("https://www.iana.org/a")])
    assert list(caught.value.facts.links) == ["https://www.iana.org/"]


def _never(_: object) -> object:
    raise AssertionError("no client is made")


def test_endpoints_come_from_the_environment() -> None:
    found = endpoints({"AUDITOR_WAYBACK_CDX": "http://127.0.0.1:8080/cdx"})
    assert found.cdx == "http://127.0.0.1:8080/cdx"
    assert found.replay.startswith("https://web.archive.org/")
    with pytest.raises(ConfigError, match="AUDITOR_WAYBACK_SAVE"):
        endpoints({"AUDITOR_WAYBACK_SAVE": "http://example.org/"})


def test_settings_reach_the_clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    given = {"contact": "mailto:editor@example.org", "allow_private": True, "archives": False}
    session = Session.of(given, None, quiet=True)
    assert user_agent(session).endswith("; mailto:editor@example.org)")
    settings = lookups(session).settings
    assert settings.links is not None
    assert settings.links.allow_private
    assert settings.links.user_agent == user_agent(session)
    assert settings.archives is None
    own = Session.of({"user_agent": "mine/1"}, None, quiet=True)
    assert user_agent(own) == "mine/1"
    asked = lookups(own).settings.archives
    assert asked is not None
    assert asked.user_agent == "mine/1"
