"""The citations of one piece of a note, without the prose before, between and after them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
import re

from auditor.references.authordate import author_date
from auditor.references.bare import bare_citation
from auditor.references.begins import first_begins, next_begins
from auditor.references.cues import SIGNAL, cut_prose
from auditor.references.plain import Kind, Plain, Segment, Zone
from auditor.references.titles import Title, is_title

_ALONG = re.compile(  # what an address takes along: when it was seen, dates, pages, brackets
    r"[\s,.:(\[]{0,30}(?:(?:last |date )?(?:accessed|retrieved|visited|viewed|archived|posted|"
    r"consulted)\b|\d|pp?\.|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d|"
    r"[\ue001\ue004\ue005]|"
    r"$)",
    re.IGNORECASE,
)
_JOINTS = re.compile(
    r"[\s,;(]{0,9}(?:\b(?:and|as well as|or|but|see|also|cf\.?|for example|e\.g\.|quoted in|"
    r"cited in)[\s,]{0,9}+){0,5}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a citation begins, and the title or address that made it one."""

    at: int
    signal: str | None
    zone: Zone


def citations(plain: Plain, start: int, end: int) -> Iterator[Segment]:
    """The citations of the piece between two offsets, in order."""
    where = plain.trimmed(start, end)
    if author_date(plain, *where):
        yield Segment(*where)
        return
    heads = list(_heads(plain, start, end))
    if not heads:
        bare = bare_citation(plain, start, end)
        yield from [bare] if bare else []
    for index, head in enumerate(heads):
        last = index + 1 == len(heads)
        stop = end if last else _before(plain, heads[index + 1].at, head.at)
        yield Segment(*plain.trimmed(head.at, _cut(plain, head.zone, stop)), head.signal)


def _heads(plain: Plain, start: int, end: int) -> Iterator[_Head]:
    mask = plain.masked(start, end)
    at = start
    last: Zone | None = None
    for zone in plain.within(start, end):
        if zone.kind is not Kind.URL and not is_title(plain, zone):
            continue
        words = mask[at - start : zone.start - start]
        if last:
            begin = next_begins(words, last, zone)
        else:
            title = Title(plain, zone, mask[zone.end - start :])
            begin = first_begins(words, title, alone=at == start)
        if begin is not None:
            yield _Head(at + begin, _signal(words, begin), zone)
        if begin is not None or last:
            last = zone
        at = zone.end


def _signal(words: str, begin: int) -> str | None:
    """The signal that ends where the citation begins."""
    for match in SIGNAL.finditer(words):
        if match.end() <= begin and not words[match.end() : begin].strip():
            return match["signal"].strip(" ,:")
    return None


def _cut(plain: Plain, zone: Zone, stop: int) -> int:
    """Where a citation ends that prose may follow; an address takes only dates along."""
    tail = plain.masked(zone.end, stop)
    if zone.kind is Kind.URL and not _ALONG.match(tail):
        return zone.end
    cut = cut_prose(tail)
    return stop if cut is None else zone.end + cut


def _before(plain: Plain, stop: int, start: int) -> int:
    """The end of a citation that another follows: without "and", "see" and commas."""
    low = max(start, stop - 60)
    match = _JOINTS.search(plain.text[low:stop])
    return low + match.start() if match else stop
