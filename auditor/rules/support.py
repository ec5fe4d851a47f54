"""What rules share in making drafts: the label of a note, the sentence beside it, evidence."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.model.article import Sentence
from auditor.model.audit import Audit
from auditor.model.claim import Claim
from auditor.model.finding import Evidence, Related
from auditor.model.reference import Citation
from auditor.model.text import Span, View
from auditor.text.clean import clean_line

EXCERPT = 200  # characters of an article's own words quoted as evidence


def label_of(audit: Audit, note: str) -> str:
    """The printed label of the note with that id."""
    return audit.article.note_by_id[note].label


def place_of(audit: Audit, span: Span) -> str:
    """A place in words, `article.txt:121`, as the source of an evidence."""
    line, _ = audit.article.source.position(span.start)
    return f"{audit.article.path}:{line}"


def sentence_of(audit: Audit, claim: Claim) -> View:
    """The whole sentence of a claim, without its markers."""
    return audit.article.sentences[claim.sentence].view


def the_sentence(audit: Audit, claim: Claim) -> Related:
    """The place of a claim's sentence, beside a finding in its note."""
    return Related(sentence_of(audit, claim).span(), "the sentence")


def the_note(audit: Audit, citation: Citation) -> Related:
    """The place of a citation, beside a finding in the text."""
    return Related(citation.view.span(), f"note {label_of(audit, citation.note)}")


def the_work(audit: Audit, citation: Citation) -> Related:
    """The title of a cited work as a related place: enough to know it by, without its address."""
    title = citation.reference.title
    span = title.span if title else citation.view.span()
    return Related(span, f"note {label_of(audit, citation.note)}")


def said(audit: Audit, view: View, kind: str = "sentence") -> Evidence:
    """The article's own words as evidence; `kind` is sentence, note, title or document."""
    return Evidence(
        kind=kind, source=place_of(audit, view.span()), excerpt=clean_line(view.text, EXCERPT)
    )


def address(url: str, excerpt: str = "") -> Evidence:
    """An address that says something by its own letters, such as a date in its path."""
    return Evidence(kind="url", source=url, excerpt=excerpt)


def sources_of(audit: Audit, claim: Claim) -> tuple[Citation, ...]:
    """Every citation in the notes of a claim, as printed there (short forms unresolved)."""
    return tuple(c for note in claim.notes for c in audit.citations_by_note.get(note, ()))


def label_after(audit: Audit, sentences: Iterable[Sentence], place: int) -> str | None:
    """The label of the note that the sentence at a place of the source leans on, if any.

    The first marker after the place decides, else the sentence's last one.
    """
    for sentence in sentences:
        span = sentence.view.span()
        if span.start <= place < span.end:
            markers = [audit.article.markers[i] for i in sentence.markers]
            after = [marker for marker in markers if marker.span.start > place]
            return next((marker.label for marker in after or markers[-1:]), None)
    return None
