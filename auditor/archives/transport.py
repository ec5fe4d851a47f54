"""One exchange with a trusted service over `requests`: exact host, no redirects, bounded.

It goes through the adapter, not the session: a session reads the whole body of a redirect, decoded
and without a bound, even when told not to follow it; it sends credentials from ~/.netrc; and it
takes proxies from the environment. None of that is wanted here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
import http.client
import socket
import zlib

import requests
from requests.adapters import HTTPAdapter
import urllib3.exceptions

from auditor.archives.settings import ArchiveSettings, Clock, Limits
from auditor.model.port import Answer, Exchange, Failure, Fault, Request
from auditor.text.clean import clean_line

CHUNK = 16384
# The first kind that is among the causes of an exception: urllib3 counts a refused connection among
# its time-outs, and wraps what happened several times over.
_FAULTS: tuple[tuple[type[BaseException], Fault], ...] = (
    (socket.gaierror, Fault.DNS),
    (urllib3.exceptions.NameResolutionError, Fault.DNS),
    (ConnectionRefusedError, Fault.REFUSED),
    (requests.exceptions.SSLError, Fault.UNTRUSTED),
    (urllib3.exceptions.NewConnectionError, Fault.REFUSED),
    (requests.Timeout, Fault.TIMEOUT),
    (urllib3.exceptions.TimeoutError, Fault.TIMEOUT),
    (TimeoutError, Fault.TIMEOUT),
    (ConnectionError, Fault.RESET),
    (requests.exceptions.InvalidURL, Fault.MALFORMED),
)
_ERRORS = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    zlib.error,
    ValueError,
)


class Transport:
    """Kept connections to the services of some settings; threads may share it."""

    def __init__(self, settings: ArchiveSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        # One host answers several services: the pool is for each host.
        together = (settings.replay, settings.cdx, settings.availability)
        self._proxies = dict.fromkeys(("http", "https"), settings.proxy) if settings.proxy else {}
        self._adapter = HTTPAdapter(pool_maxsize=sum(item.in_flight for item in together))

    def exchange(
        self, request: Request, limits: Limits, authorization: str | None = None
    ) -> Answer:
        """The answer to a request; never raises for what a server or a network does.

        `authorization` goes into its header and nowhere else: answers carry the request alone.
        """
        started, begun = self._clock.now(), self._clock.monotonic()
        if not self._is_ours(request):
            return Failure(request=request, fault=Fault.POLICY, started=started)
        try:
            answer = self._send(request, limits, begun + limits.deadline, authorization)
        except _ERRORS as error:
            return Failure(
                request=request,
                fault=fault_of(error),
                message=clean_line(str(error), 200),
                started=started,
                seconds=self._clock.monotonic() - begun,
            )
        status, headers, body, truncated = answer
        return Exchange(
            request=request,
            status=status,
            headers=headers,
            body=body,
            truncated=truncated,
            started=started,
            seconds=self._clock.monotonic() - begun,
        )

    def _is_ours(self, request: Request) -> bool:
        for archive in self._settings.further:
            if archive.name == request.service:
                return archive.own(request.url) == request.url
        endpoint = None if request.service else self._settings.endpoints.of(request.purpose)
        return endpoint is not None and request.url.startswith(endpoint)

    def _send(
        self, request: Request, limits: Limits, deadline: float, authorization: str | None
    ) -> tuple[int, tuple[tuple[str, str], ...], bytes, bool]:
        headers = {
            "User-Agent": self._settings.user_agent,
            "Accept-Encoding": "gzip",
            **request.headers,
            **({"Authorization": authorization} if authorization else {}),
        }
        asked = requests.Request(request.method, request.url, headers, data=request.body)
        prepared = asked.prepare()
        response = self._adapter.send(
            prepared,
            stream=True,
            timeout=(limits.connect, limits.read),
            verify=self._settings.ca_bundle or True,
            proxies=self._proxies,
        )
        with closing(response):
            lines = tuple(
                (name.lower(), clean_line(value, 8192))
                for name, value in response.raw.headers.iteritems()
            )
            pieces = self._decoded(response, deadline)
            body, truncated = capped(pieces, request.limit)
        return response.status_code, lines, body, truncated

    def _decoded(self, response: requests.Response, deadline: float) -> Iterator[bytes]:
        """The body in pieces of bounded size, decompressed, until the deadline."""
        coding = response.headers.get("content-encoding", "").strip().lower()
        gzip = coding in ("gzip", "x-gzip", "deflate")
        unzip = zlib.decompressobj(zlib.MAX_WBITS | 32)
        while piece := response.raw.read1(CHUNK, decode_content=False):
            if self._clock.monotonic() > deadline:
                raise TimeoutError("the answer did not end in time")
            yield from inflated(unzip, piece) if gzip else (piece,)


def inflated(unzip: zlib._Decompress, piece: bytes) -> Iterator[bytes]:
    """`piece` decompressed, no more than a chunk at a time: a bomb is never whole in memory."""
    while piece:
        yield unzip.decompress(piece, CHUNK)
        piece = unzip.unconsumed_tail


def capped(pieces: Iterator[bytes], limit: int) -> tuple[bytes, bool]:
    """The first `limit` bytes, and whether there were more."""
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limit:
            return bytes(body[:limit]), True
    return bytes(body), False


def fault_of(error: BaseException) -> Fault:
    """The word for an exception, by the causes it was raised from."""
    causes = tuple(_causes(error))
    for kind, fault in _FAULTS:
        if any(isinstance(cause, kind) for cause in causes):
            return fault
    return Fault.PROTOCOL


def _causes(error: BaseException, depth: int = 6) -> Iterator[BaseException]:
    yield error
    inner = (getattr(error, "reason", None), *error.args, error.__cause__, error.__context__)
    for cause in inner:
        if depth and isinstance(cause, BaseException):
            yield from _causes(cause, depth - 1)
