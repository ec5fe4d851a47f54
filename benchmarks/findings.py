"""Recall and false alarms of the offline rules on the development article.

Reads ../shared/seed/article.txt and findings.json beside it, runs every offline rule as of
2023-06-01 and prints which of the wanted entries are found at warning level or above, which errors
and warnings fall into a trap (an entry that is no error), and which match no entry at all.

    python benchmarks/findings.py [--all]      --all lists the info findings too

Exit code 1 where fewer than 18 of the 21 wanted entries are found, or a trap was stepped into.
"""

from __future__ import annotations

from dataclasses import dataclass
import datetime as dt
import json
from pathlib import Path
import re
import sys

from auditor.audit import examine
from auditor.model.finding import Finding, Severity
from auditor.model.policy import Policy
from auditor.readers import read_bytes
from auditor.rules.registry import RULES

SEED = Path(__file__).resolve().parents[1].parent / "shared" / "seed"
AS_OF = dt.date(2023, 6, 1)
WANTED = """S01 S02 S03 S12 S13 S15 S19 S23 S24 S26 S27 S41 S42 S49 S50 S54 S55 S57 S61 S62
    S64""".split()
ENOUGH = 18
QUOTED = 24  # characters that a finding and an entry's evidence must share to speak of one place
_CODE = re.compile(r"[A-Z]{3}\d{3}|\b(?:NUM|DAT|QUO|REF|NAM|LNK)\b")
_LOOSE = re.compile(r"[^\w%]+")


@dataclass(frozen=True)
class Entry:
    """One inconsistency, or one trap, as findings.json describes it."""

    id: str
    notes: frozenset[str]
    rules: frozenset[str]
    kind: str
    evidence: str
    real: bool | str

    @classmethod
    def of(cls, item: dict[str, object]) -> Entry:
        """An entry from its JSON object."""
        note = item["note"]
        notes = note if isinstance(note, list) else [] if note is None else [note]
        return cls(
            id=str(item["id"]),
            notes=frozenset(str(label) for label in notes),
            rules=frozenset(_CODE.findall(str(item["rule"]))),
            kind=str(item["kind"]),
            evidence=_fold(str(item["evidence"])),
            real=item["is_error"] if isinstance(item["is_error"], bool) else "unsure",
        )

    def same_rule(self, finding: Finding) -> bool:
        """The very rule, or its whole family where the entry names no more."""
        return finding.name == self.kind or any(finding.rule.startswith(r) for r in self.rules)

    def same_family(self, finding: Finding) -> bool:
        """A rule of the same letters: DAT for DAT001."""
        return finding.name == self.kind or any(r[:3] == finding.rule[:3] for r in self.rules)

    def same_note(self, finding: Finding) -> bool:
        """Whether the finding is about a note that the entry names."""
        return finding.note in self.notes

    def quotes(self, finding: Finding) -> bool:
        """Whether the entry's evidence quotes what the finding points at."""
        cited = _fold(finding.cited or "")
        if len(cited) >= 8 and cited in self.evidence:
            return True
        seen = (item.excerpt for item in finding.evidence)
        said = (finding.anchor, finding.location.excerpt, *seen)
        return any(_shares(_fold(text), self.evidence) for text in said)

    def matches(self, finding: Finding) -> bool:
        """The same place, and the same family of rules or the same quoted words."""
        quoted = self.quotes(finding)
        if self.same_note(finding):
            return quoted or self.same_family(finding)
        unplaced = finding.note is None or not self.notes
        return quoted and unplaced and (self.same_family(finding) or not self.notes)

    def traps(self, finding: Finding) -> bool:
        """Whether the finding says what this trap was set for."""
        place = self.same_note(finding) or (not self.notes and self.quotes(finding))
        return place and self.same_rule(finding)


def _fold(text: str) -> str:
    return _LOOSE.sub(" ", text.casefold()).strip()


def _shares(one: str, other: str) -> bool:
    starts = range(max(1, len(one) - QUOTED + 1))
    return len(one) >= QUOTED and any(one[at : at + QUOTED] in other for at in starts)


def findings() -> tuple[Finding, ...]:
    path = SEED / "article.txt"
    article = read_bytes(path.read_bytes(), str(path))
    offline = [rule for rule in RULES if rule.where != "online"]
    return examine(article, Policy(as_of=AS_OF), offline).findings


def _line(finding: Finding) -> str:
    note = f"note {finding.note}" if finding.note else f"line {finding.location.line}"
    return f"{finding.severity.value}[{finding.rule}] {note}: {finding.message}"


def main(arguments: list[str]) -> int:
    if not SEED.is_dir():
        print(f"nothing to measure on: {SEED} is not there")
        return 0
    entries = [Entry.of(item) for item in json.loads((SEED / "findings.json").read_text("utf-8"))]
    everything = findings()
    loud = [finding for finding in everything if finding.severity is not Severity.INFO]
    real = [entry for entry in entries if entry.real is not False]
    missed = _recall(entries, loud)
    caught = _traps(entries, real, loud)
    extra = [f for f in loud if not any(entry.matches(f) for entry in real)]
    print(f"\n{len(extra)} of {len(loud)} errors and warnings match no entry")
    for finding in extra:
        print(f"  {_line(finding)}")
    if "--all" in arguments:
        print("\ninfo")
        for finding in everything:
            if finding.severity is Severity.INFO:
                print(f"  {_line(finding)}")
    return 1 if len(WANTED) - missed < ENOUGH or caught else 0


def _recall(entries: list[Entry], loud: list[Finding]) -> int:
    by_id = {entry.id: entry for entry in entries}
    found = {name: [f for f in loud if by_id[name].matches(f)] for name in WANTED}
    missed = [name for name in WANTED if not found[name]]
    print(f"found {len(WANTED) - len(missed)} of {len(WANTED)} (at least {ENOUGH} wanted)")
    for name in WANTED:
        print(f"  {name} {_line(found[name][0]) if found[name] else 'MISSED'}")
    return len(missed)


def _traps(entries: list[Entry], real: list[Entry], loud: list[Finding]) -> int:
    caught = [
        (entry, finding)
        for entry in entries
        if entry.real is False
        for finding in loud
        if entry.traps(finding) and not any(other.matches(finding) for other in real)
    ]
    print(f"\n{len(caught)} in traps")
    for entry, finding in caught:
        print(f"  {entry.id} {_line(finding)}")
    return len(caught)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
