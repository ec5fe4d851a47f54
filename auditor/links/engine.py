"""The engine: requests for cited addresses in, answers out, politely and within fixed bounds."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
import datetime as dt

from auditor.interrupts import WHOLE
from auditor.links.address import UnfitError, parse
from auditor.links.certs import ca_bundle
from auditor.links.driver import Driver
from auditor.links.names import Names, no_such_name
from auditor.links.policy import refused_host
from auditor.links.probes import Probes
from auditor.links.schedule import Schedule
from auditor.links.settings import Clock, LinkSettings
from auditor.links.transfer import Transfer
from auditor.model.port import Answer, Failure, Fault, Purpose, Request
from auditor.text.hosts import site_of

TICK = 0.5  # seconds at most between two looks at the clock while transfers are under way
HELD = 64 << 20  # bytes that the bodies under way may come to: pages with fragments are up to 2 MiB
GLANCE = 0.05  # the same while the resolver is asked in a thread, which wakes no selector


@dataclass(frozen=True, slots=True)
class Engine:
    """A `Fetch` for addresses that articles cite. One call is one run, with its own connections."""

    settings: LinkSettings = field(default_factory=LinkSettings)
    clock: Clock = field(default_factory=Clock)
    bundle: str | None = None
    no_such_name: Callable[[str], bool] = no_such_name

    def __call__(self, queue: deque[Request], /) -> Iterator[Answer]:
        """Answers as they come; see `auditor.model.port.Fetch`."""
        with Driver(kept=2 * self.settings.concurrency) as driver:
            yield from _Run(self, driver).answers(queue)


class _Run:
    """One run of an engine: what waits, what is under way, what the resolver is asked."""

    def __init__(self, engine: Engine, driver: Driver) -> None:
        self._settings = engine.settings
        self._clock = engine.clock
        self._driver = driver
        self._bundle = engine.bundle or ca_bundle()
        self._schedule = Schedule(engine.settings)
        self._names = Names(engine.no_such_name)
        self._probes = Probes()
        self._held = 0

    def answers(self, queue: deque[Request]) -> Iterator[Answer]:
        while queue or self._schedule or self._driver or self._names:
            yield from self._admit(queue)
            yield from self._launch()
            if self._driver:
                yield from self._landed()
            if self._names:
                for failure in self._names.settled(0.0 if self._driver else GLANCE):
                    yield from self._told(failure, parse(failure.request.url).host)
            elif not (queue or self._driver):
                self._rest()

    def _admit(self, queue: deque[Request]) -> Iterator[Answer]:
        while queue:
            request = queue.popleft()
            try:
                host = parse(request.url).host
            except UnfitError as error:
                fault = Fault.UNSUPPORTED_SCHEME if error.scheme else Fault.MALFORMED
                yield Failure(request=request, fault=fault, message=str(error))
            else:
                if self._is_barred(host):
                    yield Failure(request=request, fault=Fault.POLICY, message=f"{host} is private")
                    continue
                yield from self._take_in(request, host)

    def _is_barred(self, host: str) -> bool:
        """Whether a host may not be asked for; without a proxy, the address dialled decides."""
        return (
            self._settings.proxy is not None
            and not self._settings.allow_private
            and refused_host(host)
        )

    def _take_in(self, request: Request, host: str) -> Iterator[Answer]:
        if request.purpose is Purpose.PROBE:
            known = self._probes.known(request, host)
            if known is not None:
                yield known
                return
            if not self._probes.is_first(request, host):
                return
        now, jitter = self._clock.monotonic(), self._clock.jitter()
        self._schedule.add(request, self._queue_of(host), now, jitter)

    def _queue_of(self, host: str) -> str:
        """The name of the queue that a host's requests wait in, with a root's dot or without."""
        name = host.rstrip(".")
        return site_of(name) if self._settings.by_domain else name

    def _launch(self) -> Iterator[Answer]:
        while len(self._driver) < self._settings.concurrency and self._held < HELD:
            taken = self._schedule.take(self._clock.monotonic())
            if taken is None:
                return
            request, spared = taken
            started = self._clock.now()
            if spared is None:
                self._held += request.limit
                self._driver.start(self._transfer(request, started))
            else:
                host = self._free(spared, spared=True)
                yield from self._told(replace(spared, started=started), host)

    def _transfer(self, request: Request, started: dt.datetime) -> Transfer:
        name = self._queue_of(parse(request.url).host)
        if not self._settings.interval_of(name):
            return Transfer(request, self._settings, self._bundle, started)

        def leaves() -> None:
            self._schedule.sent(request, name, self._clock.monotonic())

        return Transfer(request, self._settings, self._bundle, started, leaves)

    def _landed(self) -> Iterator[Answer]:
        """Answers that came; before they are judged, their hosts are sent the next requests.

        What has come is handed out whole: an interrupt waits for the last of these few.
        """
        landed = [self._taken(*ended) for ended in self._driver.wait(self._patience())]
        if not landed:
            return
        with WHOLE:
            yield from self._launch()
            self._driver.send()
            for answer, host in landed:
                if isinstance(answer, Failure) and answer.fault is Fault.DNS:
                    self._names.ask(answer, host)
                else:
                    yield from self._told(answer, host)

    def _taken(self, transfer: Transfer, code: int, message: str) -> tuple[Answer, str]:
        """What came of a transfer, and its host, which is free again."""
        answer = transfer.answer(code, message)
        self._held -= transfer.request.limit
        return answer, self._free(answer, spared=False)

    def _told(self, answer: Answer, host: str) -> Iterator[Answer]:
        if answer.request.purpose is Purpose.PROBE:
            return self._probes.answered(answer, host)
        return iter((answer,))

    def _free(self, answer: Answer, *, spared: bool) -> str:
        host = parse(answer.request.url).host
        self._schedule.done(answer, self._queue_of(host), self._clock.monotonic(), spared=spared)
        return host

    def _patience(self) -> float:
        due = self._schedule.next_time()
        wait = TICK if due is None else max(0.0, due - self._clock.monotonic())
        return min(wait, GLANCE if self._names else TICK)

    def _rest(self) -> None:
        due = self._schedule.next_time()
        if due is not None:
            self._clock.sleep(max(0.0, due - self._clock.monotonic()))
