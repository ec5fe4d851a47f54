"""What a format's reader hands on: blocks with their marks and links still in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from auditor.model.article import AddressForm, BlockKind, Diagnostic, NoteKind
from auditor.model.text import Span, View


@dataclass(frozen=True, slots=True)
class Cut:
    """A range of a raw view that its readers don't see, and what stands there instead."""

    start: int
    end: int
    put: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A note's mark in a raw view; `note` indexes the draft's notes, None where there is none."""

    start: int
    end: int
    label: str
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a raw view. `url_span` is a source range where it stands outside of the view.

    `start` and `end` hold all of the markup, `url_start` and `url_end` the address alone.
    """

    start: int
    end: int
    url_start: int
    url_end: int
    url: str
    form: AddressForm
    text: str | None = None
    url_span: Span | None = None


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as printed. `head` counts the characters before its text (a bullet, a number)."""

    kind: BlockKind
    view: View
    level: int = 0
    head: int = 0
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class RawNote:
    """A note as printed, without its label; `chapter` counts the numberings that began before."""

    label: str
    kind: NoteKind
    view: View
    span: Span
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    cuts: tuple[Cut, ...] = ()
    chapter: int = 0


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What an article says of itself."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    date: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its format's reader found it.

    `numbered` says that labels count up in print, so that gaps and order mean something;
    `reusable` that one label may be cited again and again, as in lists of references; `unsure` that
    marks are plain digits, of which one may be missed, so that no note is called unused.
    """

    blocks: tuple[RawBlock, ...]
    notes: tuple[RawNote, ...] = ()
    front: FrontMatter = field(default_factory=FrontMatter)
    links: tuple[Link, ...] = ()
    numbered: bool = False
    reusable: bool = False
    unsure: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
