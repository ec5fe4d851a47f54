"""WARC 1.1 files (ISO 28500:2017), one gzip member a record, written through warcio's builder."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
import datetime as dt
import hashlib
import io
from pathlib import Path
from typing import BinaryIO
import zlib

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from auditor import __version__

VERSION = "WARC/1.1"
CONFORMS = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
JSON = "application/json"
LEVEL = 6  # warcio's own 9 takes up to three times as long, for less than 1 % on disk
_CHUNK = 65536


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The payload of a record: a seekable file from its beginning on, its size, its digest."""

    file: BinaryIO
    size: int
    digest: str

    @classmethod
    def of(cls, data: bytes) -> Body:
        """The payload that some bytes are."""
        return cls(file=io.BytesIO(data), size=len(data), digest=digest_of(data))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A record that is on disk: its name (a URN) and where its gzip member stands, in bytes."""

    record_id: str
    offset: int
    length: int


class _AsServed(StatusAndHeaders):  # type: ignore[misc]  # warcio ships no types
    """A header block that is written byte for byte; warcio would escape what isn't ASCII."""

    def __init__(self, block: bytes) -> None:
        first = block.partition(b"\r\n")[0].decode("latin-1")
        super().__init__(first, [])
        self.headers_buff = block

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """Keep the block."""


class _Member:
    """One gzip member; warcio flushes it when its record is written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._packer = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS + 16)

    def write(self, data: bytes) -> None:
        """Compress some more."""
        self._file.write(self._packer.compress(data))

    def flush(self) -> None:
        """End the member and put it on disk."""
        self._file.write(self._packer.flush())
        self._file.flush()


class WarcFile:
    """A new WARC file. Begins with a warcinfo record of `info`; never writes over a file.

    Every record is flushed, so a process that is killed leaves whole records and one stump.
    """

    def __init__(self, path: Path, info: Mapping[str, str]) -> None:
        self._file = path.open("xb")
        self._writer = WARCWriter(self._file, gzip=False, warc_version=VERSION)
        fields = {
            "software": f"auditor/{__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": CONFORMS,
            **info,
        }
        record = self._writer.create_warcinfo_record(path.name, fields)
        self.info_id = self._write(record).record_id

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._file.tell()

    def response(self, url: str, block: bytes, body: Body, headers: Mapping[str, str]) -> Written:
        """Write an HTTP answer; `block` is its header block with the empty line at its end.

        `headers` are further WARC headers, WARC-Date among them.
        """
        return self._exchange("response", url, block, body, headers)

    def request(self, url: str, block: bytes, body: Body, headers: Mapping[str, str]) -> Written:
        """Write an HTTP request; its header block ends with the empty line too."""
        return self._exchange("request", url, block, body, headers)

    def revisit(
        self, url: str, block: bytes, original: tuple[str, str], headers: Mapping[str, str]
    ) -> Written:
        """Write an answer whose payload is on disk already; `original` is its address and date.

        `headers` must hold the WARC-Payload-Digest that both share.
        """
        more = {
            "WARC-Profile": REVISIT,
            "WARC-Refers-To-Target-URI": original[0],
            "WARC-Refers-To-Date": original[1],
        }
        record = self._writer.create_warc_record(
            url,
            "revisit",
            warc_headers_dict={**self._common, **more, **headers},
            http_headers=_AsServed(block),
        )
        return self._write(record)

    def document(self, kind: str, uri: str, text: bytes, headers: Mapping[str, str]) -> Written:
        """Write a `metadata` or `resource` record of JSON."""
        record = self._writer.create_warc_record(
            uri,
            kind,
            payload=io.BytesIO(text),
            length=len(text),
            warc_content_type=JSON,
            warc_headers_dict={**self._common, **headers},
        )
        return self._write(record)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    @property
    def _common(self) -> dict[str, str]:
        return {"WARC-Warcinfo-ID": self.info_id}

    def _exchange(
        self, kind: str, url: str, block: bytes, body: Body, headers: Mapping[str, str]
    ) -> Written:
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=body.file,
            length=body.size,
            warc_headers_dict={
                **self._common,
                "WARC-Payload-Digest": body.digest,
                "WARC-Block-Digest": _block_digest(block, body),
                **headers,
            },
            http_headers=_AsServed(block),
        )
        return self._write(record)

    def _write(self, record: ArcWarcRecord) -> Written:
        offset = self._file.tell()
        self._writer.out = _Member(self._file)
        try:
            self._writer.write_record(record)
        except BaseException:  # no room, or a Ctrl-C: no half record may stand before the next one
            with suppress(OSError):
                self._file.seek(offset)
            with suppress(OSError):
                self._file.truncate(offset)
            raise
        name: str = record.rec_headers.get_header("WARC-Record-ID")
        return Written(record_id=name, offset=offset, length=self._file.tell() - offset)


def warc_date(moment: dt.datetime) -> str:
    """A time as WARC 1.1 writes it: UTC, to the microsecond."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest_of(data: bytes) -> str:
    """The labelled digest of some bytes."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _block_digest(block: bytes, body: Body) -> str:
    """The digest of header block and payload; leaves the file at its beginning."""
    found = hashlib.sha256(block)
    body.file.seek(0)
    while chunk := body.file.read(_CHUNK):
        found.update(chunk)
    body.file.seek(0)
    return f"sha256:{found.hexdigest()}"
