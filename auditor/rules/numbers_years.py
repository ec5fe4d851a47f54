"""Years counted between two dates of a text: "in 1990 … in 2005, fifteen years later"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
import re

from auditor.model.audit import Audit
from auditor.model.claim import Claim, DateMention, NumberMention
from auditor.model.dates import Edtf
from auditor.model.finding import Draft
from auditor.rules.statements import Interval, Line, bounded, interval, mismatch, touch

# The count must stand in apposition to the later date: "in 2005, fifteen years later,".
_APPOSED = re.compile(
    r"\s{0,9}[,(–—]\s{0,9}(?:(?:exactly|some|about|fully|just|only|a full)\s{1,9})?$"
)
_LATER = re.compile(r"\s{1,9}later\b(?!\s{1,9}than)", re.IGNORECASE)
BACK = 2  # sentences before, a date of which may be the one that is counted from


def years_later(audit: Audit, line: Line) -> Iterator[Draft]:
    """Drafts about counts that fit no date before them, though the sentence has one."""
    claim = line.claim
    for number in claim.numbers:
        if number.unit != "year" or bounded(number) or not _LATER.match(line.masked, number.end):
            continue
        end = _date_before(claim, number)
        if end is None or end.value is None:
            continue
        here = tuple(_spans(end.value, _earlier(claim.dates, end)))
        near = tuple(_spans(end.value, _dates_near(audit, claim)))
        if here and not any(touch(interval(number), ends) for ends in (*here, *near)):
            message = f"{number.raw} later doesn't lead to {end.raw}"
            yield mismatch(audit, line, number, message, here[-1])


def _date_before(claim: Claim, number: NumberMention) -> DateMention | None:
    text = claim.segment.text
    before = (date for date in claim.dates if date.end <= number.start and date.value)
    last = max(before, key=lambda date: date.end, default=None)
    return last if last and _APPOSED.fullmatch(text, last.end, number.start) else None


def _earlier(dates: Iterable[DateMention], end: DateMention) -> Iterator[Edtf]:
    yield from (d.value for d in dates if d.value and d.start <= end.start)


def _dates_near(audit: Audit, claim: Claim) -> Iterator[Edtf]:
    for other in audit.claims:
        if claim.sentence - BACK <= other.sentence <= claim.sentence:
            yield from (date.value for date in other.dates if date.value)


def _spans(end: Edtf, begins: Iterable[Edtf]) -> Iterator[Interval]:
    """The years that may lie between each beginning and the last year of `end`."""
    for begin in begins:
        years = end.last.year - begin.first.year
        if years > 0:
            yield Decimal(years - 1), Decimal(years + 1)
