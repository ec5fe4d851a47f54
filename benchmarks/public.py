"""What the offline rules say of public articles, held against verdicts of a person who read them.

    python benchmarks/public.py FOLDER

FOLDER holds checkouts of the repositories that public.toml names (anywhere below it). Articles are
found by the SHA-256 of their content, so another version of a file is reported as absent, never
compared. Prints the counts of notes and markers, every error and warning with its verdict, and what
has no verdict yet. Nothing of the articles is kept here but facts about them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
import datetime as dt
from hashlib import sha256
from pathlib import Path
import tomllib
from typing import Any

from auditor.audit import examine
from auditor.model.finding import Finding, Severity
from auditor.model.policy import Policy
from auditor.readers import read_bytes
from auditor.rules.registry import RULES

MANIFEST = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
Entry = dict[str, Any]


def main() -> None:
    """Compare each article of the manifest that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    files = dict(_by_hash(parser.parse_args().folder))
    tally: Counter[tuple[str, str]] = Counter()
    for entry in MANIFEST["article"]:
        path = files.get(entry["sha256"])
        print(f"\n{entry['repository']}  {entry['path']}")
        if path is None:
            print("  absent: no file below the folder has this content")
        else:
            tally.update(_compare(entry, path))
    print()
    for (level, verdict), count in sorted(tally.items()):
        print(f"{level:8} {verdict:12} {count}")


def _by_hash(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*.md")):
        yield sha256(path.read_bytes()).hexdigest(), path


def _compare(entry: Entry, path: Path) -> Iterator[tuple[str, str]]:
    article = read_bytes(path.read_bytes(), path.name)
    counted = f"{len(article.notes)} notes, {len(article.markers)} markers"
    print(f"  {counted}; counted by hand {entry['notes']}, {entry['markers']}")
    policy = Policy(as_of=dt.date.fromisoformat(MANIFEST["as_of"]))
    left = list(entry.get("finding", ()))
    for finding in examine(article, policy, RULES).findings:
        if finding.severity is not Severity.INFO:
            verdict = _verdict(finding, left)
            print(f"  {finding.severity} {finding.rule} line {finding.location.line}: {verdict}")
            yield finding.severity.value, verdict
    for item in left:
        print(f"  no longer reported: {item['rule']} line {item['line']}")


def _verdict(finding: Finding, left: list[Entry]) -> str:
    for item in left:
        if (item["rule"], item["line"]) == (finding.rule, finding.location.line):
            left.remove(item)
            return str(item["verdict"])
    return "unread"


if __name__ == "__main__":
    main()
