"""NUM002: percentages that a sentence states with the numbers they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
import re

from auditor.model.audit import Audit
from auditor.model.claim import NumberMention
from auditor.model.finding import Confidence, Draft, Severity
from auditor.rules.cues import any_of
from auditor.rules.ranges import one_scale
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.statements import (
    DOWN,
    LESS,
    MORE,
    UP,
    Line,
    bounded,
    interval,
    lines,
    ratio,
    repeated,
    statement,
    touch,
    unless,
)

_IS = (
    "(?:,? (?:which |that |or )?(?:is|was|are|were|represent(?:s|ed|ing)?|account(?:s|ed|ing)? for"
    "|equal(?:s|ling)?|equivalent to|constitut(?:es|ed|ing)|ma(?:kes|de|king) up)|,? or|,? which)"
)
# A percentage right behind a count: "(25%)", "or 25%", "which is 25%"; not "25% of …", a share of
# something else, nor "25% more".
_SO_MANY = (
    r"(?:\s*\(|,? or |,? (?:which|that) (?:is|was|are|were|makes|made) |, i\.e\.,? )<p>"
    r"(?=\s*[),;.]|\s+(?:had|have|has|were|was|are|is|did|do|led)\b|\s*$)"
)
_THE = "(?:(?:the|all|a total of|his|her|its|their|our|my|these|those) )?"
_GAP = r"[^.;:()\x01\x02,]{0,80}?"
_SHARES = (
    statement(rf"<a>...{_IS} <p> of [^.;:(),\x01\x02]{{0,60}}?<b>"),
    statement(rf"<a> (?:out )?of {_THE}<b>{_GAP}{_SO_MANY}"),
    statement(rf"<p>\s*(?:[a-z]+ ){{0,3}}\(<a> (?:out )?of {_THE}<b>\)"),
)
# "Of the 102 subscribers, 72 held people in slavery (71%)": the share may be of something else.
_OF_ALL = (
    statement(
        rf"\bof {_THE}<b>[^.;:()\x01\x02]{{0,60}}, [^.;:()\x01\x02]{{0,60}}?<a>"
        rf"{_GAP}{_SO_MANY}"
    ),
    statement(rf"<b>{_GAP},? of (?:whom|which|these|those|them),? <a>{_GAP}{_SO_MANY}"),
    statement(r"\bthere (?:were|are) <b>; <a> \(<p>\)(?!\s+of\b)"),
)
# "Of 62 rulings, 31 (50%) turned on one point and 14 (23%) on the other."
_NEXT = statement(
    rf"\bof {_THE}<b>[^.;:()\x01\x02]{{0,60}}, [^.;:()\x01\x02]{{0,60}}?<c>{_GAP} \(\x02+\)"
    r"[^.;:()\x01\x02]{0,60}?\band <a> \(<p>\)(?!\s+of\b)"
)
# Between a count and "(12%)" these say what the percentage is of.
_OTHER_MEASURE = any_of(
    """rate, rates, share, shares, proportion, percentage, average, mean, growth, inflation,
    unemployment, turnout, accuracy, score, scores, margin, majority, stake, tax, level, levels,
    half, tenth, quarter, fifth, dividend*, interest, discount*, price*, wage*, salar*, budget*,
    lower*, higher, reduc*, increas*, decreas*, gain*, cut"""
)
# "48 patients (25%)", "4,500 links that were checked, or 13%": no finite verb lies between.
_PLAIN = re.compile(
    r"(?:\s{1,9}(?:that|who|which|whose|in|at|from|with|of|for|on|under)\b[^()]{0,200}?"
    r"|(?:\s{1,9}[\w’'-]{1,40})?)"
    r"(?:\s{0,9}\(|,?\s{1,9}(?:or|(?:which|that)\s{1,9}\w{1,40}|i\.e\.,?)\s{1,9})"
    r"(?:\w{1,40}\s{1,9}){0,2}",
    re.IGNORECASE,
)
_DIRECTIONS = ((1, UP, MORE, "up"), (-1, DOWN, LESS, "down"))
_CHANGES = tuple(
    (sign, statement(template))
    for sign, verb, noun, way in _DIRECTIONS
    for template in (
        rf"\b{verb} ...(?:by )?<p>,? ...from ...<a>... to ...<b>",
        rf"\b{verb} ...(?:by )?<p>,? ...to ...<b>...,? from ...<a>",
        rf"\b{noun} of <p>,? ...from ...<a>... to ...<b>",
        rf"\bfrom ...<a>... to ...<b>...[,(–—]\s?(?:an?|the|or an?) (?:\w{{1,40}}+ )?{noun} of <p>",
        rf"\bfrom ...<a>... to ...<b>...[,(]\s?(?:an? )?<p> {noun}",
        rf"\b{verb} ...from ...<a>... to ...<b>...[,(]\s?<p>\)",
        rf"\bfrom ...<a>... to ...<b>...[,(]\s?{way} (?:by )?<p>",
    )
)
_PERCENT = any_of("percent, per cent, %", before="", after="")


@rule("NUM002", "percentage-does-not-compute", Severity.ERROR, languages=ENGLISH)
def num002(audit: Audit) -> Iterable[Draft]:
    """A percentage that doesn't follow from the numbers beside it.

    ## Why
    "¥1.5 trillion, which is 2.8% of ¥84.6 trillion" can be checked without any source, and fails.

    ## How it decides
    Statements of the forms "X, which is P% of Y", "X of Y (P%)", "X of the Y that …, or P%", "rose
    P% from X to Y" and "from X to Y, an increase of P%" in one sentence, X and Y of one unit. Each
    number stands for the interval its last digit allows: 1.5 of 84.6 is 1.71 to 1.83%, so "1.8%"
    holds, and a count is rounded by 5% at most. "Of the Y, X … (P%)" is a warning, as is "X of the
    Y …" with other words before the percentage: the share may be of something else.

    ## What keeps it quiet
    Intervals that touch; "about" and the like (5% wider); "at least", "more than" and other bounds;
    percentage points; different units, and scales that are not sure ("3 of the 25 million");
    changes "a year" or "on average"; a rate or a level named before the percentage.

    ## Example
    > Of the 60 patients, 45 of 60 (85%) recovered.

    ## What to do
    Look up all three numbers: which of them is wrong can't be told from the sentence.
    """
    for line in lines(audit, _PERCENT, numbers=2, percentages=1):
        for pattern in _OF_ALL:
            for match in pattern.finditer(line.masked):
                yield from _share_of_all(audit, line, match)
        for match in _NEXT.finditer(line.masked):
            yield from _share_of_next(audit, line, match)
        for pattern in _SHARES:
            for match in pattern.finditer(line.masked):
                yield from _share(audit, line, match)
        for sign, pattern in _CHANGES:
            for match in pattern.finditer(line.masked):
                yield from _change(audit, line, match, sign)


def _share(audit: Audit, line: Line, match: re.Match[str]) -> Iterator[Draft]:
    a, b, p = line.at(match, "a", "b", "p")
    if _is_other(line, match):
        return
    if line.comparable(a, b) and a.value != b.value and not bounded(a, b, p):
        low, high = ratio(_counted(a), _counted(b))
        for draft in unless(audit, line, p, f"{a.raw} of {b.raw}", (low * 100, high * 100)):
            yield draft if _beside(line, b, p) else _doubtful(draft)


def _beside(line: Line, b: NumberMention, p: NumberMention) -> bool:
    """Whether nothing but a word, or what the people or things are, lies between both."""
    return p.start < b.start or bool(_PLAIN.fullmatch(line.masked, b.end, p.start))


def _doubtful(draft: Draft) -> Draft:
    return replace(draft, severity=Severity.WARNING, confidence=Confidence.MEDIUM)


def _is_other(line: Line, match: re.Match[str]) -> bool:
    """Whether words before the percentage say that it is of something else."""
    start, end = sorted((match.end("a"), match.start("p")))
    return bool(_OTHER_MEASURE.search(line.masked, start, end))


_MEASURES = frozenset({"%", "USD", "EUR", "GBP", "JPY", "year", "month", "day", "km", "times"})


_EXACT = Decimal("0.05")  # share by which a count of people or things may be rounded at most


def _counted(number: NumberMention) -> NumberMention:
    """A count, which is rounded less than money is: 2,000 nurses are no 1,500."""
    if number.unit in _MEASURES or number.approximate:
        return number
    slack = number.value * _EXACT
    low, high = max(number.low, number.value - slack), min(number.high, number.value + slack)
    return replace(number, low=low, high=high)


def _share_of_all(audit: Audit, line: Line, match: re.Match[str]) -> Iterator[Draft]:
    a, b, p = line.at(match, "a", "b", "p")
    counts = one_scale(a, b) and not {a.unit, b.unit} & _MEASURES and a.value < b.value
    if counts and not _is_other(line, match) and not bounded(a, b, p):
        low, high = ratio(_counted(a), _counted(b))
        for draft in unless(audit, line, p, f"{a.raw} of {b.raw}", (low * 100, high * 100)):
            yield _doubtful(draft)


def _share_of_next(audit: Audit, line: Line, match: re.Match[str]) -> Iterator[Draft]:
    """Drafts unless the share may as well be of the count before: "… and 10 (20%) of those"."""
    a, before, p = line.at(match, "a", "c", "p")
    low, high = ratio(_counted(a), _counted(before))
    if not touch((low * 100, high * 100), interval(p)):
        yield from _share_of_all(audit, line, match)


def _change(audit: Audit, line: Line, match: re.Match[str], sign: int) -> Iterator[Draft]:
    a, b, p = line.at(match, "a", "b", "p")
    if line.comparable(a, b) and not bounded(a, b, p) and not repeated(line, match, "p"):
        one, other = ((end - 1) * 100 * sign for end in ratio(b, a))
        ends = (min(one, other), max(one, other))
        yield from unless(audit, line, p, f"{a.raw} to {b.raw}", ends)
