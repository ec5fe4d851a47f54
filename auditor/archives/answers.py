"""What the archive services answered, read into mementos - or into trouble, never into "nothing".

An empty body, an error page, a row that doesn't parse: none of them says that there is no copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
import datetime as dt
from functools import lru_cache
import json
import re
from typing import Any

from auditor.archives.endpoints import Endpoints
from auditor.archives.queries import STAMP, is_address, memento_uri
from auditor.model.facts import Memento
from auditor.model.port import Answer, Exchange, Failure, Fault, Purpose, Request
from auditor.text.http import http_date

COLUMNS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
PYWB_COLUMNS = ("urlkey", "timestamp", "url", "mime", "status", "digest", "length")
SERVICES = {
    Purpose.REPLAY: "wayback-replay",
    Purpose.CAPTURE: "wayback-replay",
    Purpose.CDX: "wayback-cdx",
    Purpose.CDX_PREFIX: "wayback-cdx",
    Purpose.AVAILABILITY: "wayback-availability",
}
EXCLUDED = "excluded"
_REPLAYED = re.compile(r"/([0-9]{14})(?:[a-z]{2}_)?/([^\s/].*)")
_ORIGINAL = re.compile(r'<([^<>\s]{1,4096})>\s{0,9};\s{0,9}rel="?original\b')
# What the Wayback Machine's index says of a site that asked to be left out.
_BLOCKED_SITE = b"AdministrativeAccessControlException"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A service did not say what it was asked: which one, and how it failed."""

    service: str
    reason: str


@dataclass(frozen=True, slots=True)
class Target:
    """Where a replay redirects to: a moment and an original address."""

    moment: dt.datetime
    original: str


def service_of(request: Request) -> str:
    """The name of the service that is asked."""
    return request.service or SERVICES[request.purpose]


def trouble_of(answer: Answer) -> Trouble | None:
    """The trouble an answer is in whatever was asked; None where it can be read."""
    service = service_of(answer.request)
    if isinstance(answer, Failure):
        paused = answer.fault is Fault.BUDGET
        return Trouble(service, "paused" if paused else answer.fault.value)
    if answer.header("memento-datetime"):  # the status is the saved page's own
        return None
    if answer.status == 429:
        return Trouble(service, "rate_limited")
    if answer.status >= 500 or answer.status in (401, 403, 408, 451):
        excluded = _BLOCKED_SITE in answer.body
        return Trouble(service, EXCLUDED if excluded else f"status_{answer.status}")
    return None


