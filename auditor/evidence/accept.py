"""Status codes that a house accepts: a server's known refusal is then no fault; pure."""

from __future__ import annotations

from dataclasses import replace

from auditor.model.facts import State, Verdict
from auditor.model.policy import Policy
from auditor.text.hosts import host_of

_FINE = frozenset({State.ALIVE, State.MOVED})


def accepted(verdict: Verdict, policy: Policy) -> Verdict:
    """The verdict; alive where its last status is accepted for the host that was cited."""
    if not policy.accept:
        return verdict
    codes = (*policy.accept.get(host_of(verdict.url), ()), *policy.accept.get("*", ()))
    if verdict.status not in codes or verdict.state in _FINE:
        return verdict
    why = f"status {verdict.status} is accepted here"
    return replace(verdict, state=State.ALIVE, detail="accepted", why=why)
