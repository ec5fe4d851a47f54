"""REF007: marks and notes that don't pair off, as the reader found them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
import re

from auditor.model.article import Article, Diagnostic
from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Related, Severity
from auditor.model.text import Source, Span
from auditor.rules.rule import rule
from auditor.text.clean import clean_line

_HELP = {
    "undefined-marker": "write the note, or take the marker out",
    "unused-note": "set its marker where it belongs, or delete the note",
    "duplicate-note": "give one of the two another label and check which marker means which",
    "note-gap": "look for the missing note, or renumber",
    "note-order": "check that the markers point at the right notes, then renumber",
}
_OPENS_A_LINE = re.compile(r"^[ \t]{0,8}(?:\.\.[ ])?[\[(](\d{1,4})[\])]", re.MULTILINE)
_FORMS_THAT_NUMBER = frozenset(("markdown", "html", "docx", "odt", "epub", "wikitext"))


@rule("REF007", "note-sequence", Severity.ERROR)
def ref007(audit: Audit) -> Iterable[Draft]:
    """A marker without a note, a note without a marker, a duplicate, a gap, a wrong order.

    ## Why

    Every note after a lost or doubled one may answer for the wrong sentence.

    ## How it decides

    The reader pairs marks and notes by their labels and keeps what is left over. A marker without
    a note is an error, in plain text only where it is raised; a number in brackets may be many
    things and is a warning. A label defined twice where the format drops one of the two is an
    error; with a gap after it, it stands for the number that is left out, which is said once. A
    note that nothing points at, a gap and a wrong order in printed numbers are warnings.

    ## What keeps it quiet

    Affiliation marks, exponents, code and lists of numbers; numbers that begin anew by chapter or
    page; formats that number notes themselves, where gaps and order of labels mean nothing. An
    article most of whose notes have no marker is one info: its marks are of a kind the reader
    doesn't know.

    ## Example

    > The treaty was never ratified.[^12]   (there is no [^12]: anywhere)

    ## What to do

    Write or restore the note, or take the marker out.
    """
    article = audit.article
    twice = {item.label for item in article.diagnostics if item.kind == "duplicate-note"}
    found = [
        item
        for item in article.diagnostics
        if item.kind in _HELP and not (item.kind == "unused-note" and item.label in twice)
    ]
    unused = [item for item in found if item.kind == "unused-note"]
    if len(unused) > max(3, len(article.notes) // 2):
        yield _all_unused(unused, len(article.notes))
        found = [item for item in found if item.kind != "unused-note"]
    found = _renumbered(article, found)
    numbers_itself = article.format in _FORMS_THAT_NUMBER
    opened = set(_OPENS_A_LINE.findall(article.source.text))
    for item in found:
        harmless = numbers_itself and item.kind in ("note-gap", "note-order")
        unmeant = not numbers_itself and _no_marker(article.source, item, opened)
        if not harmless and not unmeant:
            yield _draft(audit, item, numbers_itself=numbers_itself)


def _renumbered(article: Article, found: list[Diagnostic]) -> list[Diagnostic]:
    """`found`, where 33, 33, 35 stand: the reader tells of the second 33, which was to be 34."""
    meant: dict[Span, str] = {}
    for note, after in pairwise(article.notes):
        number = int(note.label) + 1 if note.label.isdecimal() else 0
        if number and after.label == str(number + 1):
            meant[note.span] = str(number)
    return [
        replace(item, message=f"note {item.label} stands where {meant[item.span]} should")
        if item.kind == "duplicate-note" and item.span in meant
        else item
        for item in found
    ]


def _no_marker(source: Source, item: Diagnostic, opened: set[str]) -> bool:
    """Whether a bracketed number of plain text is code or a list, or its note was not recognised.

    `[a-z]{2}[1-9]` and `    [1, 2, 8]` are no markers; a line that opens with the same label is a
    note in a form the reader doesn't know.
    """
    raw = source.text[item.span.start : item.span.end]
    if item.kind != "undefined-marker" or not any(char in "0123456789" for char in raw):
        return False
    line, column = source.position(item.span.start)
    text = source.line(line)
    inside = text[column - 2 : column - 1] not in ("", " ", *".,;:!?)]’”\"'")
    return inside or text.startswith("    ") or item.label in opened


def _draft(audit: Audit, item: Diagnostic, *, numbers_itself: bool) -> Draft:
    marker = audit.article.source.text[item.span.start : item.span.end]
    # A number in brackets of plain text may be anything; a raised one or [^n] is a marker.
    bracketed = not numbers_itself and any(char in "0123456789" for char in marker)
    undefined = item.kind == "undefined-marker" and not bracketed
    sure = undefined or (item.kind == "duplicate-note" and numbers_itself)
    return Draft(
        message=clean_line(item.message, 160),
        primary=item.span,
        anchor=audit.article.source.text[item.span.start : item.span.end][:200],
        help=_HELP[item.kind],
        note=item.label,
        severity=None if sure else Severity.WARNING,
        confidence=Confidence.HIGH if sure else Confidence.MEDIUM,
        cited=item.label,
        found=item.kind,
    )


def _all_unused(unused: list[Diagnostic], notes: int) -> Draft:
    first = unused[0]
    return Draft(
        message=f"{len(unused)} of {notes} notes have no marker that could be read",
        primary=first.span,
        anchor=first.label or "",
        help="check how the article marks its notes: the reader may not know the way",
        severity=Severity.INFO,
        confidence=Confidence.LOW,
        found="unused-note",
        related=tuple(Related(item.span, f"note {item.label}") for item in unused[1:20]),
    )
