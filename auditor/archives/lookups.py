"""The look-up of a memento as a pure plan: what to ask next, and in the end what it all means.

Replay first (fast: one HEAD names the capture nearest to the date), then the CDX index (slow and
scarce, but it settles what there is), the availability service last, for it forgets: its "no" says
nothing. A capture is read before it is offered, since a saved error page is no copy.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from auditor.archives import queries
from auditor.archives.anchors import gap, target_of
from auditor.archives.answers import (
    EXCLUDED,
    SERVICES,
    Trouble,
    read_closest,
    read_nearest,
    read_rows,
)
from auditor.archives.choice import ZONE
from auditor.archives.endpoints import Endpoints, is_private
from auditor.archives.reading import NEAR, Found, Reading
from auditor.model.facts import Lookup, Memento, Outcome, Wanted
from auditor.model.port import Answer, Failure, Fault, Request
from auditor.text.mementos import CitedMemento, recognise

CITED = "cited_copy"  # the reason of a look-up that needed none: the address is a copy itself

Plan = Generator[Request, Answer, Lookup]


@dataclass(frozen=True, slots=True)
class Lookups:
    """The planner of memento look-ups for `auditor.evidence.loop`."""

    endpoints: Endpoints

    def next_requests(self, wanted: Wanted, answers: Sequence[Answer]) -> Sequence[Request]:
        """The one request to make next, none when the answers suffice."""
        state = self._state(wanted, answers)
        return (state,) if isinstance(state, Request) else ()

    def fact(self, wanted: Wanted, answers: Sequence[Answer]) -> Lookup:
        """What the answers come to."""
        state = self._state(wanted, answers)
        if isinstance(state, Request):  # the run ended before its answer came
            return _unknown(wanted, Trouble(SERVICES[state.purpose], "interrupted"))
        times = [answer.started for answer in answers if answer.started]
        return replace(state, checked_at=max(times, default=None))

    def _state(self, wanted: Wanted, answers: Sequence[Answer]) -> Request | Lookup:
        """Where the plan stands: it is run from its beginning, so that it keeps no state."""
        plan = _look_up(wanted, self.endpoints)
        try:
            request = next(plan)
            for answer in answers:
                request = plan.send(answer)
        except StopIteration as end:
            lookup: Lookup = end.value
            return lookup
        return request


def _look_up(wanted: Wanted, endpoints: Endpoints) -> Plan:
    """The whole plan of one address, top to bottom."""
    if settled := _without_asking(wanted, endpoints):
        return settled
    reading = Reading(wanted, endpoints)
    answer = yield queries.nearest(endpoints, wanted.url, target_of(wanted))
    if isinstance(answer, Failure) and answer.fault in (Fault.OFFLINE, Fault.POLICY):
        return _ended(wanted, Outcome.NOT_ATTEMPTED, reason=answer.fault.value)
    nearest = read_nearest(answer, endpoints)
    if isinstance(nearest, Memento) and _is_near(wanted, nearest):
        found = yield from reading.best_of((nearest,))
        if found:
            return _archived(reading, found)
    return (yield from _by_index(reading, nearest))


def _by_index(reading: Reading, nearest: Memento | Trouble | None) -> Plan:
    """The second half: what the index knows and, where it doesn't answer, the availability."""
    wanted, endpoints, target = reading.wanted, reading.endpoints, target_of(reading.wanted)
    rows = read_rows((yield queries.rows(endpoints, wanted.url, target)), endpoints)
    if rows == () and isinstance(nearest, Trouble):  # no good ones: are there any at all?
        everything = queries.rows(endpoints, wanted.url, target, of_any_status=True)
        rows = read_rows((yield everything), endpoints)
    failed = rows if isinstance(rows, Trouble) else None
    first = (nearest,) if isinstance(nearest, Memento) else ()
    found = yield from reading.best_of((*first, *(() if isinstance(rows, Trouble) else rows)))
    if not found and failed and failed.reason != EXCLUDED:
        closest = read_closest((yield queries.closest(endpoints, wanted.url, target)), endpoints)
        found = yield from reading.best_of((closest,) if closest else ())
    found = found or reading.second_best()
    return _archived(reading, found) if found else _in_vain(reading, failed)


def _archived(reading: Reading, found: Found) -> Lookup:
    copy = found.memento
    days = gap(reading.wanted, copy.memento_datetime)
    ended = _ended(reading.wanted, Outcome.ARCHIVED, rejected=reading.told(copy))
    return replace(ended, memento=copy, days_from_anchor=days, sketch=found.sketch)


def _in_vain(reading: Reading, failed: Trouble | None) -> Lookup:
    """No usable copy: someone did not answer, all are bad, or there is none."""
    if failed and failed.reason == EXCLUDED:
        return _ended(reading.wanted, Outcome.NOT_ARCHIVED, reason=EXCLUDED)
    if trouble := failed or reading.trouble:
        return replace(_unknown(reading.wanted, trouble), rejected=reading.told())
    outcome = Outcome.NO_USABLE_COPY if reading.rejected else Outcome.NOT_ARCHIVED
    return _ended(reading.wanted, outcome, rejected=reading.told())


def _is_near(wanted: Wanted, memento: Memento) -> bool:
    days = gap(wanted, memento.memento_datetime)
    earliest = ZONE if wanted.anchor_kind == "issued" else -NEAR
    return days is None or earliest <= days <= NEAR


def _without_asking(wanted: Wanted, endpoints: Endpoints) -> Lookup | None:
    """What stands before anything is asked: cited copies, and what no archive may hear of."""
    if cited := recognise(wanted.url):
        return _itself(wanted, cited)
    try:
        parts = urlsplit(wanted.url)
    except ValueError:
        return _ended(wanted, Outcome.NOT_ATTEMPTED, reason="malformed")
    if parts.scheme.lower() not in ("http", "https"):
        return _ended(wanted, Outcome.NOT_ATTEMPTED, reason="unsupported_scheme")
    # To ask is to tell: a password or an intranet's name must not leave the machine.
    if "@" in parts.netloc or (is_private(wanted.url) and not endpoints.local):
        return _ended(wanted, Outcome.NOT_ATTEMPTED, reason="policy")
    return None


def _itself(wanted: Wanted, cited: CitedMemento) -> Lookup:
    ended = _ended(wanted, Outcome.ARCHIVED, reason=CITED)
    if cited.datetime is None or cited.original is None:
        return ended
    memento = Memento(
        original=cited.original, memento_uri=wanted.url, memento_datetime=cited.datetime
    )
    return replace(ended, memento=memento, days_from_anchor=gap(wanted, cited.datetime))


def _unknown(wanted: Wanted, trouble: Trouble) -> Lookup:
    ended = _ended(wanted, Outcome.UNKNOWN, reason=trouble.reason)
    return replace(ended, service=trouble.service)


def _ended(
    wanted: Wanted, outcome: Outcome, reason: str | None = None, rejected: tuple[str, ...] = ()
) -> Lookup:
    return Lookup(
        url=wanted.url,
        outcome=outcome,
        anchor=wanted.anchor,
        anchor_kind=wanted.anchor_kind,
        reason=reason,
        rejected=rejected,
    )
