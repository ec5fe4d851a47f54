"""NUM001 and NUM006: how numbers are written, and one number given twice."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
import re

from auditor.claims.units import MEASURED
from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Edit, Fix, Related, Severity
from auditor.rules.mentions import NumberPlace, number_places
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.statements import LONGEST
from auditor.rules.support import said

_LIST = re.compile(
    r"\b(?:pp?|nos?|vols?|ch|sec|arts?|lines?|verses?|figs?|notes?)\.?\s*$", re.IGNORECASE
)
_ODD = frozenset({"decimal-comma", "malformed"})
_USUAL = frozenset({"decimal-point", "comma-grouped"})
# Marks and words that quote another language, where the comma is right: «un taux de 12,5 %».
_FOREIGN = re.compile(
    r"[«»„‹›]|\bdecimal comma|[\"“][^\"“”]{0,200}(?:[à-öø-ÿœß]|\b(?:les|du|et|une|pour|avec|und|der"
    r"|das|mit|von|el|los|las|para|il|che|gli|della|het|och|og)\b)"
    r"|\b(?:French|German|Spanish|Italian|Dutch|Portuguese|Polish|Russian|Swedish|Danish|European"
    r"|continental) (?:decimal|number|notation|numeral|original|style|spelling|convention)"
)
_LOCANTS = re.compile(r"\d{1,2}(?:,\d{1,2}){1,20}-[a-z]", re.IGNORECASE)
MAJORITY = 3  # numbers in the usual style that must stand against the odd ones


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
    Quotations, and sentences that quote another language; page and verse numbers ("pp. 9,57");
    numbers without a unit; Indian grouping (1,00,000); names of compounds (1,2-diol); articles
    in languages that write the comma.

    ## Example
    > … exports worth US$9,57 billion in 2020.

    ## What to do
    Check each number in its source, then write a point. The fix does it, marked unsafe: it can't
    know that the comma was not a lost digit.
    """
    places = tuple(number_places(audit))
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
        evidence=(said(audit, first.claim.segment),),
        fixes=tuple(_fix(place) for place in odd if place.mention.style == "decimal-comma"),
    )


def _is_odd(place: NumberPlace) -> bool:
    mention = place.mention
    if mention.style not in _ODD or not mention.unit or _LIST.search(place.before):
        return False
    if place.quoted or _is_compound(place):
        return False
    return not _is_foreign(place.claim.segment.text)


@lru_cache(maxsize=1)  # a sentence of many numbers is searched once
def _is_foreign(text: str) -> bool:
    return _FOREIGN.search(text, 0, LONGEST) is not None


def _is_compound(place: NumberPlace) -> bool:
    """Whether the digits say where in a molecule its parts are: "3,5-dichlorophenol"."""
    return bool(_LOCANTS.match(place.mention.raw)) and place.mention.unit not in MEASURED


def _fix(place: NumberPlace) -> Fix:
    at = place.mention.start + place.mention.raw.index(",")
    span = place.claim.segment.span(at, at + 1)
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
    series = [place for place in number_places(audit) if place.mention.label]
    for index, one in enumerate(series):
        row = [place for place in series[index : index + 20] if _near(one, place)]
        other = next((place for place in row if _repeats(one, place)), None)
        if other and len(row) >= 3:
            yield _twice(audit, one, other)


def _near(one: NumberPlace, other: NumberPlace) -> bool:
    """Whether a number stands in the same sentence as another or in the next, in one unit."""
    near = other.claim.sentence - one.claim.sentence <= 1
    return near and one.mention.unit == other.mention.unit


def _repeats(one: NumberPlace, other: NumberPlace) -> bool:
    left, right = one.mention, other.mention
    same = left.value == right.value and left.unit == right.unit and left.label != right.label
    return same and sum(char.isdigit() for char in left.raw) >= 3


def _twice(audit: Audit, one: NumberPlace, other: NumberPlace) -> Draft:
    return Draft(
        message=f"{other.mention.raw} stands for {one.mention.label} and for {other.mention.label}",
        primary=other.span,
        anchor=f"{other.mention.label} {other.mention.raw}",
        help="look both rows up in the source",
        confidence=Confidence.LOW,
        cited=f"{other.mention.label}: {other.mention.raw}",
        found=f"{one.mention.label}: {one.mention.raw}",
        related=(Related(one.span, "the same number"),),
        evidence=(said(audit, other.claim.segment),),
    )
