"""References of articles for programs: `auditor.refs/1`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from auditor.model.audit import Audit
from auditor.model.csl import csl_item
from auditor.model.reference import Citation
from auditor.reports.fields import diagnostic_fields
from auditor.reports.jsonl import dumps


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
