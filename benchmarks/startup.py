"""What the program costs: start-up, one article, many articles in one process.

    python benchmarks/startup.py [ARTICLE] [--articles 2000]

CPU seconds (user and system, median of five) stand beside what `python -c pass` costs on the same
machine. ARTICLE is ../shared/seed/article.txt where that exists, else the project's example. The
many articles are copies of it, each with its own title line, audited offline by one process whose
memory is read every 200 articles; their speed is given by CPU time as well, for busy machines.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
import os
from pathlib import Path
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "seed" / "article.txt"
EXAMPLE = ROOT / "examples" / "what-a-link-forgets.txt"


def cpu(command: Sequence[str], times: int = 5) -> float:
    """Median CPU seconds of a command."""
    return statistics.median(_cpu_once(command) for _ in range(times))


def _cpu_once(command: Sequence[str]) -> float:
    before = os.times()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, cwd=ROOT)
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system


MANY = """
import sys, time
from pathlib import Path
from auditor.audit import Flow, House
from auditor.cli.inputs import Inputs
from auditor.cli.lookups import lookups
from auditor.cli.session import Session
from auditor.rules.registry import RULES
from auditor.reports.check_json import CheckJson

def rss():
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * 4096 / 1e6
    except OSError:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6

session = Session.of({"offline": True, "as_of": "2023-06-01"}, None, None, quiet=True)
inputs = Inputs([sys.argv[1]], lambda error: sys.exit(error.message))
house = House(session.here.policy())
report = CheckJson(open(sys.argv[2], "w"))
report.begin(session.run())
start, last = time.process_time(), time.process_time()
flow = Flow(RULES, lambda path: house, lookups(session), session.today, offline=True, batch=1)
for number, result in enumerate(flow.results(inputs), 1):
    report.add(result)
    if number % 200 == 0:
        now = time.process_time()
        print(f"{number:>6} articles  {200 / (now - last):6.1f}/CPU s  {rss():6.1f} MB", flush=True)
        last = now
print(f"{number:>6} articles  {number / (time.process_time() - start):6.1f} a CPU second overall")
"""


def many(article: Path, count: int) -> None:
    """Audit `count` copies of an article in one process and print speed and memory as it goes."""
    text = article.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder, "articles")
        articles.mkdir()
        for number in range(count):
            path = articles / f"{number:05d}{article.suffix}"
            path.write_text(f"Copy {number} of an article\n\n{text}", encoding="utf-8")
        report = str(Path(folder, "report.json"))
        subprocess.run([sys.executable, "-c", MANY, str(articles), report], check=True, cwd=ROOT)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    default = SEED if SEED.exists() else EXAMPLE
    parser.add_argument("article", nargs="?", type=Path, default=default)
    parser.add_argument("--articles", type=int, default=2000, help="copies to audit; 0 for none")
    options = parser.parse_args()
    article = str(options.article.resolve())
    auditor = [sys.executable, "-m", "auditor"]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "auditor --version": [*auditor, "--version"],
        "auditor check --offline": [*auditor, "check", "--offline", article],
    }
    for name, command in commands.items():
        print(f"{name:<26}{cpu(command):6.3f} s CPU")
    if options.articles:
        started = time.perf_counter()
        many(options.article, options.articles)
        seconds = time.perf_counter() - started
        print(
            f"{options.articles} articles took {seconds:.0f} s, {options.articles / seconds:.1f}/s"
        )


if __name__ == "__main__":
    main()
