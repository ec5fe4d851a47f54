"""Reading captures, best first, until one passes: a saved error page is no copy."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field, replace

from auditor.archives import queries
from auditor.archives.answers import Target, Trouble, original_of, trouble_of
from auditor.archives.choice import (
    CANDIDATES,
    choose,
    distance,
    is_too_early,
    same_but_case,
    told,
)
from auditor.archives.endpoints import Endpoints
from auditor.archives.lack import Lack, lack_of
from auditor.archives.page import flaw_in, page_of, redirect_flaw, redirect_of
from auditor.model.drift import Sketch
from auditor.model.facts import Memento, Wanted
from auditor.model.port import Answer, Exchange, Failure, Request
from auditor.text.sketch import brief, sketch_of

NEAR = 90  # days between the date asked for and a capture that still count as near
# Redirects followed from one capture: four saved ones (https, www, a slash, a new address), each of
# which the archive follows by one of its own, to the second at which the next page was saved.
HOPS = 9
REJECTED = 12  # reasons kept with a look-up


@dataclass(frozen=True, slots=True)
class _Read:
    """One capture as it was read: what tells against it, what it lacks of the wanted words."""

    flaw: str | Trouble | None = None
    original: str | None = None
    sketch: Sketch | None = None
    lack: Lack = Lack.NOTHING


@dataclass(frozen=True, slots=True)
class Found:
    """A usable capture, its page in brief where it could be read, what it lacks of cited words."""

    memento: Memento
    sketch: Sketch | None = None
    lack: Lack = Lack.NOTHING


@dataclass(slots=True)
class Reading:
    """The captures of one address that were read so far, and what was wrong with them.

    `lacking` are those with nothing against them but that they lack words that the article cites.
    """

    wanted: Wanted
    endpoints: Endpoints
    seen: set[str] = field(default_factory=set)
    rejected: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    lacking: list[Found] = field(default_factory=list)
    trouble: Trouble | None = None

    def best_of(self, mementos: Iterable[Memento]) -> Generator[Request, Answer, Found | None]:
        """The best capture whose bytes pass; where they can't be had, its row may vouch for it."""
        choice = choose(self.wanted, (m for m in mementos if m.memento_uri not in self.seen))
        self.rejected += choice.rejected
        self.strangers += choice.strangers
        for memento in choice.candidates:
            if len(self.seen) >= CANDIDATES:
                break
            self.seen.add(memento.memento_uri)
            read = yield from _read(memento, self.wanted, self.endpoints)
            if self._passes(memento, read):
                return Found(_vouched(memento), read.sketch)
        return None

    def _passes(self, memento: Memento, read: _Read) -> bool:
        """Whether a capture will do; else it is kept in mind why not."""
        if isinstance(read.flaw, Trouble):
            self.trouble = read.flaw if memento.statuscode is None else self.trouble
            return memento.statuscode is not None
        if read.flaw:
            self.rejected.append(told(memento, read.flaw))
        elif read.original and same_but_case(self.wanted.url, read.original):
            self.strangers.append(told(memento, f"of {read.original}"))
        elif read.lack is Lack.TITLE and is_too_early(self.wanted, memento):
            self.rejected.append(told(memento, f"from before publication, {read.lack.words}"))
        elif read.lack:
            self.lacking.append(Found(_vouched(memento), read.sketch, read.lack))
        else:
            return True
        return False

    def second_best(self) -> Found | None:
        """Of captures that lack cited words the one that lacks least, then the nearest.

        They may be right: a quotation may be translated, a title the author's own.
        """
        return min(
            self.lacking,
            key=lambda found: (found.lack, distance(self.wanted, found.memento)),
            default=None,
        )

    def told(self, chosen: Memento | None = None) -> tuple[str, ...]:
        """Why captures were passed over, a dozen reasons at most."""
        lacking = (
            told(found.memento, found.lack.words)
            for found in self.lacking
            if not chosen or found.memento.memento_uri != chosen.memento_uri
        )
        return (*self.rejected, *lacking, *self.strangers)[:REJECTED]


def _vouched(memento: Memento) -> Memento:
    return replace(memento, statuscode=memento.statuscode or 200)


def _read(
    memento: Memento, wanted: Wanted, endpoints: Endpoints
) -> Generator[Request, Answer, _Read]:
    """A capture as its bytes tell of it; a saved redirect is followed in the archive."""
    here, original = Target(memento.memento_datetime, memento.original), None
    limit = queries.TEXT_BYTES if wanted.has_words else queries.PAGE_BYTES
    been: set[Target] = set()
    while here not in been and len(been) < HOPS:
        been.add(here)
        answer = yield queries.raw(endpoints, here.original, here.moment, limit)
        if isinstance(answer, Failure) or trouble_of(answer):
            return _Read(trouble_of(answer))
        original = original or original_of(answer)
        there = redirect_of(answer, here)
        if there is None:
            return _page(answer, wanted, original)
        if flaw := redirect_flaw(there.original, wanted.url):
            return _Read(flaw)
        if abs((there.moment - memento.memento_datetime).days) > NEAR:
            return _Read(f"leads to a copy of {there.moment.date()}")
        here = there
    return _Read("redirects without end")


def _page(answer: Exchange, wanted: Wanted, original: str | None) -> _Read:
    page = page_of(answer)
    if flaw := flaw_in(answer, page, wanted.url):
        return _Read(flaw, original)
    if not wanted.has_words:
        return _Read(None, original)
    if page is None:
        return _Read(None, original, brief(answer.body, answer.header("content-type") or ""))
    sketch = sketch_of(page, wanted.quotes)
    return _Read(None, original, sketch, lack_of(page, sketch, wanted))
