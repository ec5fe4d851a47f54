"""How well notes are read: the parser on a references.jsonl, scored by ../shared's evaluator.

Run from the project: `python benchmarks/references.py [GOLD.jsonl]`; it needs the folder
`../shared` beside the project. The parser never sees the labels.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
import sys
import time
from types import ModuleType
from typing import Any

from auditor.model.article import Article, Note, NoteKind
from auditor.model.csl import csl_item
from auditor.model.reference import Citation
from auditor.model.text import Source, View
from auditor.references import parse_citations

SHARED = Path(__file__).parents[1].parent / "shared"
ERRORS = 60  # misses printed


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "seed" / "references.jsonl"
    scoring = evaluator()
    gold = load(path)
    predicted = predict(gold)
    seconds = min(timed(gold) for _ in range(5))  # the first run pays for imports and caches
    report(
        scoring.score(gold, predicted),
        seconds,
        sum(len(p["citations"]) for p in predicted.values()),
    )
    misses(scoring, gold, predicted)


def load(path: Path) -> list[dict[str, Any]]:
    """The labelled notes of a file, one a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def timed(gold: list[dict[str, Any]]) -> float:
    """Processor seconds that one more reading of the labelled notes takes."""
    started = time.process_time()
    predict(gold)
    return time.process_time() - started


def evaluator() -> ModuleType:
    """The module ../shared/tools/evaluate_refs.py."""
    spec = importlib.util.spec_from_file_location(
        "evaluate_refs", SHARED / "tools" / "evaluate_refs.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def article(gold: list[dict[str, Any]]) -> Article:
    """An article of notes alone, one a labelled line, in order."""
    text, notes = "", []
    for item in gold:
        start = len(text)
        text += item["text"] + "\n"
        notes.append((item["id"], start, len(text) - 1))
    return Article(
        "gold",
        "text",
        Source(text),
        notes=tuple(
            Note(name, name, NoteKind.FOOTNOTE, (view := View.of(text, low, high)), view.span())
            for name, low, high in notes
        ),
    )


def predict(gold: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the parser says of each note, as the evaluator wants it.

    Labelled short forms name their immediate antecedent as note and index: "29.0". Each `source`
    (an article) is parsed by itself.
    """
    found: dict[str, dict[str, Any]] = {
        item["id"]: {"id": item["id"], "citations": []} for item in gold
    }
    sources: dict[str, list[dict[str, Any]]] = {}
    for item in gold:
        sources.setdefault(item.get("source", ""), []).append(item)
    for notes in sources.values():
        labels = {item["id"]: item["note"] for item in notes}
        for citation in parse_citations(article(notes)):
            found[citation.note]["citations"].append(converted(citation, labels))
    return found


def converted(citation: Citation, labels: dict[str, int]) -> dict[str, Any]:
    """One citation as the evaluator wants it."""
    fields = csl_item(citation.reference, citation.id)
    if citation.locator:
        fields["locator"] = citation.locator.value
    line: dict[str, Any] = {"text": citation.text, "kind": str(citation.form), "fields": fields}
    if citation.antecedent:
        note, index = citation.antecedent.rsplit(".", 1)
        line["refers_to"] = f"{labels[note]}.{int(index) - 1}"
    return line


def report(result: dict[str, Any], seconds: float, citations: int) -> None:
    for name, (precision, recall, f1, count) in result["fields"].items():
        print(f"{name:18} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  of {count}")
    right, total, invented = result["backref"]
    print(f"micro F1 {result['micro'][2]:.3f}   exact {result['exact']:.3f} of {result['n']}")
    print(f"segmentation {result['seg']:.3f} of {result['notes']} notes")
    print(f"short forms {right} of {total}, invented {invented}")
    rate = citations / seconds
    print(f"{citations} citations in {seconds:.2f} s of processor time: {rate:.0f} a second")


def misses(
    scoring: ModuleType, gold: list[dict[str, Any]], predicted: dict[str, dict[str, Any]]
) -> None:
    lines: list[str] = []
    for item in gold:
        pairs = scoring.align(item["citations"], predicted[item["id"]]["citations"])
        for want, got in pairs:
            if scoring.norm(want["text"]) != scoring.norm(got.get("text") or ""):
                lines.append(
                    f"{item['id']} text\n   GOLD {want['text']}\n   READ {got.get('text')}"
                )
            if want.get("refers_to") != got.get("refers_to"):
                lines.append(
                    f"{item['id']} refers_to {want.get('refers_to')} READ {got.get('refers_to')}"
                )
            for name in scoring.FIELDS:
                left, right = scoring.cmp(want["fields"], got["fields"], name)
                if left != right:
                    gold_value, read_value = want["fields"].get(name), got["fields"].get(name)
                    lines.append(f"{item['id']} {name}\n   GOLD {gold_value}\n   READ {read_value}")
    print("\n".join(lines[:ERRORS]))


if __name__ == "__main__":
    main()
