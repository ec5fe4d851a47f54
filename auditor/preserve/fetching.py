"""One request whose answer is kept as served, byte for byte, on disk rather than in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
import datetime as dt
import hashlib
import socket
import tempfile
from typing import IO, Any, cast

import pycurl

from auditor.links.address import parse
from auditor.links.outward import options as outward
from auditor.links.policy import refused, refused_host
from auditor.links.settings import LinkSettings
from auditor.preserve.warc import Body

IN_MEMORY = 1 << 20  # bytes of a body that stay in memory before it goes to disk
HEADERS = 1 << 17  # bytes of all header blocks together
_STOP = 0xFFFFFFFF  # what a write function returns to end a transfer
ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may take: bytes of its body, seconds."""

    bytes: int = 64 << 20
    seconds: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """An answer as served: header block and payload with all codings still on, what was sent.

    `truncated` is a reason of WARC-Truncated (length, time, disconnect), "" for a whole answer.
    """

    url: str
    status: int
    asked: bytes
    block: bytes
    body: Body
    started: dt.datetime
    ip: str | None = None
    truncated: str = ""

    def header(self, name: str) -> str:
        """The last header of that (lower-case) name, "" without one."""
        found = ""
        for line in self.block.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.strip().lower() == name.encode():
                found = value.strip().decode("utf-8", "replace")
        return found


@dataclass(frozen=True, slots=True)
class Unserved:
    """No answer, and why in a word: policy, timeout, failed."""

    url: str
    reason: str


class _Handed(socket.socket):
    """A socket handed to pycurl, which works on a duplicate."""

    def __del__(self) -> None:
        self.close()


def _spool() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(IN_MEMORY)


@dataclass
class _Answer:
    """What has come so far."""

    settings: LinkSettings
    limit: int
    stopped: Callable[[], bool]
    file: IO[bytes] = field(default_factory=_spool)
    size: int = 0
    block: bytearray = field(default_factory=bytearray)
    read: int = 0
    asked: bytes = b""
    refused: bool = False
    over: bool = False

    def __post_init__(self) -> None:
        self.hash = hashlib.sha256()

    def header(self, line: bytes) -> int | None:
        """One line; a further status line begins anew, so that 1xx answers are passed over."""
        self.read += len(line)
        if self.read > HEADERS:
            return _STOP
        if line.startswith(b"HTTP/"):
            self.block.clear()
        self.block += line
        return None

    def write(self, data: bytes) -> int | None:
        room = data[: self.limit - self.size]
        self.file.write(room)
        self.hash.update(room)
        self.size += len(room)
        self.over = self.over or len(room) < len(data)
        return _STOP if self.over else None

    def debug(self, kind: int, data: bytes) -> None:
        if kind == pycurl.INFOTYPE_HEADER_OUT:
            self.asked = data

    def progress(self, *_: float) -> int:
        return int(self.stopped())

    def open(self, _purpose: int, address: Any) -> Any:
        ip = address.addr[0]
        ip = ip.decode() if isinstance(ip, bytes) else ip
        if not self.settings.allow_private and not self.settings.proxy and refused(ip):
            self.refused = True
            return pycurl.SOCKET_BAD
        return _Handed(address.family, address.socktype, address.protocol)


def serve(
    url: str,
    settings: LinkSettings,
    bundle: str,
    limits: Limits,
    *,
    referrer: str = "",
    stopped: Callable[[], bool] = lambda: False,
    handle: Any = None,
) -> Served | Unserved:
    """Ask for an address (an `href` of `auditor.links.address`); redirects are not followed.

    `handle` is a curl handle to use again, with its connections. `stopped` ends the transfer.
    """
    # Behind a proxy a name is all that tells a private host.
    if settings.proxy and not settings.allow_private and refused_host(parse(url).host):
        return Unserved(url, "policy")
    curl = handle or pycurl.Curl()
    curl.reset()
    answer = _Answer(settings, limits.bytes, stopped)
    for option, value in _options(url, settings, limits, referrer):
        curl.setopt(option, value)
    for option, value in outward(settings, bundle):
        curl.setopt(option, value)
    _listen(curl, answer)
    started = dt.datetime.now(dt.UTC)
    code = 0
    try:
        curl.perform()
    except pycurl.error as error:
        code = error.args[0]
    return _outcome(url, curl, code, answer, started)


def _options(
    url: str, settings: LinkSettings, limits: Limits, referrer: str
) -> list[tuple[Any, Any]]:
    headers = [f"User-Agent: {settings.user_agent}", f"Accept: {ACCEPT}", "Accept-Encoding: gzip"]
    return [
        (pycurl.URL, url),
        (pycurl.HTTPHEADER, headers + ([f"Referer: {referrer}"] if referrer else [])),
        (pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS),
        (pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1),  # whose blocks WARC holds as they are
        (pycurl.HTTP_TRANSFER_DECODING, 0),
        (pycurl.HTTP_CONTENT_DECODING, 0),
        (pycurl.FOLLOWLOCATION, 0),
        (pycurl.PATH_AS_IS, 1),
        (pycurl.TIMEOUT_MS, int(limits.seconds * 1000)),
        (pycurl.CONNECTTIMEOUT_MS, int(settings.connect_timeout * 1000)),
        (pycurl.NOSIGNAL, 1),
        (pycurl.NOPROGRESS, 0),
        (pycurl.VERBOSE, 1),  # for the debug function, which prints nothing
    ]


def _listen(curl: Any, answer: _Answer) -> None:
    curl.setopt(pycurl.HEADERFUNCTION, answer.header)
    curl.setopt(pycurl.WRITEFUNCTION, answer.write)
    curl.setopt(pycurl.DEBUGFUNCTION, answer.debug)
    curl.setopt(pycurl.XFERINFOFUNCTION, answer.progress)
    curl.setopt(pycurl.OPENSOCKETFUNCTION, answer.open)


def _outcome(
    url: str, curl: Any, code: int, answer: _Answer, started: dt.datetime
) -> Served | Unserved:
    status = curl.getinfo(pycurl.RESPONSE_CODE)
    whole = answer.block.endswith(b"\r\n\r\n") and answer.block.startswith(b"HTTP/1.")
    if answer.refused or not whole or status < 200:
        answer.file.close()
        return Unserved(url, _reason(code, refused=answer.refused))
    answer.file.seek(0)
    proxied = answer.settings.proxy is not None
    digest = f"sha256:{answer.hash.hexdigest()}"
    return Served(
        url=url,
        status=status,
        asked=answer.asked,
        block=bytes(answer.block),
        body=Body(file=cast(Any, answer.file), size=answer.size, digest=digest),
        started=started,
        ip=None if proxied else curl.getinfo(pycurl.PRIMARY_IP) or None,
        truncated="length" if answer.over else _TRUNCATED.get(code, "disconnect" if code else ""),
    )


_TRUNCATED = {pycurl.E_OPERATION_TIMEDOUT: "time"}


def _reason(code: int, *, refused: bool) -> str:
    if refused:
        return "policy"
    return "timeout" if code == pycurl.E_OPERATION_TIMEDOUT else "failed"
