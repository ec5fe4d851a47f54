"""Who is asked next: a queue for each host, pauses, breadth-first retries, a circuit; no I/O.

All times are readings of the engine's monotonic clock, handed in.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

from auditor.links.retry import BROKEN
from auditor.links.settings import LinkSettings
from auditor.model.port import Answer, Exchange, Failure, Fault, Request
from auditor.text.http import retry_after

REST = 5.0  # seconds before a host that failed again and again is tried once more, then double
RESTS = 2  # how often before it is given up: a server that is started anew takes some ten seconds


@dataclass(slots=True)
class _Host:
    """What is known of one host: requests that wait, requests under way, pauses, failures.

    `not_before` is what the host asked for, `next_start` what its interval allows. A host is `warm`
    once it answered: over TLS the first connection's session spares the next ones a handshake, so
    they wait for it (2,000 links on 200 hosts: 1.8 s in place of 2.0). `unsent` is a request that
    an interval counts from, but that has not left yet.
    """

    name: str
    waiting: deque[Request] = field(default_factory=deque)
    active: int = 0
    not_before: float = 0.0
    next_start: float = 0.0
    most: int = 1
    warm: bool = True
    interval: float = 0.0
    unsent: Request | None = None
    asked: float = 0.0
    failures: int = 0
    rests: int = 0
    fault: Fault = Fault.TIMEOUT
    queued: bool = False


class Schedule:
    """Requests that wait, by host. A host is `ready` when it may be asked now."""

    def __init__(self, settings: LinkSettings) -> None:
        self.settings = settings
        self._hosts: dict[str, _Host] = {}
        self._ready: deque[_Host] = deque()
        self._paused: list[tuple[float, int, _Host]] = []
        self._later: list[tuple[float, int, str, Request]] = []
        self._order = count()
        self._waiting = 0

    def add(self, request: Request, host: str, now: float, jitter: float) -> None:
        """Take in a request; one that is made again waits until all first ones were made."""
        if request.attempt > 1:
            pause = self.settings.retry_pause * 2 ** (request.attempt - 1) * jitter
            heappush(self._later, (now + pause, next(self._order), host, request))
            return
        self._put(request, host)

    def _put(self, request: Request, host: str) -> None:
        found = self._hosts.get(host) or self._new(host, cold=request.url.startswith("https:"))
        found.waiting.append(request)
        self._waiting += 1
        self._offer(found)

    def _new(self, name: str, *, cold: bool) -> _Host:
        most, interval = self.settings.concurrency_of(name), self.settings.interval_of(name)
        return self._hosts.setdefault(
            name, _Host(name, most=most, interval=interval, warm=not cold)
        )

    def _offer(self, host: _Host) -> None:
        free = host.active < (host.most if host.warm else 1) and host.unsent is None
        if host.waiting and not host.queued and free:
            host.queued = True
            self._ready.append(host)

    def take(self, now: float) -> tuple[Request, Failure | None] | None:
        """The next request that may be made now, with a failure where it need not be made."""
        self._wake(now)
        while self._ready:
            host = self._ready.popleft()
            host.queued = False
            until = max(host.not_before, host.next_start)
            if until > now and not (host.not_before > now and self._given_up(host)):
                host.queued = True
                heappush(self._paused, (until, next(self._order), host))
                continue
            request = host.waiting.popleft()
            self._waiting -= 1
            host.active += 1
            spared = self._spared(host, request, now)
            if spared is None:
                host.next_start = now + host.interval
                host.unsent = request if host.interval else None
            self._offer(host)
            return request, spared
        return None

    def sent(self, request: Request, host: str, now: float) -> None:
        """A request leaves only now: connections take their time, and intervals count from here."""
        found = self._hosts[host]
        found.next_start = max(found.next_start, now + found.interval)
        if found.unsent is request:
            found.unsent = None
            self._offer(found)

    def _wake(self, now: float) -> None:
        while self._paused and self._paused[0][0] <= now:
            self._ready.append(heappop(self._paused)[2])
        while self._later and not self._ready and self._later[0][0] <= now:
            _, _, name, request = heappop(self._later)
            self._put(request, name)

    def _given_up(self, host: _Host) -> bool:
        return self._is_tired(host) or host.asked > self.settings.retry_after_cap

    def _is_tired(self, host: _Host) -> bool:
        again = host.failures >= self.settings.host_failures
        return again and (host.rests > RESTS or host.fault is Fault.BUDGET)

    def _spared(self, host: _Host, request: Request, now: float) -> Failure | None:
        if host.not_before <= now or not self._given_up(host):
            return None
        if self._is_tired(host):
            message = f"not asked again: the host failed {host.failures} times in a row"
            return Failure(request=request, fault=host.fault, message=message)
        message = "the host asked for a longer pause than the audit allows"
        return Failure(request=request, fault=Fault.BUDGET, message=message)

    def done(self, answer: Answer, host: str, now: float, *, spared: bool) -> None:
        """Note an answer: the host is free for another request, after the pause it asks for."""
        found = self._hosts[host]
        found.active -= 1
        found.warm = True
        if found.unsent is answer.request:
            found.unsent = None
        if not spared:
            self._learn(found, answer, now)
        if self._may_be_forgotten(found, now):
            del self._hosts[host]  # keeps a long run flat
            return
        self._offer(found)

    def _may_be_forgotten(self, host: _Host, now: float) -> bool:
        busy = host.active or host.waiting or host.failures or host.not_before
        return not busy and host.next_start <= now

    def _learn(self, host: _Host, answer: Answer, now: float) -> None:
        if isinstance(answer, Failure):
            if answer.fault in BROKEN:
                self._fail(host, answer.fault, now)
            return
        if answer.status >= 400:
            self._pause(host, answer, now)
        if answer.status == 429:
            self._fail(host, Fault.BUDGET, now)
        else:
            host.failures = host.rests = 0

    def _fail(self, host: _Host, fault: Fault, now: float) -> None:
        host.failures += 1
        host.fault = fault
        if host.failures >= self.settings.host_failures and host.not_before <= now:
            host.rests += 1
            host.not_before = now + REST * host.rests

    def _pause(self, host: _Host, answer: Exchange, now: float) -> None:
        wanted = retry_after(answer)
        if wanted is None:
            if answer.status != 429:
                return
            wanted = self.settings.retry_pause
        until = now + wanted
        host.asked += max(0.0, until - max(now, host.not_before))
        host.not_before = max(host.not_before, until)

    def next_time(self) -> float | None:
        """When something that waits may be made, None where nothing waits for a time."""
        times = [entry[0] for entry in self._paused[:1]]
        times += [entry[0] for entry in self._later[:1]]
        return min(times, default=None)

    def __bool__(self) -> bool:
        return bool(self._waiting or self._later)
