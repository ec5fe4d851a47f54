"""Records a run: every answer as WARC records, and as JSON beside them what WARC cannot hold.

The JSON stands in `metadata` records: `run` (settings, day, endpoints) first, then as things happen
`article` (digests of what was read), `local` (files its links name), `row` (what earlier runs
remembered), `resolver`, `answer` (one for each exchange or failure, behind its records), `end`.
`auditor.evidence.replay` reads them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from auditor.evidence.collect import Clients
from auditor.evidence.memory import Memory, Rows
from auditor.evidence.recording import FORMAT, HIDDEN, PREFIX
from auditor.evidence.redact import Redactor
from auditor.model.archive import Capture, Save
from auditor.model.errors import OutputError
from auditor.model.facts import Check, LocalFile, Lookup, Verdict, Wanted
from auditor.model.port import Answer, Exchange, Fetch, Request
from auditor.preserve.warc import Body, WarcFile, warc_date
from auditor.store import codec
from auditor.store.checked import micros


@dataclass
class Recorder:
    """A recording under way. OutputError where it can't be written, or is there already."""

    path: Path
    run: Mapping[str, Any]
    redactor: Redactor
    operator: str = ""
    _rows: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        try:
            self._file = WarcFile(self.path, {"operator": self.operator, "isPartOf": FORMAT})
        except FileExistsError:
            raise OutputError(
                f"{self.path}: there is a file already",
                "recordings are never written over: choose another name",
            ) from None
        except OSError as error:
            raise self._unwritable(error) from error
        self.event("run", **self.run)

    def _unwritable(self, error: OSError) -> OutputError:
        why = error.strerror or type(error).__name__
        return OutputError(f"{self.path}: cannot be written: {why}", "make room or name another")

    def event(self, kind: str, uri: str = "", to: str = "", **fields: Any) -> None:
        """Put down that something happened; `to` is the record it is about."""
        body = {"format": FORMAT, "event": kind, **fields}
        text = self.redactor.text(json.dumps(body, ensure_ascii=False))
        more = {"WARC-Concurrent-To": to} if to else {}
        try:
            self._file.document("metadata", uri or f"urn:auditor:{kind}", text.encode(), more)
        except OSError as error:
            raise self._unwritable(error) from error

    def article(self, digest: str) -> None:
        """An article was read."""
        self.event("article", digest=digest)

    def local(self, digest: str, files: Mapping[str, LocalFile]) -> None:
        """Files that an article's own links name were looked at."""
        if files:
            found = {url: [f.exists, _sorted(f.anchors), f.whole] for url, f in files.items()}
            self.event("local", digest=digest, files=found)

    def clients(self, clients: Clients) -> Clients:
        """Clients whose answers are recorded."""

        def works() -> bool:
            found = clients.resolver_works()
            self.event("resolver", works=found)
            return found

        return Clients(
            lambda settings: self._recorded(clients.links(settings), "links"),
            lambda settings: self._recorded(clients.archives(settings), "archives"),
            works,
        )

    def memory(self, memory: Memory) -> Memory:
        """A memory whose rows are recorded as they are used."""
        return replace(memory, store=NotedRows(memory.store, self)) if memory.store else memory

    def row(self, table: str, url: str, fields: Mapping[str, Any]) -> None:
        """A row of what earlier runs remember was used; each is put down once."""
        if (table, url) not in self._rows:
            self._rows.add((table, url))
            self.event("row", table=table, url=self.redactor.address(url), **fields)

    def archived(self, url: str, save: Save | None, capture: Capture | None) -> None:
        """A page was saved in an archive or kept on disk, or was to be."""
        if save or capture:
            self.event(
                "archived",
                url=self.redactor.address(url),
                save=save and asdict(save),
                capture=capture and asdict(capture),
            )

    def end(self, *, interrupted: bool) -> None:
        """The run ended."""
        self.event("end", interrupted=interrupted)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _recorded(self, fetch: Fetch, port: str) -> Fetch:
        def recorded(queue: deque[Request], /) -> Iterator[Answer]:
            for answer in fetch(queue):
                self.answer(port, answer)
                yield answer

        return recorded

    def answer(self, port: str, answer: Answer) -> None:
        """Put down an answer: its records, then what they can't hold."""
        url = self.redactor.address(answer.request.url)
        name = self._exchange(url, answer) if isinstance(answer, Exchange) else ""
        self.event("answer", url, name, **answer_fields(port, answer, self.redactor))

    def _exchange(self, url: str, answer: Exchange) -> str:
        """The records of an exchange; returns the name of its response."""
        common = {"WARC-Date": warc_date(answer.started)} if answer.started else {}
        if answer.ip:
            common["WARC-IP-Address"] = answer.ip
        cut = {"WARC-Truncated": "length"} if answer.truncated else {}
        told = self.redactor.told(answer.headers, answer.started)
        lines = [(PREFIX + n if n in HIDDEN else n, value) for n, value in told]
        block = _block(f"HTTP/1.1 {answer.status} ", lines)
        body = Body.of(self.redactor.data(answer.body))
        try:
            response = self._file.response(url, block, body, common | cut)
            to = {"WARC-Concurrent-To": response.record_id}
            asked = Body.of(self.redactor.data(answer.request.body or b""))
            self._file.request(url, self._asked(url, answer.request), asked, common | to)
        except OSError as error:
            raise self._unwritable(error) from error
        return response.record_id

    def _asked(self, url: str, request: Request) -> bytes:
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = [("Host", parts.netloc), *self.redactor.asked(request.headers)]
        return _block(f"{request.method} {target} HTTP/1.1", headers)


