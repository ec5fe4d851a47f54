"""`auditor archive`: look addresses up, show what would be saved, save it, report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from auditor.cli.archive_inputs import Cited
from auditor.cli.archive_reports import ArchiveReports
from auditor.cli.exits import Exit
from auditor.cli.lookups import Lookups, lookups
from auditor.cli.memory import Kept
from auditor.cli.session import Session
from auditor.evidence.collect import Interrupted, collect
from auditor.evidence.sendable import planned, settled
from auditor.interrupts import WHOLE, finish
from auditor.model.archive import ArchiveSummary
from auditor.model.facts import Facts, Lookup, Outcome, Wanted
from auditor.store.catalogue import RunCatalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is archived, and how far: planned only, or saved without asking."""

    paths: Sequence[str]
    urls: Path | None = None
    dry_run: bool = False
    save: bool = False


def archive(session: Session, wish: Wish, form: str, outputs: Sequence[str]) -> int:
    """Run the command; returns the exit code."""
    with (
        closing(Kept(session)) as kept,
        closing(RunCatalogue()) as catalogue,
        ArchiveReports(session, form, outputs) as reports,
    ):
        run = ArchiveRun(session, wish, catalogue, kept)
        run.run()
        finish()
        summary = run.summary()
        reports.write(catalogue, summary)
    return summary.exit_code


@dataclass
class ArchiveRun:
    """The stages of one run, each leaving what it found in the catalogue."""

    session: Session
    wish: Wish
    catalogue: RunCatalogue
    kept: Kept
    cited: Cited = field(init=False)
    interrupted: bool = False

    def __post_init__(self) -> None:
        self.cited = Cited(self.session, self.wish.paths, self.wish.urls)

    def run(self) -> None:
        """All stages; a Ctrl-C ends them early, and what stands is reported."""
        try:
            self.catalogue.add(self.cited)
            self._look_up()
            self.catalogue.plan(planned)
        except KeyboardInterrupt:
            self.interrupted = True
            self.catalogue.plan(planned)

    def _look_up(self) -> None:
        look = lookups(self.session, self.kept)
        for batch in self.catalogue.batches():
            known = {item.url: lookup for item in batch if (lookup := settled(item))}
            asked = [item for item in batch if item.url not in known]
            try:
                found = _looked_up(asked, look).mementos
            except Interrupted as error:
                self._put(batch, {**known, **error.facts.mementos})
                raise
            self._put(batch, {**known, **found})

    def _put(self, batch: Sequence[Wanted], found: Mapping[str, Lookup]) -> None:
        with WHOLE:
            for item in batch:
                if lookup := found.get(item.url):
                    self.catalogue.put_lookup(item, lookup)

    def summary(self) -> ArchiveSummary:
        """The counts of the run, and its exit code."""
        counted = self.catalogue.summary()
        return replace(counted, exit_code=max(self._codes(counted)))

    def _codes(self, summary: ArchiveSummary) -> list[Exit]:
        codes = [Exit.CLEAN]
        if self.cited.unread:
            codes.append(Exit.USAGE)
        if not self.cited.read and not self.interrupted:
            codes.append(Exit.NOTHING)
        tried = sum(summary.outcomes.values()) - summary.outcomes.get(Outcome.NOT_ATTEMPTED, 0)
        share = self.session.here["max_unchecked_share"]
        if share is not None and tried and summary.outcomes[Outcome.UNKNOWN] / tried > share:
            codes.append(Exit.UNCHECKED)
        if self.kept.error:
            codes.append(Exit.OUTPUT)
        if self.interrupted:
            codes.append(Exit.INTERRUPTED)
        return codes


def _looked_up(batch: Sequence[Wanted], look: Lookups) -> Facts:
    """The look-ups of a batch; links themselves are not asked."""
    settings = replace(look.settings, links=None)
    return collect(batch, settings, look.progress, look.clients, look.memory())
