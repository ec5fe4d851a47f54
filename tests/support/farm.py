"""A loopback web of odd servers: each path behaves in one way, and every request is logged.

One port answers on all of 127.0.0.0/8, so that `url(path, host=7)` is a host of its own on Linux;
elsewhere only 127.0.0.1 exists and all hosts are that one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
import socket
import ssl
import sys
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self

from oddities import ROUTES
from replies import Ask, Behaviour, page

_HELLO = "\x16\x03"


@dataclass
class Log:
    """What the servers saw: paths in order, and the most requests in flight per host at once."""

    paths: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    peak: Counter[str] = field(default_factory=Counter)
    flying: Counter[str] = field(default_factory=Counter)
    connections: int = 0


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
