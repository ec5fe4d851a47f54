"""Look-ups of copies against the stand-in: as fast as can be, and at the polite pace.

    python benchmarks/archives.py [ADDRESSES] [SECONDS]

ADDRESSES (1,000) are looked up with limits lifted: of all there is a copy, each a redirect and a
page to read; then of none, each a redirect and the index, by prefix for 20 of one directory. Then,
for SECONDS (120), at the pace of 480 requests a minute that the Wayback Machine is asked with. Each
run is a process of its own and so is the stand-in, whose CPU isn't counted. Memory is the peak of
the whole process, CPU its share of one core.
"""

from __future__ import annotations

from multiprocessing import Process, Queue
from pathlib import Path
import subprocess
import sys

RUN = """
import datetime as dt, resource, sys, tempfile, time
from dataclasses import replace
from pathlib import Path
from auditor.archives.client import Client
from auditor.archives.endpoints import Endpoints
from auditor.archives.settings import ArchiveSettings
from auditor.evidence.collect import Clients, EvidenceSettings, collect
from auditor.model.facts import Wanted
from auditor.store.buckets import SharedBuckets
root, addresses, kind = sys.argv[1], int(sys.argv[2]), sys.argv[3]
there = Endpoints(replay=f"{root}/web/", cdx=f"{root}/cdx/search/cdx",
                  availability=f"{root}/wayback/available")
used = ArchiveSettings(user_agent="benchmark", endpoints=there)
if kind != "polite":
    free = {name: replace(getattr(used, name), per_minute=0)
            for name in ("replay", "cdx", "availability")}
    used = replace(used, **free)
folder = "none" if kind == "none" else "page"
wanted = [Wanted(f"https://www.port.example/{folder}/{n // 20}/{n}", dt.date(2022, 9, 12),
                 "accessed") for n in range(addresses)]
began, cpu = time.perf_counter(), time.process_time()
with tempfile.TemporaryDirectory() as place:
    buckets = SharedBuckets(Path(place) / "pace.sqlite", print)
    clients = Clients(None, lambda settings: Client(settings, buckets=buckets))
    facts = collect(wanted, EvidenceSettings(links=None, archives=used), clients=clients)
wall, cpu = time.perf_counter() - began, time.process_time() - cpu
assert {item.outcome.value for item in facts.mementos.values()} == {
    "not_archived" if kind == "none" else "archived"}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{addresses / wall:7.1f} look-ups/s  {wall:6.1f} s  CPU {cpu / wall:6.1%}  {peak:.0f} MiB")
"""


def serve(roots: Queue[str], addresses: int) -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))
    from standin import Standin

    with Standin() as archive:
        for number in range(addresses):
            archive.save(f"https://www.port.example/page/{number // 20}/{number}", "20220915080000")
        roots.put(archive.root)
        archive.closed.wait()


def main() -> None:
    addresses, seconds = [int(item) for item in sys.argv[1:]] + [1000, 120][len(sys.argv) - 1 :]
    roots: Queue[str] = Queue()
    archive = Process(target=serve, args=(roots, max(addresses, seconds * 4)), daemon=True)
    archive.start()
    root = roots.get(timeout=60)
    for name, number in (("all", addresses), ("none", addresses), ("polite", seconds * 4)):
        command = [sys.executable, "-c", RUN, root, str(number), name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        print(f"{name:7}{done.stdout.strip()}")
    archive.terminate()


if __name__ == "__main__":
    main()
