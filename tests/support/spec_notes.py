"""Articles made of notes alone, for tests of references."""

from __future__ import annotations

from auditor.model.article import Article, Note, NoteKind
from auditor.model.reference import Citation
from auditor.model.text import Source, View
from auditor.references import parse_citations


def article_of(*notes: str) -> Article:
    """An article whose notes are labelled 1, 2, 3 and so on."""
    source = "\n".join(notes)
    made: list[Note] = []
    at = 0
    for number, text in enumerate(notes, 1):
        view = View.of(source, at, at + len(text))
        made.append(Note(f"n{number}", str(number), NoteKind.FOOTNOTE, view, view.span()))
        at += len(text) + 1
    return Article("notes.md", "markdown", Source(source), notes=tuple(made))


def read(text: str) -> tuple[Citation, ...]:
    """The citations of one note."""
    return parse_citations(article_of(text))
