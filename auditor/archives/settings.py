"""What a person may set for the archive services, and the clock their client lives by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
import datetime as dt
import time

from auditor.archives.endpoints import Endpoints, Further
from auditor.model.pace import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How one service is asked. Times are in seconds; 0 requests a minute means no limit.

    `burst` is how many may go out at once before the pace holds, `read` the longest silence of the
    server, `deadline` the end of one whole exchange.
    """

    per_minute: float
    burst: int = 1
    in_flight: int = 1
    connect: float = 10.0
    read: float = 20.0
    deadline: float = 40.0

    @property
    def rate(self) -> Rate:
        """The pace alone, as buckets keep it."""
        return Rate(self.per_minute, self.burst)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSettings:
    """Limits at 80 % of what the services allow: replay 600 a minute, the index 30 and 2 at once.

    `patience` is the longest pause that is waited out, for which a request is made again (up to
    `attempts`). After `failures` in a row a service is left alone for `cooldown`: longer than the
    patience, so that an archive that is down costs a run seconds, not minutes. `proxy` is an
    address, with name and password where it wants them, that all requests go through.
    """

    user_agent: str
    endpoints: Endpoints = field(default_factory=Endpoints)
    ca_bundle: str | None = None
    proxy: str = field(default="", repr=False)
    replay: Limits = Limits(per_minute=480, burst=8, in_flight=8)
    # Answers of the index take up to 50 s; a burst of 4 stays below 30 in any minute.
    cdx: Limits = Limits(per_minute=24, burst=4, in_flight=2, read=60.0, deadline=90.0)
    availability: Limits = Limits(per_minute=12, burst=2)
    further: tuple[Further, ...] = ()
    attempts: int = 2
    patience: float = 30.0
    failures: int = 5
    cooldown: float = 300.0

    @property
    def places(self) -> str:
        """Who is asked, in one line: what is remembered of other archives is no answer of these."""
        further = (item.timegate or item.timemap for item in self.further)
        return " ".join((self.endpoints.replay, *further))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """The times a client needs, so that tests wait for nothing.

    `monotonic` counts seconds, `now` is the time of day, `wait` lets so many seconds pass.
    """

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], dt.datetime] = _now
    wait: Callable[[float], None] = time.sleep
