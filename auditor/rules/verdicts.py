"""What the rules on links share: the addresses with a verdict, and the evidence of one."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model.article import Address
from auditor.model.audit import Audit
from auditor.model.facts import Check, State, Verdict
from auditor.model.finding import Evidence
from auditor.rules.places import places
from auditor.rules.repeats import is_gone
from auditor.text.clean import clean_line

Looked = tuple[tuple[Address, ...], Verdict]


def with_state(audit: Audit, state: State) -> Iterator[Looked]:
    """Addresses whose verdict is of a state, with all their places."""
    found = {url: verdict for url, verdict in audit.facts.links.items() if verdict.state is state}
    if found:
        for url, where in places(audit.article.addresses).items():
            if url in found:
                yield where, found[url]


def failed(audit: Audit, *, gone: bool) -> Iterator[Looked]:
    """Addresses that failed, those that count as gone by the policy or the others."""
    for state in (State.DEAD, State.UNREACHABLE):
        for where, verdict in with_state(audit, state):
            if is_gone(verdict, checks_of(audit, verdict), audit.policy) is gone:
                yield where, verdict


def checks_of(audit: Audit, verdict: Verdict) -> tuple[Check, ...]:
    """The checks on record of an address that failed, this run's last; none without a cache."""
    return audit.facts.history.get(verdict.url, ())


def seen(verdict: Verdict) -> tuple[Evidence, ...]:
    """What a verdict was made of."""
    said = clean_line(verdict.why)
    return (
        Evidence(kind="http", source=verdict.url, excerpt=said, observed_at=verdict.checked_at),
    )
