"""curl's multi interface over `selectors`: epoll, kqueue or select, whichever the system has."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from selectors import EVENT_READ, EVENT_WRITE, BaseSelector, DefaultSelector, SelectorKey
import time
from types import TracebackType
from typing import Any, Self

import pycurl

from auditor.background import in_background
from auditor.interrupts import WHOLE
from auditor.links.transfer import Transfer
from auditor.links.watchdog import Watchdog
from auditor.model.errors import lacking

_EVENTS = {
    pycurl.POLL_IN: EVENT_READ,
    pycurl.POLL_OUT: EVENT_WRITE,
    pycurl.POLL_INOUT: EVENT_READ | EVENT_WRITE,
}

# Sockets that are read before the pages they brought are handed out: while those are judged, the
# next requests travel, and no Ctrl-C is heard.
AT_ONCE = 16

# Seconds that the end of a run waits for curl, which waits for each look-up of a name it began:
# a resolver that is silent takes ten.
CLOSING = 0.5


class Driver:
    """Transfers under way. Connections are kept by the multi and used again."""

    def __init__(self, kept: int) -> None:
        self._multi = pycurl.CurlMulti()
        self._selector = _selector()
        self._due: float | None = None
        self._active: dict[Any, Transfer] = {}
        self._watched: set[int] = set()
        self._ready: deque[tuple[SelectorKey, int]] = deque()
        self._refused: OSError | None = None
        self._watchdog = Watchdog()
        self._multi.setopt(pycurl.M_SOCKETFUNCTION, self._watch)
        self._multi.setopt(pycurl.M_TIMERFUNCTION, self._timer)
        self._multi.setopt(pycurl.M_MAXCONNECTS, kept)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End everything that is under way."""
        self._watchdog.close()
        with WHOLE:
            for handle in list(self._active):
                self._release(handle)
            if closing := in_background(self._close):
                closing.join(CLOSING)

    def _close(self) -> None:
        self._multi.close()
        self._selector.close()

    def __len__(self) -> int:
        return len(self._active)

    def start(self, transfer: Transfer) -> None:
        """Begin a transfer."""
        with WHOLE:
            self._active[transfer.handle] = transfer
            self._multi.add_handle(transfer.handle)

    def wait(self, seconds: float) -> Iterator[tuple[Transfer, int, str]]:
        """Drive what is under way for up to so long; yield what ended, with curl's code."""
        if not self._ready:
            self._look(seconds)
        some = [self._ready.popleft() for _ in range(min(AT_ONCE, len(self._ready)))]
        with WHOLE:  # curl would swallow an interrupt that strikes in a function it calls
            self._drive(some)
        if self._refused is not None:
            raise lacking(self._refused)
        yield from self._ended()

    def _look(self, seconds: float) -> None:
        due = seconds if self._due is None else self._due - time.monotonic()
        try:
            self._ready.extend(self._selector.select(max(0.0, min(seconds, due))))
        except OSError as error:
            raise lacking(error) from error

    def send(self) -> None:
        """Let what was started go off now: it travels while answers are looked at."""
        with WHOLE:
            self._drive(())

    def _drive(self, ready: Sequence[tuple[SelectorKey, int]]) -> None:
        for key, mask in ready:
            if key.fd not in self._watched:  # let go of since it was ready
                continue
            flags = (pycurl.CSELECT_IN if mask & EVENT_READ else 0) | (
                pycurl.CSELECT_OUT if mask & EVENT_WRITE else 0
            )
            self._watchdog.begin(key.fd)
            self._act(key.fd, flags)
            self._watchdog.end()
        if self._due is not None and self._due <= time.monotonic():
            self._due = None
            self._act(pycurl.SOCKET_TIMEOUT, 0)

    def _act(self, fd: int, flags: int) -> None:
        try:
            self._multi.socket_action(fd, flags)
        except pycurl.error:
            if self._refused is None:
                raise

    def _ended(self) -> Iterator[tuple[Transfer, int, str]]:
        more = 1
        while more:
            more, good, bad = self._multi.info_read()
            outcomes = [(handle, 0, "") for handle in good] + list(bad)
            for handle, code, message in outcomes:
                transfer = self._active[handle]
                yield transfer, code, message
                self._release(handle)

    def _release(self, handle: Any) -> None:
        with WHOLE:
            self._active.pop(handle, None)
            self._multi.remove_handle(handle)
            handle.close()

    def _timer(self, milliseconds: int) -> None:
        self._due = None if milliseconds < 0 else time.monotonic() + milliseconds / 1000

    def _watch(self, what: int, fd: int, _multi: Any, _data: Any) -> int:
        try:
            self._select(what, fd)
        except OSError as error:  # raised here it would be printed and lost
            self._refused = error
            return -1  # which ends all that curl does
        return 0

    def _select(self, what: int, fd: int) -> None:
        known = fd in self._watched  # the selector's own map takes 2 µs to say so
        if what == pycurl.POLL_REMOVE:
            if known:
                self._watched.discard(fd)
                self._selector.unregister(fd)
        elif known:
            self._selector.modify(fd, _EVENTS[what])
        else:
            self._selector.register(fd, _EVENTS[what])
            self._watched.add(fd)


def _selector() -> BaseSelector:
    try:
        return DefaultSelector()
    except OSError as error:
        raise lacking(error) from error
