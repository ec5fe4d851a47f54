"""NTC001: sentences that could be checked and name nothing to check them against."""

from __future__ import annotations

from collections.abc import Iterable
import re

from auditor.model.article import Article, BlockKind
from auditor.model.audit import Audit
from auditor.model.claim import Claim, DateState
from auditor.model.dates import Granularity
from auditor.model.finding import Confidence, Draft, Severity
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.support import said, sentence_of
from auditor.text.clean import clean_line

_FRAME = re.compile(
    r"\b(?:abstract|introduction|conclusions?|summary|acknowledge?ments?|data availability|"
    r"funding|method\w*|keywords|notes|references|bibliography)\b",
    re.IGNORECASE,
)
_ROADMAP = re.compile(
    r"\b(?:this|the) (?:article|paper|essay|section|chapter|study|part)\b", re.IGNORECASE
)
_EXACT = frozenset((Granularity.DAY, Granularity.MONTH))
ENOUGH = 2  # points of checkable content: one exact date or figure with its unit


@rule("NTC001", "uncited-checkable-claim", Severity.INFO, languages=ENGLISH, default=False)
def ntc001(audit: Audit) -> Iterable[Draft]:
    """A sentence with a figure or an exact date, and no note for it in its paragraph.

    ## Why

    Figures and dates are what readers check first, and what is mistyped most.

    ## How it decides

    A month or day, or a number with a unit, in a sentence after which the paragraph has no marker
    and no link any more. It has to be asked for: many such sentences are common knowledge.

    ## What keeps it quiet

    Abstract, introduction, conclusion and methods; sentences about the article itself; small
    numbers without a unit; articles without notes.

    ## Example

    > The strait is only 35 km wide at its narrowest point.

    ## What to do

    Cite a source, or leave the figure out.
    """
    article = audit.article
    if not article.markers:
        return
    last_mark = _last_marks(article)
    for claim in audit.claims:
        sentence = article.sentences[claim.sentence]
        start = sentence.view.span().start
        covered = last_mark.get(sentence.block, -1) >= start
        if not claim.notes and not covered and _checkable(article, claim) >= ENOUGH:
            yield _uncited(audit, claim)


def _last_marks(article: Article) -> dict[int, int]:
    """The place of the last marker or link of each block that has one."""
    last: dict[int, int] = {}
    for sentence in article.sentences:
        for index in sentence.markers:
            place = article.markers[index].span.start
            last[sentence.block] = max(last.get(sentence.block, -1), place)
    for address in article.addresses:
        if address.block is not None and address.note is None:
            last[address.block] = max(last.get(address.block, -1), address.span.start)
    return last


def _checkable(article: Article, claim: Claim) -> int:
    """Points: two for an exact date or a figure with its unit, one for a year or a big number."""
    block = article.blocks[article.sentences[claim.sentence].block]
    heading = article.blocks[block.section].view.text if block.section is not None else ""
    text = claim.segment.text
    if block.kind is not BlockKind.PARAGRAPH or _FRAME.search(heading) or _ROADMAP.search(text):
        return 0
    dates = (d.value for d in claim.dates if d.state is DateState.CERTAIN and d.value)
    points = sum(2 if date.granularity in _EXACT else 1 for date in dates)
    return points + sum(2 if n.unit else 1 for n in claim.numbers if n.unit or n.value >= 100)


def _uncited(audit: Audit, claim: Claim) -> Draft:
    view = sentence_of(audit, claim)
    return Draft(
        message="a figure or date that could be checked has no note",
        primary=view.span(),
        anchor=view.text[:200],
        help="cite a source for it",
        confidence=Confidence.LOW,
        cited=clean_line(view.text, 120),
        evidence=(said(audit, view),),
    )
