"""Cuts off a connection that holds up all others, from a thread of its own.

OpenSSL skips HelloRequest messages for as long as they come, within one call of curl: a server that
sends nothing else stopped every transfer of a run for 38 s at a deadline of one, and no signal was
heard. No call that curl makes for one socket takes this long otherwise.
"""

from __future__ import annotations

from contextlib import suppress
import socket
from threading import Event, Lock, Thread
import time

PATIENCE = 0.4  # seconds that one call for one socket may take
GLANCES = 4  # looks at the clock in that time


class Watchdog:
    """Told when a call for a socket begins and ends."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: tuple[int, float] | None = None
        self._over = Event()
        with suppress(RuntimeError):  # no thread to spare: nothing watches
            Thread(target=self._watch, daemon=True).start()

    def begin(self, fd: int) -> None:
        """A call for that socket begins."""
        self._held = (fd, time.monotonic())

    def end(self) -> None:
        """It has ended; its socket may be closed from here on."""
        with self._lock:
            self._held = None

    def close(self) -> None:
        """Watch no more."""
        self._over.set()

    def _watch(self) -> None:
        while not self._over.wait(PATIENCE / GLANCES):
            with self._lock:
                if self._held and time.monotonic() - self._held[1] > PATIENCE:
                    _cut(self._held[0])


def _cut(fd: int) -> None:
    with suppress(OSError):
        held = socket.socket(fileno=fd)
        try:
            held.shutdown(socket.SHUT_RDWR)
        finally:
            held.detach()
