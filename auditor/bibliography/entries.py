"""What is exported of an article: its full citations as CSL items, with the copy known of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
import datetime as dt
from typing import Any

from auditor.model.audit import Audit
from auditor.model.csl import csl_item
from auditor.model.facts import Outcome
from auditor.model.reference import Citation, Form
from auditor.text.hosts import host_of
from auditor.text.mementos import recognise

# Names that a reader knows the archives by, as styles print them after a reference.
_ARCHIVES = {
    "wayback": "Internet Archive Wayback Machine",
    "perma.cc": "Perma.cc",
    "arquivo.pt": "Arquivo.pt",
    "ghostarchive": "Ghostarchive",
    "ndl-warp": "National Diet Library WARP",
    "webcitation": "WebCite",
}
COPIED = "archived"  # under `custom`: when the copy was made, which CSL has no variable for

Entry = dict[str, Any]
Copy = tuple[str, dt.datetime | None]  # its address, and when it was made


def entries(audit: Audit, prefix: str = "") -> Iterator[Entry]:
    """The CSL-JSON items of an article's full citations, in order.

    `archive` and `archive_location` (CSL 1.0.2) are of the copy that the citation itself names,
    else of the one that a look-up found. Ids begin with `prefix`.
    """
    cited = _cited_copies(audit)
    for citation in audit.citations:
        if citation.form is Form.FULL:
            item = csl_item(citation.reference, f"{prefix}{citation.id}")
            beside = _within(citation, cited.get(citation.note, ()))
            if copy := beside or _found_copy(audit, item.get("URL", "")):
                _add(item, *copy)
            yield item


def _add(item: Entry, address: str, moment: dt.datetime | None) -> None:
    known = recognise(address)
    item["archive"] = _ARCHIVES.get(known.archive, known.archive) if known else host_of(address)
    item["archive_location"] = address
    if moment:
        item["custom"] = {**item.get("custom", {}), COPIED: f"{moment:%Y-%m-%dT%H:%M:%SZ}"}


def _cited_copies(audit: Audit) -> dict[str, list[tuple[int, Copy]]]:
    """The copies in archives that notes cite, by note, with where each stands in the source."""
    found: dict[str, list[tuple[int, Copy]]] = {}
    for address in audit.article.addresses:
        copy = recognise(address.url) if address.note else None
        if copy and address.note:
            place = (address.span.start, (address.url, copy.datetime))
            found.setdefault(address.note, []).append(place)
    return found


def _within(citation: Citation, copies: Sequence[tuple[int, Copy]]) -> Copy | None:
    """The first copy that stands in a citation's own part of its note."""
    spans = citation.view.spans() if copies else ()
    inside = (copy for at, copy in copies if any(s.start <= at < s.end for s in spans))
    return next(inside, None)


def _found_copy(audit: Audit, url: str) -> Copy | None:
    lookup = audit.facts.mementos.get(url)
    if lookup is None or lookup.outcome is not Outcome.ARCHIVED or lookup.memento is None:
        return None
    return lookup.memento.memento_uri, lookup.memento.memento_datetime
