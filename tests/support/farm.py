"""A loopback web of odd servers: each path behaves in one way, and every request is logged.

One port answers on all of 127.0.0.0/8, so that `url(path, host=7)` is a host of its own on Linux;
elsewhere only 127.0.0.1 exists and all hosts are that one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
import gzip
import socket
import ssl
import sys
from threading import Event, Lock, Thread
import time
from types import TracebackType
from typing import Self

_HELLO = "\x16\x03"
PAGE = (
    b"<!doctype html><html><head><title>A page of the farm</title></head><body><h1>Heading</h1>"
    + b"<p>%s</p></body></html>" % (b"Words of a page that is there. " * 8)
)

ANCHORS = (
    b"<!doctype html><html><head><title>Anchors</title></head><body><h1 id=one>One</h1>"
    + b"<p>The quick <b>brown</b> fox &amp; the lazy dog\xe2\x80\x99s bone.</p>" * 12
    + b'<a name="two">Two</a><hr><h2 id="user-content-three">Three</h2>'
    + '<p id="größe">Größe</p>'.encode()
    + b"</body></html>"
)
PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 12 >>\nendobj\n%%EOF\n"
)


@dataclass(frozen=True)
class Ask:
    """A request as the farm saw it; `nth` counts the requests for this path from 1."""

    method: str
    path: str
    host: str
    headers: dict[str, str]
    nth: int
    connection: socket.socket
    closing: Event

    @property
    def port(self) -> str:
        return self.headers["host"].rpartition(":")[2]

    def elsewhere(self, host: int, path: str) -> str:
        return f"http://127.0.0.{host}:{self.port}{path}"


Behaviour = Callable[[Ask], bytes | None]


@dataclass
class Log:
    """What the servers saw: paths in order, and the most requests in flight per host at once."""

    paths: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    peak: Counter[str] = field(default_factory=Counter)
    flying: Counter[str] = field(default_factory=Counter)
    connections: int = 0


def page(
    body: bytes = PAGE,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    extra: str = "",
) -> bytes:
    """A whole answer."""
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{extra}\r\n"
    )
    return head.encode() + body


def titled(title: str, text: str = "") -> bytes:
    """An answer with an HTML page of that title."""
    return page(
        f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>".encode()
    )


def to(location: str, status: str = "302 Found", extra: str = "") -> bytes:
    """A redirect."""
    return page(b"", status, extra=f"Location: {location}\r\n{extra}")


class Farm:
    """The servers. `routes` may be added to; a path without one is 404.

    A route "/folder/*" serves all of a folder that has no route of its own.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.routes: dict[str, Behaviour] = dict(ROUTES)
        self.log = Log()
        self._seen: Counter[str] = Counter()
        self._lock = Lock()
        self._tls = tls
        self._closing = Event()
        self._socket = socket.create_server(("0.0.0.0", 0), backlog=512)
        self.port: int = self._socket.getsockname()[1]

    def url(self, path: str, host: int = 1) -> str:
        scheme = "https" if self._tls else "http"
        number = host if sys.platform == "linux" else 1
        return f"{scheme}://127.0.0.{number}:{self.port}{path}"

    def __enter__(self) -> Self:
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        if sys.platform == "linux":  # wakes the thread that accepts
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(10)
            try:
                if self._tls:
                    connection = self._tls.wrap_socket(connection, server_side=True)
                with self._lock:
                    self.log.connections += 1
                with connection:
                    while self._one(connection):
                        pass
            except OSError:
                return

    def _one(self, connection: socket.socket) -> bool:
        head = _read(connection)
        if head is None:
            return False
        if head.startswith(_HELLO):  # TLS spoken to a plain port
            connection.sendall(page(b"", "400 Bad Request"))
            return False
        ask = self._ask(head, connection)
        path = ask.path.partition("?")[0]
        found = self.routes.get(path) or self.routes.get(path.rpartition("/")[0] + "/*", _missing)
        try:
            answer = found(ask)
        finally:
            with self._lock:
                self.log.flying[ask.host] -= 1
        if answer is None:
            return False
        connection.sendall(answer)
        return b"\r\nConnection: close" not in answer and b"Content-Length" in answer

    def _ask(self, head: str, connection: socket.socket) -> Ask:
        first, *lines = head.split("\r\n")
        method, path, *_ = first.split(" ")
        pairs = [line.split(":", 1) for line in lines if ":" in line]
        headers = {name.strip().lower(): value.strip() for name, value in pairs}
        host = headers.get("host", "").rpartition(":")[0]
        with self._lock:
            self._seen[host + path] += 1
            self.log.paths.append(path)
            self.log.agents.append(headers.get("user-agent", ""))
            self.log.flying[host] += 1
            self.log.peak[host] = max(self.log.peak[host], self.log.flying[host])
            nth = self._seen[host + path]
        return Ask(method, path, host, headers, nth, connection, self._closing)


