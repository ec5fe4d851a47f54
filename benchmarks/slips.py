"""Recall of the date and number rules on sentences with one slip each, and alarms on right twins.

    python benchmarks/slips.py [FILE ...]

Each line of a file is a small article in Markdown in which `{wrong|right}` stands for the slip and
for what should stand there, and the rule that must see the slip, at `least` level (a warning where
nothing is said). In the right twin no date or number rule may give an error or a warning, nor the
item's own rule anything at its level. Misses and false alarms are listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
import datetime as dt
import json
from pathlib import Path
import re
import sys

from auditor.audit import examine
from auditor.model.finding import Finding, Severity
from auditor.model.policy import Policy
from auditor.readers import read_text
from auditor.rules.registry import RULES

DATA = Path(__file__).parents[1] / "tests" / "data"
POLICY = Policy(as_of=dt.date(2026, 11, 22))
_CHOICE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_CHECKED = tuple(replace(rule, default=True) for rule in RULES if rule.family in {"DAT", "NUM"})
_LOUD = {Severity.ERROR, Severity.WARNING}


def findings(text: str) -> tuple[Finding, ...]:
    """What the date and number rules say of a text, those that must be asked for included."""
    return examine(read_text(text, "slip.md", "markdown"), POLICY, _CHECKED).findings


def is_seen(item: dict[str, str]) -> bool:
    """Whether the item's rule flags the slip."""
    return any(_counts(item, found) for found in findings(_CHOICE.sub(r"\1", item["text"])))


def alarms(item: dict[str, str]) -> list[Finding]:
    """What is said of the right twin and should not be."""
    twin = findings(_CHOICE.sub(r"\2", item["text"]))
    return [found for found in twin if found.severity in _LOUD or _counts(item, found)]


def _counts(item: dict[str, str], found: Finding) -> bool:
    levels = _LOUD | ({Severity.INFO} if item.get("least") == "info" else set())
    return found.rule == item["rule"] and found.severity in levels


def load(path: Path) -> list[dict[str, str]]:
    """The items of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main(names: list[str], say: Callable[[str], object] = print) -> None:
    for path in map(Path, names or sorted(map(str, DATA.glob("slips-*.jsonl")))):
        items = load(path)
        missed = [item for item in items if not is_seen(item)]
        false = [(item, found) for item in items for found in alarms(item)]
        say(f"{path.name}: {len(items) - len(missed)} of {len(items)} slips seen")
        say(f"  {len(false)} false alarms on {len(items)} right twins")
        all_of, missed_of = (Counter(item["rule"] for item in each) for each in (items, missed))
        say("  " + "  ".join(f"{r} {n - missed_of[r]}/{n}" for r, n in sorted(all_of.items())))
        for item in missed:
            say(f"  missed {item['rule']} ({item['field']}): {item['text']}")
        for item, found in false:
            say(f"  false {found.severity} {found.rule}: {found.message}: {item['text']}")


if __name__ == "__main__":
    main(sys.argv[1:])
