"""Numbers in words ("five missiles", "six hundred men") and shares ("7 in 10")."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
import re

from auditor.claims.beside import is_designated
from auditor.claims.measure import Quantity, mention
from auditor.claims.numerals import WORDS, read_words
from auditor.claims.units import unit_at
from auditor.model.claim import NumberMention

_NAME = "|".join(sorted(WORDS, key=len, reverse=True))
_SPELLED = re.compile(
    rf"\b(?:{_NAME})(?:-(?:{_NAME}))?(?:[ -](?:hundred|thousand|million|billion|trillion)){{0,2}}"
    rf"(?:(?<=hundred)(?: and)? (?:{_NAME})(?:-(?:{_NAME}))?)?\b(?!-[^\W\d_])",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf" (?:in|out of)(?: every)? (?P<whole>\d{{1,4}}|{_NAME})\b"
    r"(?! (?:years|months|days|hours|minutes|weeks))"
)
_PART = re.compile(rf"\b(?P<part>\d{{1,3}}|{_NAME})$", re.IGNORECASE)
_WHOLES = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000})


def find_spelled(text: str) -> Iterator[NumberMention]:
    """Numbers in words that count something; "one" is a pronoun too often to be read."""
    for match in _SPELLED.finditer(text):
        start, end = match.span()
        numeral = read_words(match[0])
        if numeral is None or is_designated(text, start):
            continue
        if match[0][0].isupper() and not _opens_sentence(text, start):
            continue  # the Group of Seven, the Three Principles: names
        unit, unit_end = unit_at(text, end)
        counts = unit is not None or " " in match[0]
        if counts and (numeral.value > 1 or unit == "%"):
            yield mention(text, start, unit_end, Quantity(numeral, unit))


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \"“'(")
    return not before or before[-1] in ".!?:\n"


def find_shares(text: str) -> Iterator[NumberMention]:
    """Shares of a small whole as percentages: "7 in 10" is 70 %, "one in five" 20 %."""
    for match in _SHARE.finditer(text):
        before = _PART.search(text[max(0, match.start() - 12) : match.start()])
        if before is None:
            continue
        part, whole = _count(before["part"]), _count(match["whole"])
        if 0 < part < whole and whole in _WHOLES:
            value, slack = Decimal(100 * part) / whole, Decimal(50) / whole
            start, end = match.start() - len(before["part"]), match.end()
            yield NumberMention(
                text[start:end], start, end, value, value - slack, value + slack, "%",
                approximate=True, style="words" if before["part"].isalpha() else "plain",
            )  # fmt: skip


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else WORDS[text.lower()]
