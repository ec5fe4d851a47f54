"""Numerals: from printed digits or words to a value, its style and its printed precision."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
import re

_SPACES = "\u00a0\u2009\u202f"
_STYLES = tuple(
    (re.compile(pattern), style, re.compile(dropped), point)
    for pattern, style, dropped, point in (
        (r"\d{1,40}", "plain", ",", "."),
        (r"\d{1,3}(?:,\d{3}){1,12}(?:\.\d{1,40})?", "comma-grouped", ",", "."),
        (r"\d{1,40}\.\d{1,40}", "decimal-point", ",", "."),
        (
            rf"\d{{1,3}}(?:[ {_SPACES}]\d{{3}}){{1,12}}(?:[.,]\d{{1,40}})?",
            "space-grouped",
            r"\s",
            ",",
        ),
        (r"\d{1,2}(?:,\d{2}){1,12},\d{3}(?:\.\d{1,40})?", "indian", ",", "."),
        (
            r"\d{1,3}(?:\.\d{3}){2,12}(?:,\d{1,40})?|\d{1,3}(?:\.\d{3}){1,12},\d{1,40}",
            "dot-grouped",
            r"\.",
            ",",
        ),
    )
)
_COMMA = re.compile(r"\d{1,40},\d{1,2}")
_LONGEST = 40

WORDS = {
    name: number
    for number, name in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
} | {
    name: 10 * number
    for number, name in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
SCALES = {
    "hundred": 2, "thousand": 3, "k": 3, "lakh": 5, "million": 6, "mn": 6, "m": 6, "crore": 7,
    "mln": 6, "mio": 6, "billion": 9, "milliard": 9, "bn": 9, "bln": 9, "b": 9, "trillion": 12,
    "tn": 12, "trn": 12, "quadrillion": 15,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value, how it is written and the unit of its last printed digit (0.1 for 1.5)."""

    value: Decimal
    step: Decimal
    style: str


def read_digits(text: str, *, measured: bool) -> Numeral | None:
    """The numeral printed as `text`; None where it is a list, a version or a section number.

    `measured` says that a unit, a scale or a currency stands beside it: then "9,57" is a decimal
    comma and "1,23,4" a malformed number; without one they may be lists.
    """
    if len(text) > _LONGEST:
        return None
    for pattern, style, dropped, point in _STYLES:
        if pattern.fullmatch(text):
            return _numeral(dropped.sub("", text).replace(point, "."), style)
    if _COMMA.fullmatch(text) and measured:
        return _numeral(text.replace(",", "."), "decimal-comma")
    return _malformed(text, measured=measured)


def _malformed(text: str, *, measured: bool) -> Numeral | None:
    if "." in text or not set(text) <= set("0123456789,"):
        return None
    groups = text.split(",")
    odd = any(len(group) > 3 for group in groups[1:]) or measured
    listed = sorted(groups, key=int) == groups and max(map(len, groups)) < 3
    if listed or not odd:
        return None
    return _numeral("".join(groups), "malformed")


def _numeral(digits: str, style: str) -> Numeral:
    _, point, decimals = digits.partition(".")
    step = Decimal(1).scaleb(-len(decimals)) if point else Decimal(1)
    return Numeral(Decimal(digits), step, style)


def read_words(text: str) -> Numeral | None:
    """The numeral spelled as `text` ("five", "twenty-one", "three hundred"), None for others."""
    total, step = 0, 0
    for word in re.split(r"[\s-]+", text.lower()):
        if word in WORDS:
            total, step = total + WORDS[word], 0
        elif word in SCALES and total:
            total, step = total * 10 ** SCALES[word], SCALES[word]
        elif word != "and" or not total:
            return None
    # "Nine million" is as round as "9 million"; "three hundred" is a count like 300.
    return Numeral(Decimal(total), Decimal(10) ** step if step > 2 else Decimal(1), "words")
