"""LNK011: addresses that gave no usable answer, this time or for long."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.model.audit import Audit
from auditor.model.facts import State, Verdict
from auditor.model.finding import Draft, Severity
from auditor.rules.places import draft_of
from auditor.rules.repeats import is_repeated, series
from auditor.rules.rule import rule
from auditor.rules.verdicts import checks_of, failed, seen
from auditor.text.clean import clean_line


@rule("LNK011", "unreachable-link", Severity.INFO, where="online")
def lnk011(audit: Audit) -> Iterable[Draft]:
    """A cited address that gave no usable answer this time.

    ## Why

    One bad moment says nothing; many over days say that the page is gone.

    ## How it decides

    No connection, a broken one, no answer in time, a server error (5xx), a redirect that leads in
    a circle or to no web address, all after retries. Where that has been so for a day or longer,
    the level is a warning; in the end it is LNK001. Earlier checks are known from the cache.

    ## What keeps it quiet

    Refusals and limits: blocked and rate-limited addresses are counted and listed, not reported.

    ## Example

    > ¹⁰ "Figures," <https://statistics.example/2021>   (503 three times)

    ## What to do

    Run the audit again on another day before changing anything.
    """
    for where, verdict in failed(audit, gone=False):
        repeated = is_repeated(checks_of(audit, verdict))
        yield draft_of(
            audit,
            where,
            _out_of_reach(audit, verdict),
            "try again on another day before changing anything",
            severity=Severity.WARNING if repeated else None,
            found=verdict.detail or (str(verdict.status) if verdict.status else None),
            evidence=seen(verdict),
        )


def _out_of_reach(audit: Audit, verdict: Verdict) -> str:
    why, past = clean_line(verdict.why, 200), checks_of(audit, verdict)
    if verdict.state is State.DEAD:
        wanted = audit.policy.dead_after_failures
        return f"{why}: the cited address counts as dead after {wanted} such checks in a row"
    since = series(past).since
    told = f", as in every check since {since.date()}" if since and is_repeated(past) else ""
    return f"the cited address could not be reached: {why}{told}"
