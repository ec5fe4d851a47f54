"""Every citation of an address, one by one, each with its own anchor; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditor.archives.anchors import wanted as anchored
from auditor.evidence.wanted import withheld
from auditor.evidence.words import quotations, titles
from auditor.model.archive import CitedAddress
from auditor.model.audit import Audit
from auditor.model.dates import Edtf
from auditor.model.reference import Reference


def citations_of(audit: Audit) -> Iterator[CitedAddress]:
    """The cited addresses of an article in order; one that a note repeats, once."""
    references, named, quoted = _references(audit), titles(audit), quotations(audit)
    article = _day(audit.article.date) if audit.article.date else None
    seen: set[tuple[str, str]] = set()
    for address in audit.article.addresses:
        key = (address.note or "", address.url)
        if address.is_local or (address.note and key in seen):
            continue
        seen.add(key)
        reference = references.get(key) or references.get(("", address.url)) or Reference()
        accessed, issued = reference.accessed, reference.issued
        line, column = audit.article.source.position(address.span.start)
        note = audit.article.note_by_id.get(address.note or "")
        wanted = anchored(
            address.url,
            accessed.value if accessed else None,
            issued.value if issued else None,
            article,
            audit.policy.as_of,
        )
        title, quotes = named.get(address.url, ""), quoted.get(address.url, ())
        yield CitedAddress(
            wanted=replace(
                wanted, title=title, quotes=quotes, withheld=withheld(audit.policy, address.url)
            ),
            article=audit.article.path,
            note=note.label if note else None,
            line=line,
            column=column,
        )


def _references(audit: Audit) -> dict[tuple[str, str], Reference]:
    """What is printed about an address: by note and address, and by address alone."""
    found: dict[tuple[str, str], Reference] = {}
    for citation in audit.citations:
        if citation.reference.URL is not None:
            url = citation.reference.URL.value
            found.setdefault((citation.note, url), citation.reference)
            found.setdefault(("", url), citation.reference)
    return found


def _day(printed: str) -> Edtf | None:
    from auditor.dates import parse_date  # here: a plain list of addresses has no date

    return parse_date(printed)
