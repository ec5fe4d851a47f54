"""Copies in archives that earlier runs found, for exports: from the store, no network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from auditor.cli.lookups import archive_settings
from auditor.cli.memory import Kept, store_path
from auditor.cli.session import Session
from auditor.evidence.wanted import wanted
from auditor.model.audit import Audit
from auditor.model.facts import Facts


def with_copies(session: Session, kept: Kept) -> Callable[[Audit], Audit]:
    """What adds to an audit the look-ups that are remembered of its addresses and still hold."""
    if not session.here["cache"] or not store_path(session).is_file():  # none is made for it
        return lambda audit: audit
    memory, places = kept.memory(), archive_settings(session).places

    def known(audit: Audit) -> Audit:
        found = {item.url: memory.lookup(item, places) for item in wanted([audit])}
        mementos = {url: lookup for url, lookup in found.items() if lookup}
        return replace(audit, facts=Facts(mementos=mementos))

    return known
