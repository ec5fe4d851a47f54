"""All that an audit asks of the outside: verdicts of links, then look-ups of mementos."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import starmap
from typing import TYPE_CHECKING

from auditor.evidence.loop import gather
from auditor.evidence.memory import Memory
from auditor.evidence.network import Watched
from auditor.evidence.progress import Progress
from auditor.links.cited import by_page, cited_as, page_wanted
from auditor.links.names import resolver_works
from auditor.links.nearby import Siblings
from auditor.links.planner import Links
from auditor.links.settings import LinkSettings
from auditor.links.verdict import not_attempted, offline
from auditor.model.facts import Check, Facts, Lookup, Outcome, Verdict, Wanted
from auditor.model.port import Fetch

if TYPE_CHECKING:
    from auditor.archives.settings import ArchiveSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSettings:
    """What is looked at, and how. A stage whose settings are None is not run at all.

    `withheld` says of every address that no archive is told of any, by a person's wish. `compare`
    wants live pages read whole and compared with their copies.
    """

    offline: bool = False
    links: LinkSettings | None = field(default_factory=LinkSettings)
    archives: ArchiveSettings | None = None
    withheld: bool = False
    compare: bool = False


@dataclass(frozen=True, slots=True)
class Clients:
    """The clients behind the port, made when first needed: a run loads only what it uses."""

    links: Callable[[LinkSettings], Fetch]
    archives: Callable[[ArchiveSettings], Fetch]
    resolver_works: Callable[[], bool] = resolver_works


class Interrupted(KeyboardInterrupt):
    """Ctrl-C while facts were collected; `facts` say which addresses were not attempted."""

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self.facts = facts


def collect(
    wanted: Sequence[Wanted],
    settings: EvidenceSettings,
    progress: Progress | None = None,
    clients: Clients | None = None,
    memory: Memory | None = None,
) -> Facts:
    """Facts about all wanted addresses (distinct, as cited). Raises Interrupted on Ctrl-C.

    `memory` spares requests whose answers still hold; offline it is not asked.
    """
    run = _Collection(
        wanted, settings, progress or Progress(), clients or _clients(), memory or Memory()
    )
    return run.facts()


def _clients() -> Clients:
    from auditor.archives.client import Client
    from auditor.links.engine import Engine

    return Clients(Engine, Client)


class _Collection:
    """One run: the facts so far."""

    def __init__(
        self,
        wanted: Sequence[Wanted],
        settings: EvidenceSettings,
        progress: Progress,
        clients: Clients,
        memory: Memory,
    ) -> None:
        self.wanted = wanted
        self.settings = settings
        self.progress = progress
        self.clients = clients
        self.memory = memory
        self.links: dict[str, Verdict] = {}
        self.mementos: dict[str, Lookup] = {}
        self.history: dict[str, tuple[Check, ...]] = {}
        self.no_network = False

    def facts(self) -> Facts:
        try:
            if self.settings.links is not None:
                self._look_at_links(self.settings.links)
            if self.settings.archives is not None:
                self._look_up_mementos(self.settings.archives)
                self._compare()
            elif self.settings.withheld:
                self._not_attempted("no_archives")
            self.memory.flush()
        except KeyboardInterrupt:  # what was learnt is put on disk when the store is closed
            self._leave_the_rest()
            raise Interrupted(self._in_order()) from None
        return self._in_order()

    def _in_order(self) -> Facts:
        """Facts in the order of the addresses, whatever the order of the answers."""
        urls = [item.url for item in self.wanted]
        return Facts(
            {url: self.links[url] for url in urls if url in self.links},
            {url: self.mementos[url] for url in urls if url in self.mementos},
            history={url: self.history[url] for url in urls if url in self.history},
        )

    def _leave_the_rest(self) -> None:
        """Say of every address nobody came to that it was not attempted."""
        for item in self.wanted:
            if self.settings.links is not None:
                self.links.setdefault(item.url, not_attempted(item.url))
            if self.settings.archives is not None:
                self.mementos.setdefault(item.url, _not_attempted(item, "not_attempted"))

    def _look_at_links(self, settings: LinkSettings) -> None:
        if self.settings.offline:
            self.links.update((item.url, offline(item.url)) for item in self.wanted)
            return
        pages = by_page(self.wanted)
        asked: list[Wanted] = []
        words = self.settings.compare and self.settings.archives is not None
        for page in starmap(partial(page_wanted, words=words), pages.items()):
            if known := self.memory.verdict(page):
                self._stands(pages[page.url], known)
            else:
                asked.append(self.memory.conditional(page))
        if not asked:
            return
        fetch = Watched(self.clients.links(settings), self._resolver_works)
        with (
            self._stage("links", asked),
            closing(gather(asked, Links(settings, Siblings(pages)), fetch)) as facts,
        ):
            for page, found in facts:
                verdict, history = self.memory.learn(page, found)
                self._stands(pages[page.url], verdict, history)
                self.progress.step("links", verdict)

    def _stands(
        self, cited: Sequence[Wanted], verdict: Verdict, history: tuple[Check, ...] = ()
    ) -> None:
        """The verdict on a page holds for each address that lies on it."""
        for item in cited:
            self.links[item.url] = cited_as(verdict, item.url)
            if history:
                self.history[item.url] = history

    def _resolver_works(self) -> bool:
        """Asked once, when nothing has resolved so far; a "no" holds for the archives too."""
        works = self.clients.resolver_works()
        if not works:
            self.no_network = True
            self.progress.offline()
        return works

    def _look_up_mementos(self, settings: ArchiveSettings) -> None:
        absent = self.no_network and not settings.endpoints.local
        if self.settings.offline or absent:
            self._not_attempted("offline")
            return
        if asked := list(self._to_be_asked(settings)):
            self._ask_archives(asked, settings)

    def _not_attempted(self, reason: str) -> None:
        self.mementos.update((item.url, _not_attempted(item, reason)) for item in self.wanted)

    def _to_be_asked(self, settings: ArchiveSettings) -> Iterator[Wanted]:
        """Addresses that archives may hear of, and of which nothing is remembered."""
        from auditor.evidence.sendable import untold  # here: links alone do without archives

        at_home, places = settings.endpoints.local, settings.places
        for item in self.wanted:
            if reason := untold(item, at_home=at_home):
                self.mementos[item.url] = _not_attempted(item, reason)
            elif known := self.memory.lookup(item, places):
                self.mementos[item.url] = known
            else:
                yield item

    def _ask_archives(self, asked: Sequence[Wanted], settings: ArchiveSettings) -> None:
        from auditor.archives.lookups import Lookups
        from auditor.archives.once import Once
        from auditor.archives.saving.estimate import lookup_time
        from auditor.archives.shared import prefixes

        shared = prefixes(item.url for item in asked)
        planner = Lookups(settings.endpoints, settings.further, shared)
        fetch = Once(self.clients.archives(settings))
        total, pace = len(asked), settings.replay.per_minute
        least, most = (lookup_time(total, missing, settings) for missing in (0, total))
        self.progress.expect(total, pace, least, most)
        with (
            self._stage("archives", asked),
            closing(gather(asked, planner, fetch)) as facts,
        ):
            for item, lookup in facts:
                self.mementos[item.url] = lookup
                self.memory.learn_lookup(item, lookup, settings.places)
                self.progress.step("archives", lookup)

    def _compare(self) -> None:
        """Say how live pages differ from their copies, and let go of what pages said."""
        from auditor.evidence.drifts import with_drift

        for url, lookup in self.mementos.items():
            self.mementos[url] = with_drift(lookup, self.links.get(url))
        for url, verdict in self.links.items():
            self.links[url] = replace(verdict, sketch=None) if verdict.sketch else verdict

    @contextmanager
    def _stage(self, what: str, asked: Sequence[Wanted]) -> Iterator[None]:
        self.progress.begin(what, [item.url for item in asked])
        try:
            yield
        finally:
            self.progress.end(what)


def _not_attempted(item: Wanted, reason: str) -> Lookup:
    return Lookup(
        url=item.url,
        outcome=Outcome.NOT_ATTEMPTED,
        anchor=item.anchor,
        anchor_kind=item.anchor_kind,
        reason=reason,
    )
