"""ARC005: copies cited at an archive that altered captures."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.model.audit import Audit
from auditor.model.finding import Draft, Evidence, Severity
from auditor.rules.copies import draft, every, same
from auditor.rules.rule import rule
from auditor.text.mementos import CitedMemento, recognise

UNRELIABLE = "archive.today"


@rule("ARC005", "unreliable-archive-link", Severity.WARNING)
def arc005(audit: Audit) -> Iterable[Draft]:
    """A copy is cited at an archive that is known to have altered captures.

    ## Why

    A copy is evidence only while nobody edits it. archive.today (also .is, .ph, .li, .vn, .fo, .md)
    altered captures; English Wikipedia deprecated it in February 2026 for that and removes its
    links.

    ## How it decides

    By the host of the address.

    ## What keeps it quiet

    Nothing: the page of the archive itself is not flagged, a copy on it always is.

    ## Example

    > ³ "Harbour statistics," <https://archive.ph/AbC12>

    ## What to do

    Cite the copy of another archive. Where one is known, the finding names it.
    """
    for item in every(audit):
        copy = recognise(item.url)
        if copy is None or copy.archive != UNRELIABLE:
            continue
        other = _other_copy(audit, copy)
        yield draft(
            audit,
            item,
            message="cites a copy at archive.today, which has altered captures",
            help_=_replacement(copy, other),
            found=other,
            evidence=(Evidence(kind="url", source=item.url),),
        )


def _other_copy(audit: Audit, copy: CitedMemento) -> str | None:
    """A copy of the same page at another archive, as the facts or the article know it."""
    for url, lookup in audit.facts.mementos.items():
        if lookup.memento and same(copy.original, url):
            return lookup.memento.memento_uri
    for item in every(audit):
        other = recognise(item.url)
        trusted = other is not None and other.archive != UNRELIABLE
        if trusted and other and other.original and same(copy.original, other.original):
            return item.url
    return None


def _replacement(copy: CitedMemento, other: str | None) -> str:
    reason = "it altered captures, and English Wikipedia deprecated it in February 2026; "
    if other:
        return f"{reason}cite {other} instead"
    page = f" of {copy.original}" if copy.original else ""
    return f"{reason}cite a copy{page} at another archive (web.archive.org, perma.cc)"
