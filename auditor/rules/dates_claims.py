"""DAT001: a date in the sentence against the date of the source it leans on."""

from __future__ import annotations

from collections.abc import Iterable
import re

from auditor.dates import find_url_date
from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Severity
from auditor.rules.cues import FIGURES, GATHERS, LOOKS_AHEAD, LOOKS_BACK, MAY_LOOK_AHEAD, REPORTING
from auditor.rules.dated_cases import (
    DatedCase,
    case_draft,
    dated_cases,
    is_plan,
    same_month_other_year,
    title_of,
)
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.support import sentence_of
from auditor.rules.timeliness import Timing

# "In May 2023, researchers at … reported that", "the bank announced in May 2023 that".
_OPENING = re.compile(r"(?:[\"“(]?(?:in|on|early in|late in)\s+)?", re.IGNORECASE)
_REPORTS = re.compile(
    rf",?\s(?!that\b|which\b)(?:(?!\s(?:that|which|who|when|while|after|before|because)\s)[^.;:,\d]){{0,80}}?"
    rf"\b(?<!were )(?<!was ){REPORTING}\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(rf"\b{REPORTING}\s+(?:(?:early|late)\s+)?(?:in|on)\s+$", re.IGNORECASE)

_AFTER = re.compile(r"\W{0,3}after\b", re.IGNORECASE)  # "After the flood, a town rebuilds"


def _slip(one: int, other: int) -> bool:
    """Whether two years differ as slips of the pen do: by one, in one digit, or two swapped."""
    pairs = [(a, b) for a, b in zip(str(one), str(other), strict=False) if a != b]
    swapped = len(pairs) == 2 and pairs[0] == pairs[1][::-1]
    return abs(one - other) == 1 or len(pairs) == 1 or swapped


@rule("DAT001", "claim-date-vs-source-date", Severity.ERROR, languages=ENGLISH)
def dat001(audit: Audit) -> Iterable[Draft]:
    """A date in the sentence disagrees with the date of the source its note cites.

    ## Why
    A wrong year is the commonest slip in a note, and the hardest to see: month and day look right.
    "In November 2021" over a report of 22 November 2022 sends the reader to the wrong event.

    ## How it decides
    The dates of the sentence (of the part before the marker, where a sentence has several) are
    compared with the dates of all sources in the note, each at its own granularity; a short form
    counts with the date of the work it means. Only news and releases are held to a date: sources
    that appear when the thing they tell of happens. It speaks up when the month is the same and the
    year is not, and the years differ as slips do: by one, in one digit, or with two digits swapped.
    Where the title shares two words with the sentence it is an error. It is a warning where it
    shares one, or the day is the same too; for pages signed by a person; for news more than a year
    later; and where the title may look back (a trial, a review, "how", "why") or either side tells
    of a plan.

    ## What keeps it quiet
    Any date that agrees: of the sentence, of another source in the note, in an address, in a title,
    where a year is enough. A month holds its days and a year its months. Books, journals, reports
    and data may be later than what they tell of, and any source where the sentence gives figures
    (unless the date is that of the report itself: "in May 2023 the office reported that 38% …") or
    either side speaks of an anniversary or the title opens with "After". Earlier ones may foretell
    ("will", "expected", "scheduled"). Fiscal years.

    ## Example
    > … conducted a joint air patrol in November 2021.²³
    > ²³ "China, Russia conduct joint air patrol," *Janes*, November 22, 2022.

    ## What to do
    Open the source and look at its date. Correct the year on the side that is wrong. A source that
    truly looks back is waived by its address, or its host set to `analysis` in
    `[policy.source_types]`.
    """
    seen: set[tuple[str, str]] = set()
    for case in dated_cases(audit):
        key = (case.claim.id, case.printed.id)
        if key in seen or not same_month_other_year(case) or _exempt(audit, case):
            continue
        if _slip(case.said.year, case.issued.year) and _one_event(case):
            seen.add(key)
            yield _other_year(audit, case, certain=_certain(audit, case))


def _exempt(audit: Audit, case: DatedCase) -> bool:
    """Whether the source may be later (figures, a look back) or earlier (a plan) by right."""
    sentence, title = sentence_of(audit, case.claim).text, title_of(case.source)
    if not case.later:
        return bool(LOOKS_AHEAD.search(sentence))
    figures = _figures(sentence) and not _dates_report(case)
    back = LOOKS_BACK.search(sentence) or LOOKS_BACK.search(title) or _AFTER.match(title)
    return figures or bool(back)


def _figures(sentence: str) -> bool:
    return "%" in sentence or bool(FIGURES.search(sentence))


def _dates_report(case: DatedCase) -> bool:
    """Whether the date is that of a report, whatever the time of the figures it gives."""
    text, mention = case.claim.segment.text, case.mention
    before = text[: mention.start]
    if _REPORTED.search(before[-40:]):
        return True
    return bool(_OPENING.fullmatch(before) and _REPORTS.match(text, mention.end))


def _one_event(case: DatedCase) -> bool:
    """Whether title and sentence speak of one event, as far as words or the day can tell."""
    same_day = bool(case.said.day) and case.said.day == case.issued.day
    return case.shared >= (2 if case.timing is Timing.UNSURE else 1) or same_day


def _certain(audit: Audit, case: DatedCase) -> bool:
    """Enough for an error: two shared words, and no kind of source or title that looks back."""
    if case.shared < 2 or case.timing is Timing.UNSURE:
        return False
    if case.later and _figures(sentence_of(audit, case.claim).text):
        return False
    return not _may_look_back(case) if case.later else not _may_look_ahead(audit, case)


def _may_look_ahead(audit: Audit, case: DatedCase) -> bool:
    plan = MAY_LOOK_AHEAD.search(sentence_of(audit, case.claim).text)
    return bool(plan) or is_plan(title_of(case.source))


def _may_look_back(case: DatedCase) -> bool:
    old_news = case.timing is Timing.NEWS and case.years > 1
    return old_news or bool(GATHERS.search(title_of(case.source)))


def _other_year(audit: Audit, case: DatedCase, *, certain: bool) -> Draft:
    when = "later" if case.later else "earlier"
    span = "a year" if case.years == 1 else f"{case.years} years"
    return case_draft(
        audit,
        case,
        f"the note cites a source dated {span} {when} than the sentence says, in the same month",
        "same month, another year: look the date up in the source and correct the side that is"
        " wrong" + _address_hint(case),
        severity=None if certain else Severity.WARNING,
        confidence=Confidence.HIGH if certain else Confidence.MEDIUM,
    )


def _address_hint(case: DatedCase) -> str:
    url = case.source.reference.URL
    dated = find_url_date(url.value) if url else None
    agrees = dated and dated.value.overlaps(case.issued)
    return "; the source's address carries the cited date too" if agrees else ""
