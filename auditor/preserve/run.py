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

WORKERS = 8
PAUSE = 0.2  # seconds between two requests to a host, as a person's browser would need more


@dataclass
class Turns:
    """Who may ask a host now: so many at once, with a pause between their starts."""

    settings: LinkSettings
    stop: Event
    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    _changed: Condition = field(default_factory=Condition)
    _active: Counter[str] = field(default_factory=Counter)
    _next: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def __call__(self, host: str) -> Iterator[None]:
        """Wait for a turn at a host and hold it."""
        with self._changed:
            while (left := self._left(host)) > 0 and not self.stop.is_set():
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

    def _left(self, host: str) -> float:
        """Seconds until it is worth asking again; 0 where the turn has come."""
        if self._active[host] >= self.settings.concurrency_of(host):
            return 1.0
        return max(0.0, self._next[host] - self.clock())


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
