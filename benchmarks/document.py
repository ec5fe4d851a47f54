"""How well a reader finds notes, markers, sentences and addresses: recall, precision, misses.

Usage: python benchmarks/document.py [ARTICLE GOLD]   (default: the seed article in ../shared)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
import json
from pathlib import Path
import sys
import time
from typing import Any

from auditor.model.article import Article
from auditor.readers import read_bytes

SEED = Path(__file__).parents[1].parent / "shared" / "seed"
Rows = Iterable[Hashable]


def main(arguments: list[str]) -> int:
    article_path, gold_path = arguments or [SEED / "article.txt", SEED / "document.json"]
    data = Path(article_path).read_bytes()
    gold = json.loads(Path(gold_path).read_text(encoding="utf-8"))
    article = read_bytes(data, str(article_path))
    for name, want, got in comparisons(article, gold):
        report(name, want, got)
    print(f"one reading: {milliseconds(data, str(article_path)):.1f} ms")
    return 0


def comparisons(article: Article, gold: dict[str, Any]) -> Iterable[tuple[str, Rows, Rows]]:
    """Names and the rows compared: those of the gold, those that were read."""
    place, by_id = article.source.position, {s["id"]: s for s in gold["sentences"]}
    notes, markers, sentences = gold["notes"], gold["markers"], article.sentences
    yield (
        "notes (number, line, column, text)",
        [(str(n["n"]), n["line"], n["col"], n["text"]) for n in notes],
        [(n.label, *place(n.span.start), n.view.text) for n in article.notes],
    )
    yield (
        "markers (number, line, column)",
        [(str(m["n"]), m["line"], m["col"]) for m in markers],
        [(m.label, *place(m.span.start)) for m in article.markers],
    )
    marked = [(m, sentences[m.sentence]) for m in article.markers if m.sentence is not None]
    yield (
        "sentences of markers",
        [(str(m["n"]), m["sentence"]) for m in markers],
        [(m.label, s.text) for m, s in marked],
    )
    yield (
        "segments of markers",
        [(str(m["n"]), m["segment"]) for m in markers],
        [(m.label, article.segment(m).text) for m in article.markers],
    )
    yield (
        "places of markers' sentences",
        [(str(m["n"]), by_id[m["sentence_id"]]["spans"][0]["start"]) for m in markers],
        [(m.label, s.view.span().start) for m, s in marked],
    )
    first = gold["sentences"][0]["spans"][0]["start"]
    yield (
        "all sentences of the body",
        [s["text"] for s in gold["sentences"]],
        [s.text for s in sentences if s.view.span().start >= first],
    )
    yield (
        "addresses in notes (note, line, column, address)",
        [(str(n["n"]), u["line"], u["col"], u["url"]) for n in notes for u in n["urls"]],
        [(a.note[1:], *place(a.whole.start), a.url) for a in article.addresses if a.note],
    )


def report(name: str, want: Rows, got: Rows) -> None:
    expected, found = Counter(want), Counter(got)
    right = (expected & found).total()
    print(
        f"{name}: {right} of {expected.total()}"
        f"  recall {right / max(1, expected.total()):.4f}"
        f"  precision {right / max(1, found.total()):.4f}"
    )
    for sign, rows in (("missed", expected - found), ("extra ", found - expected)):
        for row in rows:
            print(f"  {sign} {str(row)[:220]}")


def milliseconds(data: bytes, path: str, rounds: int = 10) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        read_bytes(data, path)
        times.append(time.perf_counter() - start)
    return min(times) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
