"""Is there a network at all? Where no name resolves, nobody's link is accused of anything."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from auditor.links.address import is_literal, parse
from auditor.links.names import RESERVED
from auditor.model.port import Answer, Failure, Fault, Fetch, Request

FIRST = 3  # hosts that fail to resolve before the network itself is doubted
_NAMELESS = frozenset({Fault.DNS, Fault.NO_SUCH_HOST})
_REACHED = frozenset(
    {
        Fault.REFUSED,
        Fault.RESET,
        Fault.EXPIRED,
        Fault.SELF_SIGNED,
        Fault.WRONG_HOST,
        Fault.UNTRUSTED,
    }
)


@dataclass(frozen=True, slots=True)
class Watched:
    """A `Fetch` that holds back failures to resolve until some name has resolved.

    Where none has, `works` asks for a name that always exists; if that fails too, the failures
    become Fault.OFFLINE. macOS without a network says "no such name" for everything.
    """

    fetch: Fetch
    works: Callable[[], bool]

    def __call__(self, queue: deque[Request], /) -> Iterator[Answer]:
        """Answers as they come; see `auditor.model.port.Fetch`."""
        held: list[Failure] = []
        online: bool | None = None
        while queue or held:
            for answer in self.fetch(queue):
                if online is None and _resolved(answer):
                    online = True
                if not isinstance(answer, Failure) or not _nameless(answer):
                    yield answer
                    continue
                held.append(answer)
                if online is None and len({_host(item) for item in held}) >= FIRST:
                    online = self.works()
                if online is not None:
                    yield from _released(held, online=online)
            if held and online is None:
                online = self.works()
            yield from _released(held, online=online is not False)


def _released(held: list[Failure], *, online: bool) -> Iterator[Failure]:
    while held:
        failure = held.pop(0)
        yield failure if online else replace(failure, fault=Fault.OFFLINE, message="")


def _host(answer: Answer) -> str:
    return parse(answer.request.url).host.rstrip(".")


def _nameless(failure: Failure) -> bool:
    reserved = failure.fault in _NAMELESS and _host(failure).rpartition(".")[2] == RESERVED
    return failure.fault in _NAMELESS and not reserved


def _resolved(answer: Answer) -> bool:
    """Whether an answer shows that the resolver works."""
    if isinstance(answer, Failure) and answer.fault not in _REACHED:
        return False
    host = _host(answer)
    return not is_literal(host) and host != "localhost"
