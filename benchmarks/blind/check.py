"""Checks that the labels of a blind set agree with its notes and its articles.

Run from the project: `python benchmarks/blind/check.py [FOLDER ...]`. Every value of a label must
stand in its citation (after folding), every citation in its note in order, every note in the
article beside it; `refers_to` must name an earlier citation. Ends with 1 and the faults, or 0.
No parser of this project is imported.
"""

from __future__ import annotations

from collections import Counter, defaultdict
import json
from pathlib import Path
import re
import sys
from typing import Any
import unicodedata

FAULTS = 40  # printed
KINDS = {"full", "short", "ibid"}
NAMES = {
    "author",
    "container-author",
    "director",
    "editor",
    "interviewer",
    "recipient",
    "translator",
}
DATES = {"issued", "accessed", "original-date"}
# Said by words such as "Ders." or by an earlier name, so not spelled out in the citation itself.
IDEM = re.compile(r"\b(ders|dies|id|idem|eadem|hg|hrsg)\b", re.IGNORECASE)


def main(folders: list[str]) -> int:
    faults: list[str] = []
    for folder in folders or [str(Path(__file__).parent)]:
        counts = count_folder(Path(folder), faults)
        print_counts(Path(folder).name, counts)
    print("\n".join(faults[:FAULTS]) or "labels consistent")
    return 1 if faults else 0


def count_folder(folder: Path, faults: list[str]) -> dict[str, Counter[str]]:
    """Counts by article, style, form and type; appends what is wrong to `faults`."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.glob("*.jsonl")):
        notes = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        article = path.with_suffix(".md").read_text("utf-8")
        known: set[str] = set()
        for note in notes:
            faults += [f"{note['id']}: {fault}" for fault in note_faults(note, article, known)]
            known |= {f"{note['note']}.{i}" for i in range(len(note["citations"]))}
            tally(note, counts)
        if [n["note"] for n in notes] != sorted({n["note"] for n in notes}):
            faults.append(f"{path.name}: notes out of order or twice")
    return counts


def tally(note: dict[str, Any], counts: dict[str, Counter[str]]) -> None:
    counts["notes"][note["source"]] += 1
    counts["notes by style"][note["style"]] += 1
    for citation in note["citations"]:
        counts["citations"][note["source"]] += 1
        counts["forms"][citation["kind"]] += 1
        counts["types"][citation["fields"].get("type", "(ibid. alone)")] += 1
        counts["short forms that refer"]["yes" if "refers_to" in citation else "no"] += (
            citation["kind"] != "full"
        )


def note_faults(note: dict[str, Any], article: str, known: set[str]) -> list[str]:
    """What is wrong with one note, in words."""
    faults, start = [], 0
    if note["id"] != f"{note['source']}-{note['note']}":
        faults.append("id is not source and number")
    if f"[^{note['note']}]: {note['text']}\n" not in article:
        faults.append("the article prints another note")
    if f".[^{note['note']}]" not in article:
        faults.append("the article has no marker for it")
    for index, citation in enumerate(note["citations"]):
        found = note["text"].find(citation["text"], start)
        if found < 0:
            faults.append(f"citation {index} is not in the note, or out of order")
        start = max(start, found) + len(citation["text"])
        earlier = known | {f"{note['note']}.{i}" for i in range(index)}
        faults += [f"citation {index}: {fault}" for fault in citation_faults(citation, earlier)]
    return faults


def citation_faults(citation: dict[str, Any], earlier: set[str]) -> list[str]:
    faults = [
        f"{key} {citation[key]} is no earlier citation"
        for key in ("refers_to", "full")
        if key in citation and citation[key] not in earlier
    ]
    if citation["kind"] not in KINDS:
        faults.append(f"kind {citation['kind']}")
    if "refers_to" in citation and citation["kind"] == "full":
        faults.append("a full citation refers to another")
    shown = re.sub(r"\]\([^)\s]*\)", "]", citation["text"])  # links without their addresses
    printed = f"{fold(shown)} {fold(citation['text'])}"
    for name, value in citation["fields"].items():
        missing = [part for part in parts(name, value) if fold(part) not in printed]
        if missing and not (name in NAMES and IDEM.search(citation["text"])):
            faults.append(f"{name} {missing} not printed")
    return faults


def parts(name: str, value: Any) -> list[str]:
    """The pieces of a value that the citation must print."""
    if name == "type":
        return []
    if name in NAMES:
        return [
            str(person[key])
            for person in value
            for key in ("literal", "family", "given", "non-dropping-particle", "suffix")
            if key in person
        ]
    if name in DATES:
        return [str(date[0])[-2:] for date in value["date-parts"]]
    return str(value).split(", ") if name == "locator" else [str(value)]


def fold(text: str) -> str:
    """Letters and digits alone, without marks, case, Markdown and compatibility forms."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(ch for ch in plain if ch.isalnum())


def print_counts(folder: str, counts: dict[str, Counter[str]]) -> None:
    print(folder)
    for title, counter in counts.items():
        listed = ", ".join(f"{name} {number}" for name, number in counter.most_common())
        print(f"  {title}: {sum(counter.values())} ({listed})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
