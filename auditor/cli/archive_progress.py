"""Progress of `auditor archive` on stderr: bars on a terminal, a line now and then elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
import datetime as dt
import sys
import time
from typing import TYPE_CHECKING

from auditor.cli.messages import say
from auditor.cli.progress import Words, bar
from auditor.cli.session import Session
from auditor.evidence.progress import Progress
from auditor.evidence.saving import SaveProgress
from auditor.model.archive import Stage
from auditor.model.facts import Lookup, Verdict
from auditor.reports.archive_text import duration

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

EVERY = 300.0  # seconds between two lines where there is no terminal
_ENDED = (Stage.SAVED, Stage.FAILED, Stage.TOMORROW)


class Shown:
    """One bar, or a line every few minutes; `words` is told beside it."""

    def __init__(self, what: str, total: int, now: Callable[[], float] = time.monotonic) -> None:
        self._what = what
        self._total = total
        self._now = now
        self._said = now()
        self._bar: RichProgress | None = None
        if sys.stderr.isatty():
            self._bar = bar()
            self._bar.add_task(what, total=total, waiting="")
            self._bar.start()

    def at(self, done: int, words: str = "", total: int | None = None) -> None:
        """So many are done."""
        self._total = total or self._total
        if self._bar:
            task = self._bar.task_ids[0]
            self._bar.update(task, completed=done, total=self._total, waiting=words)
        elif self._now() - self._said >= EVERY:
            self._said = self._now()
            say(f"{self._what}: {done:,} of {self._total:,}" + (f", {words}" if words else ""))

    def end(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()


class LookupsShown(Words):
    """Look-ups of all batches as one stage."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self._shown = Shown("archives", total)
        self._total = total
        self._expected = False
        self._done = 0
        self._before = 0

    def step(self, what: str, fact: Verdict | Lookup) -> None:  # noqa: ARG002 - one kind alone
        """One more is done."""
        self._done += 1
        self._shown.at(self._done)

    def batch(self, size: int) -> None:
        """A batch is done, those that were remembered among it."""
        self._before += size
        self._done = self._before
        self._shown.at(self._done)

    def expect(
        self, addresses: int, per_minute: float, least: dt.timedelta, most: dt.timedelta
    ) -> None:
        """Say once how long it takes, of all batches by the first of them."""
        if not self._expected:
            self._expected = True
            share = self._total / addresses
            super().expect(self._total, per_minute, least * share, most * share)

    def begin(self, what: str, urls: Sequence[str]) -> None:
        """The bar is there from the first batch on."""

    def close(self) -> None:
        """Take the bar away."""
        self._shown.end()


class NoLookupsShown(Progress):
    """A quiet run."""

    def batch(self, size: int) -> None:
        """Nothing is shown."""

    def close(self) -> None:
        """Nothing is shown."""


def lookup_progress(session: Session, total: int) -> LookupsShown | NoLookupsShown:
    """What shows the look-ups of a session."""
    return NoLookupsShown() if session.quiet else LookupsShown(total)


class _SavesShown(SaveProgress):
    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def saves(self, counts: Counter[Stage], left: dt.timedelta) -> None:
        """So many are in each stage, and so much time is left."""
        told = [f"{counts[stage]:,} {stage.value}" for stage in _ENDED if counts[stage]]
        if left:
            told.append(f"{duration(left)} left")
        done = sum(counts[stage] for stage in _ENDED)
        self._shown.at(done, ", ".join(told), counts.total())


@contextmanager
def save_progress(session: Session) -> Iterator[SaveProgress]:
    """What shows the saves of a session."""
    if session.quiet:
        yield SaveProgress()
        return
    shown = Shown("saves", 1)
    try:
        yield _SavesShown(shown)
    finally:
        shown.end()
