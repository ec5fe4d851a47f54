"""Precision and recall of the date and number grammars on sentences labelled by hand.

    python benchmarks/claims.py [FILE ...]

Each line of a file is a sentence with its dates (EDTF; `--08` without a year; relative, ambiguous,
impossible; FY2021) and its numbers (value and unit; `10..15` for a range). Misses are listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
import json
from pathlib import Path
import re
import sys

from auditor.claims import find_numbers
from auditor.dates import find_dates
from auditor.model.claim import DateMention, DateState, NumberMention

DATA = Path(__file__).parents[1] / "tests" / "data"


@dataclass
class Score:
    """Counts of one kind of mention over a file."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, text: str, gold: Iterable[str], found: Iterable[str]) -> None:
        """Count one sentence and keep what differs."""
        want, have = Counter(gold), Counter(found)
        self.right += (want & have).total()
        self.extra += (have - want).total()
        self.missed += (want - have).total()
        if want != have:
            missed, extra = sorted((want - have).elements()), sorted((have - want).elements())
            self.notes.append(f"    {text}\n        missed {missed}  extra {extra}")

    @property
    def precision(self) -> float:
        """Right ones among those found."""
        return self.right / ((self.right + self.extra) or 1)

    @property
    def recall(self) -> float:
        """Found ones among those labelled."""
        return self.right / ((self.right + self.missed) or 1)


def date_label(date: DateMention) -> str:
    if date.fiscal:
        return "FY" + re.sub(r"^\D+", "", date.raw)
    if date.state is DateState.YEAR_MISSING:
        return f"--{date.month:02d}" + (f"-{date.day:02d}" if date.day else "")
    return str(date.value) if date.state is DateState.CERTAIN else date.state.value


def number_label(number: NumberMention) -> str:
    ranged = re.search(r"\d\s?[–-]\s?\d", number.raw)
    value = f"{number.low:g}..{number.high:g}" if ranged else _plain(number.value)
    return f"{value} {number.unit or ''}".strip()


def _plain(value: Decimal) -> str:
    return f"{round(value, 2).normalize():f}"


def _gold_number(label: str) -> str:
    value, _, unit = label.partition(" ")
    return label if ".." in value else f"{_plain(Decimal(value))} {unit}".strip()


def _first(label: str) -> str:
    return label.partition(" ")[0]


def score(path: Path) -> dict[str, Score]:
    scores = {"dates": Score(), "numbers": Score(), "numbers with unit": Score()}
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        text = item["text"]
        dates = find_dates(text)
        numbers = [number_label(number) for number in find_numbers(text, dates)]
        gold = [_gold_number(label) for label in item["numbers"]]
        scores["dates"].add(text, item["dates"], map(date_label, dates))
        scores["numbers"].add(text, map(_first, gold), map(_first, numbers))
        scores["numbers with unit"].add(text, gold, numbers)
    return scores


def main(names: list[str], say: Callable[[str], object] = print) -> None:
    for path in map(Path, names or sorted(map(str, DATA.glob("claims-*.jsonl")))):
        say(path.name)
        for name, result in score(path).items():
            say(
                f"  {name}: precision {result.precision:.3f} recall {result.recall:.3f}"
                f" ({result.right} right, {result.extra} extra, {result.missed} missed)"
            )
            for note in result.notes:
                say(note)


if __name__ == "__main__":
    main(sys.argv[1:])
