"""A note's text with its fields marked below it by letters, and the text that no field covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
import re
from string import ascii_letters

from rich.cells import cell_len

from auditor.model.text import Span, View
from auditor.text.clean import clean

LETTERS = ascii_letters  # marks of the fields of a note; what comes after gets a star
_WORD = re.compile(r"\w")
_BREAK = re.compile(r"[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A field of a note by its letter, with the ranges of the note's view it was read from."""

    letter: str
    ranges: tuple[tuple[int, int], ...]

    @property
    def length(self) -> int:
        """How many characters it covers."""
        return sum(end - start for start, end in self.ranges)


def ranges_in(view: View, span: Span) -> tuple[tuple[int, int], ...]:
    """Where in a view a range of the source is seen; in several stretches if it was cut."""
    stretches = (
        (piece, max(piece.start, span.start), min(piece.start + piece.length, span.end))
        for piece in view.pieces
    )
    return tuple(
        (piece.at + low - piece.start, piece.at + high - piece.start)
        for piece, low, high in stretches
        if low < high
    )


def covered(length: int, marks: Iterable[Mark]) -> list[str]:
    """For each character the letter of the field it belongs to, a blank where there is none.

    Of fields within one another (a DOI in an address) the narrower is shown.
    """
    signs = [" "] * length
    for mark in sorted(marks, key=lambda mark: -mark.length):
        for start, end in mark.ranges:
            signs[start:end] = mark.letter * (end - start)
    return signs[:length]


def left_over(text: str, signs: Sequence[str]) -> Iterator[str]:
    """The stretches of words that no field covers, in order."""
    for free, places in groupby(range(len(text)), key=lambda at: signs[at] == " "):
        found = [text[at] for at in places]
        words = clean(" ".join("".join(found).split())).strip(" ,;:.()[]<>“”\"'‘’*_")
        if free and _WORD.search(words):
            yield words


def marked_rows(text: str, signs: Sequence[str], cells: int) -> Iterator[tuple[str, str]]:
    """Rows of a text that fit, each with the row of letters below it."""
    shown = _BREAK.sub(" ", clean(text))
    for start, end in _rows(shown, cells):
        row = shown[start:end]
        below = "".join(signs[start + at] * cell_len(sign) for at, sign in enumerate(row))
        yield row, below.rstrip()


def _rows(text: str, cells: int) -> Iterator[tuple[int, int]]:
    """Where rows begin and end: after a blank, where there is one in the row's second half."""
    start = 0
    while start < len(text):
        end, used = start, 0
        while end < len(text) and used + cell_len(text[end]) <= cells:
            used += cell_len(text[end])
            end += 1
        if end < len(text):
            blank = text.rfind(" ", start + (end - start) // 2, end)
            end = blank + 1 if blank > 0 else max(end, start + 1)
        yield start, end
        start = end
