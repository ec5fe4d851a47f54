"""REF007: marks and notes that don't pair off, as the reader found them."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.model.article import Diagnostic
from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Related, Severity
from auditor.rules.rule import rule
from auditor.text.clean import clean_line

_HELP = {
    "undefined-marker": "write the note, or take the marker out",
    "unused-note": "set its marker where it belongs, or delete the note",
    "duplicate-note": "give one of the two another label and check which marker means which",
    "note-gap": "look for the missing note, or renumber",
    "note-order": "check that the markers point at the right notes, then renumber",
}
_FORMS_THAT_NUMBER = frozenset(("markdown", "html", "docx", "odt", "epub", "wikitext"))


@rule("REF007", "note-sequence", Severity.ERROR)
def ref007(audit: Audit) -> Iterable[Draft]:
    """A marker without a note, a note without a marker, a duplicate, a gap, a wrong order.

    ## Why

    Every note after a lost or doubled one may answer for the wrong sentence.

    ## How it decides

    The reader pairs marks and notes by their labels and keeps what is left over. A marker without a
    note is an error. So is a label defined twice where the format drops one of the two. A note that
    nothing points at, a gap and a wrong order in printed numbers are warnings.

    ## What keeps it quiet

    Affiliation marks, exponents, numbers that begin anew by chapter or page; formats that number
    notes themselves, where gaps and order of labels mean nothing. An article most of whose notes
    have no marker is one info: its marks are of a kind the reader doesn't know.

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
    for item in found:
        numbers_itself = article.format in _FORMS_THAT_NUMBER
        if not (numbers_itself and item.kind in ("note-gap", "note-order")):
            yield _draft(audit, item, numbers_itself=numbers_itself)


def _draft(audit: Audit, item: Diagnostic, *, numbers_itself: bool) -> Draft:
    sure = item.kind == "undefined-marker" or (item.kind == "duplicate-note" and numbers_itself)
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
