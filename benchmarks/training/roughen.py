"""Made notes into printed ones: fields lost, marks chosen, slips of the pen, artefacts of PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
import random

from benchmarks.training.draft import CLOSE, ITALIC, LINK, OPEN, ROMAN, UNLINK, Piece
from benchmarks.training.works import Work

_DROPPED = (
    "place",
    "publisher",
    "issued",
    "issue",
    "page",
    "doi",
    "url",
    "editor",
    "edition",
    "volume",
    "container",
    "author",
    "genre",
    "number",
)
_TYPED = frozenset(("title", "container", "publisher", "prose"))


@dataclass(frozen=True, slots=True)
class Looks:
    """How a note's private marks are printed, each mark by its text."""

    marks: dict[str, str]
    typos: float
    breaks: float


def lossy(work: Work, rng: random.Random) -> Work:
    """A work with some fields unknown, as real notes leave them out."""
    if rng.random() > 0.35:
        return work
    lost = [name for name in _DROPPED if rng.random() < 0.12]
    if work.kind == "interview" or not work.title:
        return work
    return replace(
        work, **{name: () if name in ("issued", "author", "editor") else "" for name in lost}
    )


def looks(rng: random.Random, language: str, *, rough: bool) -> Looks:
    """The looks of one note. Italics are lost in a third of them, as in text from PDF."""
    on, off = rng.choice(
        [("*", "*")] * 4 + [("_", "_"), ("<i>", "</i>"), ("<em>", "</em>")] + [("", "")] * 3
    )
    quotes = [("“", "”"), ('"', '"'), ("“", "”"), ('"', '"'), ("‘", "’")]
    if language == "de":
        quotes = [("„", "“"), ("»", "«"), ('"', '"')]
    elif language in ("fr", "es"):
        quotes = [("« ", " »"), ("«", "»"), ("“", "”")]
    left, right = rng.choice(quotes)
    if rng.random() < 0.03:
        left = right = ""
    before, after = rng.choice([("<", ">"), ("", ""), ("", ""), ("", "")])
    marks = {ITALIC: on, ROMAN: off, OPEN: left, CLOSE: right, LINK: before, UNLINK: after}
    broken = rough and rng.random() < 0.12
    return Looks(marks, 0.004 if rough and rng.random() < 0.15 else 0, 0.06 if broken else 0)


@dataclass(frozen=True, slots=True)
class Printed:
    """The text of a note, and for each character its label, its citation and whether it is core."""

    text: str
    labels: list[str]
    core: list[bool]
    cites: list[int]


def printed(pieces: tuple[Piece, ...], how: Looks, rng: random.Random) -> Printed:
    """Pieces as text with labels by character."""
    out: list[tuple[str, Piece]] = []
    for piece in pieces:
        for char in _worn(piece, how, rng):
            shown = how.marks.get(char, char)
            core = piece.core and char not in how.marks
            out.extend(
                (c, piece if core == piece.core else replace(piece, core=core)) for c in shown
            )
    return Printed(
        "".join(char for char, _ in out),
        [piece.label for _, piece in out],
        [piece.core for _, piece in out],
        [piece.cite for _, piece in out],
    )


def _worn(piece: Piece, how: Looks, rng: random.Random) -> str:
    """The text of a piece with typos and breaks of lines, where the note has them."""
    text = piece.text
    if not (how.typos or how.breaks) or piece.label in ("url", "doi"):
        return text
    out: list[str] = []
    for at, char in enumerate(text):
        if how.typos and piece.label in _TYPED and char.isalpha() and rng.random() < how.typos:
            out.append(rng.choice(["", char + char, char.swapcase(), rng.choice("etaoinsr")]))
        elif how.breaks and char == " " and rng.random() < how.breaks:
            out.append(rng.choice(["\n", "  "]))
        elif how.breaks and _inside(text, at) and rng.random() < how.breaks / 8:
            out.append(char + rng.choice(["-\n", "- ", "-"]))
        else:
            out.append(char)
    return "".join(out)


def _inside(text: str, at: int) -> bool:
    return text[at - 2 : at + 3].isalpha() and text[at : at + 3].islower() and at > 2
