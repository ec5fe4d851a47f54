"""All that an audit asks of the outside: verdicts of links, then look-ups of mementos."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import starmap

from auditor.archives.lookups import Lookups
from auditor.archives.settings import ArchiveSettings
from auditor.evidence.loop import gather
from auditor.evidence.network import Watched
from auditor.evidence.progress import Progress
from auditor.links.cited import by_page, cited_as, page_wanted
from auditor.links.names import resolver_works
from auditor.links.planner import Links
from auditor.links.settings import LinkSettings
from auditor.links.verdict import not_attempted, offline
from auditor.model.facts import Facts, Lookup, Outcome, Verdict, Wanted
from auditor.model.port import Fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSettings:
    """What is looked at, and how. A stage whose settings are None is not run at all."""

    offline: bool = False
    links: LinkSettings | None = field(default_factory=LinkSettings)
    archives: ArchiveSettings | None = None


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
) -> Facts:
    """Facts about all wanted addresses (distinct, as cited). Raises Interrupted on Ctrl-C."""
    return _Collection(wanted, settings, progress or Progress(), clients or _clients()).facts()


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
    ) -> None:
        self.wanted = wanted
        self.settings = settings
        self.progress = progress
        self.clients = clients
        self.links: dict[str, Verdict] = {}
        self.mementos: dict[str, Lookup] = {}
        self.no_network = False

    def facts(self) -> Facts:
        try:
            if self.settings.links is not None:
                self._look_at_links(self.settings.links)
            if self.settings.archives is not None:
                self._look_up_mementos(self.settings.archives)
        except KeyboardInterrupt:
            self._leave_the_rest()
            raise Interrupted(self._in_order()) from None
        return self._in_order()

    def _in_order(self) -> Facts:
        """Facts in the order of the addresses, whatever the order of the answers."""
        urls = [item.url for item in self.wanted]
        return Facts(
            {url: self.links[url] for url in urls if url in self.links},
            {url: self.mementos[url] for url in urls if url in self.mementos},
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
        fetch = Watched(self.clients.links(settings), self._resolver_works)
        with (
            self._stage("links", len(pages)),
            closing(gather(starmap(page_wanted, pages.items()), Links(settings), fetch)) as facts,
        ):
            for page, verdict in facts:
                cited = (item.url for item in pages[page.url])
                self.links.update((url, cited_as(verdict, url)) for url in cited)
                self.progress.step("links", verdict)

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
            self.mementos.update(
                (item.url, _not_attempted(item, "offline")) for item in self.wanted
            )
            return
        fetch = self.clients.archives(settings)
        with (
            self._stage("archives", len(self.wanted)),
            closing(gather(self.wanted, Lookups(settings.endpoints), fetch)) as facts,
        ):
            for item, lookup in facts:
                self.mementos[item.url] = lookup
                self.progress.step("archives", lookup)

    @contextmanager
    def _stage(self, what: str, total: int) -> Iterator[None]:
        self.progress.begin(what, total)
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
