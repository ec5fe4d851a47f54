"""WARC files read with bounds, for they may come from anywhere: one record at a time, no more.

warcio's own reader takes header lines of any length, and a gzip member of 1 MB may hold a line of
1 GB; hence this one, for files of one gzip member a record (as ours and all crawlers' are).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
import zlib

LARGEST_HEAD = 1 << 16  # bytes of a record's own headers
_CHUNK = 1 << 16
_STEP = 1 << 20  # bytes that are unpacked at a time
_END = b"\r\n\r\n"


class DamagedError(ValueError):
    """A file that is no WARC as it should be; `offset` is where its last whole record ends."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class StumpError(DamagedError):
    """A file that ends within a record, as one does whose writer was killed."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its headers (lower-case names), its block, where its gzip member stands."""

    headers: Mapping[str, str]
    block: bytes
    offset: int
    length: int

    @property
    def kind(self) -> str:
        """WARC-Type."""
        return self.headers.get("warc-type", "")

    @property
    def http(self) -> tuple[bytes, bytes]:
        """The HTTP header block, with the empty line at its end, and the payload."""
        head, end, body = self.block.partition(_END)
        return head + end, body


def records(path: Path, largest: int, offset: int = 0, keep: int = 0) -> Iterator[Record]:
    """The records of a file from one on.

    DamagedError at the first that is broken or of over `largest` bytes. Blocks are whole in memory,
    or with `keep` cut to so many bytes, headers of the record among them.
    """
    with path.open("rb") as file:
        while record := record_at(file, offset, largest, keep):
            yield record
            offset += record.length


def record_at(file: BinaryIO, offset: int, largest: int, keep: int = 0) -> Record | None:
    """The record at an offset of an open file; see `records`. None at its end."""
    file.seek(offset)
    member = _member(file, offset, largest + LARGEST_HEAD, keep or largest)
    return _record(*member, offset, file.tell() - offset) if member else None


def _member(file: BinaryIO, offset: int, largest: int, keep: int) -> tuple[bytes, int] | None:
    """What of the gzip member at the file's position is kept, decompressed, and its whole size.

    None at the end. Leaves the file right behind the member.
    """
    unzip = zlib.decompressobj(zlib.MAX_WBITS + 16)
    kept, size = bytearray(), 0
    while not unzip.eof:
        chunk = unzip.unconsumed_tail or file.read(_CHUNK)
        if not chunk:
            if not size and file.tell() == offset:
                return None
            raise StumpError("it ends within a record", offset)
        try:
            data = unzip.decompress(chunk, _STEP)
        except zlib.error:
            raise DamagedError("it isn't compressed as a WARC file is", offset) from None
        size += len(data)
        kept += data[: max(0, keep + LARGEST_HEAD - len(kept))]
        if size > largest:
            raise DamagedError("it holds a record that is too large", offset)
    file.seek(-len(unzip.unused_data), 1)
    return bytes(kept), size


def _record(data: bytes, whole: int, offset: int, length: int) -> Record:
    head, found, rest = data.partition(_END)
    first, *lines = head.decode("utf-8", "replace").split("\r\n")
    if not found or not first.startswith("WARC/1.") or len(head) > LARGEST_HEAD:
        raise DamagedError("it holds something that is no WARC record", offset)
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    size = headers.get("content-length", "")
    if not size.isdecimal() or whole != len(head) + int(size[:12]) + 2 * len(_END):
        raise DamagedError("it holds a record of another length than it says", offset)
    return Record(headers, rest[: int(size[:12])], offset, length)
