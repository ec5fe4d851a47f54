"""What a browser crawler saved, taken from its WACZ: which of our addresses it has, and where.

The package may come from anywhere: its index is read with bounds, and an address counts as saved
only where the record that the index names is there, is of that address and answers 2xx.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
import gzip
import json
from pathlib import Path
import shutil
from typing import IO, Any, BinaryIO
import zipfile
import zlib

from auditor.links.address import UnfitError, parse
from auditor.model.errors import InputError
from auditor.preserve.folder import HEADS, LARGEST, Kept, unwritable
from auditor.preserve.page import Completeness
from auditor.preserve.reading import DamagedError, Record, record_at

FOLDER = "imported"
LONGEST = 1 << 16  # bytes of a line of an index
LINES = 50_000_000  # lines of all indexes
LARGEST_PACKAGE = 16 << 20  # bytes of datapackage.json
ENTRIES = 100_000  # files in a package
UNPACKED = 4 << 30  # bytes of all indexes, unpacked


def imported(package: Path, folder: Path, wanted: Mapping[str, str]) -> list[Kept]:
    """The wanted addresses that a package has; it is copied into the folder if it has any.

    `wanted` are addresses as cited, by the page they ask for (`href`). InputError where the package
    is none.
    """
    try:
        with zipfile.ZipFile(package) as zipped, package.open("rb") as raw:
            if len(zipped.infolist()) > ENTRIES:
                raise _damaged(package, "it holds too many files")
            if _is_ours(zipped):
                raise InputError(
                    f"{package}: auditor packed that itself", "import what a browser crawler made"
                )
            found = _found(zipped, raw, wanted, f"{FOLDER}/{package.name}")
    except FileNotFoundError:
        raise InputError(
            f"{package}: there is no such file", "check the path of --import"
        ) from None
    except (zipfile.BadZipFile, EOFError, OSError, zlib.error, NotImplementedError, RuntimeError):
        raise _damaged(package, "it can't be unpacked") from None
    if found:
        _copy(package, folder / FOLDER / package.name)
    return found


def _is_ours(zipped: zipfile.ZipFile) -> bool:
    """Whether a package was made here: what scripts draw is no fuller in it than it was."""
    try:
        with zipped.open("datapackage.json") as file:
            said = json.loads(file.read(LARGEST_PACKAGE))
        return str(said["software"]).startswith("auditor/")
    except (KeyError, TypeError, ValueError, RecursionError):
        return False


def _found(
    zipped: zipfile.ZipFile, raw: BinaryIO, wanted: Mapping[str, str], shown: str
) -> list[Kept]:
    """The last good capture of each wanted address."""
    names = {info.filename.rpartition("/")[2]: info for info in zipped.infolist()}
    latest: dict[str, Kept] = {}
    for row in _rows(zipped):
        cited = wanted.get(_href(row.get("url")))
        info = names.get(str(row.get("filename")))
        if cited is None or info is None or not str(row.get("status")).startswith("2"):
            continue
        record = _record(raw, info, str(row.get("offset")))
        kept = _kept(cited, record, shown) if record else None
        if kept and (cited not in latest or latest[cited].date < kept.date):
            latest[cited] = kept
    return list(latest.values())


def _rows(zipped: zipfile.ZipFile) -> Iterator[Mapping[str, Any]]:
    """The lines of all indexes of a package; what is no such line is passed over."""
    count, left = 0, UNPACKED
    for info in zipped.infolist():
        if not info.filename.startswith("indexes/") or info.filename.endswith(".idx"):
            continue
        with zipped.open(info) as packed:
            plain: IO[bytes] = packed
            if info.filename.endswith(".gz"):
                plain = gzip.GzipFile(fileobj=packed)  # type: ignore[assignment]
            while line := plain.readline(LONGEST):
                count, left = count + 1, left - len(line)
                if count > LINES or left < 0:
                    return
                yield _fields(line)


def _fields(line: bytes) -> Mapping[str, Any]:
    _, brace, rest = line.partition(b"{")
    try:
        found = json.loads(brace + rest)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _href(url: Any) -> str:
    try:
        return parse(url).href if isinstance(url, str) else ""
    except UnfitError:
        return ""


def _record(raw: BinaryIO, info: zipfile.ZipInfo, offset: str) -> Record | None:
    """The record at an offset of a WARC file that stands in a zip as it is."""
    if info.compress_type != zipfile.ZIP_STORED or not offset.isdecimal() or len(offset) > 18:
        return None
    raw.seek(info.header_offset)
    head = raw.read(30)
    if len(head) < 30 or not head.startswith(b"PK\x03\x04") or int(offset) >= info.file_size:
        return None
    begin = info.header_offset + 30 + int.from_bytes(head[26:28], "little")
    begin += int.from_bytes(head[28:30], "little")
    try:
        return record_at(raw, begin + int(offset), LARGEST, HEADS)
    except DamagedError:
        return None


def _kept(cited: str, record: Record, shown: str) -> Kept | None:
    headers = record.headers
    status = record.http[0].split(b"\r\n", 1)[0].split(b" ")
    told = status[1] if len(status) > 1 else b""
    same = _href(headers.get("warc-target-uri")) == _href(cited)
    if record.kind not in ("response", "revisit") or not same or not told.startswith(b"2"):
        return None
    return Kept(
        url=cited,
        date=headers.get("warc-date", "")[:40],
        file=shown,
        record_id=headers.get("warc-record-id", "")[:200],
        digest=headers.get("warc-payload-digest", "")[:200],
        completeness=Completeness.FULL.value,
        status=int(told) if told.isdigit() and len(told) == 3 else 200,
        final_url=cited,
    )


def _copy(package: Path, target: Path) -> None:
    if target.exists() and target.samefile(package):
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.new")
        shutil.copyfile(package, beside)
        beside.replace(target)
    except OSError as error:
        raise unwritable(target, error) from error


def _damaged(package: Path, why: str) -> InputError:
    return InputError(f"{package}: not a WACZ package that can be read: {why}", "check the file")
