"""What the farm's servers are asked and what they reply with: requests, whole answers, pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
import socket
from threading import Event

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
