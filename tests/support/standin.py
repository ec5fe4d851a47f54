"""A web archive on loopback for tests: replay, CDX index, availability, TimeGate and TimeMap.

    with Standin() as archive:
        archive.save("https://example.org/a", "20220912120000")
        archive.reply("cdx", Reply(429, {"Retry-After": "5"}), times=1)
        ... archive.replay, archive.cdx, archive.availability, archive.timegate, archive.timemap
        ... archive.log tells what was asked, in order

Replay redirects to the nearest capture of any status, as the real one does; `id_` gives the saved
bytes with `Memento-Datetime`. The index folds case, scheme, `www.` and the order of a query in its
keys. A canned `Reply` comes before anything that is saved; `delays` make a service slow.
"""

from __future__ import annotations

import base64
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
import datetime as dt
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
import hashlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import json
import re
import sys
from threading import Event, Thread
import time
from typing import Any, Self
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

COLUMNS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
LINK_FORMAT = "application/link-format"
PAGE = b"<html><head><title>A page</title></head><body><p>Words.</p></body></html>"
_REPLAY = re.compile(r"/web/(\d{1,14})([a-z]{2}_)?/(.+)")
_STAMP = "%Y%m%d%H%M%S"


@dataclass(frozen=True)
class Saved:
    """A capture. `revisit` makes its index row a warc/revisit; `location` makes it a redirect."""

    original: str
    timestamp: str
    status: int = 200
    mimetype: str = "text/html"
    body: bytes = PAGE
    location: str | None = None
    revisit: bool = False

    @property
    def digest(self) -> str:
        return base64.b32encode(hashlib.sha1(self.body).digest()).decode()  # noqa: S324

    @property
    def row(self) -> list[str]:
        mime, status = ("warc/revisit", "-") if self.revisit else (self.mimetype, str(self.status))
        key, size = surt(self.original), str(len(self.body))
        return [key, self.timestamp, self.original, mime, status, self.digest, size]


@dataclass(frozen=True)
class Reply:
    """What a service says instead of the truth; `hang` sends nothing until the stand-in closes.

    `endless` repeats the body until the client goes away.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    hang: bool = False
    endless: bool = False


@dataclass(frozen=True)
class Asked:
    """One request as it arrived; `at` is a time of the stand-in's clock."""

    service: str
    method: str
    path: str
    headers: Mapping[str, str]
    at: float

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.path).query)


