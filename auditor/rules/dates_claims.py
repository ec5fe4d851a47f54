"""DAT001 and DAT004: the date a sentence gives against the date of the source it leans on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
import re

from auditor.dates import find_dates, find_url_date
from auditor.model.audit import Audit
from auditor.model.claim import Claim, DateMention, DateState
from auditor.model.dates import Edtf
from auditor.model.finding import Confidence, Draft, Severity
from auditor.model.reference import Citation
from auditor.rules.cues import (
    FIGURES,
    GATHERS,
    LOOKS_AHEAD,
    LOOKS_BACK,
    MAY_LOOK_AHEAD,
    PAST_TENSE,
    PLAN_TITLES,
)
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.support import label_of, said, sentence_of, sources_of, the_sentence
from auditor.rules.timeliness import (
    PRECISE,
    Timing,
    days_between,
    shared_words,
    timing_of,
)

_BY_DATE = re.compile(
    r"\b(?:by|until|till|before|through|since|from|after|prior to)\s+(?:\w+\s+){0,2}$"
)


@dataclass(frozen=True, slots=True)
class _Case:
    """A dated statement and one dated source of its note; `source` is the full citation."""

    claim: Claim
    mention: DateMention
    said: Edtf
    printed: Citation
    source: Citation
    issued: Edtf
    timing: Timing
    shared: int

    @property
    def later(self) -> bool:
        """Whether the source appeared after what it tells of."""
        return self.issued.first > self.said.last

    @property
    def years(self) -> int:
        """Years between the two dates."""
        return abs(self.said.year - self.issued.year)


def _dated(claim: Claim) -> tuple[DateMention, ...]:
    """Dates of a claim that can be compared: certain and no fiscal year."""
    return tuple(
        m for m in claim.dates if m.state is DateState.CERTAIN and m.value and not m.fiscal
    )


def _known(audit: Audit, citations: Iterable[Citation]) -> Iterator[Edtf]:
    """Every date that the notes of a claim print or that their addresses carry."""
    both = {one.id: one for citation in citations for one in (citation, audit.full(citation))}
    for citation in both.values():
        yield from _printed(citation)
        url, issued = citation.reference.URL, citation.reference.issued
        dated = find_url_date(url.value) if url else None
        if dated:
            yield dated.value
        if issued:
            yield issued.value


def _printed(citation: Citation) -> Iterator[Edtf]:
    """The dates in a citation but the one of access, which says nothing of the event."""
    accessed = citation.reference.accessed
    for mention in find_dates(citation.text):
        if mention.value and not (accessed and mention.value == accessed.value):
            yield mention.value


def _cleared(audit: Audit, mentions: Iterable[DateMention], citations: Iterable[Citation]) -> bool:
    """Whether any date of the claim agrees with any date of its notes."""
    slack = audit.policy.date_tolerance_days
    known = tuple(_known(audit, citations))
    return any(m.value and m.value.overlaps(date, slack) for m in mentions for date in known)


def _cases(audit: Audit) -> Iterator[_Case]:
    """Statements dated to the month or day whose notes all speak of other dates."""
    for claim in audit.claims:
        mentions = _dated(claim)
        if not claim.notes or not any(m.value.granularity in PRECISE for m in mentions if m.value):
            continue
        citations = sources_of(audit, claim)
        if citations and not _cleared(audit, mentions, citations):
            yield from _pairs(audit, claim, mentions, citations)


def _pairs(
    audit: Audit, claim: Claim, mentions: Iterable[DateMention], citations: Iterable[Citation]
) -> Iterator[_Case]:
    for citation in citations:
        full = audit.full(citation)
        issued = full.reference.issued
        if not issued or issued.value.granularity not in PRECISE:
            continue
        timing = timing_of(audit, full.reference)
        if timing is Timing.LATER:
            continue
        shared = len(shared_words(sentence_of(audit, claim).text, _title(full)))
        for mention in mentions:
            if mention.value and mention.value.granularity in PRECISE:
                said_ = mention.value
                yield _Case(claim, mention, said_, citation, full, issued.value, timing, shared)


def _title(citation: Citation) -> str:
    reference = citation.reference
    titles = (reference.title, reference.translated)
    return " ".join(title.value for title in titles if title)


def _same_month_other_year(case: _Case) -> bool:
    """Equal month, and days at most ten apart where both are known, in another year."""
    said_, issued = case.said, case.issued
    if said_.month != issued.month or said_.year == issued.year:
        return False
    return not (said_.day and issued.day) or abs(said_.day - issued.day) <= 10


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
    Any date that agrees: of the sentence, of another source in the note, in a title, in an address.
    A month holds its days and a year its months. Books, journals, reports and data may be later
    than what they tell of, and any source where the sentence gives figures or either side speaks of
    an anniversary. Earlier ones may foretell ("will", "expected", "scheduled"). Fiscal years.

    ## Example
    > … conducted a joint air patrol in November 2021.²³
    > ²³ "China, Russia conduct joint air patrol," *Janes*, November 22, 2022.

    ## What to do
    Open the source and look at its date. Correct the year on the side that is wrong. A source that
    truly looks back is waived by its address, or its host set to `analysis` in
    `[policy.source_types]`.
    """
    seen: set[tuple[str, str]] = set()
    for case in _cases(audit):
        key = (case.claim.id, case.printed.id)
        if key in seen or not _same_month_other_year(case) or _exempt(audit, case):
            continue
        if _slip(case.said.year, case.issued.year) and _one_event(case):
            seen.add(key)
            yield _other_year(audit, case, certain=_certain(audit, case))


