"""Further archives, by the Memento protocol alone (RFC 7089): a TimeGate, a TimeMap, or both."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import replace
from email.utils import format_datetime

from auditor.archives.anchors import target_of
from auditor.archives.answers import Trouble, read_target, trouble_of
from auditor.archives.choice import distance, told
from auditor.archives.endpoints import Endpoints, Further
from auditor.archives.outcomes import archived, ended, in_vain, is_near
from auditor.archives.page import flaw_of
from auditor.archives.queries import PAGE_BYTES, bare
from auditor.archives.reading import Found, Reading
from auditor.archives.timemap import linked, memento_of, prefix_of, read_timemap
from auditor.model.facts import Lookup, Memento, Outcome, Wanted
from auditor.model.port import Answer, Exchange, Failure, Purpose, Request

MAP_BYTES = 1 << 20  # of a TimeMap: some 8,000 mementos
HOPS = 3  # redirects from one address of a TimeGate to the next
READ = 3  # mementos that are read where their addresses don't tell their time

Plan = Generator[Request, Answer, Lookup]


def look_up(archive: Further, wanted: Wanted) -> Plan:
    """Whether an archive has a usable copy; all its requests are addressed to it."""
    plan = _plan(archive, wanted)
    try:
        request = next(plan)
        while True:
            request = plan.send((yield replace(request, service=archive.name)))
    except StopIteration as end:
        lookup: Lookup = end.value
        return lookup


def _plan(archive: Further, wanted: Wanted) -> Plan:
    """The nearest capture first, where there is a TimeGate; then what the TimeMap lists."""
    reading, failed = Reading(wanted, Endpoints()), None
    near: tuple[Memento, ...] = ()
    timemap = archive.timemap and f"{archive.timemap}{bare(wanted.url)}"
    if archive.timegate:
        nearest, listed = yield from _nearest(archive, wanted)
        if nearest is None:
            return ended(wanted, Outcome.NOT_ARCHIVED)
        timemap = timemap or listed
        failed = nearest if isinstance(nearest, Trouble) else Trouble(archive.name, "no_timemap")
        near = (nearest,) if isinstance(nearest, Memento) else ()
        found = yield from _best(reading, (item for item in near if is_near(wanted, item)))
        if found:
            return archived(reading, found)
    known: tuple[Memento, ...] = ()
    if timemap:
        answer = yield Request(url=timemap, purpose=Purpose.TIMEMAP, limit=MAP_BYTES)
        known, failed = read_timemap(answer, archive)
    found = (yield from _best(reading, (*near, *known))) or reading.second_best()
    return archived(reading, found) if found else in_vain(reading, failed)


def _nearest(
    archive: Further, wanted: Wanted
) -> Generator[Request, Answer, tuple[Memento | Trouble | None, str]]:
    """The capture a TimeGate leads to, and the TimeMap it names; None where it has none."""
    url = f"{archive.timegate}{bare(wanted.url)}"
    when = {"Accept-Datetime": format_datetime(target_of(wanted), usegmt=True)}
    timemap = ""
    for _ in range(HOPS):
        answer = yield Request(url=url, purpose=Purpose.TIMEGATE, headers=when, limit=PAGE_BYTES)
        if isinstance(answer, Failure) or trouble_of(answer):
            return trouble_of(answer), timemap
        timemap = linked(answer, "timemap", archive) or timemap
        if answer.header("memento-datetime"):
            return memento_of(answer, archive) or Trouble(archive.name, "malformed"), timemap
        if answer.status == 404:
            return None, timemap
        place = _location(answer, archive)
        if isinstance(place, Trouble):
            return place, timemap
        if target := read_target(place):
            return Memento(
                original=target.original, memento_uri=place, memento_datetime=target.moment
            ), timemap
        url = place
    return Trouble(archive.name, "redirects"), timemap


def _location(answer: Exchange, archive: Further) -> str | Trouble:
    """Where a TimeGate redirects to."""
    location = answer.header("location")
    if answer.status not in range(300, 400) or not location:
        return Trouble(archive.name, "malformed")
    return archive.own(location, answer.request.url) or Trouble(archive.name, "elsewhere")


def _best(
    reading: Reading, mementos: Iterable[Memento]
) -> Generator[Request, Answer, Found | None]:
    """The best of some captures; collections of one archive replay in places of their own."""
    places: dict[str, list[Memento]] = {}
    for memento in sorted(mementos, key=lambda item: distance(reading.wanted, item)):
        places.setdefault(prefix_of(memento.memento_uri), []).append(memento)
    for place, group in places.items():
        if place:
            reading.endpoints = Endpoints(replay=place)
            found = yield from reading.best_of(group)
        else:
            found = yield from _as_they_are(reading, group[:READ])
        if found:
            return found
    return None


def _as_they_are(
    reading: Reading, mementos: Iterable[Memento]
) -> Generator[Request, Answer, Found | None]:
    """The first capture that passes of an archive that can't be asked for raw bytes."""
    for memento in mementos:
        if memento.memento_uri in reading.seen:
            continue
        reading.seen.add(memento.memento_uri)
        answer = yield Request(url=memento.memento_uri, purpose=Purpose.CAPTURE, limit=PAGE_BYTES)
        trouble = trouble_of(answer)
        if isinstance(answer, Failure) or trouble:
            reading.trouble = trouble
        elif not answer.header("memento-datetime"):
            reading.trouble = Trouble(answer.request.service, "malformed")
        elif flaw := flaw_of(answer, reading.wanted.url):
            reading.rejected.append(told(memento, flaw))
        else:
            return Found(replace(memento, statuscode=answer.status))
    return None
