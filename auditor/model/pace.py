"""The arithmetic of a polite pace: a token bucket and a pause for each service; pure but one class.

Times are seconds since 1970, so that processes may share them; a clock that is set back costs a
wait of a burst and a minute at most, one that is set forward lets one burst through.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Protocol

LONGEST = 86400.0  # seconds of a pause: what is longer is a slip of the server, or of some clock
SLACK = 60.0  # seconds by which a process may be late: it slept between its clock and its token
TICK = 1e-6  # less than that is now: clocks are floats


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a minute, and how many may go out at once before the pace holds; 0 is no limit."""

    per_minute: float
    burst: int = 1

    @property
    def longest(self) -> float:
        """The seconds in which an empty bucket fills; nobody waits longer for a token alone."""
        return 60.0 * self.burst / self.per_minute if self.per_minute else 0.0


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is known of one service: when the next request is due at the pace, until when to rest.

    `due` is the "theoretical arrival time" of the generic cell rate algorithm (ITU-T I.371).
    """

    due: float = 0.0
    rest: float = 0.0


class Buckets(Protocol):
    """One bucket a service; whoever asks a service takes a token first. Threads may share it."""

    def take(self, service: str, rate: Rate, now: float) -> float:
        """0 where a request may go out now, else the seconds after which to ask again.

        Nothing is reserved for those who wait: a pause that begins meanwhile holds for them too.
        """
        ...

    def pause(self, service: str, until: float, now: float) -> None:
        """Leave a service alone until then, for a day at most; a longer pause stands."""
        ...


def taken(bucket: Bucket, rate: Rate, now: float) -> tuple[Bucket, float]:
    """The bucket after a try to take a token, and the seconds to wait: 0 where it was taken."""
    rest = min(bucket.rest, now + LONGEST)
    if rest - now > TICK:
        return Bucket(bucket.due, rest), rest - now
    if not rate.per_minute:
        return bucket, 0.0
    interval = 60.0 / rate.per_minute
    latest = now + rate.burst * interval
    due = latest if bucket.due > latest + SLACK else bucket.due  # then a clock was set back
    early = due - (rate.burst - 1) * interval - now
    if early > TICK:
        return Bucket(due, rest), early
    return Bucket(max(now, due) + interval, rest), 0.0


def paused(bucket: Bucket, until: float, now: float) -> Bucket:
    """The bucket of a service that is to be left alone."""
    return replace(bucket, rest=min(max(bucket.rest, until), now + LONGEST))


@dataclass(slots=True)
class OwnBuckets:
    """The buckets of one process alone."""

    _known: dict[str, Bucket] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, service: str, rate: Rate, now: float) -> float:
        """See `Buckets`."""
        with self._lock:
            self._known[service], wait = taken(self._known.get(service, Bucket()), rate, now)
            return wait

    def pause(self, service: str, until: float, now: float) -> None:
        """See `Buckets`."""
        with self._lock:
            self._known[service] = paused(self._known.get(service, Bucket()), until, now)
