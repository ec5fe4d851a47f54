"""What is odd about an article's notes and markers; nothing is dropped for it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model.article import Article, Diagnostic, Note
from auditor.readers.raw import Draft, RawNote


def check_notes(article: Article, draft: Draft) -> tuple[Diagnostic, ...]:
    """Diagnostics of unused, duplicate, missing and misplaced notes and of their markers."""
    found = [*_unused(article), *_duplicates(article, draft), *_undefined(article)]
    if not draft.reusable:
        found += _reused(article)
    if draft.numbered:
        found += [*_gaps(article, draft), *_out_of_order(article, draft)]
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.span))


def _unused(article: Article) -> Iterator[Diagnostic]:
    for note in article.notes:
        if note.id not in article.markers_by_note:
            message = f"nothing in the text points at note {note.label}"
            yield Diagnostic("unused-note", message, note.span, note.label)


def _duplicates(article: Article, draft: Draft) -> Iterator[Diagnostic]:
    seen: set[tuple[int, str]] = set()
    for raw, note in zip(draft.notes, article.notes, strict=True):
        key = (raw.chapter, note.label)
        if key in seen:
            message = f"note {note.label} stands here for a second time"
            yield Diagnostic("duplicate-note", message, note.span, note.label)
        seen.add(key)


def _undefined(article: Article) -> Iterator[Diagnostic]:
    for marker in article.markers:
        if marker.note is None:
            message = f"there is no note {marker.label}"
            yield Diagnostic("undefined-marker", message, marker.span, marker.label)


def _reused(article: Article) -> Iterator[Diagnostic]:
    for markers in article.markers_by_note.values():
        for marker in markers[1:]:
            message = f"note {marker.label} is pointed at again"
            yield Diagnostic("reused-marker", message, marker.span, marker.label)


def _pairs(article: Article, draft: Draft) -> Iterator[tuple[Note, Note, int]]:
    """Neighbouring notes of one numbering and how far the second is from the first."""
    rows: list[tuple[RawNote, Note]] = list(zip(draft.notes, article.notes, strict=True))
    for (raw, note), (next_raw, next_note) in zip(rows, rows[1:], strict=False):
        if raw.chapter == next_raw.chapter and note.label.isdigit() and next_note.label.isdigit():
            yield note, next_note, int(next_note.label) - int(note.label)


def _gaps(article: Article, draft: Draft) -> Iterator[Diagnostic]:
    for note, after, step in _pairs(article, draft):
        if step > 1:
            message = f"after note {note.label} comes note {after.label}"
            yield Diagnostic("note-gap", message, after.span, after.label)


def _out_of_order(article: Article, draft: Draft) -> Iterator[Diagnostic]:
    for note, after, step in _pairs(article, draft):
        if step < 0:
            message = f"note {after.label} stands after note {note.label}"
            yield Diagnostic("note-order", message, after.span, after.label)
    if not draft.reusable:
        yield from _late_markers(article, draft)


def _late_markers(article: Article, draft: Draft) -> Iterator[Diagnostic]:
    chapters = {note.id: raw.chapter for raw, note in zip(draft.notes, article.notes, strict=True)}
    highest: dict[int, int] = {}
    seen: set[str] = set()
    for marker in article.markers:
        if marker.note is None or marker.note in seen or not marker.label.isdigit():
            continue
        seen.add(marker.note)
        chapter, number = chapters[marker.note], int(marker.label)
        if number < highest.get(chapter, 0):
            message = f"marker {number} comes after marker {highest[chapter]}"
            yield Diagnostic("note-order", message, marker.span, marker.label)
        highest[chapter] = max(number, highest.get(chapter, 0))
