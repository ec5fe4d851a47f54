"""CDXJ: one sorted line for each capture, by the key that archives file an address under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
import contextlib
from heapq import merge
import json
from pathlib import Path
import re
from typing import Any
from urllib.parse import urlsplit

from auditor.preserve.reading import Record

_WWW = re.compile(r"www\d{0,9}\.")
_PORTS = {"http": 80, "https": 443}
KINDS = frozenset({"response", "revisit", "resource"})


def surt(url: str) -> str:
    """The key of an address (SURT): host reversed, no scheme, `www.` or default port, all lower.

    The order of a query is made one; a slash at the end and an empty query don't count.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url.lower()
    host = _WWW.sub("", host, count=1) if _WWW.match(host) else host
    shown = f":{port}" if port and port != _PORTS.get(parts.scheme) else ""
    path = parts.path.lower()
    path = path.rstrip("/") or "/"
    query = "&".join(sorted(parts.query.lower().split("&"))) if parts.query else ""
    return ",".join(reversed(host.split("."))) + f"{shown}){path}" + (f"?{query}" if query else "")


def line(url: str, date: str, fields: dict[str, Any]) -> str:
    """A line of the index; `date` is a WARC-Date."""
    stamp = re.sub(r"\D", "", date)[:14]
    return f"{surt(url)} {stamp} {json.dumps({'url': url, **fields}, ensure_ascii=False)}\n"


def row(record: Record, file: str) -> str | None:
    """The line of a record in a file; None for one that no index holds."""
    if record.kind not in KINDS:
        return None
    headers, block = record.headers, record.http[0]
    status, mime = _status(block), _mime(block)
    revisit = record.kind == "revisit"
    fields = {
        "mime": "warc/revisit" if revisit else mime,
        "status": status,
        "digest": headers.get("warc-payload-digest", ""),
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": file,
    }
    return line(headers.get("warc-target-uri", ""), headers.get("warc-date", ""), fields)


def _status(block: bytes) -> str:
    parts = block.split(b"\r\n", 1)[0].split(b" ")
    return parts[1].decode("latin-1") if len(parts) > 1 and parts[1].isdigit() else "-"


def _mime(block: bytes) -> str:
    found = re.search(rb"\r\ncontent-type:[ \t]{0,9}([^;\s]{1,200})", block, re.IGNORECASE)
    return found[1].decode("latin-1").lower() if found else "unk"


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines beside a file's place, then put them there: it appears whole or not at all."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
    beside.replace(path)


def merged(files: Iterable[Path]) -> Iterator[str]:
    """The lines of sorted files as one sorted run, with no more than a line of each in memory."""
    with contextlib.ExitStack() as stack:
        streams = [stack.enter_context(path.open(encoding="utf-8")) for path in files]
        yield from merge(*streams)
