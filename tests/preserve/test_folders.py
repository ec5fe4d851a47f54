"""Folders of WARC files: sound after any end, indexed, packed, and what browsers made taken in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
import gzip
import hashlib
import io
import json
from pathlib import Path
import random
import subprocess
from threading import Event
import zipfile

import pytest
from pywbserver import Pywb, UnavailableError, home, wacz
import requests
from shelf import PAGE, Shelf
from warcio.archiveiterator import ArchiveIterator

from auditor.links.address import parse
from auditor.links.certs import ca_bundle
from auditor.links.settings import LinkSettings
from auditor.model.errors import InputError, OutputError
from auditor.preserve import cdxj, imported
from auditor.preserve.capture import Capture
from auditor.preserve.folder import INDEX, MANIFEST, Folder, Kept, kept_in
from auditor.preserve.reading import DamagedError, records
from auditor.preserve.run import Turns
from auditor.preserve.wacz import manifest, pack
from auditor.preserve.warc import Body, WarcFile

FREE = Turns(LinkSettings(), Event(), pause=0.0)
CACHE = Path(__file__).parents[2] / ".pytest_cache"
INFO = {"operator": "desk@example.org"}


@pytest.fixture(scope="module")
def site() -> Iterator[Shelf]:
    with Shelf() as made:
        yield made


def fill(folder: Path, site: Shelf, *paths: str, rotate: int = 1 << 30) -> list[Kept]:
    """Captures of some pages in a folder."""
    settings = LinkSettings(allow_private=True)
    capture = Capture(settings, ca_bundle(), FREE)
    found = []
    with Folder(folder, INFO, rotate) as shelf:
        for path in paths:
            captured = capture(site.root + path)
            kept = shelf.add(captured)
            captured.close()
            found += [kept] if kept else []
    capture.close()
    return found


def rows(folder: Path) -> list[dict[str, str]]:
    lines = (folder / INDEX).read_text(encoding="utf-8").splitlines()
    return [json.loads(line.partition("{")[1] + line.partition("{")[2]) for line in lines]


def check(folder: Path) -> None:
    """What `warcio check` says of all WARC files of a folder."""
    from warcio.cli import main

    told = io.StringIO()
    with redirect_stdout(told), suppress(SystemExit):
        main(["check", "-v", *map(str, folder.glob("*.warc.gz"))])
    assert "digest pass" in told.getvalue()
    assert "fail" not in told.getvalue()


def test_records_are_what_libraries_want(tmp_path: Path, site: Shelf) -> None:
    (kept,) = fill(tmp_path, site, "/page")
    check(tmp_path)
    with (tmp_path / kept.file).open("rb") as file:
        first, page, request, *_ = [
            (item.rec_type, dict(item.rec_headers.headers), item.content_stream().read())
            for item in ArchiveIterator(file)
        ]
    assert first[0] == "warcinfo"
    assert b"operator: desk@example.org" in first[2]
    assert b"software: auditor/" in first[2]
    assert (page[0], page[2]) == ("response", PAGE)
    assert page[1]["WARC-Payload-Digest"] == f"sha256:{hashlib.sha256(PAGE).hexdigest()}"
    assert page[1]["WARC-IP-Address"] == "127.0.0.1"
    assert page[1]["WARC-Record-ID"] == kept.record_id
    assert request[0] == "request"
    assert request[1]["WARC-Concurrent-To"] == kept.record_id


def test_what_is_there_already_is_a_revisit(tmp_path: Path, site: Shelf) -> None:
    kept = fill(tmp_path, site, "/page", "/same")
    found = {
        item.headers["warc-record-id"]: item for item in records(tmp_path / kept[0].file, 1 << 24)
    }
    again, first = found[kept[1].record_id], found[kept[0].record_id]
    assert again.kind == "revisit"
    assert again.headers["warc-refers-to-target-uri"] == first.headers["warc-target-uri"]
    assert again.headers["warc-refers-to-date"] == first.headers["warc-date"]
    assert again.headers["warc-payload-digest"] == first.headers["warc-payload-digest"]


def test_the_index_is_sorted_and_leads_to_each_record(tmp_path: Path, site: Shelf) -> None:
    fill(tmp_path, site, "/page", "/chunked", "/plain.txt")
    lines = (tmp_path / INDEX).read_bytes().splitlines()
    assert lines == sorted(lines)
    for row in rows(tmp_path):
        with (tmp_path / row["filename"]).open("rb") as file:
            file.seek(int(row["offset"]))
            text = gzip.decompress(file.read(int(row["length"])))
        assert f"WARC-Target-URI: {row['url']}\r\n".encode() in text


def test_a_file_that_is_large_enough_is_closed_and_stands_alone(
    tmp_path: Path, site: Shelf
) -> None:
    kept = fill(tmp_path, site, "/page", "/same", "/gzip", rotate=5000)
    assert len({item.file for item in kept}) == 3
    assert len(list(tmp_path.glob("auditor-*.cdxj"))) == 3
    assert not any(row["mime"] == "warc/revisit" and "page" in row["url"] for row in rows(tmp_path))


@pytest.mark.parametrize("seed", range(12))
def test_a_killed_session_leaves_whole_records(tmp_path: Path, site: Shelf, seed: int) -> None:
    """A file cut anywhere, no index: as SIGKILL leaves it."""
    (first, _) = fill(tmp_path, site, "/plain.txt", "/page")
    file = tmp_path / first.file
    size = file.stat().st_size
    with file.open("r+b") as cut:
        cut.truncate(random.Random(seed).randrange(1, size))  # noqa: S311 - any place will do
    for index in tmp_path.glob("*.cdxj"):
        index.unlink()
    with (tmp_path / "captures.jsonl").open("a") as lines:
        lines.write('{"url": "https://exam')
    fill(tmp_path, site, "/chunked")
    for warc in tmp_path.glob("*.warc.gz"):
        assert all(item.length > 0 for item in records(warc, 1 << 24))
    kept = list(kept_in(tmp_path))
    assert kept[-1].url.endswith("/chunked")
    names = [item.headers["warc-record-id"] for item in records(file, 1 << 24)]
    assert all(item.record_id in names for item in kept[:-1]), "no line without its page"
    assert any(row["url"].endswith("/chunked") for row in rows(tmp_path))


def test_a_line_that_was_cut_spoils_no_other(tmp_path: Path, site: Shelf) -> None:
    fill(tmp_path, site, "/plain.txt")
    with (tmp_path / "captures.jsonl").open("a") as lines:
        lines.write('{"url": "https://exam')
    fill(tmp_path, site, "/page")
    assert [item.url.rpartition("/")[2] for item in kept_in(tmp_path)] == ["plain.txt", "page"]


class Broken(io.BytesIO):
    """A body whose disk fails when it is written, after it was measured."""

    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.reads += 1
        if self.reads > 2:
            raise OSError(28, "No space left on device")
        return super().read(size)


def test_a_record_that_fails_leaves_no_stump(tmp_path: Path) -> None:
    file = WarcFile(tmp_path / "x.warc.gz", INFO)
    whole = Body.of(b"words")
    body = Body(file=Broken(b"words"), size=5, digest=whole.digest)
    with pytest.raises(OSError, match="No space"):
        file.response("https://example.org/", b"HTTP/1.1 200 OK\r\n\r\n", body, {})
    file.response("https://example.org/", b"HTTP/1.1 200 OK\r\n\r\n", whole, {})
    file.close()
    assert [item.kind for item in records(tmp_path / "x.warc.gz", 1 << 20)] == [
        "warcinfo",
        "response",
    ]


def test_two_runs_never_write_to_one_folder(tmp_path: Path) -> None:
    with Folder(tmp_path, INFO), pytest.raises(OutputError, match="another run"):
        Folder(tmp_path, INFO).__enter__()


def test_the_manifest_holds_and_is_kept_up(tmp_path: Path, site: Shelf) -> None:
    fill(tmp_path, site, "/page")
    manifest(tmp_path, MANIFEST)
    fill(tmp_path, site, "/chunked")
    manifest(tmp_path, MANIFEST)
    lines = (tmp_path / MANIFEST).read_text().splitlines()
    assert len(lines) == 3
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.Example.org:80/A/b/?z=1&A=2#x", "org,example)/a/b?a=2&z=1"),
        ("https://www2.example.org/", "org,example)/"),
        ("https://example.org:8443", "org,example:8443)/"),
        ("https://example.org/a?", "org,example)/a"),
        ("https://[::1/", "https://[::1/"),
    ],
)
def test_keys_of_addresses(url: str, key: str) -> None:
    assert cdxj.surt(url) == key


def cited(_: str) -> list[dict[str, object]]:
    return [{"article": "essay.md", "note": "7", "line": 12}]


def test_a_package_tells_which_note_cites_what(tmp_path: Path, site: Shelf) -> None:
    fill(tmp_path / "warc", site, "/page", "/app")
    (made,) = pack(tmp_path / "warc", tmp_path / "batch.wacz", cited)
    with zipfile.ZipFile(made) as zipped:
        assert zipped.testzip() is None
        pages = [json.loads(line) for line in zipped.read("pages/pages.jsonl").splitlines()]
        package = json.loads(zipped.read("datapackage.json"))
        for item in package["resources"]:
            data = zipped.read(item["path"])
            assert item["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert item["bytes"] == len(data)
        stored = {i.filename for i in zipped.infolist() if i.compress_type == zipfile.ZIP_STORED}
    assert {"format", "id"} <= pages[0].keys()
    assert pages[1]["title"] == "Shelf & books (note 7, essay.md)"
    assert pages[1]["citedBy"] == cited("")
    assert pages[2]["completeness"] == "needs_browser"
    assert {name for name in stored if name.endswith(".gz")} == stored


def test_a_large_batch_is_split(tmp_path: Path, site: Shelf) -> None:
    kept = fill(tmp_path / "warc", site, "/page", "/gzip", rotate=5000)
    made = pack(tmp_path / "warc", tmp_path / "batch.wacz", cited, part=1)
    assert [path.name for path in made] == ["batch.wacz", "batch-2.wacz"]
    for path, item in zip(made, kept, strict=True):
        with zipfile.ZipFile(path) as zipped:
            pages = zipped.read("pages/pages.jsonl").decode()
            assert f"archive/{item.file}" in zipped.namelist()
        assert json.dumps(item.url) in pages
        assert pages.count("\n") == 2


def test_wacz_validate_passes(tmp_path: Path, site: Shelf) -> None:
    try:
        tool = wacz(CACHE)
    except UnavailableError as error:
        pytest.skip(f"the wacz tool can't be installed here: {error}")
    fill(tmp_path / "warc", site, "/page", "/chunked")
    (made,) = pack(tmp_path / "warc", tmp_path / "batch.wacz", cited)
    done = subprocess.run([tool, "validate", "-f", str(made)], capture_output=True, check=False)  # noqa: S603
    assert b"valid" in done.stdout
    assert done.returncode == 0, done.stdout


def crawled(folder: Path, site: Shelf, *paths: str) -> Path:
    """A package as a browser crawler would have made it."""
    fill(folder / "crawl", site, *paths)
    (made,) = pack(folder / "crawl", folder / "crawl.wacz", cited)
    other = folder / "browser.wacz"
    with zipfile.ZipFile(made) as zipped, zipfile.ZipFile(other, "w") as copy:
        for info in zipped.infolist():
            data = zipped.read(info)
            copy.writestr(
                info, data.replace(b"auditor/", b"crawler/") if "datap" in info.filename else data
            )
    return other


def wanted(site: Shelf, *paths: str) -> dict[str, str]:
    return {parse(site.root + path).href: site.root + path for path in paths}


def test_what_a_crawler_saved_counts_as_kept(tmp_path: Path, site: Shelf) -> None:
    package = crawled(tmp_path, site, "/app", "/page", "/none")
    found = imported.imported(package, tmp_path, wanted(site, "/app", "/none", "/absent"))
    assert [(item.url, item.completeness) for item in found] == [(f"{site.root}/app", "full")]
    assert found[0].file == "imported/browser.wacz"
    assert (tmp_path / found[0].file).read_bytes() == package.read_bytes()
    assert found[0].record_id.startswith("<urn:uuid:")


def test_our_own_package_is_no_browsers_work(tmp_path: Path, site: Shelf) -> None:
    fill(tmp_path / "warc", site, "/app")
    (made,) = pack(tmp_path / "warc", tmp_path / "batch.wacz", cited)
    with pytest.raises(InputError, match="packed that itself"):
        imported.imported(made, tmp_path, wanted(site, "/app"))


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_package_is_one_clear_line(tmp_path: Path, site: Shelf, seed: int) -> None:
    """Bytes changed or cut anywhere: an error of ours, or what is still sound in it."""
    data = bytearray(crawled(tmp_path, site, "/app").read_bytes())
    dice = random.Random(seed)  # noqa: S311
    for _ in range(20):
        data[dice.randrange(len(data))] = dice.randrange(256)
    hurt = tmp_path / "hurt.wacz"
    hurt.write_bytes(data[: dice.randrange(len(data))] if seed % 3 == 0 else data)
    with suppress(InputError):  # any other error is a fault
        found = imported.imported(hurt, tmp_path, wanted(site, "/app"))
        assert all(item.url == f"{site.root}/app" for item in found)


def test_an_index_that_lies_names_nothing(tmp_path: Path, site: Shelf) -> None:
    """The index says another address than the record it leads to."""
    package = crawled(tmp_path, site, "/page")
    lying = tmp_path / "lying.wacz"
    with zipfile.ZipFile(package) as zipped, zipfile.ZipFile(lying, "w") as copy:
        for info in zipped.infolist():
            data = zipped.read(info)
            if info.filename == "indexes/index.cdx.gz":
                data = gzip.compress(gzip.decompress(data).replace(b'/page"', b'/app"'))
            copy.writestr(info, data)
    assert imported.imported(lying, tmp_path, wanted(site, "/app")) == []


@pytest.mark.parametrize("seed", range(20))
def test_hostile_warcs_are_damaged_or_whole(tmp_path: Path, site: Shelf, seed: int) -> None:
    (kept,) = fill(tmp_path, site, "/plain.txt")
    data = bytearray((tmp_path / kept.file).read_bytes())
    dice = random.Random(seed)  # noqa: S311
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    (tmp_path / "x.warc.gz").write_bytes(data)
    with suppress(DamagedError):  # any other error is a fault
        assert all(item.offset < len(data) for item in records(tmp_path / "x.warc.gz", 1 << 20))


def test_a_bomb_is_never_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.warc.gz"
    bomb.write_bytes(gzip.compress(b"WARC/1.1\r\nX: " + b"a" * (64 << 20)))
    with pytest.raises(DamagedError, match="too large"):
        list(records(bomb, 1 << 20))


def test_a_package_opens_in_pywb(tmp_path: Path, site: Shelf) -> None:
    try:
        python = home(CACHE)
    except UnavailableError as error:
        pytest.skip(f"pywb can't be installed here: {error}")
    kept = fill(tmp_path / "warc", site, "/page", "/gzip", "/chunked", "/same")
    (made,) = pack(tmp_path / "warc", tmp_path / "batch.wacz", cited)
    with Pywb(python, tmp_path / "run", [Path("--unpack-wacz"), made]) as archive:
        for item in kept:
            stamp = item.date[:19].translate({ord(c): None for c in "-T:"})
            said = requests.get(f"{archive.replay}{stamp}id_/{item.url}", timeout=20)
            assert said.status_code == 200
            assert said.content == PAGE, item.url
