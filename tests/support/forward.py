"""A proxy on loopback that answers whatever it is asked for by itself."""

from __future__ import annotations

import socket
from threading import Thread


class ForwardProxy:
    """Answers whatever it is asked for by itself, and keeps the heads of the requests."""

    def __init__(self) -> None:
        self.heads: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection:
                self.heads.append(connection.recv(65536).decode("ascii"))
                body = b"<title>By proxy</title>" + b"word " * 200
                head = (
                    f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
                )
                connection.sendall(head.encode() + body)

    def close(self) -> None:
        self._listening.close()
