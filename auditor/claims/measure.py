"""From a numeral with its unit and scale to a number with the interval its print allows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from auditor.claims.beside import bound_of, is_near, words_before
from auditor.claims.numerals import Numeral
from auditor.claims.units import MEASURED
from auditor.model.claim import NumberMention


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeral, its unit, the power of ten of its scale word, and the far end of a range."""

    low: Numeral
    unit: str | None = None
    scale: int = 0
    high: Numeral | None = None


def mention(text: str, start: int, end: int, quantity: Quantity) -> NumberMention:
    """The number printed at `start:end`; a range has its middle as value, its ends as bounds."""
    before = words_before(text, start)
    near = is_near(before)
    factor = Decimal(10) ** quantity.scale
    slack = _slack(quantity, near=near) * factor
    low = quantity.low.value * factor
    high = quantity.high.value * factor if quantity.high else low
    return NumberMention(
        text[start:end], start, end, (low + high) / 2 if quantity.high else low,
        low - slack, high + slack, unit=quantity.unit, approximate=near,
        bound=bound_of(before), style=quantity.low.style,
    )  # fmt: skip


def _slack(quantity: Quantity, *, near: bool) -> Decimal:
    """Half of the last printed digit; none for a plain count, unless it is round or "about"."""
    numeral, unit = quantity.low, quantity.unit
    value = abs(numeral.value)
    if near and value:
        digits = value.normalize().as_tuple()
        return Decimal(5).scaleb(int(digits.exponent) - 1)
    money = unit is not None and len(unit) == 3 and unit.isupper()
    if numeral.step != 1 or quantity.scale or money or unit in {"%", "pp"} or unit in MEASURED:
        return numeral.step / 2
    return Decimal(500) if value and value % 1000 == 0 else Decimal(0)
