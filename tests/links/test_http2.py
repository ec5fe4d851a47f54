"""HTTP/2: a stream or session that a server ends is a broken connection, and is asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
import socket
import ssl
from threading import Thread

import pytest
from times import FakeTime
import trustme

from auditor.evidence.collect import Clients, EvidenceSettings, collect
from auditor.links.engine import Engine
from auditor.links.settings import LinkSettings
from auditor.model.facts import State, Wanted

HEADERS = 1
SETTINGS_FRAME = bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
INTERNAL_ERROR = bytes([0, 0, 0, 2])
GO_AWAY = bytes([0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0]) + INTERNAL_ERROR  # no stream was taken


def reset(stream: bytes) -> bytes:
    return bytes([0, 0, 4, 3, 0]) + stream + INTERNAL_ERROR


def go_away(_: bytes) -> bytes:
    return GO_AWAY


class Server:
    """Speaks just enough HTTP/2 (RFC 9113) to end each request's connection with one frame."""

    def __init__(self, last: Callable[[bytes], bytes], context: ssl.SSLContext) -> None:
        self.last = last
        self.context = context
        self.asked = 0
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]

    def serve(self) -> None:
        while True:
            try:
                plain, _ = self.listening.accept()
                with self.context.wrap_socket(plain, server_side=True) as connection:
                    self._end(connection)
            except OSError:
                if self.listening.fileno() < 0:
                    return

    def _end(self, connection: ssl.SSLSocket) -> None:
        connection.settimeout(5)
        connection.sendall(SETTINGS_FRAME)
        stream = connection.makefile("rb")
        stream.read(len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
        while len(head := stream.read(9)) == 9:
            stream.read(int.from_bytes(head[:3], "big"))
            if head[3] == HEADERS:
                self.asked += 1
                connection.sendall(self.last(head[5:]))


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(params=[reset, go_away])
def server(request: pytest.FixtureRequest, authority: trustme.CA) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["h2"])
    authority.issue_cert("127.0.0.1").configure_cert(context)
    running = Server(request.param, context)
    thread = Thread(target=running.serve, daemon=True)
    thread.start()
    yield running
    running.listening.shutdown(socket.SHUT_RDWR)
    running.listening.close()
    thread.join(10)


def test_what_the_server_ends_is_asked_again(
    server: Server, authority: trustme.CA, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle.pem"
    authority.cert_pem.write_to_path(str(bundle))
    clients = Clients(
        lambda item: Engine(item, FakeTime().clock(), str(bundle)),
        lambda _: pytest.fail("no archive"),
        lambda: True,
    )
    settings = LinkSettings(allow_private=True, deadline=3, connect_timeout=3)
    url = f"https://127.0.0.1:{server.port}/page"
    verdict = collect([Wanted(url)], EvidenceSettings(links=settings), None, clients).links[url]
    assert (verdict.state, verdict.detail) == (State.UNREACHABLE, "reset")
    assert server.asked >= verdict.attempts == 3
