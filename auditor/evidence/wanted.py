"""Which addresses an audit wants looked at, and near which date a copy of each should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from auditor.model.audit import Audit
from auditor.model.facts import Wanted
from auditor.model.policy import Policy
from auditor.text.hosts import host_of

if TYPE_CHECKING:  # a plain list of addresses has neither dates nor references
    from auditor.model.dates import Edtf
    from auditor.model.reference import Reference


def wanted(audits: Iterable[Audit]) -> tuple[Wanted, ...]:
    """The distinct addresses of all articles as cited, in order; the first date found holds.

    What one article withholds is withheld, though another of them cites it too.
    """
    found: dict[str, Wanted] = {}
    for item in (item for audit in audits for item in _of(audit)):
        known = found.get(item.url)
        found[item.url] = item if known is None or known == item else _both(known, item)
    return tuple(found.values())


def _both(known: Wanted, item: Wanted) -> Wanted:
    from auditor.evidence.words import MOST

    dated = item if known.anchor is None else known
    quotes = tuple(dict.fromkeys((*known.quotes, *item.quotes)))[:MOST]
    return replace(
        dated,
        title=known.title or item.title,
        quotes=quotes,
        withheld=known.withheld or item.withheld,
    )


def _day(printed: str) -> Edtf | None:
    from auditor.dates import parse_date

    return parse_date(printed)


def _of(audit: Audit) -> Iterator[Wanted]:
    if audit.citations or audit.claims or audit.article.date:
        return _cited(audit)
    urls = (item.url for item in audit.article.addresses if not item.is_local)
    return (Wanted(url, withheld=withheld(audit.policy, url)) for url in urls)


def _cited(audit: Audit) -> Iterator[Wanted]:
    from auditor.archives.anchors import wanted as anchored
    from auditor.evidence.words import quotations, titles

    cited: dict[str, Reference] = {}
    for citation in audit.citations:
        if citation.reference.URL is not None:
            cited.setdefault(citation.reference.URL.value, citation.reference)
    title, quoted = titles(audit), quotations(audit)
    article = _day(audit.article.date) if audit.article.date else None
    for address in audit.article.addresses:
        if address.is_local:
            continue
        reference = cited.get(address.url)
        accessed = reference.accessed if reference else None
        issued = reference.issued if reference else None
        item = anchored(
            address.url,
            accessed.value if accessed else None,
            issued.value if issued else None,
            article,
            audit.policy.as_of,
        )
        yield replace(
            item,
            title=title.get(address.url, ""),
            quotes=quoted.get(address.url, ()),
            withheld=withheld(audit.policy, address.url),
        )


def withheld(policy: Policy, url: str) -> bool:
    """Whether no archive is ever told of an address: its article is withheld, or its host."""
    if policy.withheld or not policy.withheld_hosts:
        return policy.withheld
    host = host_of(url)
    return any(
        fnmatchcase(host, glob) or fnmatchcase(host, f"*.{glob}") for glob in policy.withheld_hosts
    )
