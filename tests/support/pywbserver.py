"""A real archive on loopback: pywb, in its own environment, over WARCs that tests make.

    with Pywb(python, folder, [warc]) as archive:
        ... archive.replay, archive.cdx, archive.availability are its endpoints

pywb pins old libraries, so it never shares an environment with us. `python -m pywbserver FOLDER`
makes one, as CI does; `home()` says where tests look for it, and makes it on their first run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
import io
import os
from pathlib import Path
import shutil
import socket
import subprocess
import sys
import time
from typing import Self
import venv

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from standin import Saved

# pkg_resources, which pywb imports, left setuptools with version 81.
NEEDS = ("pywb==2.10.*", "setuptools<81")
COLLECTION = "bench"
CONFIG = "enable_memento: true\nredirect_to_exact: true\nframed_replay: false\n"
INSTALL = 300  # seconds an installation may take
START = 60  # seconds until a loaded machine has it started; 2 to 4 without load
VARIABLE = "PYWB_HOME"


class UnavailableError(Exception):
    """pywb is not there and can't be installed; the message says why."""


def home(cache: Path) -> Path:
    """The Python of an environment with pywb: the one named by PYWB_HOME, else one in `cache`."""
    named = os.environ.get(VARIABLE)
    if named:
        return _python(Path(named))
    with _locked(cache):
        return made(cache / "pywb")


def wacz(cache: Path) -> Path:
    """The `wacz` command, which says whether a package is valid, in an environment of its own."""
    with _locked(cache):
        return made(cache / "wacz", ("wacz==0.6.*",)).with_name("wacz")


def made(folder: Path, needs: Sequence[str] = NEEDS) -> Path:
    """The Python of the environment in `folder`, which is made unless it is complete."""
    done = folder / "complete"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        command = [_python(folder), "-m", "pip", "install", "-q", "--retries", "1", *needs]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=INSTALL)  # noqa: S603
        except subprocess.SubprocessError as error:
            told = (getattr(error, "stderr", None) or b"").decode(errors="replace").strip()
            raise UnavailableError(told.rpartition("\n")[2] or str(error)) from error
        done.touch()
    return _python(folder)


def _python(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


@contextmanager
def _locked(cache: Path) -> Iterator[None]:
    """One process at a time: tests run in several, and each wants pywb."""
    try:
        import fcntl
    except ImportError as error:  # no files are locked so on Windows
        raise UnavailableError("no fcntl on this system") from error
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "pywb.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Pywb:
    """A running pywb. Its index is a CDXJ; it has no availability service and saves nothing."""

    def __init__(self, python: Path, folder: Path, warcs: list[Path]) -> None:
        self.folder = folder
        self._python = python
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.root = f"http://127.0.0.1:{self._port}"
        self.replay = f"{self.root}/{COLLECTION}/"
        self.cdx = f"{self.root}/{COLLECTION}/cdx"
        self.timegate = f"{self.root}/{COLLECTION}/"
        self.timemap = f"{self.root}/{COLLECTION}/timemap/link/"
        self.availability = f"{self.root}/none"
        self._fill(warcs)

    def _fill(self, warcs: list[Path]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
        for arguments in (["init", COLLECTION], ["add", COLLECTION, *map(str, warcs)]):
            subprocess.run(  # noqa: S603
                [*self._command("wb_manager"), *arguments],
                cwd=self.folder,
                check=True,
                capture_output=True,
                timeout=START,
            )

    def _command(self, name: str) -> list[str]:
        module = "pywb.manager.manager" if name == "wb_manager" else "pywb.apps.cli"
        call = "main_wrap_exc()" if name == "wb_manager" else "wayback()"
        names = call.partition("(")[0]
        return [str(self._python), "-c", f"from {module} import {names}; {call}"]

    def __enter__(self) -> Self:
        log = (self.folder / "log").open("wb")
        command = [*self._command("wayback"), "-b", "127.0.0.1", "-p", str(self._port)]
        self._process = subprocess.Popen(  # noqa: S603
            command, cwd=self.folder, stdout=log, stderr=subprocess.STDOUT
        )
        log.close()
        self._await()
        return self

    def _await(self) -> None:
        until = time.monotonic() + START
        while time.monotonic() < until and self._process and self._process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self._port), timeout=2).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        self.__exit__()
        raise UnavailableError((self.folder / "log").read_text(errors="replace")[-500:])

    def __exit__(self, *_: object) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(20)


def write_warc(path: Path, saved: Iterable[Saved]) -> None:
    """Captures as a WARC; a revisit refers to the first capture of the same bytes."""
    items = sorted(saved, key=lambda item: item.timestamp)
    firsts = {item.digest: item for item in reversed(items) if not item.revisit}
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
        for item in items:
            head = StatusAndHeaders(
                f"{item.status} {HTTPStatus(item.status).phrase}",
                [("Content-Type", item.mimetype), *_location(item)],
                protocol="HTTP/1.1",
            )
            date = {"WARC-Date": _date(item)}
            if item.revisit:
                first = firsts[item.digest]
                record = writer.create_revisit_record(
                    item.original,
                    f"sha1:{item.digest}",
                    first.original,
                    _date(first),
                    http_headers=head,
                    warc_headers_dict=date,
                )
            else:
                record = writer.create_warc_record(
                    item.original,
                    "response",
                    payload=io.BytesIO(item.body),
                    http_headers=head,
                    warc_headers_dict=date,
                )
            writer.write_record(record)
            record.raw_stream.close()  # a temporary file by now


def _location(item: Saved) -> list[tuple[str, str]]:
    return [("Location", item.location)] if item.location else []


def _date(item: Saved) -> str:
    stamp = item.timestamp
    day, time = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}", f"{stamp[8:10]}:{stamp[10:12]}"
    return f"{day}T{time}:{stamp[12:]}Z"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


if __name__ == "__main__":
    try:
        made(Path(sys.argv[1]))
    except UnavailableError as error:
        sys.exit(f"pywb can't be installed: {error}")
