"""The look-up of a memento as a pure plan: what to ask next, and in the end what it all means.

Replay first (fast: one HEAD names the capture nearest to the date), then the CDX index (slow and
scarce, but it settles what there is), the availability service last, for it forgets: its "no" says
nothing. A capture is read before it is offered, since a saved error page is no copy. Where the
Wayback Machine has no usable one, further archives are asked, one after another.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from auditor.archives import further, queries
from auditor.archives.anchors import gap, target_of
from auditor.archives.answers import (
    EXCLUDED,
    Trouble,
    read_closest,
    read_nearest,
    read_rows,
    service_of,
)
from auditor.archives.endpoints import Endpoints, Further, is_private
from auditor.archives.outcomes import archived, ended, in_vain, is_near, merged, unknown
from auditor.archives.reading import Reading
from auditor.archives.shared import beneath
from auditor.model.facts import Lookup, Memento, Outcome, Wanted
from auditor.model.port import Answer, Failure, Fault, Request
from auditor.text.hosts import host_of, site_of
from auditor.text.mementos import CITED, CitedMemento, recognise
from auditor.text.tracking import tracking, without

Plan = Generator[Request, Answer, Lookup]
Rows = tuple[Memento, ...] | Trouble
_SETTLED = (Outcome.ARCHIVED, Outcome.NOT_ATTEMPTED)


@dataclass(frozen=True, slots=True)
class Lookups:
    """The planner of memento look-ups for `auditor.evidence.loop`.

    `prefixes` says what addresses begin with that share one query of the index.
    """

    endpoints: Endpoints
    further: tuple[Further, ...] = ()
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def next_requests(self, wanted: Wanted, answers: Sequence[Answer]) -> Sequence[Request]:
        """The one request to make next, none when the answers suffice."""
        state = self._state(wanted, answers)
        return (state,) if isinstance(state, Request) else ()

    def fact(self, wanted: Wanted, answers: Sequence[Answer]) -> Lookup:
        """What the answers come to."""
        state = self._state(wanted, answers)
        if isinstance(state, Request):  # the run ended before its answer came
            return unknown(wanted, Trouble(service_of(state), "interrupted"))
        times = [answer.started for answer in answers if answer.started]
        return replace(state, checked_at=max(times, default=None))

    def _state(self, wanted: Wanted, answers: Sequence[Answer]) -> Request | Lookup:
        """Where the plan stands: it is run from its beginning, so that it keeps no state."""
        plan = self._plan(wanted)
        try:
            request = next(plan)
            for answer in answers:
                request = plan.send(answer)
        except StopIteration as end:
            lookup: Lookup = end.value
            return lookup
        return request

    def _plan(self, wanted: Wanted) -> Plan:
        """The whole plan of one address: as cited, then without what tells how somebody came to it.

        Archives keep most pages under the plain address alone.
        """
        if settled := _without_asking(wanted, self.endpoints):
            return settled
        lookup = yield from self._asked(wanted)
        plain = _plain(wanted.url)
        if lookup.outcome in _SETTLED or plain == wanted.url:
            return lookup
        other = yield from self._asked(replace(wanted, url=plain))
        found = other if other.outcome in _SETTLED else merged((lookup, other))
        return replace(found, url=wanted.url)

    def _asked(self, wanted: Wanted) -> Plan:
        """The archives one after another, until one has a copy."""
        lookups = [(yield from _wayback(wanted, self.endpoints, self.prefixes.get(wanted.url)))]
        for archive in self._further(wanted):
            if lookups[-1].outcome in _SETTLED:
                break
            lookups.append((yield from further.look_up(archive, wanted)))
        return lookups[-1] if lookups[-1].outcome in _SETTLED else merged(lookups)

    def _further(self, wanted: Wanted) -> tuple[Further, ...]:
        """The further archives that may hear of an address: of this machine's, those on it."""
        private = is_private(wanted.url)
        return tuple(item for item in self.further if item.local or not private)


