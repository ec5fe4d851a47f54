"""Citations and references, in the names of CSL-JSON."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Generic, TypeVar

from auditor.model.dates import Edtf
from auditor.model.text import Span, View

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cited(Generic[T]):
    """A value as a note gives it: normalised, as printed, and where it stands in the source."""

    value: T
    raw: str
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A CSL name: a person has `family` (and `given`), a body has `literal` alone."""

    family: str = ""
    given: str = ""
    literal: str = ""
    particle: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        parts = (self.given, self.particle, self.family, self.suffix)
        return self.literal or " ".join(part for part in parts if part)


class Form(StrEnum):
    """How a citation stands for its work."""

    FULL = "full"
    SHORT = "short"
    IBID = "ibid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What one citation prints of its work; a field it doesn't print is None.

    `page` is the extent of the work. `transliterated` and `translated` are the two halves of a
    bracketed gloss after a title in another script. `et_al` says that authors were left out.
    """

    type: str = "document"
    author: Cited[tuple[Name, ...]] | None = None
    et_al: bool = False
    editor: Cited[tuple[Name, ...]] | None = None
    translator: Cited[tuple[Name, ...]] | None = None
    title: Cited[str] | None = None
    transliterated: Cited[str] | None = None
    translated: Cited[str] | None = None
    original_title: Cited[str] | None = None
    container_title: Cited[str] | None = None
    collection_title: Cited[str] | None = None
    publisher: Cited[str] | None = None
    publisher_place: Cited[str] | None = None
    issued: Cited[Edtf] | None = None
    accessed: Cited[Edtf] | None = None
    edition: Cited[str] | None = None
    volume: Cited[str] | None = None
    issue: Cited[str] | None = None
    number: Cited[str] | None = None
    page: Cited[str] | None = None
    genre: Cited[str] | None = None
    DOI: Cited[str] | None = None
    ISBN: Cited[str] | None = None
    URL: Cited[str] | None = None
    archive: Cited[str] | None = None
    language: str | None = None
    note: Cited[str] | None = None

    def printed(self) -> dict[str, Cited[object]]:
        """The fields that are there, by attribute name, in the order above."""
        values = ((name, getattr(self, name)) for name in _FIELDS)
        return {name: value for name, value in values if isinstance(value, Cited)}


_FIELDS = tuple(item.name for item in fields(Reference))


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One work cited in a note. `id` counts from 1 within the note: `n2.1`.

    `view` is the citation as printed, without signals before it. `refers_to` is the id of the full
    citation a short form means, through chains of short forms; `antecedent` the nearest earlier
    citation it repeats. `candidates` lists, likeliest first, all that could be meant where there
    are several. `confidence` is in 0..1.
    """

    id: str
    note: str
    view: View
    form: Form
    reference: Reference
    locator: Cited[str] | None = None
    signal: str | None = None
    refers_to: str | None = None
    antecedent: str | None = None
    candidates: tuple[str, ...] = ()
    confidence: float = 1.0

    @property
    def text(self) -> str:
        """The citation as printed."""
        return self.view.text