def _read(connection: socket.socket) -> str | None:
    data = b""
    while b"\r\n\r\n" not in data and not data.startswith(_HELLO.encode()):
        chunk = connection.recv(65536)
        if not chunk or len(data) > 1 << 20:
            return None
        data += chunk
    return data.partition(b"\r\n\r\n")[0].decode("latin-1")


def _missing(_ask: Ask) -> bytes:
    return page(b"<title>Nothing</title>", "404 Not Found")


def _browser(ask: Ask) -> bool:
    return ask.headers.get("user-agent", "").startswith("Mozilla/")


def _then(first: bytes, later: bytes, times: int = 1) -> Behaviour:
    """One answer the first `times` times, another afterwards."""
    return lambda ask: first if ask.nth <= times else later


def _reset(ask: Ask) -> None:
    linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
    ask.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


def _raw(data: bytes) -> Behaviour:
    """Bytes as they are, then the end of the connection."""

    def answer(ask: Ask) -> None:
        ask.connection.sendall(data)

    return answer


def _hang(ask: Ask) -> None:
    ask.closing.wait(5)


def _drip(head: bytes, drop: bytes) -> Behaviour:
    """A head, then a drop every 20 ms, for as long as anyone listens."""

    def answer(ask: Ask) -> None:
        ask.connection.sendall(head)
        while not ask.closing.wait(0.02):
            ask.connection.sendall(drop)

    return answer


def _flood(head: bytes, chunk: bytes) -> Behaviour:
    """A head, then chunks without end."""

    def answer(ask: Ask) -> None:
        ask.connection.sendall(head)
        until = time.monotonic() + 5
        while time.monotonic() < until:
            ask.connection.sendall(chunk)

    return answer


def _chain(ask: Ask) -> bytes:
    """/chain?n=3 redirects three times, permanently."""
    left = int(ask.path.partition("n=")[2])
    return page() if left == 0 else to(f"/chain?n={left - 1}", "301 Moved Permanently")


def _cookie_loop(ask: Ask) -> bytes:
    """Redirects to itself until its cookie comes back."""
    if "pass=yes" in ask.headers.get("cookie", ""):
        return page()
    return to("/cookie-loop", extra="Set-Cookie: pass=yes; Path=/\r\n")


def _refresh(content: str) -> Behaviour:
    """A page that sends its readers on."""
    tag = f'<html><head><meta http-equiv="Refresh" content="{content}"></head></html>'
    return lambda _: page(tag.encode())


@cache
def _bomb() -> bytes:
    """16 MiB in 16 KiB."""
    return gzip.compress(bytes(16 << 20))


_GZIP = "Content-Encoding: gzip\r\n"
_HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

