"""The works that are rendered: CSL-JSON items as one frozen type, split by hash into two parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
import json
from pathlib import Path
import re
from typing import Any
import zlib

SHARED = Path(__file__).parents[2].parent / "shared"
_WORDY = re.compile(r"[^\W\d_]{2}")
_LONGEST = 250  # characters of a field; longer ones are abstracts and errors of the fixtures


@dataclass(frozen=True, slots=True)
class Person:
    """A person, or a body that has `family` alone and says so."""

    family: str
    given: str = ""
    body: bool = False
    handle: str = ""  # printed behind a name, no part of it

    def csl(self) -> dict[str, str]:
        """The name as CSL-JSON has it."""
        if self.body or not self.given:
            return {"literal": self.family} if self.body else {"family": self.family}
        return {"family": self.family, "given": self.given}


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work. Dates are (year, month, day), as many of them as are known."""

    kind: str
    title: str
    author: tuple[Person, ...] = ()
    editor: tuple[Person, ...] = ()
    translator: tuple[Person, ...] = ()
    gloss: str = ""
    container: str = ""
    collection: str = ""
    number: str = ""
    publisher: str = ""
    place: str = ""
    issued: tuple[int, ...] = ()
    accessed: tuple[int, ...] = ()
    edition: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    doi: str = ""
    url: str = ""
    genre: str = ""
    archive: str = ""


def held_out(name: str, parts: int = 10) -> bool:
    """Whether what bears that name is kept for evaluation: a fixed one of so many parts."""
    return zlib.crc32(name.encode()) % parts == 0


def csl_works(*, held: bool) -> list[Work]:
    """The works of ../shared/data/items.json that are (not) held out."""
    items = json.loads((SHARED / "data" / "items.json").read_text("utf-8"))
    return list(_works(item for item in items if held_out(item["id"]) == held))


def _works(items: Iterator[dict[str, Any]]) -> Iterator[Work]:
    for item in items:
        work = _work(item)
        if _WORDY.search(work.title) and all(len(text) < _LONGEST for text in _texts(work)):
            yield work


def _texts(work: Work) -> list[str]:
    return [work.title, work.container, work.publisher, work.place, work.url]


def _work(item: dict[str, Any]) -> Work:
    publisher, place = _imprint(item)
    return Work(
        kind=item["type"],
        title=_clean(item["title"]).rstrip("."),
        author=_people(item.get("author") or item.get("director") or []),
        editor=_people(item.get("editor", [])),
        translator=_people(item.get("translator", [])),
        container=_clean(item.get("container-title")),
        collection=_clean(item.get("collection-title")),
        number=_clean(item.get("collection-number")),
        publisher=publisher,
        place=place,
        issued=tuple(item["issued"]["date-parts"][0][:3]) if "issued" in item else (),
        edition=_clean(item.get("edition")),
        volume=_clean(item.get("volume")),
        issue=_clean(item.get("issue")),
        page=_clean(item.get("page")),
        doi=_clean(item.get("DOI")),
        url=_clean(item.get("URL")).replace(" ", ""),
    )


def _imprint(item: dict[str, Any]) -> tuple[str, str]:
    """Publisher and place; some items hold both in the publisher ("Edinburgh : Press")."""
    publisher, place = _clean(item.get("publisher")), _clean(item.get("publisher-place"))
    left, mark, right = publisher.partition(" : ")
    return (right, place or left) if mark else (publisher, place)


def _clean(value: Any) -> str:
    text = re.sub(r"<[^<>]{0,40}>|[\ue000-\uf8ff]", "", str(value or ""))
    return " ".join(text.split()).strip(" ,;")


def _people(names: list[dict[str, str]]) -> tuple[Person, ...]:
    return tuple(person for name in names[:12] if (person := _person(name)).family)


def _person(name: dict[str, str]) -> Person:
    if "literal" in name:
        return Person(_clean(name["literal"]), body=True)
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    return Person(_clean(f"{particle} {name.get('family', '')}"), _clean(name.get("given")))
