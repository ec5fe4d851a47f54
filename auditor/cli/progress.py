"""Progress on stderr, where a terminal shows it; elsewhere one line when there is no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
import datetime as dt
import sys
from typing import TYPE_CHECKING

from auditor.cli.messages import hint
from auditor.cli.session import Session
from auditor.evidence.progress import Progress
from auditor.model.facts import Lookup, Verdict
from auditor.reports.lines import tidy
from auditor.reports.words import many
from auditor.text.hosts import host_of

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

_LONG = dt.timedelta(minutes=5)  # what takes longer is told beforehand
_LONGEST = 30  # characters of a host that is named


def progress(session: Session) -> Progress:
    """What shows the progress of a session."""
    if session.quiet:
        return Progress()
    return Bars() if sys.stderr.isatty() else Words()


class Words(Progress):
    """Says once that there is no network, and how long archives will take if it is long."""

    def __init__(self) -> None:
        self._said = False

    def offline(self) -> None:
        """There is no network."""
        if not self._said:
            self._said = True
            hint("no network: links and archive copies stay unchecked, the rest is audited")

    def expect(
        self, addresses: int, per_minute: float, least: dt.timedelta, most: dt.timedelta
    ) -> None:
        """Say how long it takes."""
        from auditor.reports.archive_text import duration

        if most >= _LONG:
            hint(
                f"copies of {addresses:,} addresses: about {duration(least)} at {per_minute:g} "
                f"requests a minute, and up to {duration(most)} if none has a copy near its date"
            )


class Waiting:
    """How many addresses of each host are still to come."""

    def __init__(self, urls: Iterable[str]) -> None:
        self._hosts = Counter(map(host_of, urls))

    def done(self, url: str) -> None:
        """One address is done."""
        host = host_of(url)
        if self._hosts[host] > 1:
            self._hosts[host] -= 1
        else:
            del self._hosts[host]

    def __str__(self) -> str:
        if not self._hosts:
            return ""
        (host, count), *_ = self._hosts.most_common(1)
        told = f"{many(len(self._hosts), 'host')} waiting"
        return f"{told}, most {tidy(host)[:_LONGEST]} ({count})" if len(self._hosts) > 1 else told


class Bars(Words):
    """A bar for each stage under way, gone when it ends: hosts that wait, time that is left."""

    def __init__(self) -> None:
        super().__init__()
        self._bar: RichProgress | None = None
        self._waiting = Waiting(())

    def begin(self, what: str, urls: Sequence[str]) -> None:
        """Show a bar for a stage."""
        # All copies are asked for at one archive: it is no matter which host they are of.
        self._waiting = Waiting(urls if what == "links" else ())
        self._bar = bar()
        self._bar.add_task(what, total=len(urls), waiting=str(self._waiting))
        self._bar.start()

    def step(self, what: str, fact: Verdict | Lookup) -> None:
        """One more is done."""
        if what == "links":
            self._waiting.done(fact.url)
        if self._bar:
            self._bar.update(self._bar.task_ids[0], advance=1, waiting=str(self._waiting))

    def end(self, what: str) -> None:  # noqa: ARG002 - there is one bar at a time
        """Take the bar away."""
        if self._bar:
            self._bar.stop()
            self._bar = None


def bar() -> RichProgress:
    """A bar for one stage, on stderr, gone when it ends."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[waiting]}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )
