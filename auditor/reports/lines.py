"""Lines of a terminal report as plain data: pieces of text with a role, measured in cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
import re

from rich.cells import cell_len

from auditor.text.clean import clean

_CHUNK = re.compile(r"\S+")
_LONGEST = 2000  # characters of one value in a terminal: more than any address in use
_ADDRESS = re.compile(r"[<(\"“]{0,9}https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text and its role (error, path, gutter, key, …); `url` is where it leads."""

    text: str
    role: str = ""
    url: str | None = None


Line = tuple[Piece, ...]
BLANK: Line = ()


def line(*parts: Piece | str) -> Line:
    """A line of pieces; a bare string has no role."""
    return tuple(Piece(part) if isinstance(part, str) else part for part in parts)


def tidy(text: str) -> str:
    """One line without control characters: tabs and newlines become spaces."""
    return clean(re.sub(r"[\t\r\n]+", " ", text))


def plain(parts: Line) -> str:
    """The text of a line, without trailing blanks."""
    return "".join(part.text for part in parts).rstrip()


def pad(text: str, cells: int) -> str:
    """`text` with blanks up to `cells`, however wide its characters are."""
    return text + " " * max(0, cells - cell_len(text))


def cut(text: str, cells: int) -> str:
    """As much of `text` as fits, with an ellipsis where some is missing."""
    if cell_len(text) <= cells:
        return text
    return _head(text, cells - 1).rstrip() + "…"


def shorten(text: str, cells: int) -> str:
    """`text` with its middle left out where it is too long: what is said last matters as well."""
    if cell_len(text) <= cells:
        return text
    head = _head(text, cells // 2 - 2).rpartition(" ")[0] or _head(text, cells // 2 - 2)
    tail = _head(text[::-1], cells // 2 - 2)[::-1]
    return f"{head} … {tail.partition(' ')[2] or tail}"


def _head(text: str, cells: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += cell_len(char)
        if used > cells:
            return text[:index]
    return text


def wrap(text: str, cells: int) -> list[str]:
    """Words of `text` on lines of at most `cells`.

    Addresses are never folded, so that they can be clicked; other long words (and scripts without
    spaces) are.
    """
    rows: list[str] = []
    for word in _CHUNK.findall(text):
        if rows and cell_len(rows[-1]) + 1 + cell_len(word) <= cells:
            rows[-1] += f" {word}"
        else:
            rows += [word] if _ADDRESS.match(word) else _folded(word, cells)
    return rows or [""]


def _folded(word: str, cells: int) -> list[str]:
    rows: list[str] = []
    while cell_len(word) > cells and (head := _head(word, cells)):
        rows.append(head)
        word = word[len(head) :]
    return [*rows, word] if word else rows


def _bounded(text: str) -> str:
    """`text` made tidy; what a hostile article would say without end is cut."""
    return tidy(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


def hanging(first: Sequence[Piece], text: str, width: int, role: str = "") -> Iterator[Line]:
    """`text` wrapped after the pieces of `first`, later rows indented as far."""
    indent = sum(cell_len(part.text) for part in first)
    rows = wrap(_bounded(text), max(20, width - indent))
    yield (*first, *linked(rows[0], role))
    for row in rows[1:]:
        yield (Piece(" " * indent), *linked(row, role))


def labelled(first: Sequence[Piece], label: str, text: str, width: int) -> Iterator[Line]:
    """A label and its text wrapped as one paragraph, every row after the pieces of `first`."""
    indent = sum(cell_len(part.text) for part in first)
    rows = wrap(f"{label.strip()} {_bounded(text)}", max(20, width - indent))
    head = rows[0][: len(label.strip())]
    yield (*first, Piece(head, "key"), *linked(rows[0][len(head) :]))
    for row in rows[1:]:
        yield (*first, *linked(row))


def linked(text: str, role: str = "") -> Iterator[Piece]:
    """`text` in pieces, its web addresses made links of their own."""
    at = 0
    for match in re.finditer(r"https?://[^\s<>\"“”]+", text):
        url = match[0].rstrip(".,;:!?)’")
        yield from _some(text[at : match.start()], role)
        yield Piece(url, "url", url)
        at = match.start() + len(url)
    yield from _some(text[at:], role)


def _some(text: str, role: str) -> Iterable[Piece]:
    return (Piece(text, role),) if text else ()
