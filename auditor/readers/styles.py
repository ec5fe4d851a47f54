"""How hand-numbered notes and their marks are printed: superscript, [1], (1), 1., <sup>, ^1^."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
import re

_SUP = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DASH = "⁻‐‑–−-"  # of ranges; the hyphen last, as classes of characters want it
_DIGITS = str.maketrans(_SUP, "0123456789")

# How a note's own line opens; the text begins where the match ends.
OPENERS = {
    "superscript": re.compile(rf"\s{{0,20}}([{_SUP}]{{1,4}})[.)]?\s{{0,9}}(?=\S)"),
    "bracket": re.compile(r"\s{0,20}(?:\.\. )?\\?\[(\d{1,4})\\?\][.:]?\s{1,9}(?=\S)"),
    "html": re.compile(r"\s{0,20}<sup>\s{0,3}(\d{1,4})\s{0,3}</sup>\.?\s{0,9}(?=\S)"),
    "caret": re.compile(r"\s{0,20}\^(\d{1,3})\^?[.)]?\s{0,9}(?=\S)"),
    "dot": re.compile(r"\s{0,20}(\d{1,3})[.)]\s{1,9}(?=\S)"),
    "paren": re.compile(r"\s{0,20}\((\d{1,3})\)\s{1,9}(?=\S)"),
    "bare": re.compile(r"\s{0,20}(\d{1,3})\s{1,9}(?=[^\W\da-z]|[\"“‘«])"),
}

# The marks in the text: the whole match is taken out, its numbers are the marks.
MARKS = {
    "superscript": re.compile(
        rf"[{_SUP}][{_SUP}]{{0,3}}(?:[ ]?[,{_DASH}][ ]?[{_SUP}]{{1,4}}){{0,20}}"
    ),
    "bracket": re.compile(
        rf"\\?\[\d{{1,4}}(?:(?:\s?[,;{_DASH}]\s?|\\?\]\s?[{_DASH}]\s?\\?\[)\d{{1,4}}){{0,20}}\\?\]"
        r"(?:_(?!\w))?(?![(:\w])"
    ),
    "html": re.compile(
        r"<sup\b[^<>]{0,200}>\s{0,3}(?:<a\b[^<>]{0,500}>)?\s{0,3}\[?\d{1,4}(?:\s?[,–-]\s?\d{1,4}){0,9}\]?"
        r"\s{0,3}(?:</a>)?\s{0,3}</sup>"
    ),
    "caret": re.compile(r"(?<![\d\s])\^\d{1,3}(?:,\d{1,3}){0,9}\^?"),
    "digits": re.compile(
        r"(?<=[^\W\d]|[.,;:!?\"”’')\]*—–])(?:(?<!\d[.,])|(?<=\d{4}[.,]))\d{1,3}(?![\w%])(?![.,]\d)"
    ),
    "paren": re.compile(r"\(\d{1,3}(?:, ?\d{1,3}){0,9}\)"),
}
# Plain digits are likely marks after a stop; after a word (G7) only where the numbering lacks one.
_LIKELY = re.compile(
    r"(?:(?<=[^\W\d][.,;:!?])|(?<=[^\W\d][.,;:!?][\"”’')])|(?<=[\"”’)][.,;:!?]))\d{1,3}(?=\s|\Z)"
)
_NUMBER = re.compile(rf"[{_SUP}]{{1,4}}|(?<!\d)\d{{1,4}}")
_TAG = re.compile(r"<[^<>]{0,500}>")
_RANGE = re.compile(rf"(?:\\?\])?\s?[{_DASH}]\s?(?:\\?\[)?")
# Powers and units: 10⁶, km², R², CO². A mark may still follow a year directly.
_POWER = re.compile(r"(?:\d|\b(?:[kcmdµn]?m|ft|in|mi|yd|ha|R|r|x|y|s|E|c|CO|χ)|[=+×/^⁻])\Z")
_WIDEST = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A mark as printed. `shared` marks stand in one bracket; a `doubtful` one may be none."""

    start: int
    end: int
    number: int
    doubtful: bool = False
    shared: bool = False
    chapter: int = 0

    def of(self, chapter: int) -> Found:
        """The same mark, in a chapter."""
        return replace(self, chapter=chapter)


def opening(text: str, style: str) -> tuple[int, int] | None:
    """The number a block opens with in a style, and where its text begins."""
    match = OPENERS[style].match(text)
    return (_value(match[1]), match.end()) if match else None


def find_marks(text: str, style: str) -> tuple[Found, ...]:
    """All marks of a style in a text, those of ranges (`[3–5]`) filled in."""
    return tuple(mark for match in MARKS[style].finditer(text) for mark in _marks(text, match))


def _marks(text: str, match: re.Match[str]) -> Iterator[Found]:
    doubtful = _is_doubtful(text, match)
    inside = _TAG.sub(lambda tag: " " * len(tag[0]), match[0])
    numbers = list(_NUMBER.finditer(inside))
    if len(numbers) == 1:
        yield Found(match.start(), match.end(), _value(numbers[0][0]), doubtful)
        return
    ends = [number.end() for number in numbers[:-1]]
    starts = [0, *ends]
    for index, number in enumerate(numbers):
        # Neighbours share the brackets and commas out among them, so that all of it is taken out.
        start = match.start() + starts[index]
        end = match.start() + (number.end() if index + 1 < len(numbers) else len(inside))
        for value in _values(inside, numbers, index):
            yield Found(start, end, value, doubtful, shared=True)


def _values(inside: str, numbers: list[re.Match[str]], index: int) -> range:
    """The number itself, and those before it where a dash makes a range."""
    value = _value(numbers[index][0])
    if index and _RANGE.fullmatch(inside[numbers[index - 1].end() : numbers[index].start()]):
        low = _value(numbers[index - 1][0])
        if 0 < value - low <= _WIDEST:
            return range(low + 1, value + 1)
    return range(value, value + 1)


def _is_doubtful(text: str, match: re.Match[str]) -> bool:
    at = match.start()
    if match[0][0] in _SUP:
        return _POWER.search(text, max(0, at - 4), at) is not None
    return match[0].isdigit() and _LIKELY.match(text, at) is None


def _value(digits: str) -> int:
    return int(digits.translate(_DIGITS))
