"""DAT002, DAT003 and DAT006: the dates of one reference against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
import re

from auditor.dates import find_dates, find_url_date
from auditor.model.audit import Audit
from auditor.model.dates import Edtf, Granularity
from auditor.model.finding import Confidence, Draft, Severity
from auditor.model.reference import Citation, Cited
from auditor.rules.cues import ABOUT, BY_YEAR, RECORDS, TITLE_AHEAD, any_of
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.support import address, label_of, said
from auditor.rules.timeliness import days_between
from auditor.text.hosts import host_of

# Folders that files are put in when they are uploaded, which may be long after they were issued.
_UPLOADS = re.compile(r"/(?:uploads?|files?|sites/default|media|assets|documents?)/", re.IGNORECASE)
# Hosts whose addresses carry the date of the copy, not of the page.
_COPIES = frozenset(
    """web.archive.org archive.org archive.today archive.ph archive.is wayback.archive-it.org
    webcitation.org perma.cc arquivo.pt""".split()
)
# Print and on-line dates of these differ by right: first on line, then in an issue or a volume.
_SLOW = frozenset(
    """article-journal article-magazine book chapter paper-conference report thesis dataset
    legal_case legislation bill""".split()
)
NEAR = 31  # days between print and on-line dates that magazines and week-end papers may have


@rule("DAT002", "url-date-vs-cited-date", Severity.ERROR)
def dat002(audit: Audit) -> Iterable[Draft]:
    """The date inside a cited address differs from the cited date.

    ## Why
    Newsrooms and ministries put the day of publication into their addresses. Where the note gives
    another year or month, one of the two was copied wrongly.

    ## How it decides
    Dates are read from the path or the query (`/2021/10/19/`, `-2022-08-24/`, `/20220305/`,
    `/202202/`, `k=2022080401132`) and compared at the address's own granularity, with the policy's
    `date_tolerance_days` to spare (2 by default). Another year or month is an error; a gap of up to
    a month is a warning, since print and on-line dates may lie apart.

    ## What keeps it quiet
    Serial numbers, epoch seconds and identifiers; folders of uploads, unless the file was there
    in a year before the cited one; addresses of web archives; another day or month that
    agrees in the note, outside of the title. A year in the title that agrees with the address
    makes the finding surer. Journals, books, reports and magazines are warned about at most.

    ## Example
    > "Navy ships sail through strait," *Reuters*, October 19, 2022,
    > <https://www.reuters.com/world/navy-ships-sail-through-strait-2021-10-19/>

    ## What to do
    Look at the page and correct the date, or the address.
    """
    for citation in audit.citations:
        draft = _address_date(audit, citation)
        if draft:
            yield draft


def _address_date(audit: Audit, citation: Citation) -> Draft | None:
    url, issued = citation.reference.URL, citation.reference.issued
    dated = find_url_date(url.value) if url and host_of(url.value) not in _COPIES else None
    if not (url and issued and dated):
        return None
    slack = audit.policy.date_tolerance_days
    if _agrees(citation, dated.value, issued, slack) or _late_upload(
        url.value, dated.value, issued
    ):
        return None
    level = _gap_level(citation, dated.value, issued.value)
    titled = _title_agrees(citation, dated.value, issued.value)
    return Draft(
        message="the year in the address and the title is not the cited one"
        if titled
        else "the date in the address is not the cited date",
        primary=issued.span,
        anchor=f"{issued.raw} {url.value}",
        help="open the page and correct the date in the note, or the address",
        note=label_of(audit, citation.note),
        severity=level,
        confidence=Confidence.HIGH if titled or level is None else Confidence.MEDIUM,
        cited=str(issued.value),
        found=str(dated.value),
        evidence=(address(url.value, dated.raw),),
    )


def _agrees(citation: Citation, found: Edtf, issued: Cited[Edtf], slack: int) -> bool:
    if found.overlaps(issued.value, slack):
        return True
    accessed = citation.reference.accessed if _other_year(found, issued.value, slack) else None
    others = (mention.value for mention in find_dates(_untitled(citation)) if mention.value)
    told = (date for date in others if not (accessed and date == accessed.value))
    return any(found.overlaps(date, slack) for date in told if _tells(date, found))


def _untitled(citation: Citation) -> str:
    """The citation without its title, whose dates are of the event."""
    title = citation.reference.title
    return citation.text.replace(title.raw, " ") if title else citation.text


def _tells(date: Edtf, found: Edtf) -> bool:
    """Whether a date is as fine as a month: a bare year agrees with a year alone."""
    return date.month is not None or found.granularity is Granularity.YEAR


def _title_agrees(citation: Citation, found: Edtf, issued: Edtf) -> bool:
    """Whether the title names the year of the address, and the cited one is another."""
    title = citation.reference.title
    years = {int(match[0]) for match in _YEAR.finditer(title.value)} if title else set()
    return found.year in years and issued.year not in years


def _other_year(found: Edtf, issued: Edtf, slack: int) -> bool:
    """Whether the dates agree but for the year: a slip that no date of access excuses."""
    day = issued.day and min(issued.day, 28)  # no 29 February in another year
    return replace(issued, year=found.year, day=day).overlaps(found, slack)


def _late_upload(url: str, found: Edtf, issued: Cited[Edtf]) -> bool:
    """A file put into its folder in or after the cited year, or a work cited by its year alone."""
    coarse = issued.value.granularity not in {Granularity.DAY, Granularity.MONTH}
    folder = bool(_UPLOADS.search(url)) or found.granularity is Granularity.YEAR
    return (
        found.first.year >= issued.value.first.year
        if folder
        else coarse and found.first > issued.value.last
    )


def _gap_level(citation: Citation, found: Edtf, issued: Edtf) -> Severity | None:
    gap = max(days_between(found, issued), days_between(issued, found))
    slow = citation.reference.type in _SLOW
    return Severity.WARNING if slow or gap <= NEAR else None


_YEAR = re.compile(r"(?<![\d/.,-])(?:1[5-9]|20)\d\d(?![\d/.,]|-\d{4}|s\b)")
_NUMERAL = re.compile(r"[\d年]")  # without one a title names no year
_IN_YEAR = re.compile(r"\b(?:in|of|during|since|after|from|and|–|through|throughout)\s*$|[(–—-]$")


@rule("DAT003", "title-year-vs-cited-date", Severity.ERROR, languages=ENGLISH)
def dat003(audit: Audit) -> Iterable[Draft]:
    """The year in a title contradicts the cited year.

    ## Why
    "2021 Dialogue, Keynote Speech," cited as of December 2022: a speech has one date, and the title
    gives it away.

    ## How it decides
    Three ways. A day in the title that is the cited day of another year. The record of one event (a
    speech, an address, a joint statement, minutes) whose title names another year than the cited
    date: an error for the year beside it, a warning beyond. A title that tells of a year after the
    cited one ("… in 2021", cited 2019): a warning.

    ## What keeps it quiet
    Reports and statistics of a year before; ranges and decades; a title with several years of which
    one fits; words that look ahead ("by 2050", "outlook", "agenda", "election", "Olympics", model
    years); words that look back ("after", "lessons of", "anniversary"); books, journals and
    proceedings. Era years such as 令和4年 are converted first.

    ## Example
    > Prospect Foundation, "2021 Trilateral Security Dialogue Keynote Speech," December 14, 2022.

    ## What to do
    Find the date of the event and correct the note.
    """
    for citation in audit.citations:
        title, issued = citation.reference.title, citation.reference.issued
        if title and issued and _NUMERAL.search(title.value):
            yield from _title_year(audit, citation, title, issued)


def _title_year(
    audit: Audit, citation: Citation, title: Cited[str], issued: Cited[Edtf]
) -> Iterator[Draft]:
    dates = tuple(m.value for m in find_dates(title.value) if m.value)
    bare = tuple(Edtf(int(found[0])) for found in _YEAR.finditer(title.value))
    if not (dates or bare) or any(date.overlaps(issued.value, 31) for date in (*dates, *bare)):
        return
    verdict = _day_slip(dates, issued.value) or _record_slip(
        citation, title.value, bare, issued.value
    )
    verdict = verdict or _later_year(audit, title.value, issued.value)
    if verdict is None:
        return
    found, level = verdict
    yield Draft(
        message=f"the title speaks of {found}, the note cites {issued.value}",
        primary=issued.span,
        anchor=f"{title.value} {issued.raw}",
        help="find the date of the event and correct the year in the note or in the title",
        note=label_of(audit, citation.note),
        severity=level,
        confidence=Confidence.HIGH if level is Severity.ERROR else Confidence.MEDIUM,
        cited=str(issued.value),
        found=str(found),
        evidence=(said(audit, citation.view, "title"),),
    )


_Slip = tuple[Edtf, Severity]


def _day_slip(dates: Iterable[Edtf], issued: Edtf) -> _Slip | None:
    """The cited day and month with another year."""
    for date in dates:
        same = (date.month, date.day) == (issued.month, issued.day) and date.day
        if same and abs(date.year - issued.year) <= 10:
            return date, Severity.ERROR if abs(date.year - issued.year) == 1 else Severity.WARNING
    return None


def _record_slip(
    citation: Citation, title: str, years: tuple[Edtf, ...], issued: Edtf
) -> _Slip | None:
    """The record of one event, whose title names its year, cited with another."""
    reference = citation.reference
    precise = issued.granularity in {Granularity.DAY, Granularity.MONTH}
    # Without a journal, what has an author, a title and a day may be a speech as well.
    slow = reference.type in _SLOW - {"article-journal"} or reference.container_title
    if len(years) != 1 or not precise or (reference.type in _SLOW and slow):
        return None
    if not RECORDS.search(title) or ABOUT.search(title) or _record_ahead(title):
        return None
    gap = abs(years[0].year - issued.year)
    return years[0], Severity.ERROR if gap == 1 else Severity.WARNING


_EVENTS = any_of("conference*, summit*, congress, campaign*, election*, act, g7, g20")


# "Address to Parliament", "remarks to the press": whom a speech is for. "To deliver": a plan.
_TO_HEARERS = re.compile(
    rf"{RECORDS.pattern}\s+to\b|\bto\s+(?:the|a|an|all|members|our|his|her|its|their)\b",
    re.IGNORECASE,
)
_TO_DO = any_of("to")


def _record_ahead(title: str) -> bool:
    """Whether the title looks ahead, the names of meetings and hearers apart.

    They look ahead only where no event was recorded.
    """
    if BY_YEAR.search(title) or TITLE_AHEAD.search(_EVENTS.sub("", title)):
        return True
    return bool(_TO_DO.search(_TO_HEARERS.sub("", title)))


# Headlines of plans and of shares: "Airline to fly in 2025", "rents to fall by a third in 2021".
_OF_PLANS = any_of("by, toward, towards, to, until, till")


def _later_year(audit: Audit, title: str, issued: Edtf) -> _Slip | None:
    """A title that tells of a year after the cited one."""
    if TITLE_AHEAD.search(title) or _OF_PLANS.search(title):
        return None
    latest = issued.last.year
    for found in _YEAR.finditer(title):
        year = int(found[0])
        told = bool(_IN_YEAR.search(title[: found.start()]))
        if told and latest < year <= min(latest + 10, audit.policy.as_of.year):
            return Edtf(year), Severity.WARNING
    return None


_LIVING = any_of("updated, modified, revised, last edited, last changed, version, edition")


@rule("DAT006", "accessed-before-published", Severity.WARNING)
def dat006(audit: Audit) -> Iterable[Draft]:
    """A source was retrieved before the day it was published.

    ## Why
    Nobody reads a page before it exists: one of the two dates is wrong.

    ## How it decides
    The access date and the publication date of one reference are compared, each at its granularity.

    ## What keeps it quiet
    One day for time zones; pages with a date of revision ("updated", "last modified").

    ## Example
    > "Rail Strike Ends," *The Guardian*, June 3, 2022, accessed May 30, 2022.

    ## What to do
    Correct the date that is wrong; a page that changes is cited with its date of revision.
    """
    for citation in audit.citations:
        issued, accessed = citation.reference.issued, citation.reference.accessed
        if not (issued and accessed) or _LIVING.search(citation.text):
            continue
        if days_between(accessed.value, issued.value) > 1:
            yield Draft(
                message="retrieved before it was published",
                primary=accessed.span,
                anchor=f"{issued.raw} {accessed.raw}",
                help="correct the date of publication or the date of access",
                note=label_of(audit, citation.note),
                cited=str(accessed.value),
                found=str(issued.value),
                evidence=(said(audit, citation.view, "note"),),
            )
