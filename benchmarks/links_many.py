"""Links: very many addresses in one run of `auditor links`, and what memory that takes.

    python benchmarks/links_many.py [--links 100000] [--hosts 5000] [--milliseconds 10]

Every host of a loopback farm answers with pages of 16 KiB that differ. Printed are the peak of the
resident memory (VmHWM) at half of the time and at the end, and addresses a second. Linux only.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
import subprocess
import sys
from tempfile import TemporaryDirectory
import time

from loopback import address, farm

PAUSE = 0.1  # seconds between two looks at the memory of a run


def peaks(command: list[str], output: Path) -> Iterator[float]:
    """The peak resident memory so far, in MiB, again and again while a command runs."""
    with output.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, cwd=output.parent)
        while process.poll() is None:
            yield _peak(process.pid)
            time.sleep(PAUSE)
    assert process.returncode == 0, f"exit code {process.returncode}"


def _peak(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--links", type=int, default=100_000)
    parser.add_argument("--hosts", type=int, default=5_000)
    parser.add_argument("--milliseconds", type=int, default=10)
    options = parser.parse_args()
    with TemporaryDirectory() as path:
        listed, output = Path(path, "urls.txt"), Path(path, "out.json")
        command = [sys.executable, "-m", "auditor", "links", "--urls", str(listed)]
        command += ["--no-archives", "--no-cache", "--allow-private", "--format", "json"]
        with farm(options.hosts, options.milliseconds / 1000, Path(path)) as port:
            urls = (f"http://{address(n % options.hosts)}:{port}/{n}" for n in range(options.links))
            listed.write_text("\n".join(urls) + "\n", encoding="utf-8")
            began = time.perf_counter()
            found = list(peaks(command, output))
            seconds = time.perf_counter() - began
        alive = output.read_text(encoding="utf-8").count('"verdict": "alive"')
    assert alive == options.links, f"{alive} of {options.links} alive"
    half, end = found[len(found) // 2], max(found)
    print(f"{options.links:,} addresses on {options.hosts:,} hosts in {seconds:.0f} s")
    print(f"{options.links / seconds:.0f} addresses/s, peak {half:.0f} MiB at half, {end:.0f} MiB")


if __name__ == "__main__":
    main()
