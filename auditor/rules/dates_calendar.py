"""DAT005, DAT007, DAT008 and DAT009: dates against the calendar and the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
import datetime as dt
import re

from auditor.dates import parse_date
from auditor.model.article import BlockKind
from auditor.model.audit import Audit
from auditor.model.claim import DateMention, DateState
from auditor.model.dates import Edtf, Granularity
from auditor.model.finding import Confidence, Draft, Related, Severity
from auditor.model.reference import Cited
from auditor.rules.cues import any_of
from auditor.rules.mentions import DatePlace, date_places, text_dates
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.support import label_of, said

GRACE = 31  # days by which print dates may lie ahead: a May issue is out in April
_FORTHCOMING = any_of(
    """forthcoming, in press, in preparation, to appear, to be published, upcoming, scheduled,
    under contract, opening, opens, to be held, will"""
)
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2\d{2,4}$")


# "… through February. The 31st …": a sentence ended between the two halves of such a date. And
# 2020.0.0 is a version.
_NO_DATE = re.compile(r"[a-z]{5}\.\s|\.0\b")


@rule("DAT005", "impossible-or-future-date", Severity.ERROR)
def dat005(audit: Audit) -> Iterable[Draft]:
    """A date that the calendar doesn't have, or a cited date that lies in the future.

    ## Why
    29 February 2023 and month 13 are slips that nobody can follow. A source dated after the
    article, or after today, can't have been read.

    ## How it decides
    Every date in the text and the notes is checked against the calendar. The dates of publication
    and access of each reference are compared with the day of the audit (`--as-of`) and with the
    article's own date where it is known.

    ## What keeps it quiet
    A month of grace for print dates; "forthcoming", "in press", "to appear"; dates in the text
    itself may lie ahead. A source after the article's own date is a warning: articles get revised.

    ## Example
    > "Flood Report," *The Irish Times*, February 29, 2023.

    ## What to do
    Look the date up in the source and correct it.
    """
    for place in date_places(audit):
        if place.mention.state is DateState.IMPOSSIBLE and not _NO_DATE.search(place.mention.raw):
            yield _impossible(audit, place)
    yield from _future(audit)


def _impossible(audit: Audit, place: DatePlace) -> Draft:
    return Draft(
        message=f"there is no such date: {place.mention.raw}",
        primary=place.span,
        anchor=place.mention.raw,
        help="look the date up and correct it",
        note=place.note,
        cited=place.mention.raw,
        evidence=(said(audit, place.view, "note" if place.note else "sentence"),),
    )


def _future(audit: Audit) -> Iterator[Draft]:
    today = audit.policy.as_of + dt.timedelta(days=GRACE)
    own = parse_date(audit.article.date) if audit.article.date else None
    written = own.last + dt.timedelta(days=GRACE) if own and own.last.year < 9999 else today
    limit = min(today, written)
    for citation in audit.citations:
        for cited in (citation.reference.issued, citation.reference.accessed):
            if not cited or cited.value.first <= limit:
                continue
            if not _FORTHCOMING.search(citation.text):
                late = cited.value.first > today
                yield _ahead(audit, cited, label_of(audit, citation.note), today=late)


def _ahead(audit: Audit, cited: Cited[Edtf], note: str, *, today: bool) -> Draft:
    limit = audit.policy.as_of.isoformat() if today else str(audit.article.date)
    return Draft(
        message="the cited date lies in the future" if today else "cited date after the article's",
        primary=cited.span,
        anchor=cited.raw,
        help='correct the date; write "forthcoming" where the work is not out yet',
        note=note,
        severity=None if today else Severity.WARNING,
        confidence=Confidence.HIGH if today else Confidence.MEDIUM,
        cited=str(cited.value),
        found=limit,
    )


@rule("DAT007", "ambiguous-numeric-date", Severity.INFO)
def dat007(audit: Audit) -> Iterable[Draft]:
    """A date in numbers that may mean two days, and nothing in the article settles which.

    ## Why
    07/08/2023 is the seventh of August in London and the eighth of July in New York.

    ## How it decides
    Both numbers are twelve or less, they differ, and no other date of the article settles the
    order. All such dates make one finding.

    ## What keeps it quiet
    `[policy] date_order`; any date such as 25/08/2023 in the same article.

    ## Example
    > Retrieved 07/08/2023.

    ## What to do
    Write the month as a word, or set the house order in `claims.toml`.
    """
    places = tuple(date_places(audit))
    if audit.policy.date_order or any(_settles(place.mention) for place in places):
        return
    unclear = [place for place in places if place.mention.state is DateState.AMBIGUOUS]
    if unclear:
        first, *rest = unclear
        yield Draft(
            message=f"{_count(len(unclear), 'numeric date')} may mean two days each",
            primary=first.span,
            anchor=first.mention.raw,
            help="write the month as a word, or set date_order in [policy]",
            note=first.note,
            cited=first.mention.raw,
            found=" or ".join(str(value) for value in first.mention.readings) or None,
            related=tuple(Related(place.span, place.mention.raw) for place in rest),
        )


def _settles(mention: DateMention) -> bool:
    found = _NUMERIC.search(mention.raw)
    return bool(found) and max(int(found[1]), int(found[3])) > 12 if found else False


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("s" if number != 1 else "")


@rule("DAT008", "unanchored-relative-time", Severity.INFO, languages=ENGLISH, default=False)
def dat008(audit: Audit) -> Iterable[Draft]:
    """Words such as "recently" or "in August" that no year in the paragraph anchors.

    ## Why
    They are right on the day of writing and go stale: a year later nobody can tell which August.

    ## How it decides
    Relative words and months without a year, in paragraphs that name no year. All make one finding.
    Off by default: ask for it with `--select DAT008`.

    ## What keeps it quiet
    A year in the same paragraph; quotations and block quotations.

    ## Example
    > Recently, the government has also prevented financing. In August, exercises were held.

    ## What to do
    Name the year, or the date the words count from.
    """
    anchored = frozenset(place.block for place in text_dates(audit) if place.mention.value)
    stale = [
        place
        for place in text_dates(audit)
        if _loose(place.mention)
        and not place.quoted
        and place.block not in anchored
        and _is_prose(audit, place)
    ]
    if stale:
        first, *rest = stale
        yield Draft(
            message=f"{_count(len(stale), 'time word')} without a year to count from",
            primary=first.span,
            anchor=first.mention.raw,
            help="name the year, or the date the words count from",
            cited=first.mention.raw,
            related=tuple(Related(place.span, place.mention.raw) for place in rest),
        )


def _loose(mention: DateMention) -> bool:
    return mention.state in {DateState.RELATIVE, DateState.YEAR_MISSING}


def _is_prose(audit: Audit, place: DatePlace) -> bool:
    kind = audit.article.blocks[place.block].kind if place.block is not None else None
    return kind is BlockKind.PARAGRAPH


# Days by which the Julian calendar lags the Gregorian one, by the year from which it does.
_LAGS = ((1900, 13), (1800, 12), (1700, 11))
_REFORM = dt.date(1752, 9, 14)  # the first Gregorian day in Britain and its colonies
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Closed by a mark: "3 May 2022, a Monday paper reported" says nothing of the third.
_DAY_AFTER = re.compile(
    r"\s{0,9}(?:,\s{0,9}(?:(?:which was\s{1,9})?an?\s{1,9})?|\(\s{0,9}(?:an?\s{1,9})?"
    r"|[–—]\s{0,9}an?\s{1,9})"
    rf"(?P<day>{'|'.join(_DAYS)})(?=\s{{0,9}}(?:[,.;:)–—]|$))"
)
_DAY_BEFORE = re.compile(
    rf"\b(?P<day>{'|'.join(_DAYS)})\s{{1,9}}(?:morning|noon|afternoon|evening|night),?\s{{1,9}}(?:on\s{{1,9}})?$"
)


@rule("DAT009", "weekday-mismatch", Severity.ERROR)
def dat009(audit: Audit) -> Iterable[Draft]:
    """The weekday beside a full date is not the one the calendar gives.

    ## Why
    "Monday, May 3, 2022" was a Tuesday: the day, the month or the year is wrong.

    ## How it decides
    By the calendar, for every full date in text and notes that has a weekday before it, or right
    after it (", a Friday,", "(Friday)").

    ## What keeps it quiet
    Dates before 14 September 1752, and weekdays that fit the Julian calendar, which Russia kept
    until 1918 and Greece until 1923.

    ## Example
    > The court ruled on Monday, May 3, 2022.

    ## What to do
    Look the date up; a weekday is remembered better than a number.
    """
    for place in date_places(audit):
        mention, value = place.mention, place.mention.value
        if value is None or value.granularity is not Granularity.DAY:
            continue
        weekday = _weekday_beside(place) if mention.weekday is None else mention.weekday
        if weekday is None or value.first < _REFORM or weekday in _weekdays(value.first):
            continue
        yield Draft(
            message=f"{value} was a {_DAYS[value.first.weekday()]}, not a {_DAYS[weekday]}",
            primary=place.span,
            anchor=mention.raw,
            help="look the date up and correct the weekday, the day or the year",
            note=place.note,
            cited=mention.raw,
            found=_DAYS[value.first.weekday()],
            evidence=(said(audit, place.view, "note" if place.note else "sentence"),),
        )


def _weekday_beside(place: DatePlace) -> int | None:
    """The weekday by the words around a date: ", a Friday,", "(Friday)", "Friday morning, "."""
    text, mention = place.view.text, place.mention
    found = _DAY_AFTER.match(text, mention.end)
    found = found or _DAY_BEFORE.search(text, max(0, mention.start - 30), mention.start)
    return _DAYS.index(found["day"].capitalize()) if found else None


def _weekdays(day: dt.date) -> tuple[int, ...]:
    """The weekday of a date by the Gregorian calendar, and by the Julian one up to 1923."""
    lag = next((days for year, days in _LAGS if day.year >= year), 0)
    julian = (day + dt.timedelta(days=lag)).weekday()
    return (day.weekday(), julian) if day.year <= 1923 else (day.weekday(),)
