"""The labels of the tagger: fields of a citation, and what stands between citations.

The first word of a citation bears its field with "B-" before it, so that labels cut a note into
citations as well. Words around a value ("vol.", "edited by") belong to its field, as in AnyStyle's
data; `values.trimmed` takes them off again.
"""

from __future__ import annotations

PROSE, SIGNAL, KEY = "prose", "signal", "key"
OUTSIDE = frozenset((PROSE, SIGNAL, KEY))
BEGIN = "B-"
IBID, XREF, NOTE = "ibid", "xref", "note"

# The attribute of model.reference.Reference that a label fills.
FIELDS = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "title": "title",
    "container": "container_title",
    "collection": "collection_title",
    "publisher": "publisher",
    "place": "publisher_place",
    "issued": "issued",
    "accessed": "accessed",
    "edition": "edition",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "page": "page",
    "locator": "locator",
    "doi": "DOI",
    "url": "URL",
    "genre": "genre",
    "archive": "archive",
}


def bare(label: str) -> str:
    """A label without its "B-"."""
    return label.removeprefix(BEGIN)
