"""A crowd of loopback hosts in one fast process: one epoll loop over 127.0.0.0/8, and its log.

    with Crowd(delay=0.02) as crowd:
        crowd.url(7, "/page/1")     an address on the eighth host
        crowd.log()                 every request so far, as the server saw it

What a path's first folder does is in `_DEEDS`. Linux alone: elsewhere there is no loopback host but
127.0.0.1.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
import json
from pathlib import Path
import random
import select
import socket
import subprocess
import sys
from tempfile import TemporaryDirectory
import time
from typing import Self
from urllib.request import urlopen

_PAGE = (
    b"<!doctype html><title>Page %s</title><h1>Words</h1>" + b"<p>of a page that is there</p>" * 60
)
_RESET, _STALL = b"reset", b"stall"
_WAIT = 0.5  # seconds at most between two looks at the clock


@dataclass(frozen=True)
class Seen:
    """One request as the server saw it; times by a clock that never goes back."""

    host: str
    path: str
    begun: float
    ended: float


def address(number: int) -> str:
    """The crowd's host of that number, from 0."""
    return f"127.{1 + number // 60_000}.{number // 250 % 240}.{1 + number % 250}"


class Crowd:
    """The servers, in a process of their own, each of which answers after `delay` seconds.

    `faults` is the share of bad answers of /faulty. `down` is from when to when all connections are
    reset, in seconds after the first one.
    """

    def __init__(self, delay: float = 0.0, faults: float = 0.2, down: str = "0 0") -> None:
        self._args = [str(delay), str(faults), *down.split()]

    def __enter__(self) -> Self:
        self._folder = TemporaryDirectory()
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, __file__, *self._args, self._folder.name],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdout is not None
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()
        self._folder.cleanup()

    def url(self, number: int, path: str) -> str:
        """An address on the host of that number."""
        return f"http://{address(number)}:{self.port}{path}"

    def log(self) -> list[Seen]:
        """Every request so far that was answered or dropped."""
        with urlopen(f"http://127.255.0.1:{self.port}/log") as done:
            done.read()
        text = Path(self._folder.name, "log.json").read_text(encoding="utf-8")
        return [Seen(*item) for item in json.loads(text)]


@dataclass(frozen=True)
class _Ask:
    host: str
    port: int
    path: str
    nth: int
    chance: random.Random

    @property
    def rest(self) -> str:
        return self.path.rpartition("/")[2]


def _whole(body: bytes, status: str = "200 OK", extra: str = "") -> bytes:
    fields = f"Content-Type: text/html\r\nContent-Length: {len(body)}\r\n{extra}"
    return f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + body


def _page(ask: _Ask) -> bytes:
    return _whole(_PAGE % ask.rest.encode())


def _faulty(ask: _Ask, share: float) -> bytes:
    if ask.chance.random() >= share:
        return _page(ask)
    return ask.chance.choice([_RESET, _STALL, _whole(b"", "503 Service Unavailable")])


def _to(goal: str) -> bytes:
    return _whole(b"", "301 Moved Permanently", f"Location: {goal}\r\n")


def _once(bad: bytes) -> Callable[[_Ask], bytes]:
    return lambda ask: bad if ask.nth == 1 else _page(ask)


def _next_host(host: str) -> str:
    return f"{host.rpartition('.')[0]}.{1 + int(host.rpartition('.')[2]) % 250}"


_DEEDS: dict[str, Callable[[_Ask], bytes]] = {
    "page": _page,
    "moved": lambda ask: _to(f"/page/{ask.rest}"),
    "out": lambda ask: _to(f"http://{_next_host(ask.host)}:{ask.port}/page/{ask.rest}"),
    "gone": lambda _: _whole(b"<title>Not found</title>", "404 Not Found"),
    "once": _once(_whole(b"", "503 Service Unavailable")),
    "busy": _once(_whole(b"", "429 Too Many Requests", "Retry-After: 1\r\n")),
    "sorry": lambda _: _whole(b"<title>Oops!</title><p>We have a new site. Have a look around."),
}


class _Peer:
    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.host = connection.getsockname()[0]
        self.asked = b""
        self.pending: deque[tuple[str, float]] = deque()


