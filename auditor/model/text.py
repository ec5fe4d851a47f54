"""Text and where it stands: spans, views with a map back to the source, decoded sources.

A reader works on the decoded text of a part; a `View` is what the other stages see of it
(markers stripped, a page break bridged) and can always say which places it was made from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
import re


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in the decoded text of one part.

    `part` names a member of a package (`word/footnotes.xml`), None for a plain file. Bytes are
    derived where they are needed (`Source.byte_offset`), so that a reader counts one unit only.
    """

    start: int
    end: int
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """`length` characters of a view from `at` on, copied unchanged from `start` in the source."""

    at: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class View:
    """A text made from pieces of a source.

    Characters that no piece covers (the space that bridges a page break) stand nowhere in the
    source. Pieces are in order of `at` and don't overlap.
    """

    text: str
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, source: str, start: int, end: int) -> View:
        """The view that is one unchanged stretch of `source`."""
        return cls(source[start:end], (Piece(0, start, end - start),) if end > start else ())

    @classmethod
    def join(cls, parts: Iterable[View | str]) -> View:
        """Views and inserted strings one after another; neighbouring pieces are merged."""
        text: list[str] = []
        pieces: list[Piece] = []
        at = 0
        for part in parts:
            view = View(part, ()) if isinstance(part, str) else part
            for piece in view.pieces:
                _push(pieces, Piece(at + piece.at, piece.start, piece.length))
            text.append(view.text)
            at += len(view.text)
        return cls("".join(text), tuple(pieces))

    def cut(self, start: int, end: int) -> View:
        """The part of this view between two of its offsets."""
        if len(self.pieces) == 1:  # the commonest view by far, worth its own line
            return self._cut_piece(self.pieces[0], start, end)
        first = max(0, bisect_right(self.pieces, start, key=lambda piece: piece.at) - 1)
        last = bisect_right(self.pieces, end, key=lambda piece: piece.at)
        pieces = tuple(
            Piece(low - start, piece.start + low - piece.at, high - low)
            for piece in self.pieces[first:last]
            if (low := max(start, piece.at)) < (high := min(end, piece.at + piece.length))
        )
        return View(self.text[start:end], pieces)

    def _cut_piece(self, piece: Piece, start: int, end: int) -> View:
        low, high = max(start, piece.at), min(end, piece.at + piece.length)
        if low >= high:
            return View(self.text[start:end], ())
        kept = Piece(low - start, piece.start + low - piece.at, high - low)
        return View(self.text[start:end], (kept,))

    def without(self, holes: Iterable[tuple[int, int]]) -> View:
        """This view with some of its ranges (in order, disjoint) taken out."""
        parts: list[View] = []
        at = 0
        for start, end in holes:
            parts.append(self.cut(at, start))
            at = end
        return View.join([*parts, self.cut(at, len(self.text))])

    def stripped(self) -> View:
        """This view without white space at either end."""
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, max(left, len(self.text.rstrip())))

    def spans(self, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """Where the characters from `start` to `end` stand in the source, in order."""
        stop = len(self.text) if end is None else end
        return tuple(Span(p.start, p.start + p.length) for p in self.cut(start, stop).pieces)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The one source range that holds all characters from `start` to `end`.

        An empty or inserted range is an empty span at the nearest place before it.
        """
        stop = len(self.text) if end is None else end
        if len(self.pieces) == 1:  # asked for each value that is cited: no view is made for it
            piece = self.pieces[0]
            low, high = max(start, piece.at), min(stop, piece.at + piece.length)
            if low < high:
                return Span(piece.start + low - piece.at, piece.start + high - piece.at)
        spans = self.spans(start, stop)
        if spans:
            return Span(min(s.start for s in spans), max(s.end for s in spans))
        place = self.origin(start)
        return Span(place, place)

    def origin(self, offset: int) -> int:
        """The source offset of the character at `offset` (of the nearest one before it)."""
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.at) - 1
        if index < 0:
            return self.pieces[0].start if self.pieces else 0
        piece = self.pieces[index]
        return piece.start + min(offset - piece.at, piece.length)


def _push(pieces: list[Piece], piece: Piece) -> None:
    last = pieces[-1] if pieces else Piece(0, -1, 0)
    ends = (last.at + last.length, last.start + last.length)
    if pieces and ends == (piece.at, piece.start):
        pieces[-1] = Piece(last.at, last.start, last.length + piece.length)
    elif piece.length:
        pieces.append(piece)


_NEWLINE = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Source:
    """The decoded text of one article, as it stands in its file.

    `text` excludes a byte order mark, which `bom` counts in bytes. Newlines are kept.
    """

    text: str
    encoding: str = "utf-8"
    bom: int = 0
    sha256: str = field(default="", compare=False)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offsets at which lines begin; a line ends at LF, CRLF or CR (formats.md)."""
        return (0, *(match.end() for match in _NEWLINE.finditer(self.text)))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, columns in code points."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (counted from 1), without its newline."""
        starts = (*self.line_starts, len(self.text))
        return self.text[starts[number - 1] : starts[number]].rstrip("\r\n")

    def byte_offset(self, offset: int) -> int:
        """The byte at which the character at `offset` begins, in the file."""
        return self.bom + len(self.text[:offset].encode(self.encoding, "surrogateescape"))


def gaps(spans: Iterable[Span]) -> Iterator[Span]:
    """The source ranges between neighbouring spans, such as the notes inside a cut sentence."""
    for left, right in pairwise(spans):
        yield Span(left.end, right.start, left.part)
