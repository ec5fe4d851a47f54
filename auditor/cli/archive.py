"""`auditor archive`: look addresses up, show what would be saved, save it, report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from auditor.archives.settings import ArchiveSettings
from auditor.cli.archive_inputs import Cited
from auditor.cli.archive_progress import lookup_progress
from auditor.cli.archive_reports import ArchiveReports
from auditor.cli.archive_saving import Saving
from auditor.cli.exits import Exit
from auditor.cli.ia_keys import needed_keys
from auditor.cli.lookups import Lookups, endpoints, lookups
from auditor.cli.memory import Kept
from auditor.cli.messages import complain, hint
from auditor.cli.preservation import LocalWish, preserve
from auditor.cli.session import Session
from auditor.cli.tape import Tape, tape
from auditor.evidence.collect import Interrupted, collect
from auditor.evidence.progress import Progress
from auditor.evidence.sendable import planned, settled
from auditor.interrupts import WHOLE, finish
from auditor.links.settings import LinkSettings
from auditor.model.archive import ArchiveSummary, SaveState
from auditor.model.errors import AuditorError, ConfigError, InputError, OutputError
from auditor.model.facts import Facts, Lookup, Outcome, Wanted
from auditor.store.catalogue import RunCatalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is archived, and how far: planned only, or saved without asking."""

    paths: Sequence[str]
    urls: Path | None = None
    dry_run: bool = False
    save: bool = False
    local: LocalWish = field(default_factory=LocalWish)


def archive(session: Session, wish: Wish, form: str, outputs: Sequence[str]) -> int:
    """Run the command; returns the exit code."""
    if session.replay and wish.local.warc:
        raise ConfigError("--warc fetches pages, --replay asks for none", "give one of the two")
    if wish.save and not wish.dry_run and session.replay is None:
        needed_keys()  # said before hours of look-ups, not after them
    with (
        tape(session, endpoints()) as taped,
        closing(Kept(session)) as kept,
        closing(RunCatalogue()) as catalogue,
        ArchiveReports(session, form, outputs) as reports,
    ):
        run = ArchiveRun(session, wish, catalogue, kept, taped)
        run.run()
        taped.archived(catalogue)
        taped.end(interrupted=run.interrupted)
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
    tape: Tape
    cited: Cited = field(init=False)
    error: AuditorError | None = None
    interrupted: bool = False

    def __post_init__(self) -> None:
        self.cited = Cited(self.session, self.wish.paths, self.wish.urls)

    def run(self) -> None:
        """All stages; a Ctrl-C ends them early, and what stands is reported."""
        look = lookups(self.session, self.kept, self.tape)
        try:
            self.catalogue.add(self.cited)
            self._look_up(look)
            self.catalogue.plan(planned)
            if not self.wish.dry_run and self.session.replay is None:
                links = look.settings.links or LinkSettings()
                preserve(self.session, self.wish.local, self.catalogue, links)
            if look.settings.archives is not None and self._is_online():
                self._save(look.settings.archives)
        except KeyboardInterrupt:
            self.interrupted = True
        except (ConfigError, InputError, OutputError) as error:
            self.error = error
            complain(error)

    def _is_online(self) -> bool:
        return not self.session.offline and self.session.replay is None

    def _look_up(self, look: Lookups) -> None:
        with closing(lookup_progress(self.session, self.catalogue.size)) as progress:
            for batch in self.catalogue.batches():
                known = {item.url: lookup for item in batch if (lookup := settled(item))}
                asked = [item for item in batch if item.url not in known]
                try:
                    found = _looked_up(asked, look, progress).mementos
                except Interrupted as error:
                    self._put(batch, {**known, **error.facts.mementos})
                    raise
                self._put(batch, {**known, **found})
                progress.batch(len(batch))

    def _put(self, batch: Sequence[Wanted], found: Mapping[str, Lookup]) -> None:
        with WHOLE:
            for item in batch:
                if lookup := found.get(item.url):
                    self.catalogue.put_lookup(item, lookup)

    def _save(self, archives: ArchiveSettings) -> None:
        """Save what is planned, where that is wanted."""
        saving = Saving(self.session, self.catalogue, archives, self.tape)
        saving.recall()
        if not saving.open or not self._goes_on(saving):
            return
        if not saving.work(needed_keys()):
            hint("the archive gave no answer for long: the same command goes on with the rest")

    def _goes_on(self, saving: Saving) -> bool:
        """Whether pages are saved, after what goes to the archive was told or asked."""
        if self.wish.dry_run:
            saving.announce("would go")
            return False
        if self.wish.save:
            saving.announce("go")
            return True
        return saving.agreed()

    def summary(self) -> ArchiveSummary:
        """The counts of the run, and its exit code."""
        counted = self.catalogue.summary()
        return replace(counted, exit_code=max(self._codes(counted)))

    def _codes(self, summary: ArchiveSummary) -> list[Exit]:
        codes = [Exit.CLEAN]
        if summary.saves.get(SaveState.FAILED):
            codes.append(Exit.FINDINGS)
        if self.cited.unread or isinstance(self.error, ConfigError | InputError):
            codes.append(Exit.USAGE)
        if not self.cited.read and not self.interrupted:
            codes.append(Exit.NOTHING)
        if self._too_much_unknown(summary):
            codes.append(Exit.UNCHECKED)
        if self.kept.error or isinstance(self.error, OutputError):
            codes.append(Exit.OUTPUT)
        if self.interrupted:
            codes.append(Exit.INTERRUPTED)
        return codes

    def _too_much_unknown(self, summary: ArchiveSummary) -> bool:
        """Whether more look-ups than allowed got no answer, of those that were made."""
        shares = self.session.config.values("max_unchecked_share")
        limit = min((share for share in shares if share is not None), default=1.0)
        outcomes = summary.outcomes
        tried = sum(outcomes.values()) - outcomes.get(Outcome.NOT_ATTEMPTED, 0)
        unknown = outcomes.get(Outcome.UNKNOWN, 0)
        return unknown > limit * tried


def _looked_up(batch: Sequence[Wanted], look: Lookups, progress: Progress) -> Facts:
    """The look-ups of a batch; links themselves are not asked."""
    settings = replace(look.settings, links=None)
    return collect(batch, settings, progress, look.clients, look.memory())
