"""WACZ 1.1.1 packages: a folder's WARC files, their index, the cited pages, hashes of it all.

https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
import datetime as dt
import gzip
import hashlib
from itertools import islice
import json
from pathlib import Path
from typing import Any
import zipfile

from auditor import __version__
from auditor.preserve import cdxj
from auditor.preserve.folder import INDEX, Kept, kept_in, unwritable

VERSION = "1.1.1"
PART = 4 << 30  # bytes of WARC files in one package: more than some file systems and viewers take
BLOCK = 3000  # lines of the index that are compressed together
_CHUNK = 1 << 20

Cited = Callable[[str], Sequence[Mapping[str, Any]]]


def pack(folder: Path, target: Path, cited: Cited, part: int = PART) -> list[Path]:
    """Pack a folder; returns the packages: `target`, and where it is split `…-2.wacz` and so on.

    `cited` tells of an address which citations name it. OutputError where one can't be written.
    """
    made = []
    kept = list(kept_in(folder))
    try:
        for number, files in enumerate(_parts(folder, part), 1):
            name = target.stem if number == 1 else f"{target.stem}-{number}"
            path = target.with_name(f"{name}.wacz")
            names = {file.name for file in files}
            pages = _pages((item for item in kept if item.file in names), cited)
            _package(path, files, pages)
            made.append(path)
    except OSError as error:
        raise unwritable(target, error) from error
    return made


def _parts(folder: Path, part: int) -> Iterator[list[Path]]:
    """The closed WARC files of a folder, in groups of no more than `part` bytes if they allow."""
    group: list[Path] = []
    size = 0
    for file in sorted(folder.glob("*.warc.gz")):
        if group and size + file.stat().st_size > part:
            yield group
            group, size = [], 0
        group.append(file)
        size += file.stat().st_size
    if group:
        yield group


def _pages(kept: Iterable[Kept], cited: Cited) -> Iterator[str]:
    """pages.jsonl: a line for each page, titled by what cites it, for a viewer shows titles."""
    head = {"format": "json-pages-1.0", "id": "pages", "title": "Cited pages", "hasText": False}
    yield json.dumps(head) + "\n"
    for item in kept:
        places = cited(item.url)
        shown = "; ".join(dict.fromkeys(_place(place) for place in places[:3]))
        title = item.title or item.url
        page = {
            "id": hashlib.sha256(f"{item.url} {item.date}".encode()).hexdigest()[:22],
            "url": item.url,
            "ts": item.date[:19] + "Z",
            "title": f"{title} ({shown})" if shown else title,
            "completeness": item.completeness,
            "citedBy": list(places),
        }
        yield json.dumps(page, ensure_ascii=False) + "\n"


def _place(place: Mapping[str, Any]) -> str:
    note = f"note {place['note']}, " if place.get("note") else ""
    return f"{note}{place['article']}"


@dataclass
class _Package:
    """A zip under way, and what its datapackage says of the files in it."""

    zip: zipfile.ZipFile
    resources: list[dict[str, Any]] = field(default_factory=list)

    def add(self, path: str, pieces: Iterable[bytes], *, stored: bool) -> None:
        """Put a file in; WARC files and compressed indexes stand as they are, to be read within."""
        info = zipfile.ZipInfo(path, dt.datetime.now(dt.UTC).timetuple()[:6])
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        found, size = hashlib.sha256(), 0
        with self.zip.open(info, "w", force_zip64=True) as out:
            for piece in pieces:
                out.write(piece)
                found.update(piece)
                size += len(piece)
        name = path.rpartition("/")[2].lower()
        digest = f"sha256:{found.hexdigest()}"
        self.resources.append({"name": name, "path": path, "hash": digest, "bytes": size})


def _package(path: Path, files: Sequence[Path], pages: Iterable[str]) -> None:
    beside = path.with_name(f".{path.name}.new")
    try:
        with zipfile.ZipFile(beside, "w") as zipped:
            package = _Package(zipped)
            for file in files:
                package.add(f"archive/{file.name}", _chunks(file), stored=True)
            sidecars = [
                file.with_name(file.name.removesuffix(".warc.gz") + ".cdxj") for file in files
            ]
            lines: list[str] = []
            package.add("indexes/index.cdx.gz", _blocks(sidecars, lines), stored=True)
            package.add("indexes/index.idx", (line.encode() for line in lines), stored=False)
            package.add("pages/pages.jsonl", (line.encode() for line in pages), stored=False)
            _describe(zipped, package.resources)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _describe(zipped: zipfile.ZipFile, resources: list[dict[str, Any]]) -> None:
    said = {
        "profile": "data-package",
        "title": "Pages that articles cite",
        "wacz_version": VERSION,
        "software": f"auditor/{__version__}",
        "created": dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "resources": resources,
    }
    text = json.dumps(said, indent=2, ensure_ascii=False)
    digest = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    signed = json.dumps({"path": "datapackage.json", "hash": digest}, indent=2)
    zipped.writestr("datapackage.json", text, zipfile.ZIP_DEFLATED)
    zipped.writestr("datapackage-digest.json", signed, zipfile.ZIP_DEFLATED)


def _blocks(sidecars: Sequence[Path], index: list[str]) -> Iterator[bytes]:
    """The index in compressed blocks; `index` gets a line for each of them (ZipNum)."""
    meta = json.dumps({"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"})
    index.append(f"!meta 0 {meta}\n")
    lines, offset = cdxj.merged(sidecars), 0
    while block := list(islice(lines, BLOCK)):
        packed = gzip.compress("".join(block).encode(), mtime=0)
        digest = f"sha256:{hashlib.sha256(packed).hexdigest()}"
        said = {"offset": offset, "length": len(packed), "digest": digest}
        key = block[0].partition("{")[0].strip()
        index.append(f"{key} {json.dumps({**said, 'filename': 'index.cdx.gz'})}\n")
        offset += len(packed)
        yield packed


def manifest(folder: Path, name: str) -> None:
    """Write the hashes of a folder's files as `sha256sum --check` reads them.

    A WARC file that is listed already is closed and isn't read again.
    """
    path = folder / name
    known = dict(_listed(path))
    files = [*folder.glob("*.warc.gz"), *folder.glob("imported/*.wacz"), folder / INDEX]
    try:
        shown = {file.relative_to(folder).as_posix(): file for file in sorted(files)}
        known.pop(INDEX, None)  # the one file that changes
        hashes = {told: known.get(told) or _hash(file) for told, file in shown.items()}
        cdxj.write(path, (f"{digest}  {told}\n" for told, digest in hashes.items()))
    except OSError as error:
        raise unwritable(folder, error) from error


def _listed(path: Path) -> Iterator[tuple[str, str]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            digest, _, name = line.partition("  ")
            yield name, digest


def _hash(path: Path) -> str:
    found = hashlib.sha256()
    for piece in _chunks(path):
        found.update(piece)
    return found.hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            yield piece
