"""DAT004: a source that is older than what it is cited for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
import re

from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Severity
from auditor.rules.cues import LOOKS_AHEAD, MAY_LOOK_AHEAD, PAST_TENSE, any_of
from auditor.rules.dated_cases import (
    DatedCase,
    case_draft,
    dated,
    dated_cases,
    is_plan,
    pairs,
    same_month_other_year,
    title_of,
)
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.support import sentence_of, sources_of
from auditor.rules.timeliness import days_between

_BY_DATE = re.compile(
    r"\b(?:by|until|till|before|through|since|from|after|prior to)\s+(?:\w+\s+){0,2}$"
)


# What was done is then the plan itself.
_PLANS_MADE = any_of("announc*, agree*, decide*, unveil*, approv*, offer*, bid, bids")


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
    A source without a date, or one on or after the event, in the same note; a web page retrieved
    after the event; two days for time zones; sentences about plans, deadlines or what took effect.

    ## Example
    > In April 2022 the party released its recommendations.⁴⁴
    > ⁴⁴ "LDP to propose boost in defence spending," *The Japan Times*, April 16, 2022.

    ## What to do
    Cite a source from after the event, or say in the sentence that it was announced.
    """
    yield from _precede(audit)
    yield from _planned(audit)


def _precede(audit: Audit) -> Iterator[Draft]:
    for case in dated_cases(audit):
        sentence = sentence_of(audit, case.claim).text
        early = days_between(case.issued, case.said) > audit.policy.date_tolerance_days
        if not early or same_month_other_year(case) or not case.shared:
            continue
        if not _tells_past(case, sentence) or not _all_precede(audit, case):
            continue
        yield case_draft(
            audit,
            case,
            "the source is dated before what the sentence says has happened",
            "check both dates; if the source only announces it, cite one from after the event",
            confidence=Confidence.MEDIUM if case.shared >= 2 else Confidence.LOW,
        )


def _looks_ahead(sentence: str) -> bool:
    return bool(LOOKS_AHEAD.search(sentence) or MAY_LOOK_AHEAD.search(sentence))


def _tells_past(case: DatedCase, sentence: str) -> bool:
    start = case.mention.start
    before = case.claim.segment.text[max(0, start - 60) : start]
    if _looks_ahead(sentence) or _BY_DATE.search(before):
        return False
    return bool(PAST_TENSE.search(sentence))


def _all_precede(audit: Audit, case: DatedCase) -> bool:
    """Whether every source is dated before the event, and no web page was read after it."""
    for citation in sources_of(audit, case.claim):
        reference = audit.full(citation).reference
        if reference.issued is None or reference.issued.value.last >= case.said.first:
            return False
        living = reference.type in {"webpage", "document"}
        if living and reference.accessed and reference.accessed.value.last >= case.said.first:
            return False
    return True


def _planned(audit: Audit) -> Iterator[Draft]:
    for claim in audit.claims:
        citations = sources_of(audit, claim)
        if len(citations) != 1 or not is_plan(title_of(audit.full(citations[0]))):
            continue
        sentence = sentence_of(audit, claim).text
        if not PAST_TENSE.search(sentence) or _looks_ahead(sentence):
            continue
        if _PLANS_MADE.search(sentence):
            continue
        for case in pairs(audit, claim, dated(claim), citations):
            if case.said.overlaps(case.issued) and case.shared:
                yield case_draft(
                    audit,
                    case,
                    "the title of the source speaks of a plan, the sentence of what was done",
                    "check that the source reports the event itself; cite a later one if not",
                    confidence=Confidence.LOW,
                )
