"""A recording read whole once: is it sound, what stands where; its bodies are read when wanted.

It may come from anywhere. Nothing of it is trusted to be what a run of ours would have written,
and what is kept in memory of an answer is where it stands.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
import datetime as dt
from ipaddress import ip_address
import json
from pathlib import Path
from typing import Any

from auditor.model.archive import Capture, Save, SaveState
from auditor.model.errors import InputError
from auditor.model.facts import LocalFile
from auditor.model.port import Answer, Exchange, Failure, Fault, Purpose, Request
from auditor.preserve.reading import DamagedError, Record, StumpError, records
from auditor.store import checked
from auditor.text.clean import clean_line

FORMAT = "auditor.recording/1"
# Bodies are kept as the audit read them: decoded, and cut at a limit. So these tell another length
# or coding than the record has, and stand under a name that no reader of WARC heeds.
HIDDEN = frozenset({"content-encoding", "content-length", "transfer-encoding"})
PREFIX = "x-auditor-orig-"
LARGEST = 8 << 20  # bytes of one record; an answer that is kept has 2 MB and its headers
KEPT = 256 << 20  # bytes of JSON that may be kept: rows of earlier runs, files that links name
UNPACKED = 300  # times its size that a file may unpack to; pages hardly reach 20
SLACK = 64 << 20  # bytes that any file may unpack to
DAMAGED = "record it again, or ask whoever made it for another copy"

Identity = tuple[str, ...]
BAD = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)


@dataclass
class Recording:
    """What a recording holds; `answers` says where, by what identifies a request.

    `whole` is False where the run was interrupted or killed.
    """

    path: Path
    run: Mapping[str, Any] = field(default_factory=dict)
    started: dt.datetime = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
    digests: set[str] = field(default_factory=set)
    local: dict[str, Mapping[str, LocalFile]] = field(default_factory=dict)
    rows: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    archived: dict[str, tuple[Save | None, Capture | None]] = field(default_factory=dict)
    works: deque[bool] = field(default_factory=deque)
    answers: dict[Identity, deque[int]] = field(default_factory=lambda: defaultdict(deque))
    whole: bool = False
    _kept: int = 0

    @classmethod
    def of(cls, path: Path) -> Recording:
        """The recording in a file; InputError where it is none, damaged or of another version."""
        made = cls(path)
        try:
            made._survey()
        except StumpError:
            made.whole = False
        except DamagedError as error:
            raise made.damaged(str(error)) from None
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise InputError(f"{path}: cannot be read: {why}", "check the path") from None
        if not made.run:
            raise made.damaged("it isn't the recording of an audit")
        return made

    def damaged(self, why: str) -> InputError:
        """The error that says what is wrong with this file."""
        return InputError(f"{self.path}: not a recording that can be replayed: {why}", DAMAGED)

    def _survey(self) -> None:
        allowed = SLACK + UNPACKED * self.path.stat().st_size
        response: int | None = None
        for record in records(self.path, LARGEST):
            allowed -= len(record.block)
            if allowed < 0:
                raise self.damaged("it unpacks to more than a recording does")
            if record.kind == "response":
                response = record.offset
            elif record.kind == "metadata":
                self._take(record, response)
                response = None

    def _take(self, record: Record, response: int | None) -> None:
        try:
            fields = _fields(record)
            kind = fields["event"]
            if not self.run and kind != "run":
                raise self.damaged("it doesn't begin as one")
            self.whole = kind == "end" and fields["interrupted"] is False
            if kind == "answer":
                answer_in(fields, None)
                at = record.offset if response is None else response
                self.answers[identity(fields)].append(at)
            else:
                self._keep(kind, fields, len(record.block))
        except BAD:
            raise self.damaged(f"its record at byte {record.offset} makes no sense") from None

    def _keep(self, kind: str, fields: Mapping[str, Any], size: int) -> None:
        self._kept += size
        if self._kept > KEPT:
            raise self.damaged("it holds too much")
        if kind == "run":
            self.run, self.started = fields, _known(_moment(fields["started"]))
        elif kind == "article":
            self.digests.add(checked.text(fields["digest"]))
        elif kind == "local":
            self.local[fields["digest"]] = {u: _file(f) for u, f in fields["files"].items()}
        elif kind == "row":
            self.rows.setdefault((checked.words(fields["table"]), str(fields["url"])), fields)
        elif kind == "archived":
            self.archived[str(fields["url"])] = (_save(fields["save"]), _capture(fields["capture"]))
        elif kind == "resolver":
            self.works.append(fields["works"] is True)

    def answer_at(self, offset: int, request: Request) -> Answer:
        """The answer that stands at a place, to a request."""
        try:
            http: tuple[bytes, bytes] | None = None
            for record in records(self.path, LARGEST, offset):
                if record.kind == "response":
                    http = record.http
                elif record.kind == "metadata":
                    return _answered(answer_in(_fields(record), http), request)
        except (*BAD, OSError):
            pass
        raise self.damaged("it changed while it was read")


def identity(fields: Mapping[str, Any]) -> Identity:
    """What tells the answers of a run apart: which port, for which address, what was asked.

    The attempt doesn't: clients ask again of their own accord. Headers neither: some are redacted.
    """
    return tuple(str(fields[name]) for name in ("port", "key", "purpose", "method", "url"))


def answer_in(fields: Mapping[str, Any], http: tuple[bytes, bytes] | None) -> Answer:
    """The answer of an event, and of the HTTP header block and payload before it.

    ValueError, KeyError or TypeError where it is none. Without `http` an exchange has no headers.
    """
    request = Request(
        url=_text(fields["url"]),
        purpose=Purpose(fields["purpose"]),
        method=_text(fields["method"]),
        limit=checked.count(fields["limit"], 1 << 40),
        attempt=checked.count(fields["attempt"], 1000),
        key=_text(fields["key"]),
    )
    started, seconds = _moment(fields["started"]), checked.seconds(fields["seconds"])
    if "fault" in fields:
        return Failure(
            request=request,
            fault=Fault(fields["fault"]),
            message=clean_line(_text(fields["message"]), 200),
            started=started,
            seconds=seconds,
        )
    status, headers = _parsed(http[0]) if http else (0, ())
    return Exchange(
        request=request,
        status=status,
        headers=headers,
        body=http[1] if http else b"",
        truncated=fields["truncated"] is True,
        ip=str(ip_address(fields["ip"])) if fields["ip"] else None,
        started=started,
        seconds=seconds,
    )


def _answered(answer: Answer, request: Request) -> Answer:
    asked = replace(request, attempt=answer.request.attempt)
    if isinstance(answer, Exchange):  # no live answer is longer, and readers count on that
        return replace(answer, request=asked, body=answer.body[: request.limit])
    return replace(answer, request=asked)


def _parsed(block: bytes) -> tuple[int, tuple[tuple[str, str], ...]]:
    first, *lines = block.decode("utf-8").removesuffix("\r\n\r\n").split("\r\n")
    status = checked.status(int(first.split(" ")[1]))
    pairs = (line.partition(": ") for line in lines)
    return status, tuple((_shown(name), value) for name, _, value in pairs)


def _shown(name: str) -> str:
    bare = name.removeprefix(PREFIX)
    return bare if bare in HIDDEN else name


def _fields(record: Record) -> dict[str, Any]:
    found = json.loads(record.block)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        version = found.get("format") if isinstance(found, dict) else None
        raise _other_version(version)
    return found


def _other_version(version: Any) -> InputError:
    told = clean_line(str(version), 60)
    return InputError(
        f"the recording is of format {told}, this version replays {FORMAT}",
        "replay it with the version of auditor that made it",
    )


def _moment(value: Any) -> dt.datetime | None:
    if value is None:
        return None
    moment = dt.datetime.fromisoformat(_text(value))
    if moment.tzinfo is None or not 1990 <= moment.year <= 2200:
        raise ValueError
    return moment


def _known(moment: dt.datetime | None) -> dt.datetime:
    if moment is None:
        raise ValueError
    return moment


def _file(value: Any) -> LocalFile:
    exists, anchors, whole = value
    if exists not in (True, False, None):
        raise ValueError
    return LocalFile(
        exists, None if anchors is None else frozenset(map(_text, anchors)), whole is True
    )


def _save(value: Any) -> Save | None:
    if value is None:
        return None
    texts = ("job_id", "memento_uri", "reason")
    others = {name: value[name] and checked.text(value[name], 4096) for name in texts}
    return Save(state=SaveState(value["state"]), **others)


def _capture(value: Any) -> Capture | None:
    if value is None:
        return None
    return Capture(**{name: checked.text(item, 4096) for name, item in value.items()})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 - one kind of error for whatever is off
    return value
