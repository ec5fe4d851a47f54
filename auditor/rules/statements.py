"""Arithmetic that a sentence states: patterns over its numbers, intervals to check it with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
import re

from auditor.model.audit import Audit
from auditor.model.claim import Claim, NumberMention

Interval = tuple[Decimal, Decimal]
ABOUT = Decimal("0.05")  # share by which "about" widens a number
LONGEST = 4000  # characters of a sentence that is looked at: beyond it is a table or an attack

# In a masked sentence every character of a number is \x01, of a percentage \x02, so that no pattern
# can run over a number without naming it.
_NUMBER, _PERCENT = "\x01", "\x02"
_HEDGE = (
    r"(?:(?:about|around|roughly|nearly|almost|approximately|some|over|just over|just under"
    r"|more than|less than)\s+)?"
)
_TOKENS = {
    "...": r"[^.;:()\x01\x02]{0,40}?",
    "<p>": _HEDGE + r"(?P<p>(?<!\x02)\x02+)(?!\s*-?\s*(?:percentage\s+)?points?)",
    **{f"<{name}>": _HEDGE + rf"(?P<{name}>(?<!\x01)\x01+)" for name in "abct"},
}


@dataclass(frozen=True, slots=True)
class Line:
    """A claim whose numbers are masked, and its numbers by where they begin."""

    claim: Claim
    masked: str
    numbers: Mapping[int, NumberMention]

    def at(self, match: re.Match[str], *groups: str) -> tuple[NumberMention, ...]:
        """The numbers that groups of a match stand for."""
        return tuple(self.numbers[match.start(group)] for group in groups)


def lines(audit: Audit, cue: re.Pattern[str]) -> Iterator[Line]:
    """The claims with a number in which `cue` is found, masked."""
    for claim in audit.claims:
        text = claim.segment.text
        if claim.numbers and len(text) <= LONGEST and cue.search(text):
            yield _masked(claim)


def _masked(claim: Claim) -> Line:
    text = claim.segment.text
    for mention in claim.numbers:
        mark = _PERCENT if mention.unit == "%" else _NUMBER
        text = text[: mention.start] + mark * (mention.end - mention.start) + text[mention.end :]
    return Line(claim, text, {mention.start: mention for mention in claim.numbers})


def statement(template: str) -> re.Pattern[str]:
    """A pattern from a template: `<a>` a number, `<p>` a percentage, `...` up to 40 characters.

    A space is any white space; all else is a regular expression.
    """
    pattern = template.replace(" ", r"\s+")
    for token, meaning in _TOKENS.items():
        pattern = pattern.replace(token, meaning)
    return re.compile(pattern, re.IGNORECASE)


def alike(*numbers: NumberMention) -> bool:
    """Whether all are in one unit; a number without one takes the others'."""
    return len({number.unit for number in numbers if number.unit}) <= 1


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
