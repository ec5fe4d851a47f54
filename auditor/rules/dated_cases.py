"""Dated statements beside the dated sources of their notes: what DAT001 and DAT004 judge."""

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
from auditor.rules.cues import PLAN_TITLES
from auditor.rules.support import label_of, said, sentence_of, sources_of, the_sentence
from auditor.rules.timeliness import PRECISE, Timing, shared_words, timing_of

_YEAR = re.compile(r"(?<![\d/.,-])(?:1[5-9]|20)\d\d(?![\d/.,]|s\b)")  # "Court upholds 2020 law"


@dataclass(frozen=True, slots=True)
class DatedCase:
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


def dated(claim: Claim) -> tuple[DateMention, ...]:
    """Dates of a claim that can be compared: certain and no fiscal year."""
    return tuple(
        m for m in claim.dates if m.state is DateState.CERTAIN and m.value and not m.fiscal
    )


def _cleared(audit: Audit, claim: Claim, citations: Iterable[Citation]) -> bool:
    """Whether any date of the claim agrees with any date of its notes."""
    slack = audit.policy.date_tolerance_days
    known = tuple(_known(audit, claim, citations))
    return any(m.value and m.value.overlaps(date, slack) for m in dated(claim) for date in known)


def _known(audit: Audit, claim: Claim, citations: Iterable[Citation]) -> Iterator[Edtf]:
    """Every date that the notes of a claim print or that their addresses carry.

    Years in titles count too. Dates of access are left out: they say nothing of the event.
    """
    meant = tuple(audit.full(citation) for citation in citations)
    read = {c.reference.accessed.value for c in meant if c.reference.accessed}
    notes = (audit.article.note_by_id[note].view.text for note in claim.notes)
    for text in dict.fromkeys((*notes, *(citation.text for citation in meant))):
        yield from (m.value for m in find_dates(text) if m.value and m.value not in read)
    for citation in meant:
        url, issued = citation.reference.URL, citation.reference.issued
        told = find_url_date(url.value) if url else None
        yield from (date.value for date in (told, issued) if date)
        yield from (Edtf(int(year[0])) for year in _YEAR.finditer(title_of(citation)))


def dated_cases(audit: Audit) -> Iterator[DatedCase]:
    """Statements dated to the month or day whose notes all speak of other dates."""
    for claim in audit.claims:
        mentions = dated(claim)
        if not claim.notes or not any(m.value.granularity in PRECISE for m in mentions if m.value):
            continue
        citations = sources_of(audit, claim)
        if citations and not _cleared(audit, claim, citations):
            yield from pairs(audit, claim, mentions, citations)


def pairs(
    audit: Audit, claim: Claim, mentions: Iterable[DateMention], citations: Iterable[Citation]
) -> Iterator[DatedCase]:
    """Each date to the month or day with each source that is not simply a later work."""
    for citation in citations:
        full = audit.full(citation)
        issued = full.reference.issued
        if not issued or issued.value.granularity not in PRECISE:
            continue
        timing = timing_of(audit, full.reference)
        if timing is Timing.LATER:
            continue
        shared = len(shared_words(sentence_of(audit, claim).text, title_of(full)))
        for mention in mentions:
            if mention.value and mention.value.granularity in PRECISE:
                said_ = mention.value
                yield DatedCase(claim, mention, said_, citation, full, issued.value, timing, shared)


def title_of(citation: Citation) -> str:
    """The title of a work, in the original and in translation."""
    reference = citation.reference
    titles = (reference.title, reference.translated)
    return " ".join(title.value for title in titles if title)


def same_month_other_year(case: DatedCase) -> bool:
    """Equal month, and days at most ten apart where both are known, in another year."""
    said_, issued = case.said, case.issued
    if said_.month != issued.month or said_.year == issued.year:
        return False
    return not (said_.day and issued.day) or abs(said_.day - issued.day) <= 10


def is_plan(title: str) -> bool:
    """Whether a title speaks of what is still to come."""
    return any(pattern.search(title) for pattern in PLAN_TITLES)


def case_draft(
    audit: Audit,
    case: DatedCase,
    message: str,
    help_: str,
    *,
    severity: Severity | None = None,
    confidence: Confidence,
) -> Draft:
    """A draft about a case: the note's date is cited, the sentence's is found."""
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
