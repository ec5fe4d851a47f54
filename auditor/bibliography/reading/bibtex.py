"""BibTeX and biblatex to items: strings and cross-references resolved, names taken apart."""

from __future__ import annotations

from collections.abc import Mapping
import logging
import re
from typing import Any

from bibtexparser.library import Library
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ParsingFailedBlock,
)
from bibtexparser.model import Entry as BibEntry
from bibtexparser.splitter import Splitter

from auditor.bibliography.entries import Entry
from auditor.bibliography.kinds import FROM_BIBTEX, TYPES
from auditor.bibliography.parts import date_of
from auditor.bibliography.reading.bibnames import names_of
from auditor.bibliography.reading.latex import decoded, verbatim
from auditor.bibliography.reading.result import MAX_ITEMS, Problem, Yielded, entry
from auditor.bibliography.reading.strings import resolved, spelt_out

# The library logs each broken entry, in the words of the file; they are told as problems here.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_ROLES = ("author", "editor", "translator")
_TEXTS = {
    "edition": "edition", "eventtitle": "event-title", "language": "language",
    "origtitle": "original-title", "pages": "page", "series": "collection-title",
    "shorttitle": "title-short", "volume": "volume", "volumes": "number-of-volumes",
    "chapter": "chapter-number", "archive": "archive", "abstract": "abstract",
}  # fmt: skip
_VERBATIM = {
    "doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN",
    "archive_location": "archive_location",
}  # fmt: skip
_FIRST = {  # the first of some fields that is there
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("location", "address"),
}  # fmt: skip
_SUBTITLES = {
    "title": "subtitle", "booktitle": "booksubtitle", "journaltitle": "journalsubtitle",
}  # fmt: skip
_OF_A_THESIS = {"mastersthesis": "Master’s thesis", "phdthesis": ""}
# A part has a title, an address and pages of its own; all else may be its book's.
_NOT_INHERITED = frozenset(
    "title subtitle shorttitle author pages doi url note crossref type entrysubtype".split()
)
_NUMBERED_SERIES = frozenset({"book", "chapter", "paper-conference", "entry-encyclopedia"})
_SERIAL = frozenset("article-journal article-magazine article-newspaper periodical review".split())
_ACCESSED = re.compile(r"(?:^|;\s{0,9})accessed (\d{4}(?:-\d\d){0,2})\s*$")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = re.compile(r"(?P<name>[A-Za-z]{3})[A-Za-z]*|(?P<number>\d{1,2})")

_MOST_COMMANDS = 500_000  # 20 s of the decoder's time; 6,000 real entries have some 30,000
_MOST_TEXT = 50_000_000  # characters of a file once its strings are spelt out

Fields = dict[str, str]


def read_bibtex(text: str) -> Yielded:
    """The items of BibTeX entries; faults with their lines, the rest is kept."""
    if text.count("@") > 4 * MAX_ITEMS:  # each may begin an entry, and costs its time
        yield Problem(1, f"more than {4 * MAX_ITEMS:,} signs @: too many entries to read")
        return
    if text.count("\\") > _MOST_COMMANDS:
        yield Problem(1, f"more than {_MOST_COMMANDS:,} commands of TeX: too many to decode")
        return
    try:
        library = Splitter(text).split()
    except Exception as error:  # noqa: BLE001 - the library's own have no common base to name
        yield Problem(1, f"no BibTeX: {error}")
        return
    yield from _read(library)


def _read(library: Library) -> Yielded:
    strings = resolved((str(each.key), str(each.value)) for each in library.strings)
    found: list[tuple[BibEntry, Fields]] = []
    size = 0
    for block in library.blocks:
        if problem := _problem(block):
            yield problem
        if (whole := _entry(block)) is not None:
            fields = _fields(whole, strings)
            size += sum(map(len, fields.values()))
            found.append((whole, fields))
        if size > _MOST_TEXT:
            yield Problem((block.start_line or 0) + 1, "too much text; the rest is left out")
            break
    by_key = {whole.key.lower(): fields for whole, fields in found}
    for whole, fields in found:
        yield _item(whole.entry_type.lower(), whole.key, _inherited(fields, by_key))


def _fields(whole: BibEntry, strings: Mapping[str, str]) -> Fields:
    return {field.key.lower(): spelt_out(str(field.value), strings) for field in whole.fields}


def _entry(block: object) -> BibEntry | None:
    """The entry of a block, also of one that the library complains of but could read."""
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        block = block.ignore_error_block
    return block if isinstance(block, BibEntry) else None


