"""Reading captures, best first, until one passes: a saved error page is no copy."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field, replace

from auditor.archives import queries
from auditor.archives.answers import Target, Trouble, trouble_of
from auditor.archives.choice import choose, told
from auditor.archives.endpoints import Endpoints
from auditor.archives.page import flaw_of, redirect_flaw, redirect_of
from auditor.model.facts import Memento, Wanted
from auditor.model.port import Answer, Failure, Request

NEAR = 90  # days between the date asked for and a capture that still count as near
HOPS = 4  # saved redirects followed from one capture
REJECTED = 12  # reasons kept with a look-up


@dataclass(slots=True)
class Reading:
    """The captures of one address that were read so far, and what was wrong with them."""

    wanted: Wanted
    endpoints: Endpoints
    seen: set[str] = field(default_factory=set)
    rejected: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    trouble: Trouble | None = None

    def best_of(self, mementos: Iterable[Memento]) -> Generator[Request, Answer, Memento | None]:
        """The best capture whose bytes pass; where they can't be had, its row may vouch for it."""
        choice = choose(self.wanted, (m for m in mementos if m.memento_uri not in self.seen))
        self.rejected += choice.rejected
        self.strangers += choice.strangers
        for memento in choice.candidates:
            self.seen.add(memento.memento_uri)
            flaw = yield from _flaw(memento, self.wanted, self.endpoints)
            if flaw is None or (isinstance(flaw, Trouble) and memento.statuscode is not None):
                return replace(memento, statuscode=memento.statuscode or 200)
            if isinstance(flaw, Trouble):
                self.trouble = flaw
            else:
                self.rejected.append(told(memento, flaw))
        return None

    def told(self) -> tuple[str, ...]:
        """Why captures were passed over, a dozen reasons at most."""
        return (*self.rejected, *self.strangers)[:REJECTED]


def _flaw(
    memento: Memento, wanted: Wanted, endpoints: Endpoints
) -> Generator[Request, Answer, str | Trouble | None]:
    """What the bytes of a capture tell against it; a saved redirect is followed in the archive."""
    here = Target(memento.memento_datetime, memento.original)
    for _ in range(HOPS):
        answer = yield queries.raw(endpoints, here.original, here.moment)
        if isinstance(answer, Failure) or trouble_of(answer):
            return trouble_of(answer)
        there = redirect_of(answer, here)
        if there is None:
            return flaw_of(answer, wanted.url)
        if flaw := redirect_flaw(there.original, wanted.url):
            return flaw
        if abs((there.moment - memento.memento_datetime).days) > NEAR:
            return f"leads to a copy of {there.moment.date()}"
        here = there
    return "redirects without end"
