"""The catalogue of `auditor archive` as a table: one row for each citation, with its own anchor."""

from __future__ import annotations

import csv
from typing import Any, TextIO

from auditor.model.archive import ArchiveRow, ArchiveSummary, Catalogue
from auditor.reports.words import iso
from auditor.text.cells import cell

COLUMNS = (
    "article", "note", "line", "url", "anchor", "anchor_kind", "outcome", "reason", "memento",
    "memento_datetime", "days_from_anchor", "save", "save_reason", "saved_memento", "warc_file",
    "record_id", "digest", "completeness",
)  # fmt: skip


def write_csv(stream: TextIO, catalogue: Catalogue, summary: ArchiveSummary) -> None:  # noqa: ARG001 - a table has no summary
    """Write the names of the columns, then all rows."""
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(COLUMNS)
    for row in catalogue.rows():
        fields = _fields(row)
        rows.writerow([cell(fields.get(name)) for name in COLUMNS])


def _fields(row: ArchiveRow) -> dict[str, Any]:
    return {**_cited(row), **_memento(row), **_save(row), **_capture(row)}


def _cited(row: ArchiveRow) -> dict[str, Any]:
    wanted = row.cited.wanted
    return {
        "article": row.cited.article,
        "note": row.cited.note,
        "line": row.cited.line,
        "url": wanted.url,
        "anchor": wanted.anchor.isoformat() if wanted.anchor else None,
        "anchor_kind": wanted.anchor_kind,
    }


def _memento(row: ArchiveRow) -> dict[str, Any]:
    copy = row.lookup.memento
    return {
        "outcome": row.lookup.outcome.value,
        "reason": row.lookup.reason,
        "memento": copy.memento_uri if copy else None,
        "memento_datetime": iso(copy.memento_datetime) if copy else None,
        "days_from_anchor": row.lookup.days_from_anchor,
    }


def _save(row: ArchiveRow) -> dict[str, Any]:
    if row.save is None:
        return {}
    return {
        "save": row.save.state.value,
        "save_reason": row.save.reason,
        "saved_memento": row.save.memento_uri,
    }


def _capture(row: ArchiveRow) -> dict[str, Any]:
    if row.capture is None:
        return {}
    return {
        "warc_file": row.capture.file,
        "record_id": row.capture.record_id,
        "digest": row.capture.digest,
        "completeness": row.capture.completeness,
    }
