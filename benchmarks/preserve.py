"""What recording, replaying and local copies cost.

    python benchmarks/preserve.py

WARC records of 50 KB a second, one process: half of each record is text that compresses as pages
do, half is noise. Captures a second of a site on loopback, pages with ten requisites each, with
the pause between requests lifted. The replay of the example's audit, start of the program included,
beside the same audit offline: medians of five, taken in turn.
"""

from __future__ import annotations

from contextlib import closing
import datetime as dt
import hashlib
from pathlib import Path
import random
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "support")]

from shelf import Shelf  # noqa: E402

from auditor.links.certs import ca_bundle  # noqa: E402
from auditor.links.settings import LinkSettings  # noqa: E402
from auditor.preserve.capture import Captured  # noqa: E402
from auditor.preserve.fetching import Served  # noqa: E402
from auditor.preserve.folder import Folder  # noqa: E402
from auditor.preserve.run import captures  # noqa: E402
from auditor.preserve.wacz import pack  # noqa: E402
from auditor.preserve.warc import Body  # noqa: E402

RECORDS, SIZE = 1500, 50_000
EXAMPLE = "examples/what-a-link-forgets"
BLOCK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def body(dice: random.Random) -> bytes:
    """A page of 50 KB."""
    words = [
        dice.choice(("link", "page", "copy", "reader", "archive", "note")) for _ in range(5000)
    ]
    text = " ".join(words).encode()[: SIZE // 2]
    return text + dice.randbytes(SIZE - len(text))


def written() -> tuple[float, float]:
    """Pages a second, request records and flushes included: by the clock, by CPU time."""
    dice = random.Random(1)  # noqa: S311
    bodies = [body(dice) for _ in range(50)]
    with tempfile.TemporaryDirectory() as place, Folder(Path(place), {}) as folder:
        begun, spent = time.perf_counter(), time.process_time()
        for number in range(RECORDS):
            data = number.to_bytes(8) + bodies[number % 50]
            digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
            page = Served(
                url=f"https://example.org/{number}",
                status=200,
                asked=b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n",
                block=BLOCK,
                body=Body(file=Body.of(data).file, size=len(data), digest=digest),
                started=dt.datetime.now(dt.UTC),
            )
            folder.add(Captured(url=page.url, exchanges=(page,), page=page))
        seconds, cpu = time.perf_counter() - begun, time.process_time() - spent
        return RECORDS / seconds, RECORDS / cpu


def captured() -> tuple[float, float]:
    """Pages, and answers, a second."""
    with Shelf() as site, tempfile.TemporaryDirectory() as place:
        urls = [f"{site.root}/page?{number}" for number in range(100)]
        settings = LinkSettings(allow_private=True, host_concurrency=10)
        begun = time.perf_counter()
        with Folder(Path(place, "warc"), {}) as folder:
            for item in captures(urls, settings, ca_bundle(), pause=0.0):
                with closing(item):
                    folder.add(item)
        seconds = time.perf_counter() - begun
        pack(Path(place, "warc"), Path(place, "batch.wacz"), lambda _: [])
        return len(urls) / seconds, len(site.log) / seconds


def timed(*options: str) -> float:
    """Seconds of one audit of the example."""
    command = [sys.executable, "-m", "auditor", "check", "-q", *options, f"{EXAMPLE}.txt"]
    begun = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - begun


def main() -> None:
    clock, cpu = written()
    print(f"{clock:8.0f} records of 50 KB written a second with a request beside each")
    print(f"{cpu:8.0f} a CPU second")
    pages, answers = captured()
    print(f"{pages:8.1f} pages captured a second, {answers:.0f} answers")
    turns = [(timed("--offline"), timed("--replay", f"{EXAMPLE}.warc.gz")) for _ in range(5)]
    offline, replay = (statistics.median(column) for column in zip(*turns, strict=True))
    print(f"{replay:8.2f} s for the replay of the example's audit; {offline:.2f} s for it offline")


if __name__ == "__main__":
    main()
