"""What is odd about an article's notes and markers; nothing is dropped for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from auditor.model.article import Article, Diagnostic, Note
from auditor.model.text import Span
from auditor.readers.raw import Draft

Chapters = Mapping[str, int]


def check_notes(article: Article, draft: Draft, chapters: Chapters) -> tuple[Diagnostic, ...]:
    """Diagnostics of unused, duplicate, missing and misplaced notes and of their markers.

    `chapters` says in which numbering each note stands, by its id.
    """
    found = list(_duplicates(article, chapters))
    misprints = _misprints(article, chapters, found) if draft.numbered else {}
    if draft.numbered:
        found += _gaps(article, chapters, misprints)
    # One slip, one diagnostic: a note told of already is not called unused as well.
    told = {item.span for item in found} if draft.numbered else set()
    found += _undefined(article, set(misprints.values()))
    if not draft.unsure:
        found += _unused(article, told)
    if not draft.reusable:
        found += _reused(article)
    if draft.numbered:
        found += _out_of_order(article, chapters)
        found += [] if draft.reusable else _late_markers(article, chapters)
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.span))


def _misprints(
    article: Article, chapters: Chapters, duplicates: list[Diagnostic]
) -> dict[str, str]:
    """Notes whose number is printed twice and the next one never (33, 33, 35), with that one."""
    second = {item.span for item in duplicates}
    return {
        note.id: str(int(note.label) + 1)
        for note, _, step in _steps(article, chapters)
        if note.span in second and step == 2
    }


def _unused(article: Article, told: set[Span]) -> Iterator[Diagnostic]:
    for note in article.notes:
        if note.id not in article.markers_by_note and note.span not in told:
            message = f"nothing in the text points at note {note.label}"
            yield Diagnostic("unused-note", message, note.span, note.label)


def _duplicates(article: Article, chapters: Chapters) -> Iterator[Diagnostic]:
    seen: set[tuple[int, str]] = set()
    for note in article.notes:
        key = (chapters[note.id], note.label)
        if key in seen:
            message = f"note {note.label} stands here for a second time"
            yield Diagnostic("duplicate-note", message, note.span, note.label)
        seen.add(key)


def _undefined(article: Article, misprinted: set[str]) -> Iterator[Diagnostic]:
    for marker in article.markers:
        if marker.note is None and marker.label not in misprinted:
            message = f"there is no note {marker.label}"
            yield Diagnostic("undefined-marker", message, marker.span, marker.label)


def _reused(article: Article) -> Iterator[Diagnostic]:
    for markers in article.markers_by_note.values():
        for marker in markers[1:]:
            message = f"note {marker.label} is pointed at again"
            yield Diagnostic("reused-marker", message, marker.span, marker.label)


def _steps(article: Article, chapters: Chapters) -> Iterator[tuple[Note, Note, int]]:
    """Neighbouring notes of one numbering and how far the second is from the first."""
    for note, after in pairwise(article.notes):
        same = chapters[note.id] == chapters[after.id]
        if same and note.label.isdigit() and after.label.isdigit():
            yield note, after, int(after.label) - int(note.label)


def _gaps(
    article: Article, chapters: Chapters, misprints: Mapping[str, str]
) -> Iterator[Diagnostic]:
    for note, after, step in _steps(article, chapters):
        if step > 1 and note.id not in misprints:
            message = f"after note {note.label} comes note {after.label}"
            yield Diagnostic("note-gap", message, after.span, after.label)


def _out_of_order(article: Article, chapters: Chapters) -> Iterator[Diagnostic]:
    for note, after, step in _steps(article, chapters):
        if step < 0:
            message = f"note {after.label} stands after note {note.label}"
            yield Diagnostic("note-order", message, after.span, after.label)


def _late_markers(article: Article, chapters: Chapters) -> Iterator[Diagnostic]:
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
