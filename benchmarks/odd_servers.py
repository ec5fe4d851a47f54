"""The odd servers of the tests, as our peers judge them: right, wrong, or short of a third word.

    python benchmarks/odd_servers.py [--lychee PATH] [--linkinator PATH] [--linkchecker PATH]

Every case is an address of `tests/support/farm.py`, the word expected is the one the tests hold us
to. Each contender is a process of its own for each case, in its default settings but for the peers'
time-out, five seconds; twelve run at once. A peer knows "ok" and "broken". It is right where a
reader would say so: ok for alive and moved, broken for dead, unreachable and insecure. Blocked,
rate limited, suspect and a missing fragment are neither; there it has no word. `timed out` is no
verdict in two minutes. The cases are ours and were fixed until we were right: read our column as
what the tests hold, theirs as a measurement.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
import json
from pathlib import Path
import shutil
import subprocess
import sys
from tempfile import TemporaryDirectory

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "links")]

from farm import Farm  # noqa: E402
from test_verdicts import CASES  # noqa: E402

LIMIT = 120.0  # seconds a contender has for one address: three tries of twenty, and pauses
FINE = ("alive", "moved")
BROKEN = ("dead", "unreachable", "insecure")


def meant(expected: str) -> str:
    """What a contender that knows two words should say; "third" where neither is right."""
    state, _, detail = expected.partition(" ")
    if detail != "fragment_missing" and state in FINE:
        return "ok"
    return "broken" if state in BROKEN else "third"


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str] | None:
    """The ended process, None where it took too long."""
    try:
        return subprocess.run(
            command, capture_output=True, text=True, timeout=LIMIT, cwd=folder, check=False
        )
    except subprocess.TimeoutExpired:
        return None


def ours(url: str, folder: Path, _: str) -> str:
    (folder / "urls.txt").write_text(url + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "auditor", "links", "--urls", "urls.txt", "--format", "json"]
    done = run([*command, "--no-archives", "--no-cache", "--allow-private"], folder)
    if done is None:
        return "timed out"
    document = json.loads(done.stdout)
    link = document["links"][0]
    absent = any(item["rule"] == "LNK010" for item in document["findings"])
    detail = "fragment_missing" if absent else link["detail"]
    return " ".join(filter(None, (link["verdict"], detail)))


def lychee(url: str, folder: Path, program: str) -> str:
    (folder / "urls.txt").write_text(url + "\n", encoding="utf-8")
    return _by_exit(run([program, "--no-progress", "-t", "5", "urls.txt"], folder), {2})


def linkinator(url: str, folder: Path, program: str) -> str:
    (folder / "a.html").write_text(f'<a href="{url}">a</a>', encoding="utf-8")
    return _by_exit(run([program, "a.html", "--timeout", "5000"], folder), {1})


def linkchecker(url: str, folder: Path, program: str) -> str:
    (folder / "a.html").write_text(f'<a href="{url}">a</a>', encoding="utf-8")
    command = [program, "--no-status", "--check-extern", "-r1", "--timeout", "5", "a.html"]
    return _by_exit(run(command, folder), {1})


def _by_exit(done: subprocess.CompletedProcess[str] | None, broken: set[int]) -> str:
    if done is None:
        return "timed out"
    if done.returncode == 0:
        return "ok"
    return "broken" if done.returncode in broken else f"crashed ({done.returncode})"


CONTENDERS: dict[str, Callable[[str, Path, str], str]] = {
    "auditor": ours,
    "lychee": lychee,
    "linkinator": linkinator,
    "linkchecker": linkchecker,
}


def mark(name: str, said: str, expected: str) -> str:
    """How a verdict is counted: right, wrong or no word."""
    if name == "auditor":
        return "right" if said == expected else "wrong"
    if meant(expected) == "third":
        return "no word"
    return "right" if said == meant(expected) else "wrong"


def judged(name: str, program: str) -> dict[str, str]:
    """What one contender says of every case, each on a host of its own of a farm of its own."""
    with Farm() as farm, TemporaryDirectory() as top:
        Path(top).chmod(0o755)  # linkchecker run by root reads as nobody

        def one(item: tuple[int, str]) -> tuple[str, str]:
            number, path = item
            folder = Path(top, str(number))
            folder.mkdir()
            return path, CONTENDERS[name](farm.url(path, host=number), folder, program)

        with ThreadPoolExecutor(12) as pool:
            said = dict(pool.map(one, enumerate(CASES, start=10)))
    # A contender that fails here looked at nothing, and its column would slander it.
    plain = (mark(name, said["/alive"], "alive"), mark(name, said["/404"], "dead not_found"))
    assert plain == ("right", "right"), f"{name} was not run as it should be: {said['/alive']}"
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name in CONTENDERS:
        parser.add_argument(f"--{name}", default=sys.executable if name == "auditor" else name)
    programs = vars(parser.parse_args())
    found = {
        name: judged(name, program) for name, program in programs.items() if shutil.which(program)
    }
    print("| case | expected | " + " | ".join(found) + " |")
    print("|---" * (len(found) + 2) + "|")
    for path, expected in CASES.items():
        cells = [
            said[path] + (" ✗" if mark(name, said[path], expected) == "wrong" else "")
            for name, said in found.items()
        ]
        print(f"| `{path}` | {expected} | " + " | ".join(cells) + " |")
    for name, said in found.items():
        counts = Counter(mark(name, said[path], CASES[path]) for path in CASES)
        print(f"\n{name}: {dict(counts)} of {len(CASES)}", end="")
    print()


if __name__ == "__main__":
    main()
