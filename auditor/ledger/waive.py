"""Waivers applied: findings a person has accepted are marked, and the waivers used are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
import datetime as dt

from auditor.ledger.ledger import Ledger
from auditor.model.finding import Finding, Suppression
from auditor.model.policy import Waiver
from auditor.text.fold import fold_marks
from auditor.text.hosts import host_of


def lapsed(waiver: Waiver, today: dt.date) -> bool:
    """Whether a waiver's last day has passed."""
    return today > waiver.expires


def apply(
    findings: Iterable[Finding], ledger: Ledger, article: str, today: dt.date
) -> tuple[tuple[Finding, ...], frozenset[Waiver]]:
    """Mark the findings that waivers cover, and tell which waivers covered any.

    A lapsed waiver marks nothing but counts as used: it will be reported for what it is.
    """
    path = ledger.relative(article)
    marked: list[Finding] = []
    used: set[Waiver] = set()
    for finding in findings:
        hits = [w for w in ledger.waivers if covers(w, finding, path, ledger.claims)]
        used.update(hits)
        marked.append(_marked(finding, [w for w in hits if not lapsed(w, today)]))
    return tuple(marked), frozenset(used)


def _marked(finding: Finding, waivers: list[Waiver]) -> Finding:
    if not waivers or finding.suppressed:
        return finding
    last = max(waivers, key=lambda waiver: waiver.expires)
    return replace(finding, suppressed=Suppression("waiver", last.reason, last.expires))


def covers(waiver: Waiver, finding: Finding, path: str, claims: Mapping[str, str]) -> bool:
    """Whether a waiver is about a finding in the article at `path` (as the ledger writes it)."""
    if waiver.rule != finding.rule or waiver.article not in (None, path):
        return False
    if waiver.finding is not None and waiver.finding == finding.fingerprint:
        return True
    if waiver.host is not None:
        host = host_of(f"//{waiver.host}") or waiver.host
        return any(f".{one}".endswith(f".{host}") for one in finding.hosts)
    if waiver.url is not None:
        return any(_same(waiver.url, url) for url in _addresses(finding))
    words = waiver.text if waiver.text is not None else claims.get(waiver.claim or "", "")
    return bool(words) and _quotes(finding, words)


def _addresses(finding: Finding) -> Iterable[str]:
    yield finding.cited or ""
    yield finding.anchor
    yield from (item.source for item in finding.evidence)


def _same(one: str, other: str) -> bool:
    return one.strip().rstrip("/") == other.strip().rstrip("/")


def _quotes(finding: Finding, words: str) -> bool:
    """Whether the words stand in what the finding quotes, however their marks are printed."""
    wanted = fold_marks(words).casefold()
    places = (finding.location, *finding.related)
    quoted = [finding.anchor, finding.cited or "", *(place.excerpt for place in places)]
    quoted += [item.excerpt for item in finding.evidence]
    return any(wanted in fold_marks(text).casefold() for text in quoted)


@dataclass
class Usage:
    """What a run has shown of one ledger's waivers: used ones, rules run, articles audited."""

    used: set[Waiver] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)

    def unused(self, ledger: Ledger) -> tuple[Waiver, ...]:
        """Waivers that nothing matched although their rule was run on all they could mean."""
        named = {item.path for item in ledger.articles}
        return tuple(
            waiver
            for waiver in ledger.waivers
            if waiver not in self.used
            and waiver.rule in self.rules
            and ({waiver.article} if waiver.article else named) <= self.articles
        )
