"""A folder of WARC files: written page by page, resumed after any end, indexed when closed.

A page's records are written in one go, and only then its line in `captures.jsonl`. Each session
begins files of its own; what a killed one left is cut behind its last whole record. A WARC file
with its index beside it (`.cdxj`) is closed and is never touched again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
import datetime as dt
import json
import os
from pathlib import Path
from typing import Self

from auditor.model.errors import OutputError
from auditor.preserve import cdxj
from auditor.preserve.capture import Captured
from auditor.preserve.fetching import Served
from auditor.preserve.lock import Lock
from auditor.preserve.reading import DamagedError, records
from auditor.preserve.warc import JSON, Body, WarcFile, Written, warc_date

ROTATE = 1 << 30  # bytes after which the next page begins a new file
LARGEST = 1 << 40  # bytes of one record: our own files are bounded as they are written
HEADS = 1 << 18  # bytes of a record that an index needs
CAPTURES, INDEX, MANIFEST = "captures.jsonl", "index.cdxj", "manifest-sha256.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A page on disk, as its line in `captures.jsonl` says it. `date` is a WARC-Date."""

    url: str
    date: str
    file: str
    record_id: str
    digest: str
    completeness: str
    status: int = 200
    title: str = ""
    missing: int = 0
    final_url: str = ""


@dataclass
class Folder:
    """A folder under way; a context. OutputError where it can't be written or is in use.

    `info` is what the warcinfo record of each file says. `rotate` is in bytes.
    """

    path: Path
    info: Mapping[str, str]
    rotate: int = ROTATE
    _file: WarcFile | None = None
    _name: str = ""
    _seen: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = Lock(self.path / ".lock")
            _tidy(self.path)
        except OSError as error:
            raise unwritable(self.path, error) from error
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._finish()
            files = sorted(item for item in self.path.glob("*.cdxj") if item.name != INDEX)
            cdxj.write(self.path / INDEX, cdxj.merged(files))
        except OSError as error:
            raise unwritable(self.path, error) from error
        finally:
            self._lock.release()

    def note(self, kept: Kept) -> None:
        """Put down a page that stands elsewhere in the folder."""
        try:
            self._line(_said(kept))
        except OSError as error:
            raise unwritable(self.path, error) from error

    def _line(self, said: str) -> None:
        with (self.path / CAPTURES).open("a", encoding="utf-8", newline="\n") as lines:
            lines.write(said + "\n")

    def add(self, captured: Captured) -> Kept | None:
        """Write a page and what came with it; None where there is no page to keep."""
        if captured.page is None:
            return None
        try:
            return self._add(captured, captured.page)
        except OSError as error:
            raise unwritable(self.path, error) from error

    def _add(self, captured: Captured, page: Served) -> Kept:
        file = self._begun()
        written = [self._write(file, item) for item in captured.exchanges]
        name = written[captured.exchanges.index(page)].record_id
        kept = Kept(
            url=captured.url,
            date=warc_date(page.started),
            file=self._name,
            record_id=name,
            digest=page.body.digest,
            completeness=captured.completeness.value,
            status=page.status,
            title=captured.title,
            missing=captured.missing,
            final_url=page.url,
        )
        said = _said(kept)
        file.document(
            "metadata", page.url, said.encode(), {"WARC-Refers-To": name, "Content-Type": JSON}
        )
        self._line(said)
        if file.size >= self.rotate:
            self._finish()
        return kept

    def _begun(self) -> WarcFile:
        if self._file is None:
            now = dt.datetime.now(dt.UTC)
            self._name = f"auditor-{now:%Y%m%d%H%M%S%f}-{os.getpid()}.warc.gz"
            self._file = WarcFile(self.path / self._name, self.info)
            self._seen.clear()  # each file stands alone: a revisit refers to its own file
        return self._file

    def _write(self, file: WarcFile, item: Served) -> Written:
        date = warc_date(item.started)
        common = {"WARC-Date": date}
        if item.ip:
            common["WARC-IP-Address"] = item.ip
        original = self._seen.get(item.body.digest)
        told = common | {"WARC-Payload-Digest": item.body.digest}
        if item.truncated:
            told["WARC-Truncated"] = item.truncated
        if original and item.body.size and not item.truncated:
            written = file.revisit(item.url, item.block, original, told)
        else:
            written = file.response(item.url, item.block, item.body, told)
            self._seen.setdefault(item.body.digest, (item.url, date))
        to = {"WARC-Concurrent-To": written.record_id}
        file.request(item.url, item.asked, Body.of(b""), common | to)
        return written

    def _finish(self) -> None:
        """Close the file under way and write its index."""
        if self._file is None:
            return
        self._file.close()
        self._file = None
        _index(self.path / self._name)


def kept_in(path: Path) -> Iterator[Kept]:
    """The pages of a folder, oldest first; what is cut, or of no file there, is passed over."""
    there = {file.relative_to(path).as_posix() for file in path.rglob("*.w*")}
    try:
        with (path / CAPTURES).open(encoding="utf-8", errors="replace") as lines:
            for said in lines:
                kept = _kept(said)
                if kept and kept.file in there:
                    yield kept
    except FileNotFoundError:
        return
    except OSError as error:
        raise unwritable(path, error) from error


def _kept(said: str) -> Kept | None:
    try:
        fields = json.loads(said)
        kept = Kept(**fields)
    except (ValueError, TypeError, RecursionError):
        return None
    texts = (kept.url, kept.date, kept.file, kept.record_id, kept.digest, kept.title)
    return kept if all(isinstance(item, str) for item in texts) else None


def _said(kept: Kept) -> str:
    return json.dumps(asdict(kept), ensure_ascii=False)


def _tidy(path: Path) -> None:
    """Cut and index the files that a killed session left; lines of what is not in them are lost.

    After a power cut a line may be on disk whose page is not.
    """
    left = [file for file in path.glob("auditor-*.warc.gz") if not _sidecar(file).exists()]
    there = {file.name: _cut(file) for file in left}
    if left or not _ends_whole(path / CAPTURES):
        kept = [
            item
            for item in kept_in(path)
            if item.record_id in there.get(item.file, {item.record_id})
        ]
        cdxj.write(path / CAPTURES, (f"{_said(item)}\n" for item in kept))
    for file in left:
        _index(file)


def _ends_whole(path: Path) -> bool:
    if not path.exists() or not path.stat().st_size:
        return True
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"


def _cut(path: Path) -> set[str]:
    """Cut a file behind its last whole record; returns the names of its records."""
    names = set()
    try:
        for record in records(path, LARGEST, keep=HEADS):
            names.add(record.headers.get("warc-record-id", ""))
    except DamagedError as error:
        os.truncate(path, error.offset)
    return names


def _index(path: Path) -> None:
    rows = (cdxj.row(record, path.name) for record in records(path, LARGEST, keep=HEADS))
    cdxj.write(_sidecar(path), sorted(row for row in rows if row))


def _sidecar(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".warc.gz") + ".cdxj")


def unwritable(path: Path, error: OSError) -> OutputError:
    """The error for a folder that can't be used."""
    why = error.strerror or str(error) or type(error).__name__
    return OutputError(f"{path}: cannot be written: {why}", "make room or name another folder")
