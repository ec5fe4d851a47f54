"""Whether a name exists: libcurl can't tell "no such name" from a resolver that fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from queue import Empty, SimpleQueue
import socket

from auditor.background import in_background
from auditor.model.port import Failure, Fault

CONTROL = "example.com"  # reserved by IANA (RFC 2606): where it has no address, the resolver fails
RESERVED = "invalid"  # never exists (RFC 6761, 6.4), whatever a resolver says


def no_such_name(host: str) -> bool:
    """Whether the resolver says with authority that `host` does not exist; blocks."""
    if host.rstrip(".").rpartition(".")[2] == RESERVED:
        return True
    try:
        socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        return error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
    except (OSError, UnicodeError):
        return False
    return False


def resolver_works() -> bool:
    """Whether a name that always exists resolves; blocks, but not for a Ctrl-C."""
    reply: SimpleQueue[bool] = SimpleQueue()
    in_background(lambda: reply.put(_resolves(CONTROL)))
    return reply.get()


def _resolves(host: str) -> bool:
    try:
        socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return True


class Names:
    """Failures of the resolver that are looked into, each host once, in threads of their own.

    The threads are daemons: a resolver that hangs must not hold up the end of a run.
    """

    def __init__(self, check: Callable[[str], bool]) -> None:
        self._check = check
        self._known: dict[str, bool] = {}
        self._asked: dict[str, list[Failure]] = {}
        self._replies: SimpleQueue[tuple[str, bool]] = SimpleQueue()
        self._settled: list[Failure] = []

    def __bool__(self) -> bool:
        return bool(self._asked or self._settled)

    def ask(self, failure: Failure, host: str) -> None:
        """Find out what a failure of the resolver to name `host` means."""
        if host in self._known:
            self._settled.append(_settle(failure, absent=self._known[host]))
        elif host in self._asked:
            self._asked[host].append(failure)
        else:
            self._asked[host] = [failure]
            in_background(self._reply, host)

    def _reply(self, host: str) -> None:
        self._replies.put((host, self._check(host)))

    def settled(self, seconds: float) -> list[Failure]:
        """The failures that are understood by now; waits so long for the first of them."""
        try:
            while not self._settled or not self._replies.empty():
                host, absent = self._replies.get(timeout=seconds)
                self._known[host] = absent
                failures = self._asked.pop(host)
                self._settled += [_settle(failure, absent=absent) for failure in failures]
        except Empty:
            pass
        settled, self._settled = self._settled, []
        return settled


def _settle(failure: Failure, *, absent: bool) -> Failure:
    return replace(failure, fault=Fault.NO_SUCH_HOST) if absent else failure
