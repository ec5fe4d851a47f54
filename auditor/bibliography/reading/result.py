"""What the readers of bibliographies yield: items, and what was wrong with a place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from auditor.bibliography.entries import Entry
from auditor.text.clean import clean
from auditor.text.identifiers import isbns, normal_doi

MAX_ITEMS = 100_000  # of one file; the largest libraries of a person hold a tenth
MAX_VALUE = 20_000  # characters of one value: an abstract has 3,000


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a line (from 1) of a bibliography; the rest of it is read."""

    line: int
    message: str


Yielded = Iterable[Entry | Problem]


def entry(id: str, kind: str, fields: Mapping[str, Any]) -> Entry:  # noqa: A002
    """An item of an id, a CSL type and CSL variables; empty ones are left out.

    Identifiers are brought to one form where they are valid, and else kept as they are.
    """
    item: Entry = {"id": plain(id)[:500], "type": kind or "document"}
    for name, value in fields.items():
        kept = plain(value) if isinstance(value, str) else value
        if kept:
            item[name] = kept
    return normalised(item)


def normalised(item: Entry) -> Entry:
    """An item whose DOI is bare and whose ISBNs have 13 digits; what is invalid stays."""
    found = dict(item)
    if doi := normal_doi(item.get("DOI", "")):
        found["DOI"] = doi
    if books := isbns(item.get("ISBN", "")):
        found["ISBN"] = " ".join(books)
    return found


def plain(text: str) -> str:
    """A value on one line, without control characters, of a bounded length."""
    return " ".join(clean(text[:MAX_VALUE]).split())
