"""One entry for one work: duplicates merged by a rule that one can read.

Two entries are one work if they have
1. the same DOI, or else
2. the same ISBN, and neither is a part of a book, or else
3. the same title, year and family name of the first author or editor, or else
4. the same title and address;
but not by 1 or 2 if both their titles and their years or first names differ (an identifier was
copied to the wrong work: that is told), nor by 3 or 4 if DOIs, volumes, issues or editions differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from auditor.bibliography.entries import Entry
from auditor.bibliography.parts import edtf, person
from auditor.text.fold import fold
from auditor.text.identifiers import doi_key, isbns

_PARTS = frozenset({"chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"})
_IDENTIFIERS = frozenset({"DOI", "ISBN"})
_TELLING = ("volume", "issue", "edition")
_UNTOLD = frozenset({"id", "custom"})  # of what differs

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two entries of one work differ: the value that is kept, and the other."""

    field: str
    kept: str
    dropped: str


@dataclass(frozen=True, slots=True)
class Merge:
    """An entry that was taken for a work that had one: why, and in what they differ."""

    kept: str
    dropped: str
    why: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Works:
    """Entries of one work each, what was merged, and what has one identifier but wasn't."""

    entries: tuple[Entry, ...]
    merges: tuple[Merge, ...]
    doubts: tuple[Merge, ...]


def merged(items: Iterable[Entry]) -> Works:
    """The entries with those of one work made one, in the order of the first.

    The fuller entry of a pair is kept, under the id of the first, and filled up from the other.
    """
    works: list[Entry] = []
    places: dict[Key, int] = {}
    merges: list[Merge] = []
    doubts: list[Merge] = []
    for item in items:
        keys = list(_keys(item))
        known = [(key, places[key]) for key in keys if key in places]
        same = next(((k, at) for k, at in known if not _contradict(k, item, works[at])), None)
        doubts += [
            _merge(works[at], item, key[0])
            for key, at in known
            if same is None and key[0] in _IDENTIFIERS
        ]
        if same is None:
            at = len(works)
            works.append(item)
        else:
            key, at = same
            merges.append(_merge(works[at], item, key[0]))
            works[at] = _one(works[at], item)
        for key in (*keys, *_keys(works[at])):
            places.setdefault(key, at)
    return Works(tuple(works), tuple(merges), tuple(doubts))


def _keys(item: Entry) -> Iterator[Key]:
    """What an entry is known by, the surest first; the first part says what it is."""
    if doi := doi_key(item.get("DOI", "")):
        yield ("DOI", doi)
    if item["type"] not in _PARTS:
        yield from (("ISBN", isbn) for isbn in isbns(item.get("ISBN", "")))
    title = fold(item.get("title", ""))
    if not title:
        return
    part = "part" if item["type"] in _PARTS else "whole"
    if (family := _first(item)) and (year := _year(item)):
        yield ("title, year and first name", part, title, year, family)
    if url := item.get("URL", ""):
        yield ("title and address", part, title, url.partition("#")[0].rstrip("/").lower())


def _contradict(key: Key, one: Entry, other: Entry) -> bool:
    """Whether two entries with a key in common are two works all the same."""
    first, second = _first(one), _first(other)
    if key[0] in _IDENTIFIERS:
        years = _differ(_year(one), _year(other))
        return _other_title(one, other) and (years or _differ(first, second))
    pairs = [(doi_key(one.get("DOI", "")), doi_key(other.get("DOI", "")))]
    pairs += [(_folded(one, name), _folded(other, name)) for name in _TELLING]
    return any(_differ(left, right) for left, right in pairs)


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _other_title(one: Entry, other: Entry) -> bool:
    """Whether two titles are of two works: neither is the other without its subtitle."""
    left, right = _folded(one, "title"), _folded(other, "title")
    return _differ(left, right) and not (left.startswith(right) or right.startswith(left))


def _first(item: Entry) -> str:
    names = item.get("author") or item.get("editor") or [{}]
    return fold(names[0].get("family") or names[0].get("literal", ""))


def _year(item: Entry) -> str:
    return edtf(item.get("issued"))[:4]


def _folded(item: Entry, name: str) -> str:
    return fold(_shown(item.get(name, "")))


def _one(one: Entry, other: Entry) -> Entry:
    """The fuller entry, with what it lacks from the other, under the first one's id."""
    full, rest = (other, one) if len(other) > len(one) else (one, other)
    return {**rest, **full, "id": one["id"]}


def _merge(one: Entry, other: Entry, why: str) -> Merge:
    whole = _one(one, other)
    differences = [
        Difference(name, _shown(whole[name]), _shown(lost))
        for name in whole
        if name not in _UNTOLD
        and name in one
        and name in other
        and _folded(one, name) != _folded(other, name)
        for lost in (one[name] if whole[name] is other[name] else other[name],)
    ]
    return Merge(one["id"], other["id"], why, tuple(differences))


def _shown(value: Any) -> str:
    """A value in words: names one after another, dates in EDTF."""
    if isinstance(value, list):
        return "; ".join(person(each) for each in value)
    return edtf(value) if isinstance(value, dict) else str(value)
