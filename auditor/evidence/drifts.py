"""Live pages beside the copies of them: what changed since the day of the citation."""

from __future__ import annotations

from dataclasses import replace

from auditor.model.drift import Drift
from auditor.model.facts import Lookup, Outcome, Verdict
from auditor.text.mementos import CITED


def with_drift(lookup: Lookup, verdict: Verdict | None) -> Lookup:
    """The look-up with how the live page differs from its copy, where there are both.

    Their sketches, up to 100 KB each, are let go of.
    """
    bare = replace(lookup, sketch=None) if lookup.sketch else lookup
    live = verdict.sketch if verdict else None
    if live is None or lookup.outcome is not Outcome.ARCHIVED or lookup.reason == CITED:
        return bare
    if lookup.sketch is None:
        return replace(bare, drift=Drift(change=None, reason="copy_not_read"))
    from auditor.archives.drift import compare  # here: most runs have nothing to compare

    return replace(bare, drift=compare(live, lookup.sketch))
