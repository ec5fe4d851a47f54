"""CSL items as BibTeX, for classic styles in plain ASCII, and as biblatex, for Biber in UTF-8."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
import re
from typing import Any

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Block, Field
from bibtexparser.model import Entry as BibEntry
from bibtexparser.writer import BibtexFormat

from auditor.bibliography.entries import Entry
from auditor.bibliography.kinds import BIBLATEX, BIBTEX, FROM_BIBTEX
from auditor.bibliography.latex import in_ascii, in_utf8
from auditor.bibliography.parts import day, edtf, family, given
from auditor.text.identifiers import isbns, normal_doi

_CONTAINER = {"article": "journal", "techreport": "institution", "phdthesis": "school"}
_GENRES = frozenset({"techreport", "phdthesis", "incollection"})  # entries with a field `type`
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# Copied as they are: a percent sign or an underscore in an address is part of it.
_VERBATIM = frozenset(
    {"url", "doi", "archive_location", "date", "urldate", "year", "month", "entrysubtype"}
)

_FORMAT = BibtexFormat()
_FORMAT.indent = "  "
_FORMAT.block_separator = "\n"

Text = Callable[[str], str]


def bibtex(items: Iterable[Entry]) -> str:
    """The items as BibTeX entries; what only biblatex has a field for stands in `note`."""
    return _written(items, BIBTEX, _bibtex_fields, in_ascii)


def biblatex(items: Iterable[Entry]) -> str:
    """The items as biblatex entries: dates in ISO 8601-2, UTF-8 kept."""
    return _written(items, BIBLATEX, _biblatex_fields, in_utf8)


def _written(
    items: Iterable[Entry],
    types: Mapping[str, str],
    fields: Callable[[Entry, str], dict[str, str]],
    text: Text,
) -> str:
    blocks: list[Block] = []
    for item in items:
        kind = types.get(item["type"], "misc")
        shared = _shared_fields(item, kind, text)
        own = {key: _value(key, value, text) for key, value in fields(item, kind).items()}
        made = [_field(key, value) for key, value in (shared | own).items() if value]
        blocks.append(BibEntry(kind, key_of(item["id"]), made))
    return write_string(Library(blocks), unparse_stack=[], bibtex_format=_FORMAT)


def _field(key: str, value: str) -> Field:
    """A field; a month goes without braces, as it is a name that each style spells out."""
    return Field(key, value if key == "month" else f"{{{value}}}")


def key_of(id: str) -> str:  # noqa: A002 - CSL calls it `id`
    """An entry key of an id: BibTeX keys hold no spaces, commas, braces and the like."""
    return "".join(sign if sign.isalnum() or sign in "._-:+/" else "-" for sign in id)


def _value(key: str, value: str, text: Text) -> str:
    return _balanced(value) if key in _VERBATIM else text(value)


def _balanced(value: str) -> str:
    """An address with its braces percent-encoded: a lone one would end the entry."""
    return value.replace("{", "%7B").replace("}", "%7D")


# Fields that both dialects have under one name, and the CSL variables in them.
_SHARED = {
    "title": "title", "shorttitle": "title-short", "volume": "volume",
    "volumes": "number-of-volumes", "edition": "edition", "series": "collection-title",
    "language": "language", "issn": "ISSN", "archive": "archive", "abstract": "abstract",
}  # fmt: skip


def _shared_fields(item: Entry, kind: str, text: Text) -> dict[str, str]:
    """The fields that both dialects have under one name."""
    found = {
        role: " and ".join(_name(name, text) for name in item.get(role, ()))
        for role in ("author", "editor", "translator")
    }
    if item.get("custom", {}).get("et-al") and found["author"]:
        found["author"] += " and others"
    found |= {key: text(item.get(name, "")) for key, name in _SHARED.items()}
    found["pages"] = "--".join(map(text, item.get("page", "").split("\N{EN DASH}")))
    found["isbn"] = " ".join(isbns(item.get("ISBN", ""))) or _balanced(item.get("ISBN", ""))
    doi = item.get("DOI", "")
    found["doi"] = _balanced(normal_doi(doi) or doi)
    found["url"] = _balanced(item.get("URL", ""))
    found["entrysubtype"] = _subtype(item, kind)
    found["archive_location"] = _balanced(item.get("archive_location", ""))
    return found


def _subtype(item: Entry, kind: str) -> str:
    """What tells apart the types that one entry type stands for; `newspaper` is biblatex's own."""
    usual = ("webpage" if item.get("URL") else "document") if kind == "misc" else FROM_BIBTEX[kind]
    return "" if item["type"] == usual else item["type"].removeprefix("article-")


def _name(name: Mapping[str, str], text: Text) -> str:
    """A name as BibTeX splits it; a body stands in braces, so that it isn't split."""
    if "literal" in name:
        return f"{{{text(name['literal'])}}}"
    parts = (family(name), name.get("suffix"), given(name))
    return ", ".join(_part(part, text) for part in parts if part)


def _part(part: str, text: Text) -> str:
    """A part of a name; braces keep one whole that holds what parts names."""
    parting = "," in part or re.search(r"(?i)\band\b", part)
    return f"{{{text(part)}}}" if parting else text(part)


def _number(item: Entry) -> str:
    """The one `number` there is: an issue's, a series volume's or the work's own."""
    return str(item.get("issue") or item.get("number") or item.get("collection-number", ""))


def _bibtex_fields(item: Entry, kind: str) -> dict[str, str]:
    issued = item.get("issued", {}).get("date-parts", [[]])[0]
    container = item.get("container-title", "")
    found = {
        _CONTAINER.get(kind, "publisher"): item.get("publisher", ""),
        "address": item.get("publisher-place", ""),
        "number": _number(item),
        "year": str(issued[0]) if issued else edtf(item.get("issued")),
        "type": item.get("genre", "") if kind in _GENRES else "",
        "month": _MONTHS[issued[1] - 1] if len(issued) > 1 else "",
        "note": "; ".join(_notes(item)),
    }
    if kind == "article":
        found["publisher"] = item.get("publisher", "")
    return found | {_container_field(kind, "journal"): container}


def _notes(item: Entry) -> Iterable[str]:
    """The item's own note, and what classic BibTeX has no field for."""
    if "note" in item:
        yield item["note"]
    if "genre" in item and BIBTEX.get(item["type"]) not in _GENRES:
        yield item["genre"]
    if accessed := day(item.get("accessed")):
        yield f"accessed {accessed}"


def _biblatex_fields(item: Entry, kind: str) -> dict[str, str]:
    institution = kind in ("report", "thesis")
    found: dict[str, Any] = {
        "institution" if institution else "publisher": item.get("publisher", ""),
        "location": item.get("publisher-place", ""),
        "number": _number(item),
        "date": edtf(item.get("issued")),
        "urldate": edtf(item.get("accessed")),
        "eventtitle": item.get("event-title", ""),
        "note": item.get("note", ""),
        "origtitle": item.get("original-title", ""),
        "type": item.get("genre", ""),
    }
    return found | {_container_field(kind, "journaltitle"): item.get("container-title", "")}


def _container_field(kind: str, journal: str) -> str:
    """The field of what the work appeared in: a journal, a book, or else a site or series."""
    if kind == "article":
        return journal
    return "booktitle" if kind.startswith("in") else "howpublished"
