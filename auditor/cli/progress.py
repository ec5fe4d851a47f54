"""Progress on stderr, where a terminal shows it; elsewhere one line when there is no network."""

from __future__ import annotations

import sys

from auditor.cli.messages import hint
from auditor.cli.session import Session
from auditor.evidence.progress import Progress
from auditor.model.facts import Lookup, Verdict


def progress(session: Session) -> Progress:
    """What shows the progress of a session."""
    if session.quiet:
        return Progress()
    return Bars() if sys.stderr.isatty() else Words()


class Words(Progress):
    """Says once that there is no network."""

    def __init__(self) -> None:
        self._said = False

    def offline(self) -> None:
        """There is no network."""
        if not self._said:
            self._said = True
            hint("no network: links and archive copies stay unchecked, the rest is audited")


class Bars(Words):
    """A bar for each stage under way."""

    def __init__(self) -> None:
        super().__init__()
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress as RichProgress, TextColumn
        from rich.progress import TimeRemainingColumn

        self._make = lambda: RichProgress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._bar: RichProgress | None = None

    def begin(self, what: str, total: int) -> None:
        """Show a bar for a stage."""
        self._bar = self._make()
        self._bar.add_task(what, total=total)
        self._bar.start()

    def step(self, what: str, fact: Verdict | Lookup) -> None:
        """One more is done."""
        if self._bar:
            self._bar.advance(self._bar.task_ids[0])

    def end(self, what: str) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()
            self._bar = None