class _Server:
    def __init__(
        self, delay: float, faults: float, down: tuple[float, float], folder: Path
    ) -> None:
        self.delay, self.faults, self.down, self.folder = delay, faults, down, folder
        self.begun: float | None = None
        self.poll = select.epoll()
        self.listener = socket.create_server(("0.0.0.0", 0), backlog=4096)
        self.listener.setblocking(False)
        self.port = self.listener.getsockname()[1]
        self.poll.register(self.listener, select.EPOLLIN)
        self.peers: dict[int, _Peer] = {}
        self.due: list[tuple[float, int, _Peer, bytes]] = []
        self.order = count()
        self.seen: Counter[str] = Counter()
        self.log: list[tuple[str, str, float, float]] = []
        self.chance = random.Random(19)  # noqa: S311 - the same faults in every run

    def run(self) -> None:
        while True:
            pause = max(0.0, self.due[0][0] - time.monotonic()) if self.due else _WAIT
            for fd, _ in self.poll.poll(min(pause, _WAIT)):
                if fd == self.listener.fileno():
                    self._accept()
                elif fd in self.peers:
                    self._guard(self.peers[fd], self._receive)
            while self.due and self.due[0][0] <= time.monotonic():
                _, _, peer, answer = heappop(self.due)
                self._guard(peer, lambda item, data=answer: self._send(item, data))

    def _is_down(self) -> bool:
        passed = time.monotonic() - self.begun if self.begun is not None else -1.0
        return self.down[0] <= passed < self.down[1]

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except BlockingIOError:
                return
            self.begun = self.begun or time.monotonic()
            connection.setblocking(False)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            peer = _Peer(connection)
            if self._is_down():
                self._drop(peer)
                continue
            self.peers[connection.fileno()] = peer
            self.poll.register(connection.fileno(), select.EPOLLIN)

    def _guard(self, peer: _Peer, step: Callable[[_Peer], None]) -> None:
        if peer.connection.fileno() < 0:
            return
        try:
            step(peer)
        except BlockingIOError:
            return
        except OSError:
            self._forget(peer)

    def _receive(self, peer: _Peer) -> None:
        data = peer.connection.recv(65536)
        if not data:
            raise ConnectionResetError
        peer.asked += data
        while b"\r\n\r\n" in peer.asked:
            head, _, peer.asked = peer.asked.partition(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode("latin-1")
            now = time.monotonic()
            peer.pending.append((path, now))
            answer = _RESET if self._is_down() else self._answer(peer, path)
            heappush(self.due, (now + self.delay, next(self.order), peer, answer))

    def _answer(self, peer: _Peer, path: str) -> bytes:
        if path == "/log":
            (self.folder / "log.json").write_text(json.dumps(self.log), encoding="utf-8")
            return _whole(b"")
        self.seen[peer.host + path] += 1
        ask = _Ask(peer.host, self.port, path, self.seen[peer.host + path], self.chance)
        deed = path.split("/")[1]
        if deed == "faulty":
            return _faulty(ask, self.faults)
        return _DEEDS.get(deed, _DEEDS["gone"])(ask)

    def _send(self, peer: _Peer, answer: bytes) -> None:
        if answer == _STALL:
            return
        path, begun = peer.pending.popleft()
        self.log.append((peer.host, path, begun, time.monotonic()))
        if answer == _RESET:
            self._drop(peer)
        else:
            peer.connection.sendall(answer)

    def _drop(self, peer: _Peer) -> None:
        peer.connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00"
        )
        self._forget(peer)

    def _forget(self, peer: _Peer) -> None:
        now = time.monotonic()
        self.log += [(peer.host, path, begun, now) for path, begun in peer.pending]
        peer.pending.clear()
        self.peers.pop(peer.connection.fileno(), None)
        peer.connection.close()


def _main(args: list[str]) -> None:
    delay, faults, begin, end = map(float, args[:4])
    server = _Server(delay, faults, (begin, end), Path(args[4]))
    print(server.port, flush=True)  # noqa: T201
    server.run()


if __name__ == "__main__":
    _main(sys.argv[1:])
