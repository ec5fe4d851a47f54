"""Which numbers of a sentence can be reckoned with: ranges made one, scales and units certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
import re

from auditor.claims.shared import scale_of
from auditor.model.claim import NumberMention

_BETWEEN = re.compile(r"\bbetween (?:about |around |some )?$", re.IGNORECASE)
_AND = re.compile(r"\s{1,9}and\s{1,9}(?:about |around |some )?")
_TO = re.compile(r"\s{1,9}(?:to|or)\s{1,9}|\s?[–-]\s?")
# Here "to" leads from one value to another: "from 40 to 50 million".
_FROM = re.compile(r"\bfrom\b[^.;:\d]{0,40}$", re.IGNORECASE)
_LOOK_BACK = 50
_SMALL = 1000  # below it a number can have left its scale to the number beside it
# Units of time beside a bare number are seldom what the bare number counts.
_TIMES = frozenset("second minute hour day night week month quarter year decade century".split())
# Symbols of units: a capital behind a small letter or before "/", a micro sign, common ones.
_SYMBOL = re.compile(
    r"[\s-]?(?P<symbol>[a-z]?[A-Z][A-Za-z]{0,3}(?:/\w{1,4})?|[µμ][A-Za-z]{1,3}|[A-Za-z]{1,5}/\w{1,4}"
    r"|(?:lbs?|oz|hp|pt|cl|ml|l|s|ns|h|hr|hrs|min|px|cc|mph|kph|kcal|bps|sq|cu))(?![\w-])"
)
_RATE = re.compile(r"\s{1,9}(?:an?|per|each|every)\s{1,9}(?P<rate>\w{1,40})", re.IGNORECASE)


def join_ranges(text: str, numbers: Sequence[NumberMention]) -> list[NumberMention]:
    """`numbers` with "between X and Y", "X or Y" and "X to Y", where it is no change, made one."""
    joined: list[NumberMention] = []
    for number in numbers:
        if joined and _is_range(text, joined[-1], number):
            joined[-1] = _joined(text, joined[-1], number)
        else:
            joined.append(number)
    return joined


def _is_range(text: str, one: NumberMention, other: NumberMention) -> bool:
    if one.value > other.value or one.unit not in {None, other.unit} or other.unit is None:
        return False
    before = text[max(0, one.start - _LOOK_BACK) : one.start]
    if _BETWEEN.search(before):
        return bool(_AND.fullmatch(text, one.end, other.start))
    return bool(_TO.fullmatch(text, one.end, other.start)) and not _FROM.search(before)


def _joined(text: str, one: NumberMention, other: NumberMention) -> NumberMention:
    return replace(
        other, raw=text[one.start : other.end], start=one.start, low=one.low,
        value=(one.value + other.value) / 2, bound=one.bound,
        approximate=one.approximate or other.approximate,
    )  # fmt: skip


def alike(*numbers: NumberMention) -> bool:
    """Whether all are sure to be in one unit and scale; a number without a unit takes the others'.

    A small number beside one in millions may be millions too, "1.8m" may be metres, and of "3
    years" and "12" it is not sure that both are years.
    """
    units = {number.unit for number in numbers}
    named = units - {None}
    if len(named) > 1 or (None in units and named & _TIMES):
        return False
    if "m" in named and not all(number.raw[-1:].isalpha() for number in numbers):
        return False
    return one_scale(*numbers)


def one_scale(*numbers: NumberMention) -> bool:
    """Whether no small number stands beside one with a scale word, which may be meant for both."""
    scaled = any(scale_of(number) >= 3 for number in numbers)
    return not scaled or all(abs(number.value) >= _SMALL for number in numbers)


def whole(masked: str, *numbers: NumberMention) -> bool:
    """Whether each is a quantity of its own, and all are rates of one base, if of any.

    No such are "5 feet 10 inches", which is two numbers, nor "$50 a week … $200 a month", "the 5
    firms' output" and "500 kW … 1 MW".
    """
    rates = {match["rate"].lower() for n in numbers if (match := _RATE.match(masked, n.end))}
    symbols = {match["symbol"] for n in numbers if (match := _symbol(masked, n))}
    if len(rates) > 1 or len(symbols) > 1 or (symbols and any(n.unit for n in numbers)):
        return False
    return not any(_in_parts(masked, number) for number in numbers)


def _symbol(masked: str, number: NumberMention) -> re.Match[str] | None:
    """The symbol of a unit that isn't read as one, behind a number that has none."""
    return None if number.unit else _SYMBOL.match(masked, number.end)


def _in_parts(masked: str, number: NumberMention) -> bool:
    """Whether another number stands right beside it, or it belongs to what follows."""
    before, after = masked[: number.start].rstrip(), masked[number.end :].lstrip()
    return before[-1:] in {"\x01", "\x02"} or after[:1] in {"\x01", "\x02", "'", "’"}
