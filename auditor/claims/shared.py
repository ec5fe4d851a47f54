"""What numbers side by side share though one prints it: "10 to 15 per cent", "2 to 3 million"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
import re

from auditor.claims.numerals import SCALES
from auditor.model.claim import NumberMention

# ", or" is no list: "14, or 32%" says one thing twice.
_JOINT = re.compile(
    r"(?:,? (?:to|and|through)| or) (?:(?:about|around|nearly) )?|(?P<comma>, (?:or )?)"
)
_SPAN = re.compile(r" (?:to|or) (?:(?:about|around|nearly|some) )?|\s?[–-]\s?")
_BETWEEN = re.compile(r"\bbetween (?:about |around |some )?$", re.IGNORECASE)
_AND = re.compile(r" and (?:about |around |some )?")
_SCALED = re.compile(r"(?:\d|[\s-])(?P<scale>" + "|".join(SCALES) + r")\b", re.IGNORECASE)
_LETTERS = frozenset("kmb")  # scales of money only; else metres, and names
_LARGE = 1000  # a number of this size prints all its digits: "900,000 to 1 million"


def share(text: str, found: Sequence[NumberMention]) -> list[NumberMention]:
    """`found` with the unit and the scale of the right number given to a bare one beside it.

    A list takes them from its last number ("10, 20 and 30 per cent"); a comma alone gives nothing.
    """
    shared: list[NumberMention] = []
    listed = False
    for number in reversed(found):
        right = shared[-1] if shared else None
        taken = _from_right(text, number, right, listed=listed) if right else number
        listed = taken is not number
        shared.append(taken)
    return shared[::-1]


def _from_right(
    text: str, number: NumberMention, right: NumberMention, *, listed: bool
) -> NumberMention:
    joint = _JOINT.fullmatch(text, number.end, right.start)
    if number.style == "words":
        return number
    if right.unit and number.unit is None and joint and (listed or not joint["comma"]):
        number = replace(number, unit=right.unit)
    return _scaled(text, number, right)


def _scaled(text: str, number: NumberMention, right: NumberMention) -> NumberMention:
    """`number` in the scale of `right`: "from 2 to 3 million", "€40 to 50 million"."""
    scale = scale_of(right)
    between = _BETWEEN.search(text, max(0, number.start - 30), number.start)
    spans = (_AND if between else _SPAN).fullmatch(text, number.end, right.start)
    if not spans or scale < 3 or scale_of(number) or abs(number.value) >= _LARGE:
        return number
    if number.unit not in {None, right.unit}:
        return number
    factor, slack = Decimal(10) ** scale, max(number.high - number.value, _last_digit(number) / 2)
    return replace(
        number, value=number.value * factor,
        low=(number.value - slack) * factor, high=(number.value + slack) * factor,
    )  # fmt: skip


def _last_digit(number: NumberMention) -> Decimal:
    exponent = number.value.as_tuple().exponent
    return Decimal(1).scaleb(min(0, int(exponent)))


def scale_of(number: NumberMention) -> int:
    """The power of ten of the scale word that a number prints: 6 in "3 million", 0 if none."""
    found = _SCALED.search(number.raw)
    if found is None or (found["scale"].lower() in _LETTERS and not _is_money(number)):
        return 0
    return SCALES[found["scale"].lower()]


def _is_money(number: NumberMention) -> bool:
    return number.unit is not None and len(number.unit) == 3 and number.unit.isupper()
