"""`auditor.archive/1`: every address and anchor once, with all its places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from auditor.model.archive import (
    ArchiveLink,
    ArchiveSummary,
    Capture,
    Catalogue,
    CitedAddress,
    Save,
    SaveState,
)
from auditor.model.facts import Outcome
from auditor.reports.fields import memento_fields
from auditor.reports.jsonl import dumps, write_document


def write_json(stream: TextIO, catalogue: Catalogue, summary: ArchiveSummary) -> None:
    """Write the document."""
    parts = {
        "schema": "auditor.archive/1",
        "links": _links(catalogue),
        "summary": summary_fields(summary),
    }
    write_document(stream, parts)


def _links(catalogue: Catalogue) -> Iterator[str]:
    for link in catalogue.links():
        yield dumps(link_fields(link))


def link_fields(link: ArchiveLink) -> dict[str, Any]:
    """One of `links`."""
    anchor = link.wanted.anchor
    return {
        "url": link.wanted.url,
        "anchor": anchor.isoformat() if anchor else None,
        "anchor_kind": link.wanted.anchor_kind,
        "places": [_place(item) for item in link.places],
        "memento": memento_fields(link.lookup),
        "capture": _capture(link.capture) if link.capture else None,
        "save": _save(link.save) if link.save else None,
    }


def summary_fields(summary: ArchiveSummary) -> dict[str, int]:
    """`summary`: outcomes by link, saves by address."""
    outcomes = {word.value: summary.outcomes.get(word, 0) for word in Outcome}
    saves = {word.value: summary.saves.get(word, 0) for word in SaveState}
    return {
        "citations": summary.citations,
        "addresses": summary.addresses,
        **outcomes,
        **saves,
        "exit_code": summary.exit_code,
    }


def _place(item: CitedAddress) -> dict[str, Any]:
    return {
        "article": item.article,
        "note": item.note,
        "line": item.line,
        "column": item.column,
    }


def _capture(capture: Capture) -> dict[str, str]:
    return {
        "file": capture.file,
        "record_id": capture.record_id,
        "digest": capture.digest,
        "completeness": capture.completeness,
    }


def _save(save: Save) -> dict[str, str | None]:
    return {
        "state": save.state.value,
        "job_id": save.job_id,
        "memento_uri": save.memento_uri,
        "reason": save.reason,
    }
