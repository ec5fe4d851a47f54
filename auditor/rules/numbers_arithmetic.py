"""NUM002 and NUM003: sums that a sentence states and that can be done again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
import re

from auditor.model.audit import Audit
from auditor.model.claim import NumberMention
from auditor.model.finding import Confidence, Draft, Severity
from auditor.rules.cues import any_of
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.statements import (
    Interval,
    Line,
    alike,
    bounded,
    interval,
    lines,
    ratio,
    statement,
    touch,
)
from auditor.rules.support import said

_IS = (
    "(?:,? (?:which |that |or )?(?:is|was|are|were|represent(?:s|ed|ing)?|account(?:s|ed|ing)? for"
    "|equal(?:s|ling)?|equivalent to|constitut(?:es|ed|ing)|ma(?:kes|de|king) up)|,? or|,? which)"
)
_SHARES = (
    statement(rf"<a>...{_IS} <p> of [^.;:(),\x01\x02]{{0,60}}?<b>"),
    statement(r"<a> (?:out )?of (?:the |a total of )?<b>[^.;:()\x01\x02,]{0,40} \(<p>\)"),
    statement(r"<p>\s*(?:[a-z]+ ){0,3}\(<a> (?:out )?of (?:the |a total of )?<b>\)"),
)
# "Of the 102 subscribers, 72 held people in slavery (71%)": the share may be of something else.
_OF_ALL = statement(
    r"\bof (?:the |a total of )?<b>[^.;:()\x01\x02]{0,60}, [^.;:()\x01\x02]{0,60}?<a>"
    r"[^.;:()\x01\x02]{0,60} \(<p>\)"
)
_UP = "(?:rose|risen|grew|grown|increased|climbed|jumped|soared|surged|gained|went up|expanded)"
_MORE = "(?:increase|rise|gain|growth|jump|surge)"
_DOWN = "(?:fell|fallen|dropped|declined|decreased|shrank|plunged|slid|sank|dipped|went down)"
_LESS = "(?:decrease|decline|drop|fall|reduction|loss|cut)"
_CHANGES = tuple(
    (sign, statement(template))
    for sign, verb, noun in ((1, _UP, _MORE), (-1, _DOWN, _LESS))
    for template in (
        rf"\b{verb} (?:by )?<p>,? ...from ...<a>... to ...<b>",
        rf"\b{verb} (?:by )?<p>,? ...to ...<b>... from ...<a>",
        rf"\b{verb} ...from ...<a>... to ...<b>...[,(]\s*(?:an?|the) (?:\w+ )?{noun} of <p>",
        rf"\b{verb} ...from ...<a>... to ...<b>...[,(]\s*(?:(?:an?|up|down) )?<p>(?: {noun}|\))",
    )
)
_PERCENT = any_of("percent, per cent, %", before="", after="")


@rule("NUM002", "percentage-does-not-compute", Severity.ERROR, languages=ENGLISH)
def num002(audit: Audit) -> Iterable[Draft]:
    """A percentage that doesn't follow from the numbers beside it.

    ## Why
    "¥1.5 trillion, which is 2.8% of ¥84.6 trillion" can be checked without any source, and fails.

    ## How it decides
    Statements of the forms "X, which is P% of Y", "X of Y (P%)", "rose P% from X to Y" and "rose
    from X to Y, an increase of P%" in one sentence, X and Y of one unit. Each number stands for the
    interval its last digit allows: 1.5 of 84.6 is 1.71 to 1.83%, so "1.8%" holds. "Of the Y, X …
    (P%)" is a warning: the share may be of something else.

    ## What keeps it quiet
    Intervals that touch; "about" and the like (5% wider); "at least", "more than" and other bounds;
    percentage points; different units.

    ## Example
    > Of the 60 patients, 45 of 60 (85%) recovered.

    ## What to do
    Look up all three numbers: which of them is wrong can't be told from the sentence.
    """
    for line in lines(audit, _PERCENT):
        for match in _OF_ALL.finditer(line.masked):
            yield from _share_of_all(audit, line, match)
        for pattern in _SHARES:
            for match in pattern.finditer(line.masked):
                yield from _share(audit, line, match)
        for sign, pattern in _CHANGES:
            for match in pattern.finditer(line.masked):
                yield from _change(audit, line, match, sign)


def _share(audit: Audit, line: Line, match: re.Match[str]) -> Iterator[Draft]:
    a, b, p = line.at(match, "a", "b", "p")
    if alike(a, b) and a.value != b.value and not bounded(a, b, p):
        low, high = ratio(a, b)
        yield from _unless(audit, line, p, f"{a.raw} of {b.raw}", (low * 100, high * 100))


_MEASURES = frozenset({"%", "USD", "EUR", "GBP", "JPY", "year", "month", "day", "km", "times"})


def _share_of_all(audit: Audit, line: Line, match: re.Match[str]) -> Iterator[Draft]:
    a, b, p = line.at(match, "a", "b", "p")
    counts = not {a.unit, b.unit} & _MEASURES and a.value < b.value
    if counts and not bounded(a, b, p):
        low, high = ratio(a, b)
        for draft in _unless(audit, line, p, f"{a.raw} of {b.raw}", (low * 100, high * 100)):
            yield replace(draft, severity=Severity.WARNING, confidence=Confidence.MEDIUM)


def _change(audit: Audit, line: Line, match: re.Match[str], sign: int) -> Iterator[Draft]:
    a, b, p = line.at(match, "a", "b", "p")
    if alike(a, b) and not bounded(a, b, p):
        one, other = ((end - 1) * 100 * sign for end in ratio(b, a))
        ends = (min(one, other), max(one, other))
        yield from _unless(audit, line, p, f"{a.raw} to {b.raw}", ends)


# How far from exact a reader lets these words be.
_TIMES: dict[str, Interval] = {
    "doubl": (Decimal("1.75"), Decimal("2.3")),
    "tripl": (Decimal("2.6"), Decimal("3.4")),
    "quadrupl": (Decimal("3.5"), Decimal("4.5")),
    "halv": (Decimal("0.42"), Decimal("0.58")),
}
_TURNED = r"\b(?P<verb>doubl|tripl|quadrupl|halv)(?:ed|es|ing)"
_MULTIPLES = (
    statement(f"{_TURNED} ...from ...<a>... to ...<b>"),
    statement(f"{_TURNED} ...to ...<b>... from ...<a>"),
    statement(f"<a>...{_TURNED} to <b>"),
)
_CHANGE = f"(?:{_MORE}|{_LESS}|difference)"
_DIFFERENCE = statement(rf"\bfrom ...<a>... to ...<b>...,\s*(?:an?|the) {_CHANGE} of <c>")
_SUM = statement(r"<t>...\(<a>(?:,| and|, and) <b>\)")
_HALVES = ({"man", "woman"}, {"male", "female"}, {"boy", "girl"}, {"men", "women"})
_SUMS_CUE = any_of("doubl*, tripl*, quadrupl*, halv*, of, men, male, males, boys, females")


@rule("NUM003", "change-does-not-compute", Severity.ERROR, languages=ENGLISH)
def num003(audit: Audit) -> Iterable[Draft]:
    """A doubling, a difference or a sum that its own numbers contradict.

    ## Why
    "Doubled from 300 to 900" is wrong whatever the source says.

    ## How it decides
    "doubled", "tripled", "quadrupled" and "halved" with both numbers in the sentence; "from X to Y,
    an increase of Z"; "N patients (X men and Y women)". One unit throughout, each number as the
    interval its last digit allows. "Doubled" may mean 1.75 to 2.3 times: it is seldom meant
    exactly.

    ## What keeps it quiet
    "More than doubled", "nearly tripled" and other hedges; bounds such as "at least"; other units.

    ## Example
    > Its aid of US$300 million was later doubled to US$900 million.

    ## What to do
    Look up the numbers; which one is wrong can't be told from the sentence.
    """
    for line in lines(audit, _SUMS_CUE):
        for pattern in _MULTIPLES:
            for match in pattern.finditer(line.masked):
                yield from _multiple(audit, line, match)
        for match in _DIFFERENCE.finditer(line.masked):
            yield from _difference(audit, line, match)
        for match in _SUM.finditer(line.masked):
            yield from _sum(audit, line, match)


_LOOSELY = any_of(
    "than, nearly, almost, about, roughly, virtually, around, over, twice, again, not",
    after=r"\s*$",
)


def _multiple(audit: Audit, line: Line, match: re.Match[str]) -> Iterator[Draft]:
    a, b = line.at(match, "a", "b")
    loosely = _LOOSELY.search(line.masked[max(0, match.start("verb") - 40) : match.start("verb")])
    if loosely or not alike(a, b) or bounded(a, b) or b.unit == "%":
        return
    ends = ratio(b, a)
    if not touch(ends, _TIMES[match["verb"].lower()]):
        word = match[0][match.start("verb") - match.start() :].split()[0]
        message = f"{a.raw} to {b.raw} isn't “{word}”"
        yield _draft(audit, line, b, message, ends)


def _difference(audit: Audit, line: Line, match: re.Match[str]) -> Iterator[Draft]:
    a, b, c = line.at(match, "a", "b", "c")
    if alike(a, b, c) and not bounded(a, b, c):
        less, more = sorted((a, b), key=lambda number: number.value)
        ends = (interval(more)[0] - interval(less)[1], interval(more)[1] - interval(less)[0])
        yield from _unless(audit, line, c, f"from {a.raw} to {b.raw}", ends)


def _sum(audit: Audit, line: Line, match: re.Match[str]) -> Iterator[Draft]:
    total, a, b = line.at(match, "t", "a", "b")
    if {a.unit, b.unit} in _HALVES and not bounded(total, a, b):
        both = (a.low + b.low, a.high + b.high)
        yield from _unless(audit, line, total, f"{a.raw} and {b.raw}", both)


def _unless(
    audit: Audit, line: Line, stated: NumberMention, terms: str, ends: Interval
) -> Iterator[Draft]:
    """A draft unless the stated number can be what its terms make."""
    if not touch(ends, interval(stated)):
        yield _draft(audit, line, stated, f"{terms} doesn't make {stated.raw}", ends)


def _draft(audit: Audit, line: Line, stated: NumberMention, message: str, ends: Interval) -> Draft:
    low, high = (f"{value:.4g}" for value in ends)
    unit = "%" if stated.unit == "%" else ""
    return Draft(
        message=message,
        primary=line.claim.segment.span(stated.start, stated.end),
        anchor=line.claim.segment.text,
        help="look all the numbers up: the sentence can't tell which of them is wrong",
        cited=stated.raw,
        found=f"{low}{unit}" if low == high else f"{low} to {high}{unit}",
        evidence=(said(audit, line.claim.segment),),
    )
