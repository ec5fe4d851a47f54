"""How one note was read: each field at its place, what short forms refer to, what was left over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.model.article import Note
from auditor.model.audit import Audit
from auditor.model.reference import Citation, Cited, Form, Name
from auditor.reports.lines import BLANK, Line, Piece, hanging, line, pad, tidy
from auditor.reports.marked import LETTERS, Mark, covered, left_over, marked_rows, ranges_in
from auditor.reports.words import many
from auditor.text.fold import fold

_LONGEST = 4000  # characters of a note that are shown
_MOST = 40  # rows of one list: candidates, stretches left over
_NAME = 18  # cells of a field's name
_MARGIN = "  "


def notes_named(audit: Audit, wanted: str) -> Iterator[Note]:
    """The notes of an id, else of a label, which may stand in several chapters."""
    notes = audit.article.notes
    yield from [note for note in notes if note.id == wanted] or [
        note for note in notes if note.label == wanted
    ]


def explained(audit: Audit, note: Note, width: int) -> Iterator[Line]:
    """The rows that explain one note."""
    width = min(200, max(60, width))
    citations = audit.citations_by_note.get(note.id, ())
    fields = {citation.id: list(_fields(citation)) for citation in citations}
    letters = iter(LETTERS)
    marks = {
        (citation.id, name): Mark(next(letters, "*"), ranges_in(note.view, cited.span))
        for citation in citations
        for name, cited in fields[citation.id]
    }
    signs = covered(len(note.view.text), marks.values())
    yield _heading(audit, note, width)
    yield BLANK
    yield from _text(note, signs, width)
    for citation in citations:
        yield from _citation(audit, citation, width)
        for name, cited in fields[citation.id]:
            first = f"{_MARGIN}{marks[citation.id, name].letter}  "
            label = pad(name.replace("_", "-"), _NAME)
            yield from hanging((Piece(first, "info"), Piece(label, "key")), _value(cited), width)
        yield BLANK
    yield from _rest(note, signs, width, none=not citations)


def _heading(audit: Audit, note: Note, width: int) -> Line:
    row, column = audit.article.source.position(note.span.start)
    name = f"{note.id} · {tidy(audit.article.path)}:{row}:{column}"
    return line(Piece(name, "heading"), Piece(f" {'─' * max(2, width - len(name) - 1)}", "gutter"))


def _text(note: Note, signs: list[str], width: int) -> Iterator[Line]:
    for row, below in marked_rows(note.view.text[:_LONGEST], signs, width - len(_MARGIN)):
        yield line(f"{_MARGIN}{row}")
        if below:
            yield line(Piece(f"{_MARGIN}{below}", "info"))
    if len(note.view.text) > _LONGEST:
        yield line(Piece(f"{_MARGIN}… {len(note.view.text):,} characters in all", "dim"))
    yield BLANK


def _fields(citation: Citation) -> Iterator[tuple[str, Cited[Any]]]:
    """The fields in the order of the note, the locator among them."""
    found: list[tuple[str, Cited[Any]]] = [*citation.reference.printed().items()]
    if citation.locator:
        found.append(("locator", citation.locator))
    yield from sorted(found, key=lambda item: item[1].span.start)


def _value(cited: Cited[Any]) -> str:
    """The normalised value, and what is printed where that is something else."""
    many_names = isinstance(cited.value, tuple)
    value = "; ".join(map(_name, cited.value)) if many_names else str(cited.value)
    raw = tidy(cited.raw)
    return value if raw == value or not raw else f"{value}  ← “{raw}”"


def _name(name: Name) -> str:
    """A name with its parts told apart: family, given; a body in braces."""
    if name.literal:
        return f"{{{name.literal}}}"
    family = " ".join(part for part in (name.particle, name.family) if part)
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


def _citation(audit: Audit, citation: Citation, width: int) -> Iterator[Line]:
    facts = [citation.form.value, citation.reference.type]
    facts += [f"confidence {citation.confidence:.2f}"]
    facts += [f"signal “{tidy(citation.signal)}”"] if citation.signal else []
    facts += ["et al."] if citation.reference.et_al else []
    facts += [f"language {citation.reference.language}"] if citation.reference.language else []
    yield from hanging((Piece(f"{citation.id}  ", "heading"),), " · ".join(facts), width)
    if citation.form is Form.FULL:
        return
    for text in _meant(audit, citation):
        yield from hanging((Piece(_MARGIN),), text, width)


def _meant(audit: Audit, citation: Citation) -> Iterator[str]:
    """What a short form refers to and why, and what else it could."""
    if citation.refers_to is None and not citation.candidates:
        yield "refers to nothing: no earlier citation has its names and the words of its title"
        return
    yield f"refers to {_work(audit, citation, citation.refers_to or '?')}"
    if citation.antecedent and citation.antecedent != citation.refers_to:
        yield f"by way of {citation.antecedent}, the nearest citation it repeats"
    others = [each for each in citation.candidates if each != citation.refers_to]
    for each in others[:_MOST]:
        yield f"or to {_work(audit, citation, each)}"


def _work(audit: Audit, citation: Citation, id: str) -> str:  # noqa: A002
    """A full citation in a few words, and what the short form has in common with it."""
    work = audit.citation_by_id.get(id)
    if work is None:
        return id
    reference = work.reference
    names = reference.author or reference.editor
    parts = [str(names.value[0])] if names else []
    parts += [f"“{reference.title.value}”"] if reference.title else []
    shared = " and ".join(_shared(citation, work)) or "nothing that is printed"
    reason = "the citation before" if citation.form is Form.IBID else f"in common: {shared}"
    return f"{id} ({', '.join(parts)}): {reason}" if parts else f"{id}: {reason}"


def _shared(short: Citation, full: Citation) -> Iterator[str]:
    mine, theirs = _families(short), _families(full)
    if names := [name for key, name in mine.items() if key in theirs]:
        yield f"the name {', '.join(names)}"
    left, right = short.reference.title, full.reference.title
    if left and right:
        words = set(fold(left.value).split()) & set(fold(right.value).split())
        if words:
            yield f"{many(len(words), 'word')} of the title"
    if short.reference.issued and full.reference.issued:
        year = short.reference.issued.value.year
        if year == full.reference.issued.value.year:
            yield f"the year {year}"


def _families(citation: Citation) -> dict[str, str]:
    names = citation.reference.author or citation.reference.editor
    found = (name.family or name.literal for name in (names.value if names else ()))
    return {fold(name): name for name in found}


def _rest(note: Note, signs: list[str], width: int, *, none: bool) -> Iterator[Line]:
    """What no field covers: signals, cue words, prose, and what was not understood."""
    if none:
        yield line("no citation was found in this note")
    found = list(left_over(note.view.text[:_LONGEST], signs))
    text = " · ".join(f"“{words}”" for words in found[:_MOST]) or "nothing"
    yield from hanging((Piece("left over  ", "key"),), text, width)
    yield BLANK