ROUTES: dict[str, Behaviour] = {
    "/": lambda _: page(),
    "/alive": lambda _: page(),
    "/no-content": lambda _: b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
    "/bare-lf": _raw(b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + PAGE),
    "/big-head": lambda _: page(extra=f"X-Pad: {'p' * 1000}\r\n" * 40),
    "/early-hints": lambda _: (
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + page(b"gone", "404 Not Found")
    ),
    "/pdf": lambda _: page(b"%PDF-1.7 ...", kind="application/pdf"),
    "/a%2Fb%26c": lambda _: page(),
    "/moved-301": lambda _: to("/alive", "301 Moved Permanently"),
    "/moved-302": lambda _: to("/alive"),
    "/moved-303": lambda _: to("/alive", "303 See Other"),
    "/moved-307": lambda _: to("/alive", "307 Temporary Redirect"),
    "/moved-308": lambda _: to("/alive", "308 Permanent Redirect"),
    "/moved-host": lambda ask: to(ask.elsewhere(2, "/alive"), "301 Moved Permanently"),
    "/moved-mixed": lambda _: to("/moved-302", "301 Moved Permanently"),
    "/moved-utf8": lambda _: to("/über uns", "301 Moved Permanently"),
    "/%C3%BCber%20uns": lambda _: page(),
    "/chain": _chain,
    "/loop-a": lambda _: to("/loop-b"),
    "/loop-b": lambda _: to("/loop-a"),
    "/cookie-loop": _cookie_loop,
    "/to-mailto": lambda _: to("mailto:editor@farm.invalid"),
    "/to-file": lambda _: to("file:///etc/hostname"),
    "/to-nowhere": lambda _: page(b"", "302 Found"),
    "/to-metadata": lambda _: to("http://169.254.169.254/latest/meta-data/"),
    "/articles/2021/to-home": lambda _: to("/", "301 Moved Permanently"),
    "/to-login": lambda _: to("/login?next=/to-login"),
    "/login": lambda _: titled("Log in"),
    "/to-consent": lambda _: to("/consent?to=/to-consent"),
    "/consent": lambda _: titled("Before you continue"),
    "/404": lambda _: page(b"<title>Not found</title>", "404 Not Found"),
    "/404-once": _then(page(b"", "404 Not Found"), page()),
    "/410": lambda _: page(b"", "410 Gone"),
    "/401": lambda _: page(b"", "401 Unauthorized", extra="WWW-Authenticate: Basic\r\n"),
    "/402": lambda _: page(b"", "402 Payment Required"),
    "/403": lambda _: page(b"no", "403 Forbidden"),
    "/403-programs": lambda ask: page() if _browser(ask) else page(b"", "403 Forbidden"),
    "/406-programs": lambda ask: page() if _browser(ask) else page(b"", "406 Not Acceptable"),
    "/451": lambda _: page(b"", "451 Unavailable For Legal Reasons"),
    "/999": lambda _: page(b"", "999 Request denied"),
    "/cloudflare-403": lambda _: page(
        b"<title>Just a moment...</title>", "403 Forbidden", extra="cf-mitigated: challenge\r\n"
    ),
    "/cloudflare-503": lambda _: page(
        b"<html><title>Just a moment...</title></html>", "503 Service Unavailable"
    ),
    "/waf-202": lambda _: page(b"", "202 Accepted", extra="x-amzn-waf-action: challenge\r\n"),
    "/akamai": lambda _: page(
        b"<title>Access Denied</title>Reference https://errors.edgesuite.net/1", "403 Forbidden"
    ),
    "/500": lambda _: page(b"", "500 Internal Server Error"),
    "/503": lambda _: page(b"", "503 Service Unavailable"),
    "/503-once": _then(page(b"", "503 Service Unavailable", extra="Retry-After: 7\r\n"), page()),
    "/429": lambda _: page(b"", "429 Too Many Requests", extra="Retry-After: 9\r\n"),
    "/429-once": _then(page(b"", "429 Too Many Requests", extra="Retry-After: 9\r\n"), page()),
    "/429-hour": lambda _: page(b"", "429 Too Many Requests", extra="Retry-After: 3600\r\n"),
    "/429-date": _then(
        page(
            b"",
            "429 Too Many Requests",
            extra="Date: Wed, 01 Jun 2022 10:00:00 GMT\r\n"
            "Retry-After: Wed, 01 Jun 2022 10:00:11 GMT\r\n",
        ),
        page(),
    ),
    "/reset": _reset,
    "/reset-once": lambda ask: _reset(ask) if ask.nth == 1 else page(),
    "/silent": lambda _: None,
    "/hang": _hang,
    "/hang-body": _drip(_HTML + b"Content-Length: 99\r\n\r\n", b""),
    "/drip-head": _drip(b"HTTP/1.1 200 OK\r\n", b"X-Drop: d\r\n"),
    "/drip-body": _drip(_HTML + b"\r\n<title>Slow</title>", b"drop "),
    "/cut-head": _raw(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "/cut-body": _raw(_HTML + b"Content-Length: 9999\r\n\r\n" + PAGE),
    "/garbage": _raw(b"\x00\x01\x02 this is no HTTP\r\n\r\n"),
    "/endless": _flood(_HTML + b"\r\n", PAGE * 100),
    "/endless-head": _flood(b"HTTP/1.1 200 OK\r\n", b"X-Pad: " + b"p" * 8000 + b"\r\n"),
    "/gzip-bomb": lambda _: page(_bomb(), extra=_GZIP),
    "/redirect-bomb": lambda _: page(_bomb(), "302 Found", extra=_GZIP + "Location: /alive\r\n"),
    "/bad-gzip": lambda _: page(b"this is not gzip", extra=_GZIP),
    "/soft-404": lambda _: titled("Page not found | The Farm", "Sorry."),
    "/soft-404-ja": lambda _: titled("ページが見つかりません - 農場", "お探しのページは…"),
    "/about-404": lambda _: titled("What “404 page not found” means | The Farm", "An essay."),
    "/parked": lambda _: titled("farm.invalid", "This domain is for sale. Buy this domain!"),
    "/meta-refresh": lambda _: page(
        b'<html><head><meta http-equiv="refresh" content="0; url=/alive"></head></html>'
    ),
    "/refresh-5": _refresh("5; url=/alive"),
    "/refresh-self": _refresh("0; url=/refresh-self"),
    "/refresh-loop": _refresh("1;URL='/refresh-back'"),
    "/refresh-back": _refresh("0; url=/refresh-loop"),
    "/refresh-404": _refresh("0; url=/404"),
    "/refresh-script": _refresh("0; url=javascript:go()"),
    "/refresh-comment": lambda _: page(
        PAGE + b'<!-- <meta http-equiv="refresh" content="0; url=/404"> -->'
        b'<noscript><meta http-equiv=refresh content="0; url=/404"></noscript>'
    ),
    "/refresh-ticker": lambda _: page(
        b'<meta content="300; url=/refresh-ticker?again" http-equiv=refresh>' + PAGE
    ),
    "/shell/*": lambda _: titled("Oops! | The Farm", "We have a new site. Have a look around."),
    "/sorry": lambda _: titled("Sorry", "Nothing to see here but this."),
    "/moved-all/*": lambda _: to("/sorry"),
    "/echo/*": lambda ask: titled("Our site", f"The page {ask.path} was not found here."),
    "/honest/gone": lambda _: titled("Oops! | The Farm", "An essay on a word."),
    "/app/*": lambda _: page(
        b"<title>Error</title><body><div id=root></div><script src=/app.js></script></body>"
    ),
    "/head-hangs": lambda ask: _hang(ask) if ask.method == "HEAD" else page(),
    "/head-405": lambda ask: page() if ask.method == "GET" else page(b"", "405 Not Allowed"),
    "/406-accept": lambda ask: (
        page() if "text/html" in ask.headers.get("accept", "") else page(b"", "406 Not Acceptable")
    ),
    "/moved-space": lambda _: to(" /with space?a=b c ", "301 Moved Permanently"),
    "/with%20space": lambda _: page(),
    "/moved-slashes": lambda ask: to(f"//127.0.0.3:{ask.port}/alive"),
    "/moved-backslash": lambda _: to("\\alive", "301 Moved Permanently"),
    "/moved-empty": lambda _: to(""),
    "/moved-304": lambda _: page(b"", "304 Not Modified"),
    "/300": lambda _: page(b"<p>Choose one of these.</p>", "300 Multiple Choices"),
    "/chunked-cut": _raw(_HTML + b"Transfer-Encoding: chunked\r\n\r\nff\r\n<p>words</p>"),
    "/chunked-junk": _raw(_HTML + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<p>words</p>"),
    "/short-length": lambda _: b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + PAGE,
    "/two-lengths": _raw(_HTML + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nwords"),
    "/no-reason": _raw(b"HTTP/1.1 200\r\nContent-Type: text/html\r\n\r\n" + PAGE),
    "/http-0.9": _raw(PAGE),
    "/100-only": _raw(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "/504": lambda _: page(b"", "504 Gateway Timeout"),
    "/520": lambda _: page(b"", "520 Unknown"),
    "/418": lambda _: page(b"", "418 I'm a teapot"),
    "/405": lambda _: page(b"", "405 Method Not Allowed"),
    "/428": lambda _: page(b"", "428 Precondition Required"),
    "/datadome": lambda _: page(b"", "403 Forbidden", extra="x-datadome: protected\r\n"),
    "/incapsula": lambda _: page(b"<script src=/_Incapsula_Resource?SWJIYLWA=1></script>"),
    "/captcha-200": lambda _: titled("Robot Check", "Type the characters you see."),
    "/429-junk": lambda _: page(b"", "429 Too Many Requests", extra="Retry-After: soon\r\n"),
    "/latin-1": lambda _: page(
        "<title>Seite nicht gefunden – Höfe</title>".encode("cp1252"),
        kind="text/html; charset=windows-1252",
    ),
    "/shift-jis": lambda _: page(
        "<title>ページが見つかりません</title>".encode("shift_jis"),
        kind="text/html; charset=Shift_JIS",
    ),
    "/odd-charset": lambda _: page(kind="text/html; charset=no-such-thing"),
    "/login-form": lambda _: page(
        b"<title>Sign in</title><form><input type=password name=p></form>"
    ),
    "/about-login": lambda _: titled("How to sign in to things", "An essay. " * 20),
    "/frames": lambda _: page(b"<title>F</title><frameset><frame src=/alive></frameset>"),
    "/image": lambda _: page(b"\x89PNG\r\n\x1a\n", kind="image/png"),
    "/json": lambda _: page(b'{"error": "page not found"}', kind="application/json"),
    "/to-data": lambda _: to("data:text/html,hello"),
    "/to-long": lambda _: to("/alive?" + "a" * 20_000),
    "/to-self": lambda _: to("/to-self"),
    "/anchors": lambda _: page(ANCHORS),
    "/drawn": lambda _: page(
        b"<html><head><title>App</title></head><body><div id=root></div>"
        b"<script src=/app.js></script></body></html>"
    ),
    "/late-anchor": lambda _: page(ANCHORS.replace(b"<hr>", b"<p>padding</p>" * 20_000)),
    "/pdf-pages": lambda _: page(PDF, kind="application/pdf"),
    "/pdf-packed": lambda _: page(b"%PDF-1.7\n<stream>", kind="application/pdf"),
    "/moved-anchor": lambda _: to("/anchors#one", "301 Moved Permanently"),
    "/moved-anchors": lambda _: to("/anchors", "301 Moved Permanently"),
    "/empty": lambda _: page(b""),
    "/blank": lambda _: page(b"<html><head></head><body></body></html>"),
}
