"""CSL items as a table for spreadsheets, one row a reference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
import csv
import io

from auditor.bibliography.entries import Entry
from auditor.bibliography.parts import edtf, person
from auditor.text.cells import cell

COLUMNS = (
    "id", "type", "author", "editor", "title", "container-title", "publisher", "publisher-place",
    "issued", "accessed", "edition", "volume", "issue", "number", "page", "DOI", "ISBN", "URL",
    "archive", "archive_location", "language", "genre", "translator", "title-short",
    "original-title", "collection-title", "collection-number", "collection-editor",
    "number-of-volumes", "section", "director", "event-title", "ISSN", "note",
)  # fmt: skip
_NAMES = frozenset({"author", "editor", "translator", "collection-editor", "director"})
_DATES = frozenset({"issued", "accessed"})


def heading() -> str:
    """The row of column names."""
    return _csv([COLUMNS])


def table(items: Iterable[Entry]) -> str:
    """The items as rows of CSV; several names of a field stand between "; "."""
    return _csv([cell(_text(item, name)) for name in COLUMNS] for item in items)


def _csv(rows: Iterable[Sequence[object]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def _text(item: Entry, name: str) -> str:
    if name in _NAMES:
        more = name == "author" and item.get("custom", {}).get("et-al")
        return "; ".join([person(each) for each in item.get(name, ())] + (["et al."] * bool(more)))
    if name in _DATES:
        return edtf(item.get(name))
    return str(item.get(name, ""))
