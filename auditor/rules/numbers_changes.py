"""NUM003: doublings, differences and sums that a sentence states, done again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
import re

from auditor.model.audit import Audit
from auditor.model.finding import Draft, Severity
from auditor.rules.cues import any_of
from auditor.rules.numbers_years import years_later
from auditor.rules.ranges import one_scale
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.statements import (
    DOWN,
    LESS,
    MORE,
    UP,
    Interval,
    Line,
    bounded,
    interval,
    lines,
    mismatch,
    ratio,
    repeated,
    statement,
    touch,
    unless,
)

# How far from exact a reader lets these words be.
_TIMES: dict[str, Interval] = {
    "doubl": (Decimal("1.75"), Decimal("2.3")),
    "tripl": (Decimal("2.6"), Decimal("3.4")),
    "quadrupl": (Decimal("3.5"), Decimal("4.5")),
    "halv": (Decimal("0.42"), Decimal("0.58")),
}
_TURNED = r"\b(?P<verb>doubl|tripl|quadrupl|halv)(?:ed|es|ing)"
_TURNED_CUE = re.compile(_TURNED.removeprefix(r"\b"), re.IGNORECASE)
_FROM = re.compile(r"from\s", re.IGNORECASE)
_MULTIPLES = (
    statement(f"{_TURNED},? ...from ...<a>... to ...<b>"),
    statement(f"{_TURNED},? ...to ...<b>...,? from ...<a>"),
    statement(f"<a>...{_TURNED} to <b>"),
)
_CHANGE = f"(?:{MORE}|{LESS}|difference)"
_DIFFERENCES = (
    statement(
        rf"\bfrom ...<a>... to ...<b>...[,(–—]\s?(?:an?|the) (?:\w{{1,40}}+ )?{_CHANGE} of <c>"
    ),
    statement(rf"\b{_CHANGE} of <c>,? ...from ...<a>... to ...<b>"),
    statement(rf"\b(?:{UP}|{DOWN}) ...by <c>,? ...from ...<a>... to ...<b>"),
)
_ALL = r"(?:in all|in total|altogether|all told|all together)"
_SUMS = (
    statement(r"<t>...\(<a>(?:,| and|, and) <b>\)"),
    statement(rf"<a>,? and <b>,? (?:or |making |for |giving )?<t> (?:\w{{1,40}}+ )?{_ALL}\b"),
    statement(
        r"<a>,? and <b>,? (?:or |making |for |giving )?"
        rf"(?:{_ALL},?|an? \w{{0,40}}\s{{0,9}}total of) <t>"
    ),
)
_HALVES = ({"man", "woman"}, {"male", "female"}, {"boy", "girl"}, {"men", "women"})
_SUMS_CUE = any_of(
    "doubl*, tripl*, quadrupl*, halv*, of, by, men, male, males, boys, girls, women, females, later"
)
_FACTORS = frozenset({"times", "fold", "order", "factor"})


@rule("NUM003", "change-does-not-compute", Severity.ERROR, languages=ENGLISH)
def num003(audit: Audit) -> Iterable[Draft]:
    """A doubling, a difference or a sum that its own numbers contradict.

    ## Why
    "Doubled from 300 to 900" is wrong whatever the source says.

    ## How it decides
    "doubled", "tripled", "quadrupled" and "halved" with both numbers in the sentence; "from X to Y,
    an increase of Z" and "rose by Z from X to Y"; "N patients (X men and Y women)" and "X men and Y
    women, N in all"; "in 1990 … in 2005, fifteen years later". One unit throughout, each number as
    the interval its last digit allows. "Doubled" may mean 1.75 to 2.3 times: it is seldom meant
    exactly.

    ## What keeps it quiet
    "More than doubled", "nearly tripled" and other hedges; bounds such as "at least"; other units.

    ## Example
    > Its aid of US$300 million was later doubled to US$900 million.

    ## What to do
    Look up the numbers; which one is wrong can't be told from the sentence.
    """
    for line in lines(audit, _SUMS_CUE):
        if _TURNED_CUE.search(line.masked):
            for pattern in _MULTIPLES:
                for match in pattern.finditer(line.masked):
                    yield from _multiple(audit, line, match)
        if len(line.numbers) > 2:
            yield from _totals(audit, line)
        yield from years_later(audit, line)


def _totals(audit: Audit, line: Line) -> Iterator[Draft]:
    """Statements of three numbers: differences, and sums of the two halves of a group."""
    units = {number.unit for number in line.numbers.values()}
    for pattern in _DIFFERENCES if _FROM.search(line.masked) else ():
        for match in pattern.finditer(line.masked):
            yield from _difference(audit, line, match)
    for pattern in _SUMS if any(both <= units for both in _HALVES) else ():
        for match in pattern.finditer(line.masked):
            yield from _sum(audit, line, match)


_LOOSELY = any_of(
    "than, nearly, almost, about, roughly, virtually, around, over, twice, again, not",
    after=r"\s*$",
)


def _multiple(audit: Audit, line: Line, match: re.Match[str]) -> Iterator[Draft]:
    a, b = line.at(match, "a", "b")
    loosely = _LOOSELY.search(line.masked[max(0, match.start("verb") - 40) : match.start("verb")])
    if loosely or not line.comparable(a, b) or bounded(a, b) or b.unit == "%":
        return
    ends = ratio(b, a)
    if not touch(ends, _TIMES[match["verb"].lower()]):
        word = match[0][match.start("verb") - match.start() :].split()[0].strip(",")
        message = f"{a.raw} to {b.raw} isn't “{word}”"
        yield mismatch(audit, line, b, message, ends)


def _difference(audit: Audit, line: Line, match: re.Match[str]) -> Iterator[Draft]:
    a, b, c = line.at(match, "a", "b", "c")
    if c.unit in _FACTORS or repeated(line, match, "c"):
        return
    if line.comparable(a, b, c) and not bounded(a, b, c):
        less, more = sorted((a, b), key=lambda number: number.value)
        ends = (interval(more)[0] - interval(less)[1], interval(more)[1] - interval(less)[0])
        yield from unless(audit, line, c, f"from {a.raw} to {b.raw}", ends)


def _sum(audit: Audit, line: Line, match: re.Match[str]) -> Iterator[Draft]:
    total, a, b = line.at(match, "t", "a", "b")
    listed = "\x01" in line.masked[max(0, match.start("a") - 40) : match.start("a")]
    if listed and match.start("t") > match.start("a"):
        return  # "20 children, 120 men and 95 women, 235 in all"
    if {a.unit, b.unit} in _HALVES and one_scale(total, a, b) and not bounded(total, a, b):
        both = (a.low + b.low, a.high + b.high)
        yield from unless(audit, line, total, f"{a.raw} and {b.raw}", both)
