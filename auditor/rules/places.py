"""What the rules on addresses share: all places of one address, and drafts that name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from auditor.model.article import Address
from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Edit, Evidence, Fix, Related, Severity
from auditor.text.hosts import host_of

MOST = 20  # further places of one address that a finding names


def places(addresses: Iterable[Address]) -> Mapping[str, tuple[Address, ...]]:
    """The places of each distinct address, in order."""
    found: dict[str, list[Address]] = {}
    for address in addresses:
        found.setdefault(address.url, []).append(address)
    return {url: tuple(items) for url, items in found.items()}


def label_at(audit: Audit, address: Address) -> str | None:
    """The printed label of the note an address stands in, None outside of notes."""
    note = audit.article.note_by_id.get(address.note or "")
    return note.label if note else None


def draft_of(
    audit: Audit,
    where: tuple[Address, ...],
    message: str,
    advice: str,
    *,
    severity: Severity | None = None,
    confidence: Confidence = Confidence.HIGH,
    found: str | None = None,
    evidence: tuple[Evidence, ...] = (),
    fixes: tuple[Fix, ...] = (),
) -> Draft:
    """A finding about one address: its first place, the others related."""
    first, *others = where
    return Draft(
        message=message,
        primary=first.span,
        anchor=first.url,
        help=advice,
        note=label_at(audit, first),
        severity=severity,
        confidence=confidence,
        cited=first.url,
        found=found,
        related=tuple(Related(item.span, _label(audit, item)) for item in others[:MOST]),
        evidence=evidence,
        fixes=fixes,
        hosts=tuple(filter(None, (host_of(first.url),))),
    )


def _label(audit: Audit, address: Address) -> str:
    label = label_at(audit, address)
    return f"also in note {label}" if label else "also here"


def rewrite(
    audit: Audit,
    where: tuple[Address, ...],
    title: str,
    replacement: str,
    *,
    safe: bool,
) -> tuple[Fix, ...]:
    """A fix that replaces an address wherever it is printed just so; none where it is nowhere."""
    text = audit.article.source.text
    printed = [item for item in where if text[item.span.start : item.span.end] == item.url]
    edits = tuple(Edit(item.span, replacement) for item in printed)
    return (Fix(title, edits, safe=safe),) if edits else ()
