"""Arithmetic that a sentence states: patterns over its numbers, intervals, drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
import re

from auditor.model.audit import Audit
from auditor.model.claim import Claim, NumberMention
from auditor.model.finding import Draft
from auditor.rules.cues import any_of
from auditor.rules.ranges import alike, join_ranges, whole
from auditor.rules.support import said

Interval = tuple[Decimal, Decimal]
ABOUT = Decimal("0.05")  # share by which "about" widens a number
LONGEST = 4000  # characters of a sentence that is looked at: beyond it is a table or an attack

# In a masked sentence every character of a number is \x01, of a percentage \x02, so that no pattern
# can run over a number without naming it.
_NUMBER, _PERCENT = "\x01", "\x02"
_HEDGE = (
    r"(?:(?:about|around|roughly|nearly|almost|approximately|some|over|just over|just under"
    r"|more than|less than)\s{1,9}+)?"
)
_WORDS = r"[^.;:()\x01\x02]"
_TOKENS = {
    "...": _WORDS + "{0,40}?",
    "<p>": _HEDGE + r"(?P<p>(?<!\x02)\x02+)(?!\s{0,9}-?\s{0,9}(?:percentage\s{1,9})?points?)",
    **{f"<{name}>": _HEDGE + rf"(?P<{name}>(?<!\x01)\x01+)" for name in "abct"},
}


# Verbs and nouns of change, each with its direction.
UP = (
    "(?:rose|risen|grew|grown|increased|climbed|jumped|soared|surged|gained|went up|expanded"
    "|raised|lifted|boosted)"
)
MORE = "(?:increase|rise|gain|growth|jump|surge)"
DOWN = (
    "(?:fell|fallen|dropped|declined|decreased|shrank|plunged|slid|sank|dipped|went down|cut"
    "|reduced|lowered|slashed|trimmed)"
)
LESS = "(?:decrease|decline|drop|fall|reduction|loss|cut)"


@dataclass(frozen=True, slots=True)
class Line:
    """A claim whose numbers are masked, and its numbers by where they begin."""

    claim: Claim
    masked: str
    numbers: Mapping[int, NumberMention]

    def at(self, match: re.Match[str], *groups: str) -> tuple[NumberMention, ...]:
        """The numbers that groups of a match stand for."""
        return tuple(self.numbers[match.start(group)] for group in groups)

    def comparable(self, *numbers: NumberMention) -> bool:
        """Whether the numbers are sure to be in one unit and scale."""
        return alike(*numbers) and whole(self.masked, *numbers)


def lines(
    audit: Audit, cue: re.Pattern[str], numbers: int = 1, percentages: int = 0
) -> Iterator[Line]:
    """The claims with so many numbers and percentages in which `cue` is found, masked."""
    for claim in audit.claims:
        text = claim.segment.text
        if len(claim.numbers) < numbers + percentages or len(text) > LONGEST:
            continue
        shares = sum(number.unit == "%" for number in claim.numbers)
        if shares >= percentages and len(claim.numbers) - shares >= numbers and cue.search(text):
            yield _masked(claim)


def _masked(claim: Claim) -> Line:
    text = claim.segment.text
    numbers = join_ranges(text, claim.numbers)
    for mention in numbers:
        mark = _PERCENT if mention.unit == "%" else _NUMBER
        text = text[: mention.start] + mark * (mention.end - mention.start) + text[mention.end :]
    return Line(claim, text, {mention.start: mention for mention in numbers})


def _is_near(match: re.Match[str]) -> str:
    """`...` before a number, behind a look whether one comes: without, it need not be tried."""
    mark = r"\x02" if match[1] == "p" else r"\x01"
    return rf"(?={_WORDS}{{0,80}}+{mark})..."


def statement(template: str) -> re.Pattern[str]:
    """A pattern from a template: `<a>` a number, `<p>` a percentage, `...` up to 40 characters.

    A space is any white space; all else is a regular expression.
    """
    pattern = re.sub(r"\.{3}(?=(?:\(\?:by \)\?)?<([abctp])>)", _is_near, template)
    pattern = pattern.replace(" ", r"\s{1,9}+")
    for token, meaning in _TOKENS.items():
        pattern = pattern.replace(token, meaning)
    return re.compile(pattern, re.IGNORECASE)


# What makes a change one of every year, or one after something was taken off.
_EACH_YEAR = any_of(
    "annual, annually, yearly, monthly, weekly, average, mean, compound, real, adjusted",
    after=r"\b[^.;:()\x01\x02]{0,30}$",
)
_A_YEAR = re.compile(
    r"\s{0,9},?\s{0,9}(?:(?:a|per|each|every)\s{1,9}(?:year|month|week|day|decade|quarter|annum)|annually|yearly"
    r"|monthly|on average|in real|after inflation|year-on-year|compounded)\b",
    re.IGNORECASE,
)


def repeated(line: Line, match: re.Match[str], group: str) -> bool:
    """Whether a change is so much a year, so that it can be more or less in all."""
    before = line.masked[max(0, match.start(group) - 40) : match.start(group)]
    return bool(_EACH_YEAR.search(before) or _A_YEAR.match(line.masked, match.end(group)))


def bounded(*numbers: NumberMention) -> bool:
    """Whether any of them is only a bound ("at least")."""
    return any(number.bound for number in numbers)


def interval(number: NumberMention) -> Interval:
    """What a number may be as printed; 5% wider with "about"."""
    slack = abs(number.value) * ABOUT if number.approximate else Decimal(0)
    return number.low - slack, number.high + slack


def ratio(part: NumberMention, whole: NumberMention) -> Interval:
    """The interval of part / whole; all numbers where the whole may be nothing."""
    low, high = interval(whole)
    if low <= 0:
        return Decimal("-Infinity"), Decimal("Infinity")
    return interval(part)[0] / high, interval(part)[1] / low


def touch(one: Interval, other: Interval) -> bool:
    """Whether two intervals have a value in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def unless(
    audit: Audit, line: Line, stated: NumberMention, terms: str, ends: Interval
) -> Iterator[Draft]:
    """A draft unless the stated number can be what its terms make."""
    if not touch(ends, interval(stated)):
        yield mismatch(audit, line, stated, f"{terms} doesn't make {stated.raw}", ends)


def mismatch(
    audit: Audit, line: Line, stated: NumberMention, message: str, ends: Interval
) -> Draft:
    """A draft about a stated number and the interval that its terms make instead."""
    low, high = (_plain(value) for value in ends)
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


def _plain(value: Decimal) -> str:
    """Four significant digits, never in powers of ten: 152,500,000."""
    return f"{Decimal(f'{value:.4g}'):,f}"
