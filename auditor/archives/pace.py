"""When a service may be asked again: its token bucket, its pauses, and a circuit breaker."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from auditor.archives.settings import Limits
from auditor.model.pace import LONGEST, Buckets
from auditor.model.port import Answer, Exchange, Failure, Fault, Purpose
from auditor.text.http import retry_after

# The first pause after an answer that names no time; each further one in a row doubles it. 429
# ignored for a minute gets an address firewalled for an hour (field notes): four requests in 35
# seconds, then the circuit opens.
PAUSE_429 = 5.0
PAUSE_5XX = 2.0


@dataclass(slots=True)
class Gate:
    """The state of one service; times are seconds since 1970. Threads may share it.

    Whoever waits for a token holds `turn` meanwhile: of many only one looks at the clock.

    What the service itself said is told to all processes, by way of its bucket. Where nobody
    answered it may be for want of a network, so that pause is this process's own.
    """

    service: str
    limits: Limits
    patience: float
    failures: int
    cooldown: float
    buckets: Buckets
    turn: Lock = field(default_factory=Lock)
    _until: float = float("-inf")
    _failed: int = 0
    _lock: Lock = field(default_factory=Lock)

    def enter(self, now: float) -> float | None:
        """0 where a request may go out now, else the seconds after which to ask again.

        None where the service is paused for longer than anyone's patience.
        """
        if (paused := self._until - now) > 0:
            return paused if paused <= self.patience else None
        wait = self.buckets.take(self.service, self.limits.rate, now)
        return wait if wait <= max(self.patience, self.limits.rate.longest) else None

    def settle(self, now: float, answer: Answer) -> None:
        """Learn from an answer: a pause it asks for, one more failure, or all is well."""
        with self._lock:
            self._failed = self._failed + 1 if is_passing(answer) else 0
            pause = _pause(answer, self._failed)
            if self._failed >= self.failures:
                pause = max(pause, self.cooldown)
                self._failed = self.failures - 1  # after the pause one request may try
            if isinstance(answer, Failure):
                self._until = max(self._until, now + pause)
                return
        if pause:
            self.buckets.pause(self.service, now + pause, now)


def is_passing(answer: Answer) -> bool:
    """Whether an answer tells of the service's own trouble, not of what was asked for."""
    wide = answer.request.purpose is Purpose.CDX_PREFIX  # then slow is the query, not the service
    if isinstance(answer, Failure):
        return answer.fault is not Fault.POLICY and not (wide and answer.fault is Fault.TIMEOUT)
    if wide and answer.status == 504:
        return False
    saved = answer.header("memento-datetime")  # then the status is the saved page's own
    return not saved and (answer.status == 429 or answer.status >= 500)


def _pause(answer: Answer, failed: int) -> float:
    if not isinstance(answer, Exchange) or not is_passing(answer):
        return 0.0
    default = (PAUSE_429 if answer.status == 429 else PAUSE_5XX) * 2 ** (failed - 1)
    asked = retry_after(answer)
    return min(LONGEST, default if asked is None else asked)
