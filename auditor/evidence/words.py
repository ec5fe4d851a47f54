"""What an article says of the pages it cites, word for word: titles, and what it quotes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.model.audit import Audit
from auditor.model.claim import Claim
from auditor.text.clean import clean_line
from auditor.text.sketch import pieces

LEAST = 5  # words of a quotation that a page doesn't hold by chance
MOST = 6  # quotations of one page
LONGEST = 400  # characters of one


def titles(audit: Audit) -> Mapping[str, str]:
    """The title that is cited with each address."""
    found: dict[str, str] = {}
    for citation in audit.citations:
        reference = citation.reference
        if reference.URL is not None and reference.title is not None:
            found.setdefault(reference.URL.value, clean_line(reference.title.value, 300))
    return found


def quotations(audit: Audit) -> Mapping[str, tuple[str, ...]]:
    """What is quoted from each address: where a note cites several works it may be of any."""
    found: dict[str, dict[str, None]] = {}
    for claim in audit.claims:
        url = _source(audit, claim) if claim.quotations else None
        if url is not None:
            found.setdefault(url, {}).update(dict.fromkeys(_quoted(claim)))
    return {url: tuple(quotes)[:MOST] for url, quotes in found.items()}


def _source(audit: Audit, claim: Claim) -> str | None:
    """The one address that a claim leans on."""
    cited = [found for note in claim.notes for found in audit.citations_by_note.get(note, ())]
    url = audit.full(cited[0]).reference.URL if len(cited) == 1 else None
    return url.value if url else None


def _quoted(claim: Claim) -> Iterator[str]:
    for quotation in claim.quotations:
        enough = len(quotation.text.split()) >= LEAST
        if quotation.closed and enough and pieces(quotation.text):
            yield clean_line(quotation.text, LONGEST)
