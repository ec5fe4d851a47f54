"""A site on loopback whose pages need images, styles, scripts and fonts, in several codings."""

from __future__ import annotations

import gzip
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Self

WORDS = b"<p>" + b"Words that a person wrote, with sense and in sentences. " * 8 + b"</p>"
PAGE = (
    b"<html><head><title>Shelf &amp; books</title><link rel=stylesheet href=/s.css>"
    b"<script src=/x.js></script><style>h1{background:url(inline.png)}</style></head>"
    b"<body style='background:url(&quot;/body.png&quot;)'>"
    b"<img src='/i.png' srcset='/i2.png 2x, /i.png 1x'><img src=data:image/png;base64,AA==>"
    + WORDS
    + b"</body></html>"
)
APP = b"<html><head><title>App</title></head><body><div id=root></div><script src=/x.js></script>"
CSS = (
    b"@import '/t.css'; @import url(/u.css); /* url(/no.png) */ body{background:url( '/bg.png' )}"
    b"@font-face{src:url(/f.woff2)}"
)
NEEDED = {"/s.css", "/x.js", "/inline.png", "/body.png", "/i.png", "/i2.png"} | {
    "/t.css", "/u.css", "/bg.png", "/f.woff2"
}  # fmt: skip

Answer = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html"}


def answer(path: str) -> Answer:
    """What a path of the site answers."""
    path = path.partition("?")[0]
    known: dict[str, Answer] = {
        "/page": (200, HTML, PAGE),
        "/same": (200, HTML, PAGE),
        "/gzip": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE, mtime=0)),
        "/chunked": (200, {**HTML, "Transfer-Encoding": "chunked"}, chunked(PAGE)),
        "/busy": (429, {**HTML, "Retry-After": "0"}, b"<title>Wait</title>"),
        "/moved": (302, {"Location": "/page"}, b""),
        "/circle": (302, {"Location": "/circle"}, b""),
        "/app": (200, HTML, APP),
        "/wall": (200, HTML, b"<title>Just a moment...</title><p>Checking.</p>"),
        "/odd": (200, {"Content-Type": "text/html; charset=undefined"}, PAGE),
        "/broken": (200, HTML, b"<title>B</title><img src=/none.png>" + WORDS),
        "/plain.txt": (200, {"Content-Type": "text/plain"}, b"plain"),
        "/cookie": (200, {**HTML, "Set-Cookie": "s=1", "X-Name": "caf\u00e9"}, WORDS),
        "/s.css": (200, {"Content-Type": "text/css"}, CSS),
        "/t.css": (200, {"Content-Type": "text/css"}, b"p{}"),
        "/u.css": (200, {"Content-Type": "text/css"}, b"@import '/s.css'; b{}"),
    }
    if path in known:
        return known[path]
    if path in NEEDED:
        return 200, {"Content-Type": "image/png"}, b"data of " + path.encode()
    return 404, HTML, b"<title>Nothing</title>"


def chunked(body: bytes) -> bytes:
    """A body in two chunks."""
    parts = (body[:100], body[100:], b"")
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


class Shelf:
    """The site; `log` is what it was asked, in order."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self._server = _Server(self)
        self.root = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        serve = self._server.serve_forever
        Thread(target=serve, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that give up are what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536
    server: _Server

    def do_GET(self) -> None:
        self.server.shelf.log.append(self.path)
        status, headers, body = answer(self.path)
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Transfer-Encoding" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""