def _exempt(audit: Audit, case: _Case) -> bool:
    """Whether the source may be later (figures, a look back) or earlier (a plan) by right."""
    sentence, title = sentence_of(audit, case.claim).text, _title(case.source)
    if not case.later:
        return bool(LOOKS_AHEAD.search(sentence))
    figures = "%" in sentence or bool(FIGURES.search(sentence))
    return figures or bool(LOOKS_BACK.search(sentence) or LOOKS_BACK.search(title))


def _one_event(case: _Case) -> bool:
    """Whether title and sentence speak of one event, as far as words or the day can tell."""
    same_day = bool(case.said.day) and case.said.day == case.issued.day
    return case.shared >= (2 if case.timing is Timing.UNSURE else 1) or same_day


def _certain(audit: Audit, case: _Case) -> bool:
    """Enough for an error: two shared words, and no kind of source or title that looks back."""
    if case.shared < 2 or case.timing is Timing.UNSURE:
        return False
    return not _may_look_back(case) if case.later else not _may_look_ahead(audit, case)


def _may_look_ahead(audit: Audit, case: _Case) -> bool:
    plan = MAY_LOOK_AHEAD.search(sentence_of(audit, case.claim).text)
    return bool(plan) or _is_plan(_title(case.source))


def _may_look_back(case: _Case) -> bool:
    old_news = case.timing is Timing.NEWS and case.years > 1
    return old_news or bool(GATHERS.search(_title(case.source)))


def _other_year(audit: Audit, case: _Case, *, certain: bool) -> Draft:
    when = "later" if case.later else "earlier"
    span = "a year" if case.years == 1 else f"{case.years} years"
    return _draft(
        audit,
        case,
        f"the note cites a source dated {span} {when} than the sentence says, in the same month",
        "same month, another year: look the date up in the source and correct the side that is"
        " wrong" + _address_hint(case),
        severity=None if certain else Severity.WARNING,
        confidence=Confidence.HIGH if certain else Confidence.MEDIUM,
    )


def _address_hint(case: _Case) -> str:
    url = case.source.reference.URL
    dated = find_url_date(url.value) if url else None
    agrees = dated and dated.value.overlaps(case.issued)
    return "; the source's address carries the cited date too" if agrees else ""


