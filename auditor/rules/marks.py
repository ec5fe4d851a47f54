"""Double quotation marks of a text: which open, which close, and which have no partner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice
import re

# What looks like quoted text and is not: code, tags and their attributes, template tags, attribute
# lists of Kramdown, mathematics. Each alternative is bounded, so that hostile text stays linear.
_NOT_PROSE = re.compile(
    r"(?=[`\"<{$h])(?:`{1,3}[^`]{1,300}`{1,3}|\"{2,}|<[a-zA-Z/!][^<>]{0,600}>|\{[%{][^{}]{0,4000}[%}]\}"
    r"|\{:[^{}]{0,300}\}|\$\$[^$]{1,400}\$\$|https?://[^\s\"“”<>]{1,2000})"
)
_MAY_HOLD = ("`", "<", "{", "$", "http", '""')  # a cheap look first: most paragraphs have none
# A call with a string or a run of assignments and braces: source code that no fence marks as such.
_CODE = re.compile(r"\w\([a-z]?[\"']\w|[{}=;]\s*\n|\w = [\w\"'({\[]")
_MARK = re.compile("[\"“”„]|''|’’")
_SIGNS = ('"', "“", "”", "„", "''", "’’")  # the same, to be counted
_SHORT = 4000  # characters of a text whose prose is kept
_PROSE_HOLDS = 2000  # marks in one paragraph: more is no prose
_BEFORE_OPENING = frozenset("([{—–-/‘'“")
_AFTER_CLOSING = frozenset(")]}.,;:!?—–-/’'”…")
# Markup and single marks between a double mark and its word: "'Look out'," or "*Title*".
_SKIPPED = "*_\\'‘’"


class Role(StrEnum):
    """What a mark does, as far as its shape and its neighbours tell."""

    OPENS = "opens"
    CLOSES = "closes"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Mark:
    """One double quotation mark at `at`; `doubtful` where it may be an inch or a ditto mark."""

    at: int
    role: Role
    low: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Pairing:
    """Marks that belong together, as offsets, and those left over, in order."""

    pairs: tuple[tuple[int, int], ...]
    left: tuple[Mark, ...]


def prose(text: str) -> str:
    """`text` with code, tags, template tags and addresses blanked; its length doesn't change."""
    if not any(sign in text for sign in _MAY_HOLD):
        return text
    return _remembered(text) if len(text) < _SHORT else _blanked(text)


def _blanked(text: str) -> str:
    return _NOT_PROSE.sub(lambda match: " " * len(match[0]), text)


# Three rules read the same notes one after another; long texts are not worth keeping.
_remembered = lru_cache(maxsize=256)(_blanked)


def find_marks(text: str) -> tuple[Mark, ...]:
    """The double quotation marks of prose, in order; single ones and guillemets are not read."""
    if not any(sign in text for sign in _SIGNS):
        return ()
    plain = prose(text)
    places = [match.start() for match in islice(_MARK.finditer(plain), _PROSE_HOLDS + 1)]
    return tuple(_mark(plain, at) for at in places) if len(places) <= _PROSE_HOLDS else ()


def pair(marks: tuple[Mark, ...]) -> Pairing:
    """Close what was opened last. A straight mark that could be either closes if it can."""
    stack: list[Mark] = []
    pairs: list[tuple[int, int]] = []
    left: list[Mark] = []
    for mark in marks:
        if _opens(mark, stack):
            stack.append(mark)
        elif stack:
            pairs.append((stack.pop().at, mark.at))
        else:
            left.append(mark)
    return Pairing(tuple(sorted(pairs)), tuple(sorted([*left, *stack], key=lambda m: m.at)))


def unmatched(text: str) -> tuple[Mark, ...]:
    """Marks without a partner, however the doubtful ones are read; empty where all may be well.

    Text that looks like source code has none. An even number of marks is never reported: a mark
    that faces the wrong way is typography.
    """
    if not any(sign in text for sign in _SIGNS):
        return ()
    plain = prose(text)
    if sum(plain.count(sign) for sign in _SIGNS) % 2 == 0:
        return ()
    marks = find_marks(text)
    sure = tuple(mark for mark in marks if not mark.doubtful)
    if len(marks) % 2 == 0 or len(sure) % 2 == 0 or _CODE.search(text):
        return ()
    left = pair(sure).left
    return left if pair(marks).left else ()


def _opens(mark: Mark, stack: list[Mark]) -> bool:
    if mark.role is Role.EITHER:
        return not stack
    german_close = mark.role is Role.OPENS and bool(stack) and stack[-1].low and not mark.low
    return mark.role is Role.OPENS and not german_close


def _mark(text: str, at: int) -> Mark:
    char = text[at]
    if char in "'’":  # two single marks typed for a double one, or an apostrophe and a mark
        return Mark(at, Role.EITHER, doubtful=True)
    if char != '"':
        role = Role.CLOSES if char == "”" else Role.OPENS
        inch = char == "”" and text[at - 1 : at].isdigit()
        return Mark(at, role, low=char == "„", doubtful=inch and not _open_before(text, at))
    before, after = _beside(text, at)
    alone = not before.strip() and not after.strip()
    doubtful = alone or before.isdigit() or (before + after).isalnum()
    return Mark(at, _role(before, after), doubtful=doubtful)


def _open_before(text: str, at: int) -> bool:
    near = max(0, at - 300)
    return text.rfind("“", near, at) > text.rfind("”", near, at)


def _beside(text: str, at: int) -> tuple[str, str]:
    left, right = at - 1, at + 1
    while left >= 0 and text[left] in _SKIPPED:
        left -= 1
    while right < len(text) and text[right] in _SKIPPED:
        right += 1
    return (text[left] if left >= 0 else " "), text[right : right + 1] or " "


def _role(before: str, after: str) -> Role:
    may_open = before.isspace() or before in _BEFORE_OPENING
    may_close = after.isspace() or after in _AFTER_CLOSING
    if may_open == may_close:
        return Role.EITHER
    return Role.OPENS if may_open else Role.CLOSES