def answer_fields(port: str, answer: Answer, redactor: Redactor) -> dict[str, Any]:
    """What of an answer no WARC record holds."""
    request = answer.request
    common = {
        "port": port,
        "purpose": request.purpose.value,
        "method": request.method,
        "url": redactor.address(request.url),
        "key": redactor.address(request.key),
        "attempt": request.attempt,
        "limit": request.limit,
        "started": answer.started.isoformat() if answer.started else None,
        "seconds": answer.seconds,
    }
    if isinstance(answer, Exchange):
        return {**common, "truncated": answer.truncated, "ip": answer.ip}
    return {**common, "fault": answer.fault.value, "message": answer.message}


@dataclass
class NotedRows:
    """Rows of a store, put down in a recording as they are used; see `auditor.evidence.memory`."""

    rows: Rows
    recorder: Recorder

    @property
    def patience(self) -> float:
        """The store's."""
        return self.rows.patience

    @patience.setter
    def patience(self, seconds: float) -> None:
        self.rows.patience = seconds

    def verdict(self, url: str, variant: str, /) -> Verdict | None:
        """The last success."""
        found = self.rows.verdict(url, variant)
        if found and found.checked_at and (body := codec.verdict_text(found)):
            self.recorder.row("verdict", url, {"at": micros(found.checked_at), "body": body})
        return found

    def lookup(self, wanted: Wanted, archive: str, /) -> Lookup | None:
        """The last look-up for its anchor at an archive."""
        found = self.rows.lookup(wanted, archive)
        if found and found.checked_at and (body := codec.lookup_text(found, archive)):
            fields = {"at": micros(found.checked_at), "body": body}
            self.recorder.row("lookup", wanted.url, fields)
        return found

    def history(self, url: str, /) -> tuple[Check, ...]:
        """All checks, oldest first."""
        found = self.rows.history(url)
        if found:
            self.recorder.row("history", url, {"checks": [codec.check_row(c) for c in found]})
        return found

    def keep_verdict(self, verdict: Verdict, variant: str, /) -> None:
        """Remember a success."""
        self.rows.keep_verdict(verdict, variant)

    def keep_lookup(self, wanted: Wanted, lookup: Lookup, archive: str, /) -> None:
        """Remember a look-up."""
        self.rows.keep_lookup(wanted, lookup, archive)

    def record(self, url: str, check: Check, /) -> None:
        """Remember a check."""
        self.rows.record(url, check)

    def flush(self) -> None:
        """Put on disk what is to be remembered."""
        self.rows.flush()


def _block(first: str, headers: list[tuple[str, str]]) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "replace")


def _sorted(anchors: frozenset[str] | None) -> list[str] | None:
    return None if anchors is None else sorted(anchors)
