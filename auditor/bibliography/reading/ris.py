"""RIS to items, record by record, so that a broken one costs only itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
import re
from typing import Any

import rispy

from auditor.bibliography.entries import Entry
from auditor.bibliography.kinds import FROM_RIS
from auditor.bibliography.parts import date_of, name_of
from auditor.bibliography.reading.result import Problem, Yielded, entry, plain
from auditor.bibliography.ris import TAGS

_TAG = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*)|$)")
_NAMES = {
    "first_authors": "author", "authors": "author", "secondary_authors": "editor",
    "tertiary_authors": "collection-editor", "subsidiary_authors": "translator",
}  # fmt: skip
_TEXTS = {
    "title": "title", "primary_title": "title", "short_title": "title-short",
    "tertiary_title": "collection-title", "publisher": "publisher",
    "place_published": "publisher-place", "volume": "volume", "edition": "edition",
    "type_of_work": "genre", "doi": "DOI", "language": "language", "section": "section",
    "number_of_volumes": "number-of-volumes", "archive_location": "archive_location",
    "name_of_database": "archive", "note": "collection-number", "abstract": "abstract",
    "notes_abstract": "abstract",
}  # fmt: skip
_CONTAINERS = (
    "secondary_title", "journal_name", "alternate_title3", "alternate_title2", "alternate_title1",
)  # fmt: skip
_SERIAL = frozenset({"article-journal", "article-magazine", "article-newspaper", "periodical"})


def read_ris(text: str) -> Yielded:
    """The items of RIS records; faults with their lines."""
    for line, rows in _records(text):
        if isinstance(rows, str):
            yield Problem(line, rows)
            continue
        (record, *_) = rispy.loads("\n".join(rows), mapping=TAGS, delimiter_tags_mapping={}) or [{}]
        yield _item(record) if record else Problem(line, "a record that can't be read")


def _records(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """The rows of each record with its first line, or what is wrong with one."""
    rows: list[str] = []
    start, stray = 0, False
    for number, row in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        match = _TAG.match(row)
        tag = match[1] if match else ""
        if tag == "TY":
            if rows:
                yield start, "a record without an end (ER  -); it is read up to the next"
                yield start, [*rows, "ER  - "]
            rows, start, stray = [_row("TY", match)], number, False
        elif rows and tag == "ER":
            yield start, [*rows, "ER  - "]
            rows = []
        elif rows:
            rows.append(_row(tag, match) if match else row.strip()[:20_000])
        elif row.strip() and not stray:
            stray = True
            yield number, "text outside of any record (TY  - … ER  -); it is left out"
    if rows:
        yield start, "a record without an end (ER  -), the file's last"
        yield start, [*rows, "ER  - "]


def _row(tag: str, match: re.Match[str] | None) -> str:
    value = match[2] if match and match[2] else ""
    return f"{tag}  - {value[:20_000]}"


def _item(record: Mapping[str, Any]) -> Entry:
    kind = FROM_RIS.get(record.get("type_of_reference", "").upper(), "document")
    fields: dict[str, Any] = {}
    for key, role in _NAMES.items():
        names = [made for text in record.get(key, ())[:5000] if (made := name_of(plain(text)))]
        fields.setdefault(role, []).extend(names)
    for key, name in _TEXTS.items():
        if key in record and not fields.get(name):
            fields[name] = record[key]
    if record.get("type_of_reference") == "EDBOOK" and not fields["editor"]:
        fields["editor"], fields["author"] = fields["author"], []
    container = next((record[key] for key in _CONTAINERS if record.get(key)), "")
    series = kind == "book" and not fields.get("collection-title")
    fields["collection-title" if series else "container-title"] = container
    fields["issue" if kind in _SERIAL else "number"] = record.get("number", "")
    fields |= _numbers(record) | _dates(record)
    fields["URL"] = next(iter(record.get("urls", ())), "")
    fields["note"] = " ".join(record.get("notes", ()))
    return entry(record.get("id", ""), kind, fields)


def _numbers(record: Mapping[str, Any]) -> dict[str, str]:
    """Pages, and the ISBN or ISSN, which share a tag."""
    ends = [record[key] for key in ("start_page", "end_page") if record.get(key)]
    found = {"page": "–".join(dict.fromkeys(ends))}
    number = record.get("issn", "")
    is_issn = re.fullmatch(r"\s*\d{4}-?\d{3}[\dXx]\s*(?:\(.{0,20}\))?", number)
    return found | {"ISSN" if is_issn else "ISBN": number}


def _dates(record: Mapping[str, Any]) -> dict[str, Any]:
    """The date is in DA, or in PY and Y1 as the older RIS has it."""
    given = [record.get(key, "") for key in ("date", "publication_year", "year")]
    known = [made for text in given if "date-parts" in (made := _day(text))]
    issued = max(known, key=lambda date: len(date["date-parts"][0]), default={})
    return {
        "issued": issued or _day(next(filter(None, given), "")),
        "accessed": _day(record.get("access_date", "")),
    }


def _day(text: str) -> dict[str, Any]:
    """A date of YYYY/MM/DD/other, whatever of it is there; other words as they are."""
    parts = plain(text).split("/")[:3]
    iso = "-".join(part.strip().zfill(2) for part in parts if part.strip())
    found = date_of(iso)
    return found if "date-parts" in found else date_of(plain(text).strip("/"))
