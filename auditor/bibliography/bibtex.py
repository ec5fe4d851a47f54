"""CSL items as BibTeX, for classic styles in plain ASCII, and as biblatex, for Biber in UTF-8."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Block, Field
from bibtexparser.model import Entry as BibEntry
from bibtexparser.writer import BibtexFormat
from pylatexenc.latexencode import UnicodeToLatexEncoder

from auditor.bibliography.entries import Entry
from auditor.bibliography.parts import day, person

_BIBTEX = {
    "article": "article", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "book": "book", "chapter": "incollection",
    "entry-encyclopedia": "incollection", "paper-conference": "inproceedings",
    "report": "techreport", "thesis": "phdthesis", "manuscript": "unpublished",
}  # fmt: skip
_BIBLATEX = {
    **_BIBTEX,
    "dataset": "dataset", "entry-encyclopedia": "inreference", "legal_case": "jurisdiction",
    "legislation": "legislation", "motion_picture": "movie", "post": "online",
    "post-weblog": "online", "report": "report", "software": "software", "thesis": "thesis",
    "treaty": "legal", "webpage": "online",
}  # fmt: skip
_CONTAINER = {"article": "journal", "techreport": "institution", "phdthesis": "school"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# Copied as they are: a percent sign or an underscore in an address is part of it.
_VERBATIM = frozenset({"url", "doi", "archive_location", "date", "urldate", "year", "month"})

_FORMAT = BibtexFormat()
_FORMAT.indent = "  "
_FORMAT.block_separator = "\n"

Text = Callable[[str], str]


def bibtex(items: Iterable[Entry]) -> str:
    """The items as BibTeX entries; what only biblatex has a field for stands in `note`."""
    encode = UnicodeToLatexEncoder(unknown_char_policy="keep", unknown_char_warning=False)
    return _written(items, _BIBTEX, _bibtex_fields, encode.unicode_to_latex)


def biblatex(items: Iterable[Entry]) -> str:
    """The items as biblatex entries: dates in ISO 8601-2, UTF-8 kept."""
    return _written(items, _BIBLATEX, _biblatex_fields, _escaped)


def _written(
    items: Iterable[Entry],
    types: Mapping[str, str],
    fields: Callable[[Entry, str], dict[str, str]],
    text: Text,
) -> str:
    blocks: list[Block] = []
    for item in items:
        kind = types.get(item["type"], "misc")
        shared = _shared_fields(item, text)
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


_SPECIAL = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\\": "\\textbackslash{}"}
)


def _escaped(value: str) -> str:
    """Text whose TeX specials are escaped, and nothing else changed."""
    return value.translate(_SPECIAL)


def _shared_fields(item: Entry, text: Text) -> dict[str, str]:
    """The fields that both dialects have under one name."""
    people = {role: item.get(role, ()) for role in ("author", "editor")}
    found = {
        role: " and ".join(_name(name, text) for name in names) for role, names in people.items()
    }
    if item.get("custom", {}).get("et-al") and found["author"]:
        found["author"] += " and others"
    plain = {
        "title": "title",
        "volume": "volume",
        "edition": "edition",
        "series": "collection-title",
    }
    found |= {key: text(item.get(name, "")) for key, name in plain.items()}
    found["pages"] = text(item.get("page", "").replace("\N{EN DASH}", "--"))
    found |= {"isbn": item.get("ISBN", ""), "doi": _balanced(item.get("DOI", ""))}
    found["url"] = _balanced(item.get("URL", ""))
    found["archive"] = text(item.get("archive", ""))
    found["archive_location"] = _balanced(item.get("archive_location", ""))
    return found


def _name(name: Mapping[str, str], text: Text) -> str:
    """A name as BibTeX splits it; a body stands in braces, so that it isn't split."""
    if "literal" in name:
        return f"{{{text(name['literal'])}}}"
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    parts = (family, name.get("suffix"), name.get("given"))
    return ", ".join(text(part) for part in parts if part)


def _bibtex_fields(item: Entry, kind: str) -> dict[str, str]:
    issued = item.get("issued", {}).get("date-parts", [[]])[0]
    container = item.get("container-title", "")
    found = {
        _CONTAINER.get(kind, "publisher"): item.get("publisher", ""),
        "address": item.get("publisher-place", ""),
        "number": item.get("issue") or item.get("number", ""),
        "year": str(issued[0]) if issued else "",
        "month": _MONTHS[issued[1] - 1] if len(issued) > 1 else "",
        "note": "; ".join(_notes(item)),
    }
    if kind == "article":
        found["publisher"] = item.get("publisher", "")
    return found | {_container_field(kind, "journal"): container}


def _notes(item: Entry) -> Iterable[str]:
    """What classic BibTeX has no field for."""
    if "genre" in item:
        yield item["genre"]
    if accessed := day(item.get("accessed")):
        yield f"accessed {accessed}"


def _biblatex_fields(item: Entry, kind: str) -> dict[str, str]:
    institution = kind in ("report", "thesis")
    found: dict[str, Any] = {
        "institution" if institution else "publisher": item.get("publisher", ""),
        "location": item.get("publisher-place", ""),
        "translator": " and ".join(person(name) for name in item.get("translator", ())),
        "number": item.get("issue") or item.get("number", ""),
        "date": day(item.get("issued")),
        "urldate": day(item.get("accessed")),
        "origtitle": item.get("original-title", ""),
        "type": item.get("genre", ""),
    }
    if item["type"] == "article-newspaper":
        found["entrysubtype"] = "newspaper"
    return found | {_container_field(kind, "journaltitle"): item.get("container-title", "")}


def _container_field(kind: str, journal: str) -> str:
    """The field of what the work appeared in: a journal, a book, or else a site or series."""
    if kind == "article":
        return journal
    return "booktitle" if kind.startswith("in") else "howpublished"
