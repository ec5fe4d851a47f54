"""How a look-up ends, and what the outcomes of several archives come to together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.archives.anchors import gap
from auditor.archives.answers import EXCLUDED, Trouble
from auditor.archives.choice import ZONE
from auditor.archives.reading import NEAR, REJECTED, Found, Reading
from auditor.model.facts import Lookup, Memento, Outcome, Wanted

# No archive has the copy: what is said then, the first that any of them said. Who did not answer
# may have one, and a bad capture is more than none.
_IN_VAIN = (Outcome.UNKNOWN, Outcome.NO_USABLE_COPY, Outcome.NOT_ARCHIVED)


def ended(
    wanted: Wanted, outcome: Outcome, reason: str | None = None, rejected: tuple[str, ...] = ()
) -> Lookup:
    """A look-up without a copy."""
    return Lookup(
        url=wanted.url,
        outcome=outcome,
        anchor=wanted.anchor,
        anchor_kind=wanted.anchor_kind,
        reason=reason,
        rejected=rejected,
    )


def unknown(wanted: Wanted, trouble: Trouble) -> Lookup:
    """A look-up that a service did not answer."""
    return replace(ended(wanted, Outcome.UNKNOWN, trouble.reason), service=trouble.service)


def archived(reading: Reading, found: Found) -> Lookup:
    """A look-up that found a copy; its reason says what the copy lacks, if anything."""
    copy = found.memento
    days = gap(reading.wanted, copy.memento_datetime)
    lacking = found.lack.reason
    told = ended(reading.wanted, Outcome.ARCHIVED, lacking, rejected=reading.told(copy))
    return replace(told, memento=copy, days_from_anchor=days, sketch=found.sketch)


def in_vain(reading: Reading, failed: Trouble | None) -> Lookup:
    """No usable copy at one archive: it did not answer, all are bad, or there is none."""
    if failed and failed.reason == EXCLUDED:
        return ended(reading.wanted, Outcome.NOT_ARCHIVED, reason=EXCLUDED)
    if trouble := failed or reading.trouble:
        return replace(unknown(reading.wanted, trouble), rejected=reading.told())
    outcome = Outcome.NO_USABLE_COPY if reading.rejected else Outcome.NOT_ARCHIVED
    return ended(reading.wanted, outcome, rejected=reading.told())


def is_near(wanted: Wanted, memento: Memento) -> bool:
    """Whether a capture will do without a look at others; one from before publication won't."""
    days = gap(wanted, memento.memento_datetime)
    earliest = ZONE if wanted.anchor_kind == "issued" else -NEAR
    return days is None or earliest <= days <= NEAR


def merged(lookups: Sequence[Lookup]) -> Lookup:
    """What archives that were asked one after another, all in vain, come to."""
    worst = min(lookups, key=lambda item: _IN_VAIN.index(item.outcome))
    rejected = tuple(reason for item in lookups for reason in item.rejected)
    return replace(worst, rejected=rejected[:REJECTED])
