"""One request as a curl handle: strict options, capped buffers, the answer that came of it."""

from __future__ import annotations

from collections.abc import Callable
import datetime as dt
import socket
from typing import Any

import pycurl

from auditor.links import outward
from auditor.links.address import parse
from auditor.links.policy import refused
from auditor.links.settings import LinkSettings
from auditor.model.port import Answer, Exchange, Failure, Fault, Request
from auditor.text.clean import clean_line

REDIRECT_LIMIT = 4096  # bytes of a redirect's body that are read, so that its connection is kept
_SKIP = 0xFFFFFFFF  # what a write function returns to end a transfer

FAULTS = {
    pycurl.E_COULDNT_RESOLVE_HOST: Fault.DNS,
    pycurl.E_COULDNT_CONNECT: Fault.REFUSED,
    pycurl.E_OPERATION_TIMEDOUT: Fault.TIMEOUT,
    pycurl.E_GOT_NOTHING: Fault.RESET,
    pycurl.E_RECV_ERROR: Fault.RESET,
    pycurl.E_SEND_ERROR: Fault.RESET,
    pycurl.E_ABORTED_BY_CALLBACK: Fault.RESET,  # see Transfer._leave
    pycurl.E_PARTIAL_FILE: Fault.RESET,
    pycurl.E_HTTP2: Fault.RESET,  # the session ended, perhaps for what another request met
    92: Fault.RESET,  # CURLE_HTTP2_STREAM, of which pycurl has no name
    pycurl.E_URL_MALFORMAT: Fault.MALFORMED,
    pycurl.E_PEER_FAILED_VERIFICATION: Fault.UNTRUSTED,
}
# Of these curl's own words tell no more, and count milliseconds: two runs would never say the same.
PLAIN = frozenset({Fault.REFUSED, Fault.TIMEOUT, Fault.EXPIRED, Fault.SELF_SIGNED})
# X509_V_ERR_* of OpenSSL's x509_vfy.h: has expired; the leaf is self-signed.
_CERTIFICATE = {10: Fault.EXPIRED, 18: Fault.SELF_SIGNED}
_FOREIGN = "Unrecognized content encoding"  # against data that breaks the coding it names
_NAMES = ("subject name", "common name")  # what curl says where the certificate names others


class _Handed(socket.socket):
    """A socket handed to pycurl, which works on a duplicate: it closes itself without a warning."""

    def __del__(self) -> None:
        if self.fileno() >= 0:  # one that could not be opened lacks what close() looks at
            self.close()


