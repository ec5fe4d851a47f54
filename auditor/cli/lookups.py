"""Binds the look at addresses to the settings of a run: one set of clients, each address once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
import os
from typing import TypeVar

from auditor.archives.endpoints import Endpoints
from auditor.archives.settings import ArchiveSettings
from auditor.audit import LookInterrupted
from auditor.cli.choice import Choice
from auditor.cli.memory import Kept, buckets
from auditor.cli.remap import collect_elsewhere
from auditor.cli.session import Session
from auditor.cli.tape import NoTape, Tape
from auditor.evidence.collect import Clients, EvidenceSettings, Interrupted, collect
from auditor.evidence.memory import Memory
from auditor.evidence.progress import Progress
from auditor.links.settings import AGENT, LinkSettings
from auditor.model.facts import Check, Facts, Lookup, State, Verdict, Wanted
from auditor.model.port import Fetch

_REMEMBERED = 20_000  # addresses whose facts a run keeps, about 20 MB

V = TypeVar("V")


@dataclass
class Lookups:
    """Looks at batches of addresses; one that an earlier batch had is not asked again."""

    settings: EvidenceSettings
    progress: Progress
    clients: Clients
    choice: Choice = field(default_factory=Choice)
    remap: Mapping[str, str] = field(default_factory=dict)
    memory: Callable[[], Memory] = Memory
    _links: dict[str, Verdict] = field(default_factory=dict)
    _mementos: dict[str, Lookup] = field(default_factory=dict)
    _history: dict[str, tuple[Check, ...]] = field(default_factory=dict)

    def __call__(self, wanted: Sequence[Wanted]) -> Facts:
        """Facts about all wanted addresses; LookInterrupted on Ctrl-C, with those that stand."""
        known = self._links if self.settings.links else self._mementos
        chosen = [item for item in wanted if self.choice.takes(item.url)]
        new = [item for item in chosen if item.url not in known]
        try:
            found = self._collected(new)
        except Interrupted as error:
            raise LookInterrupted(self._with(wanted, error.facts)) from error
        facts = self._with(wanted, found)
        if not self.settings.offline:
            _remember(self._links, found.links)
            _remember(self._mementos, found.mementos)
            _remember(self._history, found.history)
        left = {item.url: left_out(item.url) for item in wanted if not self.choice.takes(item.url)}
        return replace(facts, links={**facts.links, **left}) if left else facts

    def _collected(self, wanted: Sequence[Wanted]) -> Facts:
        def ask(items: Sequence[Wanted], settings: EvidenceSettings) -> Facts:
            return collect(items, settings, self.progress, self.clients, self.memory())

        if self.remap:
            return collect_elsewhere(wanted, self.settings, self.remap, ask)
        return ask(wanted, self.settings)

    def _with(self, wanted: Sequence[Wanted], found: Facts) -> Facts:
        """What was found now, with what earlier batches found of the same addresses."""
        urls = [item.url for item in wanted]
        links = {url: self._links[url] for url in urls if url in self._links}
        mementos = {url: self._mementos[url] for url in urls if url in self._mementos}
        history = {url: self._history[url] for url in urls if url in self._history}
        return replace(
            found,
            links={**links, **found.links},
            mementos={**mementos, **found.mementos},
            history={**history, **found.history},
        )


def left_out(url: str) -> Verdict:
    """The verdict on an address that the settings leave out."""
    why = "left out by include, exclude or scheme"
    return Verdict(url=url, state=State.UNCHECKED, detail="excluded", why=why)


def _remember(kept: dict[str, V], found: Mapping[str, V]) -> None:
    kept.update(found)
    for url in list(kept)[: max(0, len(kept) - _REMEMBERED)]:
        del kept[url]


def lookups(
    session: Session,
    kept: Kept | None = None,
    tape: Tape | None = None,
    *,
    compare: bool = False,
) -> Lookups:
    """The look at addresses as a session's settings want it; `kept` is what it remembers.

    `tape` is what records the look, or has it on record; `compare` wants pages compared with their
    copies.
    """
    tape = tape or NoTape()
    agent = user_agent(session)
    links = LinkSettings(
        user_agent=agent,
        allow_private=session.here["allow_private"],
        concurrency=session.here["concurrency"],
        host_concurrency=session.here["host_concurrency"],
        host_interval=session.here["host_interval"],
        hosts=session.here["hosts"],
        proxy=session.here["proxy"],
        min_tls=session.here["min_tls"],
        by_domain=session.here["queue_by"] == "domain",
    )
    settings = EvidenceSettings(
        offline=session.offline,
        links=links,
        archives=archive_settings(session, tape.endpoints(endpoints()))
        if session.here["archives"]
        else None,
        withheld=not session.here["archives"],
        compare=compare,
    )
    return Lookups(
        settings,
        _progress(session),
        tape.clients(_clients(session)),
        Choice.of(session.here),
        session.here["remap"],
        lambda: tape.memory(kept.memory() if kept else Memory()),
    )


def user_agent(session: Session) -> str:
    """The User-Agent: a person's own, or ours with the way to reach whoever runs it."""
    if session.here["user_agent"]:
        return str(session.here["user_agent"])
    contact = session.here["contact"]
    return AGENT.removesuffix(")") + f"; {contact})" if contact else AGENT


def endpoints(env: Mapping[str, str] | None = None) -> Endpoints:
    """Where the archives stand: `AUDITOR_WAYBACK_*` or the services themselves."""
    env = os.environ if env is None else env
    names = ("replay", "cdx", "availability", "save")
    found = {name: env.get(f"AUDITOR_WAYBACK_{name.upper()}") for name in names}
    return replace(Endpoints(), **{name: url for name, url in found.items() if url})


def archive_settings(session: Session, there: Endpoints | None = None) -> ArchiveSettings:
    """How archives are asked; one in place of the Wayback Machine is asked alone, unless told."""
    there = there or endpoints()
    told = session.here.origins["further_archives"] != "default" or there == Endpoints()
    names = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
    bundle = next((os.environ[name] for name in names if os.environ.get(name)), None)
    return ArchiveSettings(
        user_agent=user_agent(session),
        endpoints=there,
        ca_bundle=bundle,
        proxy=session.here["proxy"].whole if session.here["proxy"] else "",
        further=session.here["further_archives"] if told else (),
    )


def _clients(session: Session) -> Clients:
    """Clients made when first needed and kept for the run, with the pace they learnt."""

    @cache
    def links(settings: LinkSettings) -> Fetch:
        from auditor.links.engine import Engine

        return Engine(settings)

    @cache
    def archives(settings: ArchiveSettings) -> Fetch:
        from auditor.archives.client import Client

        return Client(settings, buckets=buckets(session))

    return Clients(links, archives)


def _progress(session: Session) -> Progress:
    from auditor.cli.progress import progress

    return progress(session)