class Standin:
    """The archive. `availability_empty` makes the availability service forget everything."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.saved: list[Saved] = []
        self.log: list[Asked] = []
        self.availability_empty = False
        self.delays: dict[str, float] = {}
        self.clock = clock
        self.closed = Event()
        self._replies: dict[str, deque[Reply]] = {}
        self._always: dict[str, Reply] = {}
        self._server = _Server(self)
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        self.replay = f"{self.root}/web/"
        self.cdx = f"{self.root}/cdx/search/cdx"
        self.availability = f"{self.root}/wayback/available"
        self.save_page_now = f"{self.root}/save"
        self.timegate = f"{self.root}/gate/"
        self.timemap = f"{self.root}/map/"

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that point `auditor` at this stand-in."""
        return {
            "AUDITOR_WAYBACK_REPLAY": self.replay,
            "AUDITOR_WAYBACK_CDX": self.cdx,
            "AUDITOR_WAYBACK_AVAILABILITY": self.availability,
            "AUDITOR_WAYBACK_SAVE": self.save_page_now,
        }

    def save(self, original: str, timestamp: str, **more: Any) -> Saved:
        """Keep a capture; `more` are fields of `Saved`."""
        item = Saved(original, timestamp, **more)
        self.saved.append(item)
        return item

    def reply(self, service: str, reply: Reply, times: int | None = None) -> None:
        """Answer a service with `reply`, so often or from now on.

        Services are replay, raw, cdx, availability, timegate and timemap; prefix is cdx where it is
        asked by prefix.
        """
        if times is None:
            self._always[service] = reply
        else:
            self._replies.setdefault(service, deque()).extend([reply] * times)

    def canned(self, service: str) -> Reply | None:
        queue = self._replies.get(service)
        return queue.popleft() if queue else self._always.get(service)

    def asked(self, service: str) -> list[Asked]:
        """What one service was asked, in order."""
        return [item for item in self.log if item.service == service]

    def __enter__(self) -> Self:
        Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closed.set()
        self._server.shutdown()
        self._server.server_close()

    def captures(self, url: str) -> list[Saved]:
        """The captures an index files under the key of an address, oldest first."""
        found = [item for item in self.saved if surt(item.original) == surt(url)]
        return sorted(found, key=lambda item: item.timestamp)

    def nearest(self, url: str, timestamp: str) -> Saved | None:
        return min(self.captures(url), key=lambda item: _apart(item, timestamp), default=None)

    def answer(self, service: str, path: str, when: str = "") -> Reply:
        """The truth about one request; `when` is its Accept-Datetime."""
        query = parse_qs(urlsplit(path).query)
        if service == "cdx":
            return _index(self._matching(query), query)
        if service in ("timegate", "timemap"):
            return self._memento(service, path, when)
        if service == "availability":
            return self._available(query)
        return self._replayed(path)

    def post(self, asked: Asked, body: bytes) -> Reply:  # noqa: ARG002 - see `standin_save`
        """Answer a POST: this archive saves nothing."""
        return Reply(404)

    def _matching(self, query: dict[str, list[str]]) -> list[Saved]:
        """The captures a query of the index is about, by key and time."""
        url = query["url"][0]
        if query.get("matchType") != ["prefix"]:
            return self.captures(url)
        # A trailing slash is a part of the prefix, though no key of an address ends in one.
        begin = surt(url) + ("/" if url.endswith("/") else "")
        found = [item for item in self.saved if surt(item.original).startswith(begin)]
        return sorted(found, key=lambda item: (surt(item.original), item.timestamp))

    def _memento(self, service: str, path: str, when: str) -> Reply:
        """RFC 7089: the nearest capture of an address, or the list of all of them."""
        url = path.split("/", 2)[2]
        captures = self.captures(url)
        if not captures:
            return Reply(404)
        if service == "timemap":
            lines = [f'<{url}>; rel="original"', f'<{self.timemap}{url}>; rel="self"']
            lines += [
                f'<{self.replay}{item.timestamp}/{item.original}>; rel="memento"; '
                f'datetime="{_http(item.timestamp)}"'
                for item in captures
            ]
            return Reply(200, {"Content-Type": LINK_FORMAT}, ",\n".join(lines).encode())
        moment = parsedate_to_datetime(when).strftime(_STAMP) if when else "20991231"
        near = min(captures, key=lambda item: _apart(item, moment))
        headers = {
            "Vary": "accept-datetime",
            "Link": f'<{url}>; rel="original", <{self.timemap}{url}>; rel="timemap"',
            "Location": f"{self.replay}{near.timestamp}/{near.original}",
        }
        return Reply(302, headers)

    def _replayed(self, path: str) -> Reply:
        match = _REPLAY.fullmatch(path)
        found = match and self.nearest(match[3], match[1])
        if not match or not found:
            return Reply(404, {"Content-Type": "text/html"}, b"<title>Wayback Machine</title>")
        modifier = match[2] or ""
        if found.timestamp != match[1]:
            place = f"{self.replay}{found.timestamp}{modifier}/{found.original}"
            return Reply(302, {"Location": place})
        moment = dt.datetime.strptime(found.timestamp, _STAMP).replace(tzinfo=dt.UTC)
        headers = {
            "Content-Type": found.mimetype,
            "Memento-Datetime": format_datetime(moment, usegmt=True),
            "Link": f'<{found.original}>; rel="original"',
        }
        if found.location:
            headers["Location"] = f"{self.replay}{found.timestamp}{modifier}/{found.location}"
        return Reply(found.status, headers, found.body)

    def _available(self, query: dict[str, list[str]]) -> Reply:
        url, timestamp = query["url"][0], query.get("timestamp", ["20991231"])[0]
        good = [item for item in self.captures(url) if item.status == 200 and not item.revisit]
        found = min(good, key=lambda item: _apart(item, timestamp), default=None)
        closest = found and {
            "available": True,
            "url": f"http://web.archive.org/web/{found.timestamp}/{found.original}",
            "timestamp": found.timestamp,
            "status": str(found.status),
        }
        snapshots = {"closest": closest} if closest and not self.availability_empty else {}
        return _json({"url": url, "archived_snapshots": snapshots})


