"""References of articles for programs: `auditor.refs/1` and CSL-JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

from auditor.bibliography.entries import Entry, entries
from auditor.model.audit import Audit
from auditor.model.csl import csl_item
from auditor.model.reference import Citation
from auditor.reports.fields import diagnostic_fields
from auditor.reports.jsonl import dumps

Prefix = Callable[[Audit], str]


class RefsJson:
    """One document; every article is written as it comes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._count = 0

    def begin(self) -> None:
        """Open the document."""
        self._stream.write('{\n  "schema": "auditor.refs/1",\n  "articles": [')

    def add(self, audit: Audit) -> None:
        """Write one article."""
        self._stream.write(f"{',' if self._count else ''}\n    {dumps(_article(audit))}")
        self._count += 1

    def end(self) -> None:
        """Close the document."""
        self._stream.write("\n  ]\n}\n" if self._count else "]\n}\n")


def _article(audit: Audit) -> dict[str, Any]:
    article = audit.article
    return {
        "path": article.path,
        "format": article.format,
        "title": article.title,
        "notes": list(_notes(audit)),
        "markers": list(_markers(audit)),
        "diagnostics": [diagnostic_fields(article, item) for item in article.diagnostics],
    }


def _notes(audit: Audit) -> Iterator[dict[str, Any]]:
    for note in audit.article.notes:
        line_, column = audit.article.source.position(note.span.start)
        yield {
            "id": note.id,
            "label": note.label,
            "line": line_,
            "column": column,
            "text": note.view.text,
            "citations": [_citation(item) for item in audit.citations_by_note.get(note.id, ())],
        }


def _citation(item: Citation) -> dict[str, Any]:
    return {
        "id": item.id,
        "form": item.form.value,
        "refers_to": item.refers_to,
        "candidates": list(item.candidates),
        "text": item.text,
        "reference": csl_item(item.reference, item.id),
        "locator": item.locator.value if item.locator else None,
        "confidence": round(item.confidence, 3),
    }


def _markers(audit: Audit) -> Iterator[dict[str, Any]]:
    article = audit.article
    for marker in article.markers:
        line_, column = article.source.position(marker.span.start)
        inside = marker.sentence is not None
        yield {
            "label": marker.label,
            "line": line_,
            "column": column,
            "sentence": article.sentences[marker.sentence].text
            if marker.sentence is not None
            else None,
            "segment": article.segment(marker).text if inside else None,
        }


class CslJson:
    """The full references alone, as a CSL-JSON list."""

    def __init__(self, stream: TextIO, prefix: Prefix) -> None:
        self._stream = stream
        self._prefix = prefix
        self._count = 0

    def begin(self) -> None:
        """Open the list."""
        self._stream.write("[")

    def add(self, audit: Audit) -> None:
        """Write one article's references."""
        for item in entries(audit, self._prefix(audit)):
            self._stream.write(f"{',' if self._count else ''}\n  {dumps(item)}")
            self._count += 1

    def end(self) -> None:
        """Close the list."""
        self._stream.write("\n]\n" if self._count else "]\n")


class Bibliography:
    """The full references alone in some format of `auditor.bibliography`, article by article."""

    def __init__(
        self, stream: TextIO, prefix: Prefix, render: Callable[[Iterable[Entry]], str], heading: str
    ) -> None:
        self._stream = stream
        self._prefix = prefix
        self._render = render
        self._heading = heading

    def begin(self) -> None:
        """Write what stands before all references."""
        self._stream.write(self._heading)

    def add(self, audit: Audit) -> None:
        """Write one article's references."""
        self._stream.write(self._render(entries(audit, self._prefix(audit))))

    def end(self) -> None:
        """Nothing stands after them."""


def no_prefix(_: Audit) -> str:
    """Nothing before the ids, for a single article."""
    return ""


def path_prefix(audit: Audit) -> str:
    """The article's path before its ids, so that of several articles none is there twice."""
    return f"{audit.article.path}#"
