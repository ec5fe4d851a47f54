"""NUM004: a number of the text against the number in the title it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
import re

from auditor.claims import find_numbers
from auditor.model.audit import Audit
from auditor.model.claim import Claim, NumberMention
from auditor.model.finding import Confidence, Draft, Evidence, Severity
from auditor.model.reference import Citation, Cited
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.support import label_of, said, sentence_of, sources_of, the_sentence
from auditor.rules.timeliness import shared_words

_HIGHER = re.compile(
    r"\b(?:even|still|yet)\s+(?:higher|greater|larger|stronger|more|bigger)\b", re.IGNORECASE
)
_LOWER = re.compile(r"\b(?:even|still|yet)\s+(?:lower|smaller|weaker|less|fewer)\b", re.IGNORECASE)


_DIGITS = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class _Titled:
    """A number in the title of a work that a note cites."""

    citation: Citation
    title: Cited[str]
    number: NumberMention


def _titled(audit: Audit, claim: Claim) -> tuple[_Titled, ...]:
    found: list[_Titled] = []
    for citation in sources_of(audit, claim):
        title = audit.full(citation).reference.title
        if title:
            found += (_Titled(citation, title, number) for number in find_numbers(title.value))
    return tuple(found)


@rule("NUM004", "number-vs-source-title", Severity.ERROR, languages=ENGLISH)
def num004(audit: Audit) -> Iterable[Draft]:
    """A percentage or count in the text disagrees with the one in the title of its source.

    ## Why
    "76% approved," over "67% approve of handling": the headline is the source's own summary, and it
    is in the note already.

    ## How it decides
    The sentence and the title hold one number of that unit each, and share at least two words of
    content: then the numbers must agree, each within the interval its digits allow. It is an error
    where three words are shared and the numbers differ by one digit or by two digits swapped. It is
    a warning where they are within twice one another: a report may hold a second number. A
    comparative is checked too: "other surveys showed even higher support" must hold for every title
    in its note that has a number, against the number of the sentence before.

    ## What keeps it quiet
    A sentence or title with several numbers of the unit; other units; "about" and "nearly" (5%);
    bounds that hold ("more than half" over 54%); any title of the note that agrees; shares that
    may be the rest of the title's (33% against, 67% in favour).

    ## Example
    > … 67% approved.³⁵ Other surveys demonstrated even higher support.³⁶
    > ³⁶ "86% back sanctions," *Kyodo News*, …; "67% favour sanctions," *The Asahi Shimbun*, …

    ## What to do
    Compare with the source, and correct the number or the word that compares.
    """
    shares = _shares(audit)
    for claim in audit.claims:
        if not claim.notes or not (claim.numbers or _compares(claim.segment.text)):
            continue
        titled = _titled(audit, claim)
        if titled:
            yield from _disagreements(audit, claim, titled)
            yield from _comparative(audit, claim, _share_before(audit, claim, shares), titled)


def _compares(text: str) -> bool:
    """A cheap look for "even higher" and the like."""
    low = text.lower()
    return "even" in low or "still" in low or "yet" in low


def _disagreements(audit: Audit, claim: Claim, titled: tuple[_Titled, ...]) -> Iterator[Draft]:
    sentence = sentence_of(audit, claim)
    for number in claim.numbers:
        rivals = [item for item in titled if _comparable(item.number, number)]
        peers = [other for other in claim.numbers if other.unit == number.unit]
        if len(rivals) != 1 or len(peers) != 1 or _holds(number, rivals[0].number):
            continue
        shared = len(shared_words(sentence.text, rivals[0].title.value))
        slip = _digit_slip(number.raw, rivals[0].number.raw)
        if shared >= 2 and (slip or _may_be_one(number, rivals[0].number)):
            yield _differs(audit, claim, number, rivals[0], certain=slip and shared >= 3)


def _comparable(one: NumberMention, other: NumberMention) -> bool:
    return one.unit == other.unit and one.unit is not None


def _holds(claimed: NumberMention, titled: NumberMention) -> bool:
    """Whether the text's number can mean the title's: equal in precision, or a bound that holds."""
    if claimed.bound == "at least" or titled.bound == "at most":
        return titled.high >= claimed.low
    if claimed.bound == "at most" or titled.bound == "at least":
        return titled.low <= claimed.high
    slack = abs(titled.value) / 20 if claimed.approximate or titled.approximate else 0
    return claimed.low - slack <= titled.high and titled.low <= claimed.high + slack


def _may_be_one(one: NumberMention, other: NumberMention) -> bool:
    """Whether two numbers can be meant for one quantity: no more than twice one another.

    Percentages that add up to a whole are two answers to one question.
    """
    if one.unit == "%" and 85 <= one.value + other.value <= 101:
        return False
    low, high = sorted((one.value, other.value))
    return low > 0 and high <= 2 * low


def _digit_slip(one: str, other: str) -> bool:
    """Whether two numbers differ in one digit, or in two that changed places."""
    left, right = (_DIGITS.sub("", raw) for raw in (one, other))
    pairs = [(a, b) for a, b in zip(left, right, strict=False) if a != b]
    swapped = len(pairs) == 2 and pairs[0] == pairs[1][::-1]
    return len(left) == len(right) and (len(pairs) == 1 < len(left) or swapped)


def _differs(
    audit: Audit, claim: Claim, number: NumberMention, titled: _Titled, *, certain: bool
) -> Draft:
    return Draft(
        message=f"the text says {number.raw}, the title of its source {titled.number.raw}",
        primary=claim.segment.span(number.start, number.end),
        anchor=claim.segment.text,
        help="look the number up in the source and correct the side that is wrong",
        note=label_of(audit, titled.citation.note),
        severity=None if certain else Severity.WARNING,
        confidence=Confidence.MEDIUM if certain else Confidence.LOW,
        cited=number.raw,
        found=titled.number.raw,
        related=(the_sentence(audit, claim),),
        evidence=(_title_evidence(audit, titled),),
    )


def _title_evidence(audit: Audit, titled: _Titled) -> Evidence:
    note = audit.note_of(titled.citation)
    return Evidence(kind="title", source=f"note {note.label}", excerpt=titled.title.value)


def _comparative(
    audit: Audit, claim: Claim, before: NumberMention | None, titled: tuple[_Titled, ...]
) -> Iterator[Draft]:
    text = claim.segment.text
    word = _HIGHER.search(text) or _LOWER.search(text)
    if word is None or before is None or claim.numbers:
        return
    up = bool(_HIGHER.search(text))
    for item in titled:
        if not _comparable(item.number, before) or not shared_words(text, item.title.value):
            continue
        if item.number.high <= before.high if up else item.number.low >= before.low:
            yield Draft(
                message=f"“{word[0]}” than {before.raw}, but a title says {item.number.raw}",
                primary=claim.segment.span(word.start(), word.end()),
                anchor=text,
                help="say which of the sources the comparison holds for",
                note=label_of(audit, item.citation.note),
                cited=f"{word[0]} than {before.raw}",
                found=item.number.raw,
                related=(the_sentence(audit, claim),),
                evidence=(said(audit, sentence_of(audit, claim)), _title_evidence(audit, item)),
            )


def _shares(audit: Audit) -> Mapping[int, list[NumberMention]]:
    """The percentages of each sentence, by its index."""
    found: dict[int, list[NumberMention]] = {}
    for claim in audit.claims:
        shares = [number for number in claim.numbers if number.unit == "%"]
        found.setdefault(claim.sentence, []).extend(shares)
    return found


def _share_before(
    audit: Audit, claim: Claim, shares: Mapping[int, list[NumberMention]]
) -> NumberMention | None:
    """The one percentage in the sentence before, within the same paragraph."""
    sentences, index = audit.article.sentences, claim.sentence - 1
    if index < 0 or sentences[index].block != sentences[claim.sentence].block:
        return None
    numbers = shares.get(index, [])
    return numbers[0] if len(numbers) == 1 else None