def parse_stamp(text: str) -> dt.datetime | None:
    """14 digits as a moment in UTC; None where they are no date."""
    try:
        return dt.datetime.strptime(text, STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def read_target(location: str) -> Target | None:
    """The capture a replay address names; None where it is none."""
    match = _REPLAYED.search(location[:8192])
    moment = parse_stamp(match[1]) if match else None
    return Target(moment, match[2]) if match and moment and is_address(match[2]) else None


def read_nearest(answer: Answer, endpoints: Endpoints) -> Memento | Trouble | None:
    """The capture nearest to the moment asked for; None where replay knows of none."""
    trouble = trouble_of(answer)
    if trouble or isinstance(answer, Failure):
        return trouble
    if answer.header("memento-datetime"):  # one of that very second, perhaps a saved redirect
        target = _itself(answer)
    elif answer.status in range(300, 400):
        target = read_target(answer.header("location") or "")
    elif answer.status == 404:
        return None
    else:
        target = None
    return _memento(target, endpoints) or Trouble(SERVICES[Purpose.REPLAY], "malformed")


def _itself(answer: Exchange) -> Target | None:
    """The capture that an answer is, by its own headers (RFC 7089)."""
    target = read_target(answer.request.url)
    moment = http_date(answer.header("memento-datetime") or "")
    if not target or not moment:
        return None
    return Target(moment, original_of(answer) or target.original)


def original_of(answer: Exchange) -> str | None:
    """The address that a capture is of, by its own headers: its case may differ from the asked."""
    found = _ORIGINAL.search(answer.header("link") or "")
    return found[1] if found and is_address(found[1]) else None


def _memento(target: Target | None, endpoints: Endpoints) -> Memento | None:
    if target is None:
        return None
    uri = memento_uri(endpoints, target.moment, target.original)
    return Memento(original=target.original, memento_uri=uri, memento_datetime=target.moment)


def read_rows(answer: Answer, endpoints: Endpoints) -> tuple[Memento, ...] | Trouble:
    """The mementos of an index answer; a header row without rows, or `[]`, means there are none."""
    trouble = trouble_of(answer)
    if trouble or isinstance(answer, Failure):
        return trouble or Trouble(SERVICES[Purpose.CDX], "malformed")
    rows = None if answer.truncated else _rows(answer.body, endpoints, pywb=_is_pywb(answer))
    if rows is None:
        return Trouble(SERVICES[Purpose.CDX], "too_large" if answer.truncated else "malformed")
    return rows


@lru_cache(maxsize=2)  # a plan is run again for each answer, and addresses share one by prefix
def _rows(body: bytes, endpoints: Endpoints, *, pywb: bool) -> tuple[Memento, ...] | None:
    """The mementos of an index's table; None where it is none."""
    table = _lines(body) if pywb else _json(body)
    if not _is_table(table):
        return None
    if not table:
        return ()
    head, *rest = table
    body_rows = rest[: rest.index([])] if [] in rest else rest  # a resume key follows an empty row
    if not set(COLUMNS) <= set(head):
        return None
    read = tuple(_row(dict(zip(head, row, strict=False)), endpoints) for row in body_rows)
    good = tuple(row for row in read if row is not None)
    return good if good or not read else None


def _is_pywb(answer: Exchange) -> bool:
    """Whether an index answers as pywb does, with an object a line."""
    return (answer.header("content-type") or "").startswith("text/x-ndjson")


def _lines(body: bytes) -> Any:
    """The lines of a pywb's index as a table in the Wayback Machine's columns.

    Rows of addresses that are merely like the one asked for, which pywb offers too, are left out.
    """
    try:
        items = [json.loads(line) for line in body.splitlines()]
        ours = [item for item in items if "is_fuzzy" not in item]
        rows = [[item.get(name, "-") for name in PYWB_COLUMNS] for item in ours]
    except (ValueError, RecursionError, AttributeError, TypeError):
        return None
    return [list(COLUMNS), *rows] if rows else []


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in value
    )


def _row(values: dict[str, str], endpoints: Endpoints) -> Memento | None:
    """One row as a memento, by waybackpy's reading of it; None where it is no row."""
    from waybackpy.cdx_snapshot import CDXSnapshot

    try:
        row = CDXSnapshot(values)
    except (KeyError, ValueError):
        return None
    moment = row.datetime_timestamp.replace(tzinfo=dt.UTC)
    if not row.original or not is_address(row.original):
        return None
    return Memento(
        original=row.original,
        memento_uri=memento_uri(endpoints, moment, row.original),
        memento_datetime=moment,
        statuscode=int(row.statuscode) if re.fullmatch("[1-5][0-9]{2}", row.statuscode) else None,
        mimetype=row.mimetype,
        digest=row.digest,
    )


def read_closest(answer: Answer, endpoints: Endpoints) -> Memento | None:
    """The capture the availability service names; an empty answer of it means nothing."""
    if trouble_of(answer) or isinstance(answer, Failure):
        return None
    found = dict(_leaves(_json(answer.body)))
    moment = parse_stamp(str(found.get("timestamp")))
    target = read_target(str(found.get("url")))
    if not moment or not target or found.get("available") is not True:
        return None
    status = str(found.get("status"))
    return Memento(
        original=target.original,
        memento_uri=memento_uri(endpoints, moment, target.original),
        memento_datetime=moment,
        statuscode=int(status) if re.fullmatch("[1-5][0-9]{2}", status) else None,
    )


def _leaves(value: Any) -> Iterator[tuple[str, Any]]:
    for key in ("archived_snapshots", "closest"):
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, dict):
        yield from value.items()
