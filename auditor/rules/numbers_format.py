"""NUM001 and NUM006: how numbers are written, and one number given twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
import re

from auditor.claims import find_numbers
from auditor.model.article import Sentence
from auditor.model.audit import Audit
from auditor.model.claim import NumberMention
from auditor.model.finding import Confidence, Draft, Edit, Fix, Related, Severity
from auditor.model.text import Span
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.support import said

_HAS_DIGIT = re.compile(r"\d")
_LIST = re.compile(
    r"\b(?:pp?|nos?|vols?|ch|sec|arts?|lines?|verses?|figs?|notes?)\.?\s*$", re.IGNORECASE
)
_ODD = frozenset({"decimal-comma", "malformed"})
_USUAL = frozenset({"decimal-point", "comma-grouped"})
MAJORITY = 3  # numbers in the usual style that must stand against the odd ones


@dataclass(frozen=True, slots=True)
class _Place:
    """A number and the sentence it stands in."""

    mention: NumberMention
    sentence: Sentence

    @property
    def span(self) -> Span:
        return self.sentence.view.span(self.mention.start, self.mention.end)

    @property
    def before(self) -> str:
        return self.sentence.text[: self.mention.start]


def _places(audit: Audit) -> Iterator[_Place]:
    for sentence in audit.article.sentences:
        if _HAS_DIGIT.search(sentence.text):
            yield from (_Place(mention, sentence) for mention in find_numbers(sentence.text))


@rule("NUM001", "number-format", Severity.ERROR, languages=ENGLISH, fixable=True)
def num001(audit: Audit) -> Iterable[Draft]:
    """A decimal comma among decimal points, or digits grouped in no known way.

    ## Why
    "US$9,57 billion" in an English text reads as 957 or as 9.57: a factor of a hundred.

    ## How it decides
    By the document's own majority: at least three numbers with decimal points or grouped
    thousands, and twice as many as the odd ones. A comma followed by other than three digits, in a
    number that has a unit, is odd. All places make one finding.

    ## What keeps it quiet
    Quotations; page and verse numbers ("pp. 9,57"); numbers without a unit; Indian grouping
    (1,00,000); articles in languages that write the comma.

    ## Example
    > … exports worth US$9,57 billion in 2020.

    ## What to do
    Check each number in its source, then write a point. The fix does it, marked unsafe: it can't
    know that the comma was not a lost digit.
    """
    places = tuple(_places(audit))
    usual = sum(place.mention.style in _USUAL for place in places)
    odd = [place for place in places if _is_odd(place)]
    if not odd or usual < max(MAJORITY, 2 * len(odd)):
        return
    first, *rest = odd
    yield Draft(
        message=f"{first.mention.raw}: a comma where this article's other numbers have a point",
        primary=first.span,
        anchor=first.mention.raw,
        help="check each number in its source, then write a decimal point",
        cited=first.mention.raw,
        found=f"{usual} numbers with points or thousands grouped by commas",
        related=tuple(Related(place.span, place.mention.raw) for place in rest),
        evidence=(said(audit, first.sentence.view),),
        fixes=tuple(_fix(place) for place in odd if place.mention.style == "decimal-comma"),
    )


def _is_odd(place: _Place) -> bool:
    mention = place.mention
    if mention.style not in _ODD or not mention.unit or _LIST.search(place.before):
        return False
    return not _quoted(place.before)


def _quoted(before: str) -> bool:
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _fix(place: _Place) -> Fix:
    at = place.mention.start + place.mention.raw.index(",")
    span = place.sentence.view.span(at, at + 1)
    return Fix("write a decimal point", (Edit(span, "."),), safe=False)


@rule("NUM006", "same-number-twice", Severity.INFO, languages=ENGLISH)
def num006(audit: Audit) -> Iterable[Draft]:
    """One value stands for two rows or years of a short series.

    ## Why
    In a row such as 266, 258, 266 one figure has often been copied from its neighbour. A check that
    only asks whether the number is in the source can't see it.

    ## How it decides
    Three or more labelled numbers of one unit ("FY 2020 (258 times)") in one or two sentences, two
    of them equal to the last digit and of three digits at least.

    ## What keeps it quiet
    It is for information only: values do repeat.

    ## Example
    > … 266 times in FY 2021, compared to FY 2020 (258 times) and FY 2019 (266 times).

    ## What to do
    Look both rows up in the source.
    """
    series = [place for place in _places(audit) if place.mention.label]
    seen: set[tuple[int, int]] = set()
    for one, other in combinations(series, 2):
        if other.sentence.index - one.sentence.index > 1 or not _repeats(one, other):
            continue
        row = [
            p
            for p in series
            if 0 <= p.sentence.index - one.sentence.index <= 1
            and p.mention.unit == one.mention.unit
        ]
        key = (one.span.start, other.span.start)
        if len(row) >= 3 and key not in seen:
            seen.add(key)
            yield _twice(audit, one, other)


def _repeats(one: _Place, other: _Place) -> bool:
    left, right = one.mention, other.mention
    same = left.value == right.value and left.unit == right.unit and left.label != right.label
    return same and sum(char.isdigit() for char in left.raw) >= 3


def _twice(audit: Audit, one: _Place, other: _Place) -> Draft:
    return Draft(
        message=f"{other.mention.raw} stands for {one.mention.label} and for {other.mention.label}",
        primary=other.span,
        anchor=f"{other.mention.label} {other.mention.raw}",
        help="look both rows up in the source",
        confidence=Confidence.LOW,
        cited=f"{other.mention.label}: {other.mention.raw}",
        found=f"{one.mention.label}: {one.mention.raw}",
        related=(Related(one.span, "the same number"),),
        evidence=(said(audit, other.sentence.view),),
    )
