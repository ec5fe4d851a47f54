"""A clock for engines under test: it only moves when someone sleeps."""

from __future__ import annotations

from dataclasses import dataclass, field
import datetime as dt

from auditor.links.settings import Clock

START = dt.datetime(2022, 6, 1, 9, tzinfo=dt.UTC)


@dataclass
class FakeTime:
    """Seconds that pass in no time; `slept` keeps the pauses."""

    at: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds

    def clock(self) -> Clock:
        return Clock(
            monotonic=lambda: self.at,
            now=lambda: START + dt.timedelta(seconds=self.at),
            sleep=self.sleep,
            jitter=lambda: 1.0,
        )
