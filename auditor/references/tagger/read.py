"""A note's citations as the tagger alone reads them, in the types that rules read."""

from __future__ import annotations

from dataclasses import replace

from auditor.model.article import Article, Note
from auditor.model.reference import Citation, Form
from auditor.references.extent import printed_extent
from auditor.references.normalise import normalise
from auditor.references.part import Fields
from auditor.references.plain import Kind, Plain
from auditor.references.shortforms import resolve
from auditor.references.tagger.model import TaggedCitation, Tagger, tag_note
from auditor.references.tagger.values import fields_of
from auditor.references.values import Values
from auditor.references.worktypes import type_of

_LONGEST = 20_000  # characters of a note that are read
_DETAILS = frozenset(
    "container_title publisher publisher_place issue page volume DOI archive genre number".split()
)


def tagged_citations(tagger: Tagger, article: Article) -> tuple[Citation, ...]:
    """All works cited in the notes of an article, short forms tied to what they repeat."""
    return resolve([c for note in article.notes for c in read_note(tagger, note)], article)


def read_note(tagger: Tagger, note: Note) -> list[Citation]:
    """The citations of one note."""
    plain = normalise(note.view.text[:_LONGEST])
    found: list[Citation] = []
    for cited in tag_note(tagger, plain):
        citation = _citation(note, plain, cited, len(found) + 1)
        if citation is not None:
            found.append(citation)
    return found


def _citation(note: Note, plain: Plain, cited: TaggedCitation, count: int) -> Citation | None:
    fields, sure = fields_of(plain, cited)
    form = _form(fields)
    values = Values(note, plain)
    reference = values.reference(fields, short=form is not Form.FULL)
    if not reference.printed() and form is not Form.IBID:
        return None
    start, end = cited.segment.start, cited.segment.end
    quoted = fields.title is not None and fields.title.kind is Kind.QUOTE
    kind = type_of(plain.text[start:end], reference, chapter=fields.chapter, quoted=quoted)
    return Citation(
        id=f"{note.id}.{count}",
        note=note.id,
        view=note.view.cut(*printed_extent(note.view.text, *plain.span(start, end))).stripped(),
        form=form,
        reference=replace(reference, type=kind),
        locator=values.text(fields.at.get("locator")),
        signal=cited.segment.signal,
        confidence=round(min(sure.values(), default=0.5), 2),
    )


def _form(fields: Fields) -> Form:
    if fields.ibid:
        return Form.IBID
    detailed = fields.url or fields.dates or _DETAILS & fields.at.keys()
    return Form.FULL if detailed else Form.SHORT
