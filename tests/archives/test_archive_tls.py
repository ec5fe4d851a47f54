"""Certificates of archive services: trusted by the bundle that was named, by nobody else's word."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
import ssl
from threading import Thread

import pytest
from selfsigned import self_signed
import trustme

from auditor.archives.client import Client
from auditor.archives.endpoints import Endpoints
from auditor.archives.settings import ArchiveSettings, Limits
from auditor.model.port import Answer, Exchange, Failure, Fault, Purpose, Request

FREE = Limits(per_minute=0, connect=5.0, read=5.0, deadline=10.0)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response_only(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, *_: object) -> None: ...


@contextmanager
def served(context: ssl.SSLContext) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"https://127.0.0.1:{server.server_port}/cdx"
    finally:
        server.shutdown()
        server.server_close()


def asked(url: str, bundle: str | None) -> Answer:
    settings = ArchiveSettings(
        user_agent="t", endpoints=Endpoints(cdx=url), cdx=FREE, attempts=1, ca_bundle=bundle
    )
    (answer,) = Client(settings)(deque([Request(url=f"{url}?url=a", purpose=Purpose.CDX)]))
    return answer


@pytest.mark.parametrize("bundle", ["file", "none"])
def test_a_named_bundle_is_trusted(tmp_path: Path, bundle: str) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with served(context) as url:
        answer = asked(url, str(tmp_path / "ca.pem") if bundle == "file" else None)
    if bundle == "file":
        assert isinstance(answer, Exchange)
        assert answer.body == b"[]"
    else:
        assert isinstance(answer, Failure)
        assert answer.fault is Fault.UNTRUSTED


def test_a_certificate_that_vouches_for_itself_is_not_trusted() -> None:
    with served(self_signed()) as url:
        answer = asked(url, None)
    assert isinstance(answer, Failure)
    assert answer.fault is Fault.UNTRUSTED