@lru_cache(maxsize=65536)  # every capture is looked at for every request
def surt(url: str) -> str:
    """The key an index files an address under (field notes, URL keys)."""
    parts = urlsplit(url if "://" in url[:9] else f"http://{url}")
    host = re.sub(r"^www\d*\.", "", parts.hostname or "")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = urlencode(sorted(parse_qsl(parts.query.lower(), keep_blank_values=True)))
    path = unquote(parts.path).lower().rstrip("/")
    return ",".join(reversed(host.split("."))) + f"{port}){path or '/'}" + (query and f"?{query}")


def _http(timestamp: str) -> str:
    return format_datetime(_moment(timestamp), usegmt=True)


def _apart(item: Saved, timestamp: str) -> float:
    return abs((_moment(item.timestamp) - _moment(timestamp)).total_seconds())


def _moment(timestamp: str) -> dt.datetime:
    return dt.datetime.strptime(timestamp + "00000101000000"[len(timestamp) :], _STAMP).replace(
        tzinfo=dt.UTC
    )


def _index(captures: list[Saved], query: dict[str, list[str]]) -> Reply:
    """The rows of an exact query: from, to, filter, closest, sort, limit, resume key, output."""
    rows = [item for item in captures if _passes(item.row, query)]
    if "closest" in query and query.get("sort") == ["closest"]:
        rows.sort(key=lambda item: _apart(item, query["closest"][0]))
    elif query.get("sort") == ["reverse"]:
        rows.reverse()
    start = int(query.get("resumeKey", ["0"])[0])
    limit = int(query.get("limit", ["100000"])[0])
    kept = rows[start : start + limit] if limit >= 0 else rows[limit:]
    more = limit >= 0 and start + limit < len(rows) and "showResumeKey" in query
    table = [item.row for item in kept]
    key = str(start + limit)
    if query.get("output") == ["json"]:
        head = [list(COLUMNS)] if table else []
        return _json(head + table + ([[], [key]] if more else []))
    lines = [" ".join(row) for row in table] + (["", key] if more else [])
    return Reply(200, {"Content-Type": "text/plain"}, "".join(f"{x}\n" for x in lines).encode())


def _passes(row: list[str], query: dict[str, list[str]]) -> bool:
    first, last = query.get("from", ["0"])[0], query.get("to", ["9" * 14])[0]
    if not first <= row[1] <= last.ljust(14, "9"):
        return False
    return all(_matches(row, rule) for rule in query.get("filter", []))


def _matches(row: list[str], rule: str) -> bool:
    name, _, pattern = rule.removeprefix("!").partition(":")
    hit = re.fullmatch(pattern, row[COLUMNS.index(name)]) is not None
    return hit != rule.startswith("!")


def _json(value: Any) -> Reply:
    return Reply(200, {"Content-Type": "application/json"}, json.dumps(value).encode())


def _service(path: str) -> str:
    if path.startswith("/cdx/"):
        return "cdx"
    if path.startswith("/wayback/"):
        return "availability"
    if path.startswith(("/gate/", "/map/")):
        return "timegate" if path.startswith("/gate/") else "timemap"
    if path.startswith("/save"):
        return "user"
    match = _REPLAY.fullmatch(path)
    return "raw" if match and match[2] == "id_" else "replay"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, archive: Standin) -> None:
        self.archive = archive
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are what the tests are about."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # head and body in one packet: two would wait 40 ms for each other
    server: _Server

    def do_GET(self) -> None:
        archive, service = self.server.archive, _service(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        archive.log.append(Asked(service, self.command, self.path, headers, archive.clock()))
        archive.closed.wait(archive.delays.get(service, 0))
        when = headers.get("accept-datetime", "")
        kind = "prefix" if "matchType=prefix" in self.path else service
        self._send(archive.canned(kind) or archive.answer(service, self.path, when))

    do_HEAD = do_GET  # noqa: N815 - the name http.server looks for

    def do_POST(self) -> None:
        archive = self.server.archive
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked("save", self.command, self.path, headers, archive.clock())
        archive.log.append(asked)
        archive.closed.wait(archive.delays.get("save", 0))
        self._send(archive.post(asked, body))

    def _send(self, reply: Reply) -> None:
        if reply.hang:
            self.server.archive.closed.wait(30)
            self.close_connection = True
            return
        self.send_response_only(reply.status)  # no Date: the clock may be a made-up one
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.endless:
            self._pour(reply.body)
            return
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def _pour(self, body: bytes) -> None:
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            while not self.server.archive.closed.is_set():
                self.wfile.write(body)
        except OSError:  # the client has had enough
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal: the log is `Standin.log`."""
