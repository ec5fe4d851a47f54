"""Links: 500 addresses on 50 loopback hosts, wall and CPU, beside what `python -c pass` costs.

    python benchmarks/links.py [LINKS] [HOSTS] [MILLISECONDS]

The farm is a process of its own, so that its CPU isn't counted; each run is a whole process. Each
host answers after so many milliseconds (50) with a page of 16 KiB. Loopback hosts other than
127.0.0.1 exist on Linux only; elsewhere all links are on one host.
"""

from __future__ import annotations

import asyncio
from multiprocessing import Process, Queue
import os
import subprocess
import sys
import time

BODY = b"<!doctype html><html><head><title>A page</title></head><body>" + b"<p>words</p>" * 1360
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(BODY)

RUN = """
import resource, sys
from auditor.evidence.collect import EvidenceSettings, collect
from auditor.links.settings import LinkSettings
from auditor.model.facts import Wanted
port, links, hosts = map(int, sys.argv[1:])
urls = [f"http://127.0.0.{2 + n % hosts}:{port}/{n}" for n in range(links)]
settings = EvidenceSettings(links=LinkSettings(allow_private=True))
facts = collect([Wanted(url) for url in urls], settings)
assert {verdict.state.value for verdict in facts.links.values()} == {"alive"}
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def serve(ports: Queue[int], delay: float) -> None:
    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(delay)
                writer.write(HEAD + BODY)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def main() -> None:
        server = await asyncio.start_server(converse, "0.0.0.0", 0, backlog=2048)  # noqa: S104
        ports.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


def measure(command: list[str]) -> tuple[float, float, str]:
    """Wall and CPU seconds of a whole process, and what it printed."""
    before, began = os.times(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    wall, after = time.perf_counter() - began, os.times()
    cpu = after.children_user + after.children_system
    return wall, cpu - before.children_user - before.children_system, done.stdout.strip()


def main() -> None:
    links, hosts, delay = [int(item) for item in sys.argv[1:]] + [500, 50, 50][len(sys.argv) - 1 :]
    ports: Queue[int] = Queue()
    farm = Process(target=serve, args=(ports, delay / 1000), daemon=True)
    farm.start()
    port = ports.get(timeout=10)
    runs = {
        "python -c pass": ["-c", "pass"],
        "the imports alone": ["-c", "import auditor.links.engine, auditor.evidence.collect"],
        f"{links} links, {hosts} hosts, {delay} ms": ["-c", RUN, *map(str, (port, links, hosts))],
    }
    for name, arguments in runs.items():
        best = min(measure([sys.executable, *arguments]) for _ in range(5))
        print(
            f"{name:32} wall {best[0]:.2f} s   CPU {best[1]:.2f} s   {best[2] and best[2] + ' MiB'}"
        )
    farm.terminate()


if __name__ == "__main__":
    main()