def _problem(block: object) -> Problem | None:
    if isinstance(block, DuplicateFieldKeyBlock):
        names = ", ".join(sorted(block.duplicate_keys))
        return Problem(
            (block.start_line or 0) + 1, f"a field given twice ({names}): the last holds"
        )
    if isinstance(block, DuplicateBlockKeyBlock):
        return Problem((block.start_line or 0) + 1, f"a second entry with the key {block.key!r}")
    if isinstance(block, ParsingFailedBlock):
        reason = getattr(block.error, "abort_reason", "") or str(block.error)
        return Problem((block.start_line or 0) + 1, f"an entry that is left out: {reason}")
    return None


def _inherited(fields: Fields, by_key: Mapping[str, Fields]) -> Fields:
    """An entry with what it lacks from the entry that `crossref` names, whose title is its book's.

    One level, as biblatex has it for a book and its parts.
    """
    parent = by_key.get(fields.get("crossref", "").strip().lower())
    if parent is None or parent is fields:
        return fields
    whole = {name: value for name, value in parent.items() if name not in _NOT_INHERITED}
    for name in ("title", "subtitle"):
        if name in parent:
            whole.setdefault(f"book{name}", parent[name])
    return whole | fields


def _item(kind: str, key: str, raw: Fields) -> Entry:
    fields = _joined_titles(raw)
    type_ = _type(kind, fields)
    found: dict[str, Any] = {role: names_of(fields.get(role, "")) for role in _ROLES}
    found["title"] = decoded(fields.get("title", ""))
    found |= {name: decoded(fields.get(key, "")) for key, name in _TEXTS.items()}
    found["language"] = found["language"] or decoded(fields.get("langid", ""))
    found["page"] = found["page"].replace("--", "–")
    found |= {name: verbatim(fields.get(key, "")) for key, name in _VERBATIM.items()}
    for name, keys in _FIRST.items():
        found[name] = decoded(next((fields[key] for key in keys if fields.get(key)), ""))
    found["genre"] = decoded(fields.get("type", "")) or _OF_A_THESIS.get(kind, "")
    found |= _number(type_, fields) | _published_how(found, fields)
    note, accessed = _note(fields)
    found |= {"note": note, "issued": _issued(fields), "accessed": accessed}
    if re.search(r"\band\s+others\s*$", fields.get("author", "")):
        found["custom"] = {"et-al": True}
    return entry(key, type_, found)


def _joined_titles(raw: Fields) -> Fields:
    """Fields whose titles have their subtitles behind a colon, as CSL has them in one."""
    joined = {
        name: f"{raw[name]}: {raw[sub]}"
        for name, sub in _SUBTITLES.items()
        if raw.get(name) and raw.get(sub)
    }
    return raw | joined


def _type(kind: str, fields: Fields) -> str:
    """The CSL type: `entrysubtype` tells apart what has one entry type."""
    sub = fields.get("entrysubtype", "").strip().lower()
    if kind == "article" and sub in ("newspaper", "magazine"):
        return f"article-{sub}"
    if sub in TYPES:
        return sub
    if kind == "misc":
        return "webpage" if fields.get("url") else "document"
    return FROM_BIBTEX.get(kind, "document")


def _number(type_: str, fields: Fields) -> dict[str, str]:
    """`number` is an issue's of a journal, a volume's of a series, else the work's own."""
    number, issue = decoded(fields.get("number", "")), decoded(fields.get("issue", ""))
    if type_ in _SERIAL:
        return {"issue": number or issue}
    series = type_ in _NUMBERED_SERIES
    return {"collection-number" if series else "number": number, "issue": issue}


def _published_how(found: Mapping[str, Any], fields: Fields) -> dict[str, str]:
    """`howpublished` is often an address, else the site or series a work is of."""
    how = fields.get("howpublished", "")
    if "://" in how or "\\url" in how:
        return {} if found["URL"] else {"URL": verbatim(how)}
    return {} if found["container-title"] else {"container-title": decoded(how)}


def _note(fields: Fields) -> tuple[str, dict[str, Any]]:
    """The note without the date of access that classic BibTeX has no other place for, and that."""
    text = decoded(fields.get("note", ""))
    match = _ACCESSED.search(text)
    if given := verbatim(fields.get("urldate", "")):
        return text, date_of(given)
    return (text[: match.start()], date_of(match[1])) if match else (text, {})


def _issued(fields: Fields) -> dict[str, Any]:
    """`date` in EDTF, else year, month and day."""
    if given := verbatim(fields.get("date", "")):
        return date_of(given)
    found = date_of(decoded(fields.get("year", "")))
    match = _MONTH.search(fields.get("month", ""))
    if match and len(found.get("date-parts", ())) == 1:
        name = (match["name"] or "").lower()
        month = _MONTHS.index(name) + 1 if name in _MONTHS else int(match["number"] or 0)
        day = fields.get("day", "").strip()
        days = [int(day)] if re.fullmatch(r"[1-9]|[12]\d|3[01]", day) else []
        found["date-parts"][0] += [month, *days] if 1 <= month <= 12 else []
    return found
