"""The tagger beside the rules: `python -m benchmarks.training.evaluate [MODEL]`, from the project.

On the seed article (a development set), on generated notes of held-out items by style, and on the
held-out fifth of the labelled real references; then its speed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
import sys
import time
from typing import Any

from auditor.model.article import Article
from auditor.model.reference import Citation
from auditor.references import parse_citations
from auditor.references.parse import read_note as rules_read
from auditor.references.tagger.model import MODEL, Tagger
from auditor.references.tagger.read import read_note, tagged_citations
from benchmarks.references import SHARED, article, converted, evaluator, load
from benchmarks.training.compose import notes, source
from benchmarks.training.gold import line, real_line
from benchmarks.training.labelled import references
from benchmarks.training.styles.catalogue import STYLES, Style
from benchmarks.training.works import csl_works

ROOT = Path(__file__).parents[2]
SEED = 7_001
NOTES = 120  # generated notes of each style
Parser = Callable[[Article], Iterable[Citation]]
Lines = list[dict[str, Any]]


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL
    started = time.perf_counter()
    tagger = Tagger(path)
    loading = time.perf_counter() - started
    whole: dict[str, Parser] = {
        "tagger": lambda found: tagged_citations(tagger, found),
        "rules": parse_citations,
    }
    alone = {"tagger": by_note(tagger), "rules": by_note(None)}
    for name, lines in articles().items():
        for who, parser in whole.items():
            print(row(name, who, lines, parser))
    for name, lines in single_notes().items():
        for who, parser in alone.items():
            print(row(name, who, lines, parser))
    print(f"model {path.stat().st_size / 1e6:.2f} MB, loaded in {loading * 1000:.1f} ms")
    for who, parser in whole.items():
        print(f"{who}: {speed(load(SHARED / 'seed' / 'references.jsonl'), parser)}")


def by_note(tagger: Tagger | None) -> Parser:
    """A parser that ties no short forms: what they repeat stands in no generated note."""

    def parser(found: Article) -> Iterable[Citation]:
        for note in found.notes:
            yield from rules_read(note) if tagger is None else read_note(tagger, note)

    return parser


def articles() -> dict[str, Lines]:
    """Labelled notes of articles: development sets of the rules."""
    return {
        "seed article": load(SHARED / "seed" / "references.jsonl"),
        "two journals": load(ROOT / "tests" / "data" / "references-blind.jsonl"),
    }


def single_notes() -> dict[str, Lines]:
    """Real references and generated notes, each of which stands alone."""
    found = {"real, held out": real()}
    every: Lines = []
    for style in STYLES:
        every += (lines := generated(style))
        found[f"  {style.name}"] = lines
    rough = generated(None, rough=True, count=600)
    return found | {"all styles": every, "all styles, roughened": rough}


def real() -> Lines:
    """The held-out fifth of the real references."""
    return [
        real_line(printed, article([{"id": f"r{at}", "text": printed.text}]).notes[0])
        for at, printed in enumerate(references(held=True))
    ]


def generated(style: Style | None, *, rough: bool = False, count: int = NOTES) -> Lines:
    """Notes of held-out items in one style, or in all by their weights."""
    only = STYLES if style is None else (style,)
    made = notes(source(csl_works(held=True), SEED, held=True), rough=rough, only=only)
    return [line(note, f"{note.style}-{at}") for at, note in enumerate(islice(made, count))]


def predict(lines: Lines, parser: Parser) -> dict[str, dict[str, Any]]:
    """What a parser says of each note; each source is an article of its own."""
    found: dict[str, dict[str, Any]] = {
        item["id"]: {"id": item["id"], "citations": []} for item in lines
    }
    sources: dict[str, Lines] = {}
    for item in lines:
        sources.setdefault(item.get("source", ""), []).append(item)
    for group in sources.values():
        labels = {item["id"]: item["note"] for item in group}
        for citation in parser(article(group)):
            found[citation.note]["citations"].append(converted(citation, labels))
    return found


def row(name: str, who: str, lines: Lines, parser: Parser) -> str:
    """One line of figures."""
    got = evaluator().score(lines, predict(lines, parser))
    fields = "  ".join(
        f"{short} {got['fields'][field][2]:.3f}"
        for field, short in _SHOWN
        if field in got["fields"]
    )
    return (
        f"{name:22} {who:7} micro {got['micro'][2]:.3f}  exact {got['exact']:.3f}"
        f"  seg {got['seg']:.3f}  n {got['n']:5}  {fields}"
    )


_SHOWN = (
    ("author", "au"),
    ("editor", "ed"),
    ("title", "ti"),
    ("container-title", "ct"),
    ("publisher", "pb"),
    ("publisher-place", "pl"),
    ("issued", "is"),
    ("accessed", "ac"),
    ("page", "pp"),
    ("volume", "vo"),
    ("issue", "no"),
    ("DOI", "doi"),
    ("URL", "url"),
)


def speed(lines: Lines, parser: Parser) -> str:
    """References a second of processor time, the median of five runs after one."""
    found = article(lines)
    seconds, count = [], len(list(parser(found)))
    for _ in range(5):
        started = time.process_time()
        list(parser(found))
        seconds.append(time.process_time() - started)
    median = sorted(seconds)[2]
    letters = sum(len(item["text"]) for item in lines)
    return f"{count / median:.0f} references/s of processor time, {letters / median:.0f} letters/s"


if __name__ == "__main__":
    main()
