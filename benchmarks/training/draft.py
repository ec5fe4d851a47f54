"""A citation or note being written: stretches of text that each know the field they belong to.

Marks of emphasis, quotation and addresses are private-use characters until the note's looks are
chosen, so that one draft can be printed with asterisks, underscores, tags or nothing at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

ITALIC, ROMAN, OPEN, CLOSE, LINK, UNLINK = "\ue100\ue101\ue102\ue103\ue104\ue105"
PROSE, SIGNAL = "prose", "signal"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one label. `core` says that it is the value and not a word around it ("vol. ")."""

    text: str
    label: str
    core: bool = True
    cite: int = -1


@dataclass(frozen=True, slots=True)
class Draft:
    """Pieces in order. `values` holds what text can't give: names and dates as CSL has them."""

    pieces: tuple[Piece, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)

    def __add__(self, other: Draft) -> Draft:
        return Draft(self.pieces + other.pieces, self.values | other.values)

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def text(self) -> str:
        """The text, private marks included."""
        return "".join(piece.text for piece in self.pieces)

    def numbered(self, cite: int) -> Draft:
        """The same draft as the note's citation number `cite`."""
        return replace(self, pieces=tuple(replace(piece, cite=cite) for piece in self.pieces))


def part(label: str, text: str, before: str = "", after: str = "", value: Any = None) -> Draft:
    """A field with the words around it; nothing where the field is empty."""
    if not text:
        return Draft()
    around = ((before, False), (text, True), (after, False))
    pieces = tuple(Piece(words, label, core) for words, core in around if words)
    return Draft(pieces, {} if value is None else {label: value})


def joined(parts: list[Draft], between: str = ", ") -> Draft:
    """Drafts one after another; what stands between belongs to the one before.

    A separator that opens with a full stop or comma is not doubled.
    """
    whole = Draft()
    for item in parts:
        if not item:
            continue
        whole = closed(whole, between) + item if whole else item
    return whole


def closed(draft: Draft, mark: str) -> Draft:
    """A draft with a mark behind it, whose stop is left out where one stands already."""
    if not draft:
        return draft
    end = draft.text().rstrip(CLOSE + ROMAN + UNLINK)[-1:]
    if mark[:1] in ".," and mark[:1] and end in ".?!,":
        mark = mark[1:] if end != "." or mark[:1] == "." else mark
    last = draft.pieces[-1]
    extra = (Piece(mark, last.label, core=False),) if mark else ()
    return replace(draft, pieces=draft.pieces + extra)


def quoted(label: str, text: str, stop: str = "") -> Draft:
    """A field in quotation marks, with a stop inside of them."""
    if not text:
        return Draft()
    stop = "" if text[-1] in "?!" else stop
    return part(label, text, OPEN, stop + CLOSE)


def italic(label: str, text: str, before: str = "", after: str = "") -> Draft:
    """A field in italics."""
    return part(label, text, before + ITALIC, ROMAN + after)
