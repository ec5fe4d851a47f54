"""Tables to items: CSV with CSL's variables as column names, as the export writes it."""

from __future__ import annotations

from collections.abc import Iterator
import csv
import io
from typing import Any

from auditor.bibliography.entries import Entry
from auditor.bibliography.parts import date_of, name_of
from auditor.bibliography.reading.csljson import DATES, NAMES, TEXTS
from auditor.bibliography.reading.result import MAX_VALUE, Problem, Yielded, entry, plain

_KNOWN = {name.lower(): name for name in NAMES | DATES | TEXTS | {"id", "type"}}
_TELLING = frozenset({"title", "author", "url", "doi", "type"})
_FORMULA = ("'=", "'+", "'-", "'@")


def is_table(text: str, *, sure: bool = False) -> bool:
    """Whether the first line names columns that make references; `sure`: and nothing else."""
    columns = set(_columns(text))
    if sure and (len(columns) < 3 or not columns <= _KNOWN.keys()):
        return False
    return len(columns) > 1 and len(columns & _TELLING) > 1


def read_table(text: str) -> Yielded:
    """The items of a table, one a row; rows with more cells than columns are faults."""
    csv.field_size_limit(max(csv.field_size_limit(), 4 * MAX_VALUE))
    columns = [_KNOWN.get(name, "") for name in _columns(text)]
    rows = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=_delimiter(text))
    return _rows(columns, rows)


def _rows(columns: list[str], rows: Any) -> Iterator[Entry | Problem]:
    next(rows)
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(line, f"no row of a table: {error}")
            continue
        if len(row) > len(columns):
            yield Problem(line, f"{len(row)} cells under {len(columns)} columns")
        elif any(cell.strip() for cell in row):
            yield _item(dict(zip(columns, map(_unquoted, row), strict=False)))


def _item(cells: dict[str, str]) -> Entry:
    fields: dict[str, Any] = {}
    for name, text in cells.items():
        if name in NAMES:
            fields[name] = _names(plain(text).removesuffix("; et al."))
        elif name in DATES:
            fields[name] = date_of(plain(text))
        elif name in TEXTS:
            fields[name] = text
    if cells.get("author", "").endswith("; et al."):
        fields["custom"] = {"et-al": True}
    return entry(cells.get("id", ""), plain(cells.get("type", "")), fields)


def _names(text: str) -> list[dict[str, str]]:
    return [made for part in text.split("; ")[:5000] if (made := name_of(part.strip()))]


def _unquoted(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if cell.startswith(_FORMULA) else cell


def _columns(text: str) -> list[str]:
    first = text.lstrip().partition("\n")[0][:MAX_VALUE]
    cells = next(csv.reader([first], delimiter=_delimiter(text)), [])
    return [cell.strip().lower() for cell in cells]


def _delimiter(text: str) -> str:
    """The sign that parts columns: of comma, semicolon and tab the commonest in the first line."""
    first = text.lstrip().partition("\n")[0][:MAX_VALUE]
    return max(",;\t", key=first.count)
