"""The model in the fields of formats.md, shared by all JSON reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.model.article import Address, Article, Diagnostic
from auditor.model.audit import Audit, Result
from auditor.model.facts import Lookup, State, Unchecked, Verdict
from auditor.model.finding import Evidence, Finding, Location, PlacedFix
from auditor.model.run import Ending, Run, distinct_urls
from auditor.reports.words import iso


def run_fields(run: Run, ending: Ending) -> dict[str, Any]:
    """`run`: when, for which day, with what."""
    return {
        "started": iso(run.started),
        "finished": iso(ending.finished),
        "as_of": run.as_of.isoformat(),
        "offline": run.offline,
        "replayed_from": run.replayed_from,
        "config": run.config,
    }


def article_fields(audit: Audit) -> dict[str, Any]:
    """One of `articles` of a check."""
    article = audit.article
    return {
        "path": article.path,
        "format": article.format,
        "title": article.title,
        "notes": len(article.notes),
        "markers": len(article.markers),
        "citations": len(audit.citations),
        "links": len(distinct_urls(article)),
        "diagnostics": [diagnostic_fields(article, item) for item in article.diagnostics],
    }


def diagnostic_fields(article: Article, item: Diagnostic) -> dict[str, Any]:
    """What a reader noticed, and where."""
    line, column = article.source.position(item.span.start)
    return {"kind": item.kind, "message": item.message, "line": line, "column": column}


def finding_fields(finding: Finding) -> dict[str, Any]:
    """One of `findings`."""
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "article": finding.article,
        "note": finding.note,
        "message": finding.message,
        "location": location_fields(finding.location),
        "related": [{**location_fields(place), "label": place.label} for place in finding.related],
        "cited": finding.cited,
        "found": finding.found,
        "evidence": [_evidence(item) for item in finding.evidence],
        "help": finding.help,
        "fixes": [_fix(item) for item in finding.fixes],
        "fingerprint": finding.fingerprint,
        "suppressed": _suppressed(finding),
    }


def location_fields(place: Location) -> dict[str, Any]:
    """A place; a plain file has no part, and neither text nor Markdown has pages."""
    return {
        "part": place.part,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "page": None,
        "box": None,
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "source": item.source,
        "observed_at": iso(item.observed_at),
        "excerpt": item.excerpt,
    }


def _fix(fix: PlacedFix) -> dict[str, Any]:
    edits = [
        {"start": edit.start, "end": edit.end, "replacement": edit.replacement}
        for edit in fix.edits
    ]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _suppressed(finding: Finding) -> dict[str, Any] | None:
    if finding.suppressed is None:
        return None
    until = finding.suppressed.until
    return {
        "by": finding.suppressed.by,
        "reason": finding.suppressed.reason,
        "until": until.isoformat() if until else None,
    }


def unchecked_fields(article: str, item: Unchecked) -> dict[str, Any]:
    """One of `unchecked`; `detail` names the rule that abstained."""
    return {
        "what": item.what,
        "article": article,
        "note": item.note,
        "url": item.url,
        "reason": item.reason,
        "detail": item.detail,
    }


def links_of(result: Result) -> Iterator[tuple[str, dict[str, Any], list[dict[str, Any]]]]:
    """Each distinct address of an article: itself, what is known of it, where it stands."""
    article, facts = result.audit.article, result.audit.facts
    for url, places in places_of(article):
        yield url, link_fields(url, facts.links.get(url), facts.mementos.get(url)), places


def places_of(article: Article) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Where each distinct address of the web that an article cites stands, one after the other.

    The fields of all places at once were 25 MiB for 100,000 addresses.
    """
    for url, found in _by_url(article).items():
        yield url, [_place_fields(article, address) for address in found]


def _by_url(article: Article) -> dict[str, list[Address]]:
    found: dict[str, list[Address]] = {}
    for address in article.addresses:
        if not address.is_local:
            found.setdefault(address.url, []).append(address)
    return found


def _place_fields(article: Article, address: Address) -> dict[str, Any]:
    line, column = article.source.position(address.span.start)
    note = article.note_by_id.get(address.note or "")
    return {
        "article": article.path,
        "note": note.label if note else None,
        "line": line,
        "column": column,
    }


def link_fields(url: str, verdict: Verdict | None, lookup: Lookup | None) -> dict[str, Any]:
    """One of `links`, without its places."""
    seen = verdict or Verdict(url=url, state=State.UNCHECKED, detail="not_attempted")
    return {
        "url": url,
        "verdict": seen.state.value,
        "detail": seen.detail,
        "status": seen.status,
        "final_url": seen.final_url,
        "hops": [{"url": hop.url, "status": hop.status} for hop in seen.hops],
        "attempts": seen.attempts,
        "checked_at": iso(seen.checked_at),
        "seconds": round(seen.seconds, 3) if seen.seconds is not None else None,
        "cached": seen.cached,
        "memento": memento_fields(lookup),
    }


def memento_fields(lookup: Lookup | None) -> dict[str, Any] | None:
    """`memento` of a link: how its look-up ended, and the copy there is."""
    if lookup is None:
        return None
    copy = lookup.memento
    return {
        "outcome": lookup.outcome.value,
        "memento_uri": copy.memento_uri if copy else None,
        "memento_datetime": iso(copy.memento_datetime) if copy else None,
        "days_from_anchor": lookup.days_from_anchor,
        "service": lookup.service,
        "reason": lookup.reason,
    }
