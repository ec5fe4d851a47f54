"""The one port to the outside: a request goes out, an exchange or a failure comes back.

Everything that leaves the machine is a `Request` first, so that recording and replaying have one
place to stand. Nothing here opens a connection.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
import datetime as dt
from enum import StrEnum
from typing import Protocol


class Purpose(StrEnum):
    """Why a request is made: which client answers it and which limits hold."""

    LINK = "link"
    PROBE = "probe"
    NEAR_MISS = "near_miss"
    REPLAY = "replay"
    CDX = "cdx"
    CDX_PREFIX = "cdx_prefix"
    AVAILABILITY = "availability"
    CAPTURE = "capture"
    TIMEGATE = "timegate"
    TIMEMAP = "timemap"
    SAVE = "save"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One GET, HEAD or POST to make. `limit` caps the decompressed bytes that are kept.

    `service` names a further archive that is asked, beside those that the purpose tells. `body` is
    what a POST sends: a form. Keys are in no request, so that none can be recorded.
    """

    url: str
    purpose: Purpose
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    limit: int = 65536
    attempt: int = 1
    key: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """An answer: status, headers (lower-case names, in order), the body so far as it was read."""

    request: Request
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    truncated: bool = False
    ip: str | None = None
    started: dt.datetime | None = None
    seconds: float = 0.0

    def header(self, name: str) -> str | None:
        """The first header of that (lower-case) name."""
        for key, value in self.headers:  # asked a dozen times an answer: no generator
            if key == name:
                return value
        return None


class Fault(StrEnum):
    """Why no answer came."""

    DNS = "dns"
    NO_SUCH_HOST = "no_such_host"
    REFUSED = "refused"
    RESET = "reset"
    TIMEOUT = "timeout"
    PROTOCOL = "protocol"
    EXPIRED = "expired"
    SELF_SIGNED = "self_signed"
    WRONG_HOST = "wrong_host"
    UNTRUSTED = "untrusted"
    POLICY = "policy"
    OFFLINE = "offline"
    UNSUPPORTED_SCHEME = "unsupported_scheme"
    MALFORMED = "malformed"
    BUDGET = "budget"
    NO_SOCKET = "no_socket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """No answer, and why; `message` is what the client said, cleaned."""

    request: Request
    fault: Fault
    message: str = ""
    started: dt.datetime | None = None
    seconds: float = 0.0


Answer = Exchange | Failure


class Fetch(Protocol):
    """A client behind the port: takes requests from the left of `queue`, yields their answers.

    Answers come in any order, one for each request, and carry the request they answer. The caller
    may append to the queue between two answers; the client ends when the queue is empty and
    nothing is under way. Closing the iterator ends all that is under way. Pacing, pauses of a
    service and the order among waiting requests are the client's affair, and it never raises for
    what a server does: that is a `Failure`.
    """

    def __call__(self, queue: deque[Request], /) -> Iterator[Answer]:
        """Answer all requests of the queue."""
        ...