class Transfer:
    """A request under way. `handle` is what the multi drives; `answer` reads what came of it.

    `leaves` is called when there is a connection and the request is about to be sent.
    """

    def __init__(
        self,
        request: Request,
        settings: LinkSettings,
        bundle: str,
        started: dt.datetime,
        leaves: Callable[[], None] | None = None,
    ) -> None:
        self.request = request
        self.started = started
        self.settings = settings
        self.status = 0
        self.complete = False
        self.overlong = False
        self.truncated = False
        self.dialled = 0
        self.refused: str | None = None
        self.lacking = ""
        self._left = False
        self._head: list[bytes] = []
        self._header_bytes = 0
        self._chunks: list[bytes] = []
        self._size = 0
        self.handle = _handle(request, settings, bundle)
        self.handle.setopt(pycurl.HEADERFUNCTION, self._header)
        self.handle.setopt(pycurl.WRITEFUNCTION, self._write)
        self.handle.setopt(pycurl.OPENSOCKETFUNCTION, self._open)
        if leaves:
            self._leaves = leaves
            self.handle.setopt(pycurl.PREREQFUNCTION, self._leave)

    def _header(self, line: bytes) -> int | None:
        self._header_bytes += len(line)
        if self._header_bytes > self.settings.header_limit:
            self.overlong = True
            return _SKIP
        if line.startswith(b"HTTP/"):
            self.status, self.complete = _status(line), False
            self._head.clear()
            return None if self.status else _SKIP
        if line.rstrip(b"\r\n"):
            self._head.append(line)
        else:
            self.complete = self.status >= 200
        return None

    def _write(self, data: bytes) -> int | None:
        limit = min(self.request.limit, REDIRECT_LIMIT if 300 <= self.status < 400 else 1 << 62)
        room = limit - self._size
        self._chunks.append(data[:room])
        self._size += len(self._chunks[-1])
        if len(data) <= room:
            return None
        self.truncated = True
        return _SKIP

    def _leave(self, *_: object) -> int:
        """Let a request go once: curl repeats one whose kept connection breaks, at once."""
        if self._left:
            return int(pycurl.PREREQFUNC_ABORT)
        self._left = True
        self._leaves()
        return int(pycurl.PREREQFUNC_OK)

    def _open(self, _purpose: int, address: Any) -> Any:
        ip = address.addr[0]
        ip = ip.decode() if isinstance(ip, bytes) else ip
        # Behind a proxy the address dialled is the proxy's, which a person chose.
        if not (self.settings.allow_private or self.settings.proxy) and refused(ip):
            self.refused = ip
            return pycurl.SOCKET_BAD
        try:
            handed = _Handed(address.family, address.socktype, address.protocol)
        except OSError as error:  # such as "too many open files": no fault of the server's
            self.lacking = (error.strerror or str(error)).lower()
            return pycurl.SOCKET_BAD
        self.dialled += 1
        return handed

    def answer(self, code: int, message: str) -> Answer:
        """What came back; `code` is curl's result, 0 for a transfer that ran to its end."""
        seconds = float(self.handle.getinfo(pycurl.TOTAL_TIME))
        if self.refused is not None:
            message = f"{self.refused} is a private or special address"
        elif self.lacking:
            message = self.lacking
        if not self._answered(code, message):
            fault = self._fault(code, message)
            plain = fault in PLAIN and self.refused is None
            return Failure(
                request=self.request,
                fault=fault,
                message="" if plain else clean_line(message, 200),
                started=self.started,
                seconds=seconds,
            )
        return Exchange(
            request=self.request,
            status=self.status,
            headers=tuple(map(_field, self._head)),
            body=b"".join(self._chunks),
            truncated=self.truncated or code != 0,
            ip=self.handle.getinfo(pycurl.PRIMARY_IP) or None,
            started=self.started,
            seconds=seconds,
        )

    def _answered(self, code: int, message: str) -> bool:
        """Whether this is an answer: whole headers, and a body that came, if only in part.

        A page that drips past the deadline, lies about its length or breaks its own compression is
        there all the same; one whose body never began is not, unless it is in a coding that curl
        has not: servers send "none", "utf-8" and codings they weren't asked for, and browsers cope.
        """
        whole = self.complete and not self.overlong
        foreign = code == pycurl.E_BAD_CONTENT_ENCODING and message.startswith(_FOREIGN)
        began = self.truncated or self._size > 0 or foreign
        return whole and (code == 0 or began or self.status >= 300)

    def _fault(self, code: int, message: str) -> Fault:
        if not self.dialled and (self.refused is not None or self.lacking):
            return Fault.NO_SOCKET if self.lacking else Fault.POLICY
        if code == pycurl.E_PEER_FAILED_VERIFICATION:
            return _certificate(self.handle, message)
        if message.startswith("Resolving timed out"):
            return Fault.DNS
        if code == pycurl.E_RECV_ERROR and "chunk" in message:
            return Fault.PROTOCOL  # curl has one code for a lost connection and for bad chunks
        if code == 0:
            return Fault.RESET  # the connection ended inside the header block
        return FAULTS.get(code, Fault.PROTOCOL)


def _certificate(handle: Any, message: str) -> Fault:
    if any(name in message for name in _NAMES):
        return Fault.WRONG_HOST
    return _CERTIFICATE.get(handle.getinfo(pycurl.SSL_VERIFYRESULT), Fault.UNTRUSTED)


def _field(line: bytes) -> tuple[str, str]:
    try:
        text = line.decode("utf-8")  # raw UTF-8 in Location is common, and Latin-1 would hide it
    except UnicodeDecodeError:
        text = line.decode("latin-1")
    name, _, value = text.partition(":")
    return name.strip().lower(), value.strip()


def _status(line: bytes) -> int:
    parts = line.split(maxsplit=2)
    code = parts[1] if len(parts) > 1 else b""
    return int(code) if len(code) == 3 and code.isdigit() else 0


def _handle(request: Request, settings: LinkSettings, bundle: str) -> Any:
    own = settings.for_host(parse(request.url).host) if settings.hosts else None
    headers = {**request.headers, **own.headers} if own else request.headers
    handle = pycurl.Curl()
    options: list[tuple[Any, Any]] = [
        (pycurl.URL, request.url),
        (pycurl.HTTPHEADER, [f"{name}: {value}" for name, value in headers.items()]),
        (pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS),
        (pycurl.FOLLOWLOCATION, 0),
        (pycurl.PATH_AS_IS, 1),
        (pycurl.ACCEPT_ENCODING, ""),
        (pycurl.TIMEOUT_MS, int(settings.deadline * 1000)),
        (pycurl.CONNECTTIMEOUT_MS, int(settings.connect_timeout * 1000)),
        (pycurl.NOSIGNAL, 1),
        *outward.options(settings, bundle),
    ]
    if own and own.basic_auth:
        options += [(pycurl.HTTPAUTH, pycurl.HTTPAUTH_BASIC), (pycurl.USERNAME, own.basic_auth[0])]
        options.append((pycurl.PASSWORD, own.basic_auth[1]))
    for option, value in options:
        handle.setopt(option, value)
    return handle
