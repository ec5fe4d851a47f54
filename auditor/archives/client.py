"""The client of the archive services: a `Fetch` that keeps to the pace of each of them."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace
from queue import SimpleQueue
from threading import Event

from auditor.archives.endpoints import Further
from auditor.archives.pace import Gate, is_passing
from auditor.archives.settings import ArchiveSettings, Clock, Limits
from auditor.background import in_background
from auditor.model.pace import Buckets, OwnBuckets
from auditor.model.port import Answer, Failure, Fault, Purpose, Request

PAUSED = "the service is paused: too many requests, or failures in a row"


class Client:
    """Asks the archives, a few at a time and each service at its own pace.

    Gates outlive a call: a service that asked for a pause is left alone by the next call too. The
    threads are daemons, so that an interrupted run does not wait for a slow archive.
    """

    def __init__(
        self, settings: ArchiveSettings, clock: Clock | None = None, buckets: Buckets | None = None
    ) -> None:
        # Here, not above: requests costs 140 ms, and most runs are offline.
        from auditor.archives.transport import Transport

        self._settings = settings
        self._clock = clock or Clock()
        self._transport = Transport(settings, self._clock)
        self._gates = {
            name: Gate(
                service=endpoint,
                limits=limits,
                patience=settings.patience,
                failures=settings.failures,
                cooldown=settings.cooldown,
                buckets=buckets or OwnBuckets(),
            )
            for name, (endpoint, limits) in _services(settings).items()
        }

    def __call__(self, queue: deque[Request]) -> Iterator[Answer]:
        """The answers to the requests of a queue that may grow meanwhile (`Fetch`)."""
        answers: SimpleQueue[Answer] = SimpleQueue()
        waiting: dict[str, deque[Request]] = {name: deque() for name in self._gates}
        running: Counter[str] = Counter()
        stop = Event()
        try:
            while True:
                while queue:
                    request = queue.popleft()
                    waiting[_service(request)].append(request)
                for name, gate in self._gates.items():
                    while waiting[name] and running[name] < gate.limits.in_flight:
                        running[name] += 1
                        work = (waiting[name].popleft(), gate, answers, stop)
                        in_background(self._work, *work)
                if not running.total():
                    return
                answer = answers.get()
                running[_service(answer.request)] -= 1
                yield answer
        finally:
            stop.set()

    def _work(
        self, request: Request, gate: Gate, answers: SimpleQueue[Answer], stop: Event
    ) -> None:
        try:
            answers.put(self._ask(request, gate, stop))
        except Exception as error:  # noqa: BLE001 - a thread that dies leaves its caller waiting
            answers.put(Failure(request=request, fault=Fault.PROTOCOL, message=repr(error)[:200]))

    def _ask(self, request: Request, gate: Gate, stop: Event) -> Answer:
        """The answer, asked for again while the trouble is the service's own and short."""
        answer: Answer = Failure(request=request, fault=Fault.BUDGET, message=PAUSED)
        for attempt in range(1, self._settings.attempts + 1):
            if not self._enter(gate, stop):
                break
            answer = self._transport.exchange(replace(request, attempt=attempt), gate.limits)
            gate.settle(self._now(), answer)
            slow = isinstance(answer, Failure) and answer.fault is Fault.TIMEOUT
            if slow or not is_passing(answer):
                break
        return answer

    def _enter(self, gate: Gate, stop: Event) -> bool:
        """Wait for a place; False where the service is paused for long, or the run has ended."""
        with gate.turn:
            while pause := gate.enter(self._now()):
                self._clock.wait(pause)
                if stop.is_set():
                    break
        return pause == 0 and not stop.is_set()

    def _now(self) -> float:
        """Seconds since 1970: processes that share buckets have the time of day in common."""
        return self._clock.now().timestamp()


def _services(settings: ArchiveSettings) -> dict[str, tuple[str, Limits]]:
    """Each service's address, by which its bucket goes, and its limits."""
    there = settings.endpoints
    return {
        "replay": (there.replay, settings.replay),
        "cdx": (there.cdx, settings.cdx),
        "availability": (there.availability, settings.availability),
        **{item.name: (item.timegate or item.timemap, _limits(item)) for item in settings.further},
    }


def _limits(archive: Further) -> Limits:
    return Limits(per_minute=archive.per_minute, burst=2, in_flight=2)


def _service(request: Request) -> str:
    """The service that answers a request: captures are replayed, queries by prefix the index's."""
    shared = {Purpose.CAPTURE: "replay", Purpose.CDX_PREFIX: "cdx"}
    return request.service or shared.get(request.purpose, request.purpose.value)
