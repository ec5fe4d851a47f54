"""Tokens of a text as the date grammar sees them: one letter for the part each can play.

M month, m month cut short, D number 1-31, T other two digits, Y 1000-2100, N other number,
O ordinal in digits, H ordinal in words, I whole numeric date, C decade, S season, Q quarter,
w weekday, E part of a period; the letters of small words are in words.ROLES; punctuation stands
for itself; x other words, z other marks, i identifiers and addresses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
import re

from auditor.dates.words import FULL_MONTHS, MONTHS, ORDINALS, PARTS, ROLES, SEASONS, WEEKDAYS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

# (?=\S) first: to try every alternative at every space took more than half of the time.
_TOKEN = re.compile(
    rf"""(?=\S)(?:
      (?P<word>(?!www\.|doi:)(?:twenty-first\b|[^\W\d_]{{1,60}}+(?:['’][^\W\d_]{{1,20}}+)?+)
        (?![\d_]|[-–]\d|://))
    | (?P<address>(?:https?://|www\.|doi:)\S{{1,4000}})
    | (?P<numeric>(?<!\d[-/.])(?:\d{{4}}(?P<a>[-/.])\d{{1,2}}(?P=a)\d{{1,2}}(?![\d/])
          (?:T[\d:.+Z]{{4,30}})?
        | \d{{1,2}}(?P<b>[-/.])\d{{1,2}}(?P=b)\d{{4}}(?![\d/])
        | \d{{1,2}}/\d{{1,2}}/\d{{2}}(?![\d/])
        | \d{{4}}-(?:0[1-9]|1[0-2])(?![-\d])))
    | (?P<compact>\d{{1,2}}-(?i:{_MONTH})-\d{{2}}(?:\d\d)?(?!\w))
    | (?P<decade>\d{{3}}0['’]?s\b)
    | (?P<quarter>(?:Q[1-4]|[1-4]Q)\b)
    | (?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)\b)
    | (?P<number>(?>\d++(?:[.,]\d++){{0,9}})(?![^\W\d_]))
    | (?P<fiscal>FY(?=['’]?\d))
    | (?P<identifier>(?!(?i:{_MONTH}|mid|early|late|pre|post|spring|summer|autumn|fall|winter)[-–])
        [^\W\d_]{{1,30}}[-–]?\d[\w-]{{0,99}} | \d++[^\W\d_][\w-]{{0,99}})
    | (?P<other>[^\W\d_]{{1,60}}+(?:['’][^\W\d_]{{1,20}}+)?+)
    | (?P<dash>-{{2,3}})
    | (?P<mark>[^\w\s])
    )""",
    re.VERBOSE,
)
_MARKS = {
    "–": "-",
    "—": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "’": "'",
    "″": '"',
    "＄": "$",
} | dict.fromkeys("$€£¥₹₽", "$")
_PLAIN = frozenset("-,.()[]/:;%$?'&")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens: their letters as one string, their words and where they stand."""

    text: str
    kinds: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def tokenize(text: str) -> Tokens:
    """All tokens of `text`, in order; white space is between them."""
    found = list(_TOKEN.finditer(text))
    words = tuple([match[0] for match in found])
    names = [match.lastgroup or "mark" for match in found]
    kinds = "".join([_KINDS[name](word) for name, word in zip(names, words, strict=True)])
    starts = tuple([match.start() for match in found])
    return Tokens(text, kinds, words, starts, tuple([match.end() for match in found]))


def _number(word: str) -> str:
    if len(word) > 4 or not word.isdecimal():
        return "N"
    value = int(word)
    if len(word) <= 2:
        return "D" if 1 <= value <= 31 else "T"
    return "Y" if 1000 <= value <= 2100 else "N"


@lru_cache(maxsize=8192)
def _word(word: str) -> str:
    low = word.lower()
    if low in MONTHS or low in WEEKDAYS:
        kind = "w" if low in WEEKDAYS else "M" if low in FULL_MONTHS else "m"
        return kind if word[0].isupper() else "x"
    return _LOWER.get(low, "x")


_LOWER = (
    ROLES | dict.fromkeys(SEASONS, "S") | dict.fromkeys(PARTS, "E") | dict.fromkeys(ORDINALS, "H")
    | {"since": "s"}
)  # fmt: skip


def _mark(word: str) -> str:
    mark = _MARKS.get(word, word)
    if mark == "&":
        return "A"
    return mark if mark in _PLAIN else "z"


_KINDS: dict[str, Callable[[str], str]] = {
    "address": lambda _: "i",
    "numeric": lambda _: "I",
    "compact": lambda _: "I",
    "decade": lambda _: "C",
    "quarter": lambda _: "Q",
    "ordinal": lambda word: "O" if 1 <= int(word[:-2]) <= 31 else "x",
    "number": _number,
    "fiscal": lambda _: "g",
    "identifier": lambda _: "i",
    "word": _word,
    "other": _word,
    "dash": lambda _: "-",
    "mark": _mark,
}
