"""Progress on stderr, where a terminal shows it; elsewhere one line when there is no network."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from auditor.cli.messages import hint
from auditor.cli.session import Session
from auditor.evidence.progress import Progress
from auditor.model.facts import Lookup, Verdict

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress


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
    """A bar for each stage under way, gone when it ends."""

    def __init__(self) -> None:
        super().__init__()
        self._bar: RichProgress | None = None

    def begin(self, what: str, total: int) -> None:
        """Show a bar for a stage."""
        self._bar = _bar()
        self._bar.add_task(what, total=total)
        self._bar.start()

    def step(self, what: str, fact: Verdict | Lookup) -> None:  # noqa: ARG002 - all count alike
        """One more is done."""
        if self._bar:
            self._bar.advance(self._bar.task_ids[0])

    def end(self, what: str) -> None:  # noqa: ARG002 - there is one bar at a time
        """Take the bar away."""
        if self._bar:
            self._bar.stop()
            self._bar = None


def _bar() -> RichProgress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
