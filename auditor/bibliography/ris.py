"""CSL items as RIS, which every reference manager reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import rispy

from auditor.bibliography.entries import Entry
from auditor.bibliography.kinds import RIS
from auditor.bibliography.parts import day, person
from auditor.text.identifiers import isbns, normal_doi

_FIELDS = {
    "title": "title", "container-title": "secondary_title", "collection-title": "tertiary_title",
    "publisher": "publisher", "publisher-place": "place_published", "volume": "volume",
    "edition": "edition", "genre": "type_of_work", "language": "language",
    "archive": "name_of_database", "archive_location": "archive_location", "id": "id",
    "title-short": "short_title", "section": "section", "collection-number": "note",
    "number-of-volumes": "number_of_volumes", "abstract": "abstract",
}  # fmt: skip
_ROLES = {
    "author": "authors", "editor": "secondary_authors", "collection-editor": "tertiary_authors",
    "translator": "subsidiary_authors",
}  # fmt: skip
# AV is "location in archives" of the RIS specification, which the library leaves out.
TAGS = {**rispy.config.TAG_KEY_MAPPING, "AV": "archive_location"}


class _Writer(rispy.RisWriter):  # type: ignore[misc] # the library is to be extended so
    """Entries without the running number that the library puts before each."""

    def set_header(self, count: int) -> str:  # noqa: ARG002
        return ""


def ris(items: Iterable[Entry]) -> str:
    """The items as RIS records."""
    return str(_Writer(mapping=TAGS).formats([_record(item) for item in items]))


def _record(item: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"type_of_reference": RIS.get(item["type"], "GEN")}
    for role, key in _ROLES.items():
        found[key] = [person(name) for name in item.get(role, ())]
    found |= {key: item[name] for name, key in _FIELDS.items() if name in item}
    found |= _pages(item.get("page", "")) | _dates(item)
    found["number"] = item.get("issue") or item.get("number", "")
    found["doi"] = normal_doi(item.get("DOI", "")) or item.get("DOI", "")
    found["issn"] = " ".join(isbns(item.get("ISBN", ""))) or item.get("ISBN") or item.get("ISSN")
    found["notes"] = [item["note"]] if "note" in item else []
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
