"""Hostile strings for a regular expression, made of the expression itself.

What makes a backtracking matcher slow is a long run that it can begin to read at many places or
read in many ways, and that then ends otherwise than hoped. So: runs of each character that the
expression names, runs of each of its parts, alone, behind what leads to the part, and with an
ending that fits nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
import re
import re._constants as sre
import re._parser as parser
from typing import Any

_RUNS = [
    " ", "\n", "\r\n", "\t", "a", "A", "1", ".", "-", ",", '"', "(", "[", "<", "/", "“", "é", "中",
    "a.", "a ", "A. ", "A.A. ", "Aa ", "Ab ", "1,", "1 ", "1-", "1, ",
    "a, ", "a-", ". ", ", ", " .",
    " \n", "- ", "(a", "(a) ", '"a" ', '"a', "<a ", "<a>", "[a](", "http://a/", "a b, ", "the ",
    "and ", "two ", "In 2022 ", "2022-", "May ", "vol. ",
]  # fmt: skip
_END = "\x00"
_SAMPLES = {
    sre.CATEGORY_DIGIT: "1", sre.CATEGORY_NOT_DIGIT: "a", sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_SPACE: "a", sre.CATEGORY_WORD: "a", sre.CATEGORY_NOT_WORD: " ",
}  # fmt: skip
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


def strings(pattern: re.Pattern[Any], size: int) -> Iterator[str]:
    """Strings of about `size` characters, each once."""
    units = dict.fromkeys(("", unit) for unit in _RUNS)
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    units |= dict.fromkeys(_units(list(parser.parse(text, pattern.flags & ~re.DEBUG)), ""))
    for lead, unit in units:
        if unit:
            run = unit * (size // len(unit))
            yield lead + run
            yield lead + run + _END


def _units(items: list[Any], lead: str) -> Iterator[tuple[str, str]]:
    """What to repeat, and what stands before it: parts, and all up to each part."""
    for item in items:
        for char in _chars(item):
            yield lead, char
            yield "", char
        for inner in _inside(item):
            yield from _units(inner, lead)
            yield "", _sample(inner)
        one = _sample([item])
        yield lead, one
        yield "", lead + one
        if item[0] in _REPEATS and item[1][1] > 3:
            yield "", lead + one * 30
        lead += one


def _inside(item: Any) -> list[list[Any]]:
    kind, value = item
    if kind in _REPEATS:
        return [list(value[2])]
    if kind is sre.SUBPATTERN:
        return [list(value[3])]
    if kind is sre.ATOMIC_GROUP:
        return [list(value)]
    if kind is sre.BRANCH:
        return [list(branch) for branch in value[1]]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [list(value[1])]
    return []


def _chars(item: Any) -> list[str]:
    """Characters that an item of one character takes: the first, the last, and the common ones."""
    kind, value = item
    if kind is sre.LITERAL:
        return [chr(value)]
    if kind is sre.ANY or kind is sre.NOT_LITERAL:
        return ["a", " "]
    if kind is not sre.IN:
        return []
    if value[0][0] is sre.NEGATE:
        shut = {chr(code) for what, code in value if what is sre.LITERAL}
        return [char for char in 'a1 ."\n' if char not in shut] or ["é"]
    found = []
    for what, code in value:
        if what is sre.LITERAL:
            found.append(chr(code))
        elif what is sre.RANGE:
            found.append(chr(code[0]))
        elif what is sre.CATEGORY:
            found.append(_SAMPLES[code])
    return found[:6]


def _sample(items: list[Any]) -> str:
    """A short text that the items match, but for what they look ahead or back at."""
    out = ""
    for kind, value in items:
        if kind in _REPEATS:
            out += _sample(list(value[2])) * max(value[0], 1)
        elif kind is sre.BRANCH:
            out += _sample(list(value[1][0]))
        elif kind not in (sre.ASSERT, sre.ASSERT_NOT):
            inner = _inside((kind, value))
            out += _sample(inner[0]) if inner else "".join(_chars((kind, value))[:1])
    return out


def made(pattern: re.Pattern[Any], size: int, number: int) -> str:
    """The string of that number among `strings(pattern, size)`."""
    return next(islice(strings(pattern, size), number, None))
