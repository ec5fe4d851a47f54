"""A fast loopback farm: one epoll loop over 127.0.0.0/8, plain or TLS, that answers after a pause.

Every request gets a 16 KiB page with a title of its own. A TLS host shows a certificate of its
own, as on the web.
Linux only: elsewhere there is no loopback host but 127.0.0.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from itertools import count
from multiprocessing import Process, Queue
from pathlib import Path
from select import EPOLLHUP, EPOLLIN, EPOLLOUT, epoll
import socket
import ssl
import time

import trustme

TITLE = b"<!doctype html><html><head><title>Page %08d</title></head><body>"
WORDS = b"<p>words</p>" * 1360
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
START = HEAD % (len(TITLE % 0) + len(WORDS)) + TITLE
WAITING = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


def address(number: int) -> str:
    """The farm's host of that number, from 0."""
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


class _Peer:
    """One connection: what it sent, what it is still owed."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.shaking = isinstance(connection, ssl.SSLSocket)
        self.asked = b""
        self.owed = memoryview(b"")


class _Loop:
    """All connections, and what is owed at which time."""

    def __init__(
        self, listener: socket.socket, delay: float, tls: dict[str, ssl.SSLContext]
    ) -> None:
        self.listener, self.delay, self.tls = listener, delay, tls
        self.poll = epoll()
        self.poll.register(listener, EPOLLIN)
        self.peers: dict[int, _Peer] = {}
        self.due: list[tuple[float, int, _Peer]] = []
        self.order = count()

    def run(self) -> None:
        """Serve for ever."""
        while True:
            pause = max(0.0, self.due[0][0] - time.monotonic()) if self.due else 1.0
            for fd, event in self.poll.poll(pause):
                if fd == self.listener.fileno():
                    self.accept()
                elif (peer := self.peers.get(fd)) is not None:
                    self.serve(peer, event)
            while self.due and self.due[0][0] <= time.monotonic():
                _, number, peer = heappop(self.due)
                peer.owed = memoryview(START % number + WORDS)
                self.guard(peer, self.send)

    def accept(self) -> None:
        """Take in whoever knocks."""
        while True:
            try:
                connection, _ = self.listener.accept()
            except BlockingIOError:
                return
            connection.setblocking(False)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.tls:
                context = self.tls[connection.getsockname()[0]]
                connection = context.wrap_socket(
                    connection, server_side=True, do_handshake_on_connect=False
                )
            self.peers[connection.fileno()] = _Peer(connection)
            self.poll.register(connection.fileno(), EPOLLIN)

    def serve(self, peer: _Peer, event: int) -> None:
        """Write and read what can be."""
        if event & EPOLLOUT:
            self.guard(peer, self.send)
        if event & (EPOLLIN | EPOLLHUP):
            self.guard(peer, self.receive)

    def guard(self, peer: _Peer, step: Callable[[_Peer], None]) -> None:
        """Take a step; whoever is gone is forgotten."""
        if (fd := peer.connection.fileno()) < 0:
            return
        try:
            step(peer)
        except WAITING:
            return
        except OSError:
            self.peers.pop(fd, None)
            peer.connection.close()

    def receive(self, peer: _Peer) -> None:
        """Read requests; each is owed a page after the delay."""
        if peer.shaking and isinstance(peer.connection, ssl.SSLSocket):
            peer.connection.do_handshake()
            peer.shaking = False
        data = peer.connection.recv(65536)
        if not data:
            raise ConnectionResetError
        peer.asked += data
        while b"\r\n\r\n" in peer.asked:
            peer.asked = peer.asked.partition(b"\r\n\r\n")[2]
            heappush(self.due, (time.monotonic() + self.delay, next(self.order), peer))

    def send(self, peer: _Peer) -> None:
        """Write what is owed, as far as it goes now."""
        try:
            while peer.owed:
                peer.owed = peer.owed[peer.connection.send(peer.owed) :]
        finally:
            wanted = EPOLLIN | (EPOLLOUT if peer.owed else 0)
            self.poll.modify(peer.connection.fileno(), wanted)


def _serve(ports: Queue[int], delay: float, pems: dict[str, str]) -> None:
    tls = {}
    for host, pem in pems.items():
        tls[host] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls[host].load_cert_chain(pem)
    listener = socket.create_server(("0.0.0.0", 0), backlog=4096)  # noqa: S104
    listener.setblocking(False)
    ports.put(listener.getsockname()[1])
    _Loop(listener, delay, tls).run()


def _certified(hosts: int, folder: Path) -> dict[str, str]:
    """The file of each host's certificate and key; the authority is `folder`/ca.pem."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    pems = {host: str(folder / f"{host}.pem") for host in map(address, range(hosts))}
    for host, pem in pems.items():
        authority.issue_cert(host).private_key_and_cert_chain_pem.write_to_path(pem)
    return pems


@contextmanager
def farm(hosts: int, delay: float, folder: Path, *, secure: bool = False) -> Iterator[int]:
    """The farm in a process of its own, answering after `delay` seconds; yields its port."""
    pems = _certified(hosts, folder) if secure else {}
    ports: Queue[int] = Queue()
    process = Process(target=_serve, args=(ports, delay, pems), daemon=True)
    process.start()
    try:
        yield ports.get(timeout=60)
    finally:
        process.terminate()
        process.join()
