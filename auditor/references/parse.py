"""An article's notes to citations: each cut out, read, typed, and tied to the work it repeats."""

from __future__ import annotations

from dataclasses import replace

from auditor.model.article import Article, Note
from auditor.model.reference import Citation, Form, Reference
from auditor.references.extent import printed_extent
from auditor.references.normalise import normalise
from auditor.references.part import Fields
from auditor.references.plain import Kind, Plain, Segment
from auditor.references.segment import segments
from auditor.references.shortforms import GUESS, resolve
from auditor.references.structure import read
from auditor.references.values import Values
from auditor.references.worktypes import type_of

_DETAILS = frozenset(
    """container_title publisher publisher_place issue page DOI archive collection_title""".split()
)
_LONGEST = 20_000  # characters of a note that are read: the longest real ones have half of that


def parse_citations(article: Article) -> tuple[Citation, ...]:
    """All works cited in the notes, in order, with short forms tied to what they repeat."""
    return resolve([c for note in article.notes for c in read_note(note)], article)


def read_note(note: Note) -> list[Citation]:
    """The citations of one note, short forms not yet tied to anything."""
    plain = normalise(note.view.text[:_LONGEST])
    found: list[Citation] = []
    for segment in segments(plain):
        fields = read(plain, segment.start, segment.end)
        citation = _citation(note, plain, segment, fields, len(found) + 1)
        if citation is not None:
            found.append(citation)
    return found


def _citation(
    note: Note, plain: Plain, segment: Segment, fields: Fields, count: int
) -> Citation | None:
    values = Values(note, plain)
    form = _form(fields)
    reference = values.reference(fields, short=form is not Form.FULL)
    if not reference.printed() and form is not Form.IBID:
        return None
    words = plain.text[segment.start : segment.end]
    contained = fields.title is None and "container_title" in fields.at
    quoted = fields.title is not None and fields.title.kind is Kind.QUOTE
    kind = type_of(words, reference, chapter=fields.chapter, quoted=quoted or contained)
    guessed = not segment.marked and form is Form.SHORT and "title" in fields.at
    guessed = guessed and "author" in fields.at
    low, high = printed_extent(note.view.text, *plain.span(segment.start, segment.end))
    return Citation(
        id=f"{note.id}.{count}",
        note=note.id,
        view=note.view.cut(low, high).stripped(),
        form=form,
        reference=replace(reference, type=kind),
        locator=values.text(fields.at.get("locator")),
        signal=segment.signal,
        confidence=GUESS if guessed else _confidence(reference, fields, form),
    )


def _form(fields: Fields) -> Form:
    if fields.ibid:
        return Form.IBID
    titled_date = "issued" in fields.dates and fields.title is not None
    accessed = "accessed" in fields.dates
    detailed = (
        fields.url or titled_date or accessed or fields.chapter or _DETAILS & fields.at.keys()
    )
    return Form.FULL if detailed else Form.SHORT


def _confidence(reference: Reference, fields: Fields, form: Form) -> float:
    """A rough share of what was recognised: names, title and one detail make a citation sure."""
    if form is Form.IBID:
        return 0.95
    details = (reference.issued, reference.container_title, reference.publisher)
    named = reference.author and fields.names_sure
    known = (named, reference.title, form is Form.SHORT or any(details))
    return round(0.4 + 0.19 * sum(bool(item) for item in known), 2)