@rule("DAT004", "source-precedes-event", Severity.WARNING, languages=ENGLISH)
def dat004(audit: Audit) -> Iterable[Draft]:
    """A source is dated before what the sentence says has happened.

    ## Why
    A report cannot tell of what was still to come. Often the note cites the announcement for the
    event, or the date on one side is wrong.

    ## How it decides
    The sentence dates, to the month or day, something that has happened (a verb in the past tense);
    every source in its note is dated and lies before that; one that is news, a release or a page
    with a full date is about the same thing by the words of its title. Or the title itself speaks
    of a plan ("to propose", "set to", "plans to") in the month in which the sentence says it was
    done.

    ## What keeps it quiet
    A source without a date, or one on or after the event, in the same note; a page retrieved after
    the event; two days for time zones; sentences about plans, deadlines or what took effect.

    ## Example
    > In April 2022 the party released its recommendations.⁴⁴
    > ⁴⁴ "LDP to propose boost in defence spending," *The Japan Times*, April 16, 2022.

    ## What to do
    Cite a source from after the event, or say in the sentence that it was announced.
    """
    yield from _precede(audit)
    yield from _planned(audit)


def _precede(audit: Audit) -> Iterator[Draft]:
    for case in _cases(audit):
        sentence = sentence_of(audit, case.claim).text
        early = days_between(case.issued, case.said) > audit.policy.date_tolerance_days
        if not early or _same_month_other_year(case) or not case.shared:
            continue
        if not _tells_past(case, sentence) or not _all_precede(audit, case):
            continue
        yield _draft(
            audit,
            case,
            "the source is dated before what the sentence says has happened",
            "check both dates; if the source only announces it, cite one from after the event",
            confidence=Confidence.MEDIUM if case.shared >= 2 else Confidence.LOW,
        )


def _looks_ahead(sentence: str) -> bool:
    return bool(LOOKS_AHEAD.search(sentence) or MAY_LOOK_AHEAD.search(sentence))


def _tells_past(case: _Case, sentence: str) -> bool:
    start = case.mention.start
    before = case.claim.segment.text[max(0, start - 60) : start]
    if _looks_ahead(sentence) or _BY_DATE.search(before):
        return False
    return bool(PAST_TENSE.search(sentence))


def _all_precede(audit: Audit, case: _Case) -> bool:
    """Whether every source of the claim is dated, and neither issued nor read after the event."""
    for citation in sources_of(audit, case.claim):
        reference = audit.full(citation).reference
        if reference.issued is None or reference.issued.value.last >= case.said.first:
            return False
        if reference.accessed and reference.accessed.value.last >= case.said.first:
            return False
    return True


def _planned(audit: Audit) -> Iterator[Draft]:
    for claim in audit.claims:
        citations = sources_of(audit, claim)
        sentence = sentence_of(audit, claim).text if claim.notes else ""
        if len(citations) != 1 or not PAST_TENSE.search(sentence) or _looks_ahead(sentence):
            continue
        for case in _pairs(audit, claim, _dated(claim), citations):
            title = _title(case.source)
            if case.said.overlaps(case.issued) and case.shared and _is_plan(title):
                yield _draft(
                    audit,
                    case,
                    "the title of the source speaks of a plan, the sentence of what was done",
                    "check that the source reports the event itself; cite a later one if not",
                    confidence=Confidence.LOW,
                )


def _is_plan(title: str) -> bool:
    return any(pattern.search(title) for pattern in PLAN_TITLES)


def _draft(
    audit: Audit,
    case: _Case,
    message: str,
    help_: str,
    *,
    severity: Severity | None = None,
    confidence: Confidence,
) -> Draft:
    reference = case.printed.reference
    primary = reference.issued.span if reference.issued else case.printed.view.span()
    sentence = sentence_of(audit, case.claim)
    return Draft(
        message=message,
        primary=primary,
        anchor=case.claim.segment.text[case.mention.start : case.mention.end]
        + " "
        + case.printed.text,
        help=help_,
        note=label_of(audit, case.printed.note),
        severity=severity,
        confidence=confidence,
        cited=str(case.issued),
        found=str(case.said),
        related=(the_sentence(audit, case.claim),),
        evidence=(said(audit, sentence), said(audit, case.source.view, "note")),
    )
