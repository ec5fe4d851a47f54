"""An article as a reader yields it: blocks, notes, markers, sentences, addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
import re

from auditor.model.text import Source, Span, View

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,40}:", re.IGNORECASE)  # one letter is a Windows drive


class BlockKind(StrEnum):
    """What a block of the text is, as far as the rules care."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    NOTE = "note"
    FRONT_MATTER = "front_matter"
    TABLE = "table"
    CODE = "code"
    CAPTION = "caption"
    BIBLIOGRAPHY = "bibliography"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or the like, whole: one cut by a page break is joined again.

    `view` is the text without note markers; Markdown emphasis and escapes stay as printed.
    `level` is 1-6 for headings, the nesting depth for items, else 0. `section` is the index of
    the heading block it stands under, None before the first.
    """

    index: int
    kind: BlockKind
    view: View
    level: int = 0
    section: int | None = None


class NoteKind(StrEnum):
    """Where a note is printed."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    INLINE = "inline"


@dataclass(frozen=True, slots=True)
class Note:
    """A note. `id` is unique even where labels repeat by chapter (`n2`, then `n2-2`).

    `view` is its text as printed, without its label; paragraphs are joined by a newline.
    `span` is where the whole note stands, label included.
    """

    id: str
    label: str
    kind: NoteKind
    view: View
    span: Span


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark in the text that points at a note; `note` is the note's id, None where none is.

    `sentence` indexes `Article.sentences`, None outside of sentences (in a heading, a table).
    `at` is the offset in the sentence's text at which the mark stood.
    """

    label: str
    span: Span
    note: str | None
    sentence: int | None = None
    at: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its markers; one cut by a page break is joined with one space."""

    index: int
    view: View
    block: int
    markers: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.view.text


class AddressForm(StrEnum):
    """How an address is printed."""

    BARE = "bare"
    ANGLE = "angle"
    MARKDOWN = "markdown"
    REFERENCE = "reference"
    HTML = "html"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Address:
    """A cited address; `url` is clean (no brackets, no full stop of the sentence), `raw` printed.

    `span` covers `url` in the source, `whole` all of the markup. `text` is the visible text of a
    link, None where the address itself is what one sees. `note` is the id of the note it is in.
    """

    url: str
    raw: str
    span: Span
    whole: Span
    form: AddressForm
    text: str | None = None
    note: str | None = None
    block: int | None = None

    @property
    def is_local(self) -> bool:
        """Whether it names no scheme: a place or a file of the article's own tree."""
        return _SCHEME.match(self.url) is None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a reader noticed: an unused note, an undefined marker, a gap, an odd encoding.

    Kinds: unused-note, undefined-marker, duplicate-note, note-gap, note-order, reused-marker,
    encoding, truncated, unparsed.
    """

    kind: str
    message: str
    span: Span
    label: str | None = None


@dataclass(frozen=True)
class Article:
    """One article, read. Everything in it is in the order of the source."""

    path: str
    format: str
    source: Source
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    markers: tuple[Marker, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    addresses: tuple[Address, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    date: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def note_by_id(self) -> Mapping[str, Note]:
        """Notes by their unique id."""
        return {note.id: note for note in self.notes}

    @cached_property
    def markers_by_note(self) -> Mapping[str, tuple[Marker, ...]]:
        """The marks that point at each note, in order."""
        found: dict[str, list[Marker]] = {}
        for marker in self.markers:
            if marker.note is not None:
                found.setdefault(marker.note, []).append(marker)
        return {note: tuple(markers) for note, markers in found.items()}

    def segment(self, marker: Marker) -> View:
        """The words of a marker's sentence since the marker before it (or the beginning)."""
        if marker.sentence is None:
            return View("", ())
        sentence = self.sentences[marker.sentence]
        before = [self.markers[i].at for i in sentence.markers if self.markers[i].at < marker.at]
        return sentence.view.cut(max(before, default=0), marker.at).stripped()
