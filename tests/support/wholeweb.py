"""A whole web on loopback: any host that an article cites, answered by a page somebody wrote.

    with WholeWeb(page_of) as web, Standin() as archive:
        clients = web.clients(archive)

The cited hosts are real, so the requests are led to 127.0.0.1 on their way to the engine, which is
the real one; what comes back says again what was asked for. Nothing of this is in the product.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
import datetime as dt
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, Self
from urllib.parse import urlsplit

from auditor.archives.client import Client
from auditor.archives.settings import ArchiveSettings
from auditor.evidence.collect import Clients
from auditor.links.engine import Engine
from auditor.links.settings import LinkSettings
from auditor.model.port import Answer, Exchange, Failure, Fault, Fetch, Request
from standin import Standin

ARCHIVE = "https://web.archive.org"
AVAILABILITY = "https://archive.org/wayback/available"
SERVICES = ("replay", "cdx", "availability")
LIFTED = {"per_minute": 0, "in_flight": 4}


@dataclass(frozen=True)
class Page:
    """What a server answers; `fault` is what happens in place of an answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: Fault | None = None


PageOf = Callable[[str], Page]


class WholeWeb:
    """The web; `page_of` says what stands at an address. `asked` is what the servers saw.

    `at` is when every answer says that it came; as it was where that is None.
    """

    def __init__(self, page_of: PageOf, at: dt.datetime | None = None) -> None:
        self.page_of = page_of
        self.at = at
        self.asked: list[str] = []
        self.closed = Event()
        self._server = _Server(self)
        self.root = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        serve = self._server.serve_forever
        Thread(target=serve, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closed.set()
        self._server.shutdown()
        self._server.server_close()

    def clients(self, archive: Standin) -> Clients:
        """Clients of this web and of an archive on loopback."""
        return Clients(
            lambda settings: self._dated(self.links(settings)),
            lambda settings: self._dated(_archives(settings, archive)),
            lambda: True,
        )

    def _dated(self, fetch: Fetch) -> Fetch:
        def answers(queue: deque[Request], /) -> Iterator[Answer]:
            for answer in fetch(queue):
                when = self.at and answer.started and {"started": self.at, "seconds": 0.1}
                yield replace(answer, **when) if when else answer

        return answers

    def links(self, settings: LinkSettings) -> Fetch:
        """The engine, led here. All hosts are one to it, so it may ask that one as it likes."""
        free = replace(
            settings,
            allow_private=True,
            host_concurrency=20,
            host_interval=0.0,
            host_failures=1 << 30,
            retry_pause=0.0,
            deadline=0.3,
        )
        return led(Engine(free), self.place)

    def place(self, url: str) -> str | Fault:
        """Where a request for an address is led, or how it fails on the way."""
        parts = urlsplit(url)
        fault = self.page_of(url).fault
        if fault is not None and fault is not Fault.TIMEOUT:
            return fault
        query = f"?{parts.query}" if parts.query else ""
        return f"{self.root}/{parts.scheme}/{parts.netloc}{parts.path}{query}"


def led(fetch: Fetch, place: Callable[[str], str | Fault]) -> Fetch:
    """A client whose requests go elsewhere; a fault for a place is the answer without a request."""

    def answers(queue: deque[Request], /) -> Iterator[Answer]:
        cited: dict[tuple[str, str], str] = {}
        here = _Led(queue, place, cited)
        while queue or here.faults:
            yield from here.failed()
            for answer in fetch(here):
                yield _told(answer, cited)
                yield from here.failed()

    return answers


class _Led(deque[Request]):
    """The queue as the client sees it: other addresses, none that fail before they are asked."""

    def __init__(
        self,
        queue: deque[Request],
        place: Callable[[str], str | Fault],
        cited: dict[tuple[str, str], str],
    ) -> None:
        super().__init__()
        self.queue, self.place, self.cited = queue, place, cited
        self.faults: list[Failure] = []

    def __bool__(self) -> bool:
        while self.queue:
            request = self.queue.popleft()
            place = self.place(request.url)
            if isinstance(place, Fault):
                self.faults.append(Failure(request=request, fault=place))
            else:
                self.cited[request.key, place] = request.url
                self.append(replace(request, url=place))
        return len(self) > 0

    def failed(self) -> Iterator[Answer]:
        bool(self)
        while self.faults:
            yield self.faults.pop(0)
            bool(self)


def _told(answer: Answer, cited: Mapping[tuple[str, str], str]) -> Answer:
    asked = cited[answer.request.key, answer.request.url]
    told = replace(answer, request=replace(answer.request, url=asked))
    return replace(told, ip="192.0.2.1") if isinstance(told, Exchange) else told


def _archives(settings: ArchiveSettings, archive: Standin) -> Fetch:
    from auditor.archives.endpoints import Endpoints

    here = Endpoints(replay=archive.replay, cdx=archive.cdx, availability=archive.availability)
    limits = {name: replace(getattr(settings, name), **LIFTED) for name in SERVICES}

    def place(url: str) -> str:
        """Archives that there is no stand-in for have a path in it, where nothing is saved."""
        here = url.replace(ARCHIVE, archive.root, 1).replace(AVAILABILITY, archive.availability, 1)
        return here.replace("https://", f"{archive.root}/", 1) if here == url else here

    further = tuple(
        replace(
            item,
            timegate=place(item.timegate),
            timemap=item.timemap and place(item.timemap),
            per_minute=0.0,
        )
        for item in settings.further
    )
    client = Client(replace(settings, endpoints=here, further=further, **limits))

    def answers(queue: deque[Request], /) -> Iterator[Answer]:
        for answer in led(client, place)(queue):
            yield _as_there(answer, archive.root)

    return answers


def _as_there(answer: Answer, root: str) -> Answer:
    """An answer of the archive that names no place on this machine."""
    if not isinstance(answer, Exchange):
        return answer
    headers = tuple((name, value.replace(root, ARCHIVE)) for name, value in answer.headers)
    return replace(
        answer, headers=headers, body=answer.body.replace(root.encode(), ARCHIVE.encode())
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, web: WholeWeb) -> None:
        self.web = web
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that give up are what some pages are for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536
    server: _Server

    def do_GET(self) -> None:
        _, scheme, rest = self.path.split("/", 2)
        url = f"{scheme}://{rest}"
        self.server.web.asked.append(url)
        page = self.server.web.page_of(url)
        if page.fault is not None:
            self.server.web.closed.wait(5)
            self.close_connection = True
            return
        self.send_response_only(page.status)
        for name, value in {"Content-Type": "text/html", **page.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.body)

    do_HEAD = do_GET  # noqa: N815 - the name http.server looks for

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""
