"""Servers that mean harm: what each path of a farm does to whoever asks, and the word for it.

`WORDS` says what a reader would be told. Where a page came before the harm began, it is there;
where its headers never ended, it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
import gzip
import os
import socket
import ssl
from tempfile import TemporaryFile
from threading import Event, Thread
import time
from typing import Self

from farm import Farm
from replies import PAGE, Ask, Behaviour, page, to
import trustme

_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
_GZIP = "Content-Encoding: gzip\r\n"
BIG = 64  # MiB of an ordinary bomb
_LONGEST = 30.0  # seconds a flood goes on if nobody hangs up


def _flood(head: bytes, part: bytes, pause: float = 0.0) -> Behaviour:
    """A head, then the same part without end."""

    def answer(ask: Ask) -> None:
        ask.connection.sendall(head)
        until = time.monotonic() + _LONGEST
        while time.monotonic() < until and not ask.closing.wait(pause):
            ask.connection.sendall(part)

    return answer


def _once(data: bytes) -> Behaviour:
    """These bytes, then the end."""
    return _flood_of_one(data, wait=False)


def _held(data: bytes) -> Behaviour:
    """These bytes, then silence."""
    return _flood_of_one(data, wait=True)


def _flood_of_one(data: bytes, *, wait: bool) -> Behaviour:
    def answer(ask: Ask) -> None:
        ask.connection.sendall(data)
        if wait:
            ask.closing.wait(_LONGEST)

    return answer


def _reset(data: bytes) -> Behaviour:
    """These bytes, then a reset."""

    def answer(ask: Ask) -> None:
        ask.connection.sendall(data)
        time.sleep(0.05)
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        ask.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    return answer


@cache
def bomb(megabytes: int, layers: int = 1) -> bytes:
    """So many MiB of zeros, packed so many times; built by streaming, never held whole."""
    with TemporaryFile() as file:
        with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=9) as packed:
            for _ in range(megabytes):
                packed.write(bytes(1 << 20))
        file.seek(0)
        data = file.read()
    for _ in range(layers - 1):
        data = gzip.compress(data)
    return data


def _to_next(ask: Ask) -> bytes:
    """A redirect to an address nobody has seen, each longer than the last."""
    return to(f"/to-next?{'n' * min(8000, 2 * len(ask.path))}{ask.nth}")


def _refresh_next(ask: Ask) -> bytes:
    at = int(ask.path.partition("n=")[2] or 0) + 1
    tag = f'<meta http-equiv="refresh" content="0; url=/refresh-next?n={at}">'
    return page(tag.encode())


_COOKIES = "".join(f"Set-Cookie: c{n}={'v' * 90}; Path=/\r\n" for n in range(900))
_SLOW_COOKIE = f"Set-Cookie: a=b; expires={'1 ' * 20_000}x\r\n"

HOSTILE: Mapping[str, tuple[Behaviour, str]] = {
    "/endless-body": (_flood(_OK + b"\r\n", PAGE * 100), "alive"),
    "/endless-chunks": (_flood(_CHUNKED, b"7\r\nno end.\r\n" * 1000), "alive"),
    "/endless-zeros": (_flood(_OK + b"\r\n", bytes(65536)), "alive"),
    "/endless-headers": (
        _flood(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 1000),
        "unreachable protocol",
    ),
    "/endless-line": (_flood(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 9000), "unreachable protocol"),
    "/endless-status": (_flood(b"HTTP/1.1 200 ", b"O" * 9000), "unreachable protocol"),
    "/endless-fold": (_flood(_OK + b"X: y\r\n", b" y\r\n" * 1000), "unreachable protocol"),
    "/endless-hints": (
        _flood(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100),
        "unreachable protocol",
    ),
    "/endless-continue": (
        _flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
        "unreachable protocol",
    ),
    "/endless-garbage": (
        _flood(b"", os.urandom(9000).replace(b"HTTP", b"")),
        "unreachable protocol",
    ),
    "/endless-extension": (_flood(_CHUNKED + b"5;", b"x" * 9000), "unreachable timeout"),
    "/endless-trailers": (
        _flood(_CHUNKED + b"5\r\nwords\r\n0\r\n", b"X: y\r\n" * 1000),
        "alive",
    ),
    "/endless-newlines": (_flood(b"", b"\r\n" * 1000), "unreachable protocol"),
    "/drip-status": (_flood(b"HTTP/1.1", b" ", 0.02), "unreachable timeout"),
    "/drip-header": (_flood(b"HTTP/1.1 200 OK\r\nX: ", b"y", 0.02), "unreachable timeout"),
    "/drip-body": (_flood(_OK + b"\r\n<title>Slow</title>", b"drop ", 0.02), "alive"),
    "/drip-chunk-size": (_flood(_CHUNKED, b"0", 0.02), "unreachable protocol"),
    "/gzip-bomb": (lambda _: page(bomb(BIG), extra=_GZIP), "alive"),
    "/gzip-bomb-twice": (
        lambda _: page(bomb(BIG, 2), extra="Content-Encoding: gzip, gzip\r\n"),
        "alive",
    ),
    "/gzip-many": (
        lambda _: page(bomb(1), extra="Content-Encoding: " + "gzip, " * 200 + "gzip\r\n"),
        "unreachable protocol",
    ),
    "/gzip-404-bomb": (lambda _: page(bomb(BIG), "404 Not Found", extra=_GZIP), "dead not_found"),
    "/gzip-cut": (lambda _: page(bomb(1)[:40], extra=_GZIP), "alive"),
    "/redirect-bomb": (
        lambda _: page(bomb(BIG), "302 Found", extra=_GZIP + "Location: /there\r\n"),
        "moved",
    ),
    "/redirect-endless": (
        _flood(b"HTTP/1.1 302 Found\r\nLocation: /there\r\n\r\n", bytes(65536)),
        "moved",
    ),
    "/redirect-cookies": (lambda _: to("/there", extra=_COOKIES), "moved"),
    "/redirect-slow-cookie": (lambda _: to("/there", extra=_SLOW_COOKIE), "moved"),
    "/redirect-long": (lambda _: to("/there?" + "a" * 60_000), "moved"),
    "/redirect-control": (lambda _: to("/there?\x1b[31m\x00"), "unreachable protocol"),
    "/to-next": (_to_next, "unreachable protocol"),
    "/refresh-next": (_refresh_next, "suspect meta_refresh"),
    "/there": (lambda _: page(), "alive"),
    "/cut-status": (_once(b"HTTP/1.1 2"), "unreachable reset"),
    "/cut-header": (_once(b"HTTP/1.1 200 OK\r\nContent-Le"), "unreachable reset"),
    "/cut-blank": (_once(_OK), "unreachable reset"),
    "/early-hints-cut": (_once(b"HTTP/1.1 103 Early Hints\r\n\r\n"), "unreachable reset"),
    "/early-hints-404": (
        _once(b"HTTP/1.1 103 Early Hints\r\n\r\n" + page(b"no", "404 Not Found")),
        "dead not_found",
    ),
    "/length-lies-more": (_once(_OK + b"Content-Length: 99999\r\n\r\n" + PAGE), "alive"),
    "/length-lies-held": (_held(_OK + b"Content-Length: 99999\r\n\r\n" + PAGE), "alive"),
    "/length-huge": (_once(_OK + b"Content-Length: 9" + b"9" * 30 + b"\r\n\r\n" + PAGE), "alive"),
    "/length-negative": (_once(_OK + b"Content-Length: -5\r\n\r\n" + PAGE), "unreachable protocol"),
    "/length-and-chunks": (
        _once(
            _OK + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwords\r\n0\r\n\r\n"
        ),
        "alive",
    ),
    "/chunk-huge": (_held(_CHUNKED + b"7fffffffffffffff\r\n" + PAGE), "alive"),
    "/chunk-overflow": (_held(_CHUNKED + b"f" * 40 + b"\r\n" + PAGE), "unreachable protocol"),
    "/chunk-negative": (_held(_CHUNKED + b"-5\r\n" + PAGE), "unreachable protocol"),
    "/nul-header": (_once(_OK + b"X: a\0b\r\n\r\n" + PAGE), "unreachable protocol"),
    "/http-9": (_once(b"HTTP/9.9 200 OK\r\n\r\n" + PAGE), "unreachable protocol"),
    "/http-2-frames": (_held(b"\0\0\x12\4\0\0\0\0\0" + bytes(18)), "unreachable protocol"),
    "/status-0": (_once(b"HTTP/1.1 000 Nothing\r\n\r\n"), "unreachable protocol"),
    "/status-99999": (_once(b"HTTP/1.1 99999 Much\r\n\r\n"), "unreachable protocol"),
    "/upgrade": (
        _held(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"),
        "unreachable timeout",
    ),
    "/reset-at-once": (_reset(b""), "unreachable reset"),
    "/reset-in-header": (_reset(b"HTTP/1.1 200 OK\r\nX:"), "unreachable reset"),
    "/silent": (_held(b""), "unreachable timeout"),
    "/charset-punycode": (
        lambda _: page(b"<title>a</title>" + b"a" * 60_000, kind="text/html; charset=punycode"),
        "alive",
    ),
    "/charset-idna": (lambda _: page(kind="text/html; charset=idna"), "alive"),
    "/tags-unclosed": (
        lambda _: page(b"<title>Sorry</title>" + b'<a b="' * 10_000),
        "alive",
    ),
}


class Port:
    """A port that does one thing to every connection, before any HTTP."""

    def __init__(self, deed: Callable[[socket.socket, Event], None]) -> None:
        self._deed = deed
        self._closing = Event()
        self._socket = socket.create_server(("0.0.0.0", 0), backlog=64)
        self.port: int = self._socket.getsockname()[1]

    def __enter__(self) -> Self:
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                Thread(target=self._meet, args=(connection,), daemon=True).start()

    def _meet(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(_LONGEST)
            self._deed(connection, self._closing)


def _mute(connection: socket.socket, closing: Event) -> None:
    closing.wait(_LONGEST)
    connection.close()


def _banner(connection: socket.socket, closing: Event) -> None:
    while not closing.is_set():
        connection.sendall(b"SSH-2.0-OpenSSH_9.9\r\n" * 400)


def _tls_alert(connection: socket.socket, _: Event) -> None:
    connection.recv(4096)
    connection.sendall(b"\x15\x03\x03\x00\x02\x02\x28")


def _tls_endless(connection: socket.socket, closing: Event) -> None:
    """Handshake records that never make a handshake."""
    connection.recv(4096)
    while not closing.is_set():
        connection.sendall(b"\x16\x03\x03\x40\x00" + bytes(0x4000))


def _tls_answer(connection: socket.socket, _: Event) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    context.wrap_socket(connection, server_side=True)


# The scheme it is asked with, what the port does, the word.
PORTS: Mapping[str, tuple[str, Callable[[socket.socket, Event], None], str]] = {
    "mute port": ("http", _mute, "unreachable timeout"),
    "TLS to a mute port": ("https", _mute, "unreachable timeout"),
    "another protocol's banner": ("http", _banner, "unreachable protocol"),
    "TLS to another protocol": ("https", _banner, "unreachable protocol"),
    "TLS alert": ("https", _tls_alert, "unreachable protocol"),
    # Cut off as it holds up all others, or timed out where it is too slow for that.
    "TLS without end": ("https", _tls_endless, "unreachable protocol or unreachable timeout"),
    "plain HTTP to TLS": ("http", _tls_answer, "unreachable reset"),
}
TLS_TO_PLAIN = "TLS to a plain port"


def hostile_farm() -> Farm:
    """A farm of nothing but hostile servers, its bombs packed before anyone asks."""
    bomb(1), bomb(BIG), bomb(BIG, 2)
    farm = Farm()
    farm.routes = {path: behaviour for path, (behaviour, _) in HOSTILE.items()}
    return farm
