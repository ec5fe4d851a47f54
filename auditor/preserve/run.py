"""Many captures at once, polite to each host: threads fetch, whoever asked writes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Event, local
import time

from auditor.links.settings import LinkSettings
from auditor.preserve.capture import Bounds, Capture, Captured
from auditor.preserve.fetching import Served, Unserved

WORKERS = 8
PAUSE = 0.2  # seconds between two requests to a host: a browser leaves none
BUSY = frozenset({429, 503})
REST = 10.0  # seconds a host is left alone that is busy and doesn't say for how long
LONGEST = 60.0  # seconds of such a rest, whatever it says
PATIENCE = 3  # busy answers in a row after which a host is left to the next run


@dataclass
class Turns:
    """Who may ask a host now: so many at once, with a pause between their starts."""

    settings: LinkSettings
    stop: Event
    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    _busy: Counter[str] = field(default_factory=Counter)
    _changed: Condition = field(default_factory=Condition)
    _active: Counter[str] = field(default_factory=Counter)
    _next: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def __call__(self, host: str) -> Iterator[None]:
        """Wait for a turn at a host and hold it."""
        with self._changed:
            while (left := self._left(host)) > 0 and self.may_ask(host):
                self._changed.wait(min(left, 1.0))
            self._active[host] += 1
            pause = max(self.pause, self.settings.interval_of(host))
            self._next[host] = self.clock() + pause
        try:
            yield
        finally:
            with self._changed:
                self._active[host] -= 1
                self._changed.notify_all()

    def may_ask(self, host: str) -> bool:
        """Whether there is any use in asking a host again in this run."""
        return not self.stop.is_set() and self._busy[host] < PATIENCE

    def answered(self, host: str, answer: Served | Unserved) -> None:
        """Learn from an answer: a host that is busy gets the rest it asks for."""
        if isinstance(answer, Unserved):
            return
        with self._changed:
            busy = answer.status in BUSY
            self._busy[host] = self._busy[host] + 1 if busy else 0
            if busy:
                rest = min(LONGEST, _seconds(answer.header("retry-after")))
                self._next[host] = max(self._next[host], self.clock() + rest)

    def _left(self, host: str) -> float:
        """Seconds until it is worth asking again; 0 where the turn has come."""
        if self._active[host] >= self.settings.concurrency_of(host):
            return 1.0
        return max(0.0, self._next[host] - self.clock())


def _seconds(retry_after: str) -> float:
    """The pause of a Retry-After in seconds; one that is a date is read as our own."""
    return float(retry_after) if retry_after.isdecimal() and len(retry_after) < 9 else REST


def captures(
    urls: Iterable[str],
    settings: LinkSettings,
    bundle: str,
    *,
    bounds: Bounds | None = None,
    pause: float = PAUSE,
    workers: int = WORKERS,
) -> Generator[Captured, None, None]:
    """The captures of pages as they come; whoever takes one closes it.

    Closing the iterator, or a Ctrl-C, ends what is under way.
    """
    stop, mine, made = Event(), local(), list[Capture]()
    turns = Turns(settings, stop, pause)

    def capture(url: str) -> Captured:
        if not hasattr(mine, "capture"):
            mine.capture = Capture(settings, bundle, turns, stop.is_set, bounds or Bounds())
            made.append(mine.capture)
        done: Captured = mine.capture(url)
        return done

    pool = ThreadPoolExecutor(workers, thread_name_prefix="capture")
    try:
        yield from _each(pool, capture, iter(urls), 2 * workers)
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)
        for item in made:
            item.close()


def _each(
    pool: ThreadPoolExecutor, capture: Callable[[str], Captured], urls: Iterator[str], ahead: int
) -> Iterator[Captured]:
    """Results in the order they come, with no more than so many under way or untaken."""
    under_way: set[Future[Captured]] = set()
    more = True
    while more or under_way:
        while more and len(under_way) < ahead:
            url = next(urls, None)
            if url is None:
                more = False
            else:
                under_way.add(pool.submit(capture, url))
        done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
        for item in done:
            yield item.result()
