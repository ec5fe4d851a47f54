"""The last figures of the long reliability tests: kept as JSON, shown as a table in the docs.

    record(23, "a file system of 2 MB fills up", "one line, exit 74, resumes", "74 after 9 runs")

Tests marked `reliability` call it once, after their assertions: a test that fails leaves the figure
of the last run that passed.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "benchmarks" / "reliability.json"
PAGE = ROOT / "docs" / "reliability.md"
_BEGIN, _END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"
_HEAD = "| test | what is done | bar | last figure | date |\n|---|---|---|---|---|\n"


def record(number: int, done: str, bar: str, figure: str, part: str = "") -> None:
    """Keep the figure of a test of the bar; `part` tells several figures of one test apart."""
    figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    today = dt.datetime.now(dt.UTC).date().isoformat()
    figures[f"{number:02}{part}"] = {"done": done, "bar": bar, "figure": figure, "date": today}
    text = json.dumps(dict(sorted(figures.items())), indent=1, ensure_ascii=False)
    FIGURES.write_text(text + "\n", encoding="utf-8")
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    PAGE.write_text(before + _BEGIN + table(figures) + _END + after, encoding="utf-8")


def table(figures: dict[str, dict[str, str]]) -> str:
    """The figures as a table of Markdown."""
    rows = [(name.lstrip("0"), *row.values()) for name, row in sorted(figures.items())]
    return _HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows)