def _wayback(wanted: Wanted, endpoints: Endpoints, prefix: str | None) -> Plan:
    """The first half: what replay says of the moment asked for."""
    reading = Reading(wanted, endpoints)
    answer = yield queries.nearest(endpoints, wanted.url, target_of(wanted))
    if isinstance(answer, Failure) and answer.fault in (Fault.OFFLINE, Fault.POLICY):
        return ended(wanted, Outcome.NOT_ATTEMPTED, reason=answer.fault.value)
    nearest = read_nearest(answer, endpoints)
    if isinstance(nearest, Memento) and is_near(wanted, nearest):
        found = yield from reading.best_of((nearest,))
        if found:
            return archived(reading, found)
    return (yield from _by_index(reading, nearest, prefix))


def _by_index(reading: Reading, nearest: Memento | Trouble | None, prefix: str | None) -> Plan:
    """The second half: what the index knows and, where it doesn't answer, the availability."""
    wanted, endpoints, target = reading.wanted, reading.endpoints, target_of(reading.wanted)
    rows = yield from _rows(reading, nearest, prefix)
    failed = rows if isinstance(rows, Trouble) else None
    first = (nearest,) if isinstance(nearest, Memento) else ()
    found = yield from reading.best_of((*first, *(() if isinstance(rows, Trouble) else rows)))
    if not found and failed and failed.reason != EXCLUDED:
        closest = read_closest((yield queries.closest(endpoints, wanted.url, target)), endpoints)
        found = yield from reading.best_of((closest,) if closest else ())
    found = found or reading.second_best()
    return archived(reading, found) if found else in_vain(reading, failed)


def _rows(
    reading: Reading, nearest: Memento | Trouble | None, prefix: str | None
) -> Generator[Request, Answer, Rows]:
    """The rows of good captures in the index; by prefix first, where that may spare a query."""
    wanted, endpoints, target = reading.wanted, reading.endpoints, target_of(reading.wanted)
    rows: Rows | None = None
    if prefix:
        shared = read_rows((yield queries.beneath(endpoints, prefix)), endpoints)
        rows = None if isinstance(shared, Trouble) else beneath(shared, wanted.url)
    if rows is None:
        rows = read_rows((yield queries.rows(endpoints, wanted.url, target)), endpoints)
    if rows == () and isinstance(nearest, Trouble):  # no good ones: are there any at all?
        everything = queries.rows(endpoints, wanted.url, target, of_any_status=True)
        rows = read_rows((yield everything), endpoints)
    return rows


def _plain(url: str) -> str:
    """An address without parameters that only track."""
    return without(url, tracking(url, site_of(host_of(url)))) if "?" in url else url


def _without_asking(wanted: Wanted, endpoints: Endpoints) -> Lookup | None:
    """What stands before anything is asked: cited copies, and what no archive may hear of."""
    if cited := recognise(wanted.url):
        return _itself(wanted, cited)
    if not queries.is_address(wanted.url):
        return ended(wanted, Outcome.NOT_ATTEMPTED, reason="malformed")
    parts = urlsplit(wanted.url)
    if parts.scheme.lower() not in ("http", "https"):
        return ended(wanted, Outcome.NOT_ATTEMPTED, reason="unsupported_scheme")
    # To ask is to tell: a password or an intranet's name must not leave the machine.
    if "@" in parts.netloc or (is_private(wanted.url) and not endpoints.local):
        return ended(wanted, Outcome.NOT_ATTEMPTED, reason="policy")
    return None


def _itself(wanted: Wanted, cited: CitedMemento) -> Lookup:
    found = ended(wanted, Outcome.ARCHIVED, reason=CITED)
    if cited.datetime is None or cited.original is None:
        return found
    memento = Memento(
        original=cited.original, memento_uri=wanted.url, memento_datetime=cited.datetime
    )
    return replace(found, memento=memento, days_from_anchor=gap(wanted, cited.datetime))
