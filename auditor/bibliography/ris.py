"""CSL items as RIS, which every reference manager reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import rispy

from auditor.bibliography.entries import Entry
from auditor.bibliography.parts import day, person

_TYPES = {
    "article": "UNPB", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "broadcast": "MPCT",
    "chapter": "CHAP", "dataset": "DATA", "entry-encyclopedia": "ENCYC", "graphic": "ART",
    "hearing": "HEAR", "interview": "PCOMM", "legal_case": "CASE", "legislation": "STAT",
    "manuscript": "MANSCPT", "map": "MAP", "motion_picture": "MPCT", "paper-conference": "CPAPER",
    "patent": "PAT", "personal_communication": "PCOMM", "post": "ELEC", "post-weblog": "BLOG",
    "report": "RPRT", "software": "COMP", "song": "SOUND", "speech": "UNPB", "standard": "STAND",
    "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
_FIELDS = {
    "title": "title", "container-title": "secondary_title", "collection-title": "tertiary_title",
    "publisher": "publisher", "publisher-place": "place_published", "volume": "volume",
    "issue": "number", "edition": "edition", "genre": "type_of_work", "DOI": "doi",
    "ISBN": "issn", "language": "language", "archive": "name_of_database",
    "archive_location": "archive_location", "id": "id",
}  # fmt: skip
# AV is "location in archives" of the RIS specification, which the library leaves out.
_TAGS = {**rispy.config.TAG_KEY_MAPPING, "AV": "archive_location"}


class _Writer(rispy.RisWriter):  # type: ignore[misc] # the library is to be extended so
    """Entries without the running number that the library puts before each."""

    def set_header(self, count: int) -> str:  # noqa: ARG002
        return ""


def ris(items: Iterable[Entry]) -> str:
    """The items as RIS records."""
    return str(_Writer(mapping=_TAGS).formats([_record(item) for item in items]))


def _record(item: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"type_of_reference": _TYPES.get(item["type"], "GEN")}
    for role, key in (("author", "authors"), ("editor", "secondary_authors")):
        found[key] = [person(name) for name in item.get(role, ())]
    found["subsidiary_authors"] = [person(name) for name in item.get("translator", ())]
    found |= {key: item[name] for name, key in _FIELDS.items() if name in item}
    found |= _pages(item.get("page", "")) | _dates(item)
    found["urls"] = [item["URL"]] if "URL" in item else []
    return {key: value for key, value in found.items() if value}


def _pages(page: str) -> dict[str, str]:
    start, _, end = page.replace("\N{EN DASH}", "-").partition("-")
    return {"start_page": start, "end_page": end}


def _dates(item: Entry) -> dict[str, str]:
    """Days as RIS has them: YYYY/MM/DD/, empty where not known."""
    issued, accessed = (day(item.get(name)).partition("/")[0] for name in ("issued", "accessed"))
    return {"year": issued[:4], "date": _slashed(issued), "access_date": _slashed(accessed)}


def _slashed(iso: str) -> str:
    parts = iso.split("-") if iso else []
    return "/".join([*parts, "", "", ""][:4]) if parts else ""
