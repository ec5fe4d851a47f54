"""Cited addresses and the copies an article cites of them: what the ARC rules share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
import re

from auditor.model.article import Address, AddressForm, BlockKind
from auditor.model.audit import Audit
from auditor.model.facts import Lookup
from auditor.model.finding import Draft, Evidence, Related
from auditor.rules.support import label_of
from auditor.text.hosts import host_of
from auditor.text.mementos import recognise

_UNCITED = frozenset({BlockKind.FRONT_MATTER, BlockKind.CODE})


@dataclass(frozen=True, slots=True)
class Cited:
    """One cited address, all its places, and what is known of its copies."""

    url: str
    places: tuple[Address, ...]
    lookup: Lookup | None


def every(audit: Audit) -> Iterator[Cited]:
    """Every http(s) address that notes and text cite, once, in order of its first place."""
    places: dict[str, list[Address]] = {}
    for address in audit.article.addresses:
        if _is_cited(audit, address):
            places.setdefault(address.url, []).append(address)
    for url, found in places.items():
        yield Cited(url, tuple(found), audit.facts.mementos.get(url))


def cited(audit: Audit) -> Iterator[Cited]:
    """The same without addresses that are copies themselves."""
    return (item for item in every(audit) if recognise(item.url) is None)


def _is_cited(audit: Audit, address: Address) -> bool:
    if address.form is AddressForm.IMAGE or not re.match("https?:", address.url, re.IGNORECASE):
        return False
    return address.block is None or audit.article.blocks[address.block].kind not in _UNCITED


def draft(
    audit: Audit,
    item: Cited,
    *,
    message: str,
    help_: str,
    evidence: tuple[Evidence, ...],
    cited_: str | None = None,
    found: str | None = None,
) -> Draft:
    """A finding at the first place of an address, with its further places beside it."""
    first, *others = item.places
    return Draft(
        message=message,
        primary=first.span,
        anchor=item.url,
        help=help_,
        note=label_of(audit, first.note) if first.note else None,
        cited=cited_ or item.url,
        found=found,
        related=tuple(Related(place.span, _label(audit, place)) for place in others),
        evidence=evidence,
        hosts=(host_of(item.url),),
    )


def _label(audit: Audit, place: Address) -> str:
    return f"also in note {label_of(audit, place.note)}" if place.note else "also here"


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies an article cites: their originals, and the notes with a short link to some copy.

    perma.cc and the like don't tell of which page they are a copy; it stands beside them.
    """

    originals: frozenset[str]
    notes: frozenset[str | None]

    def hold(self, item: Cited) -> bool:
        """Whether a copy of an address is cited."""
        beside = any(place.note and place.note in self.notes for place in item.places)
        return beside or _bare(item.url) in self.originals


def copies(audit: Audit) -> Copies:
    """All copies in web archives that an article cites."""
    known = [(item, copy) for item in every(audit) if (copy := recognise(item.url))]
    return Copies(
        frozenset(_bare(copy.original) for _, copy in known if copy.original),
        frozenset(place.note for item, copy in known if not copy.original for place in item.places),
    )


def same(one: str | None, other: str) -> bool:
    """Whether two addresses differ at most in what links of archives leave out."""
    return one is not None and _bare(one) == _bare(other)


def _bare(url: str) -> str:
    """An address without what an archive's link may drop: scheme, www, fragment, last slash."""
    plain = re.sub(r"^https?://(?:www\.)?", "", url.partition("#")[0], flags=re.IGNORECASE)
    return plain.rstrip("/").casefold()
