"""How much of a bibliography survives export and import: the share of equal fields by format.

Run from the project: `python benchmarks/bibliography.py [ITEMS.json]`; without a file it takes
../shared/data/items.json. `all` counts every field of the items, `held` those that the format
has a place for. Names are compared with their particles before them, as formats differ in these,
and pages with one dash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
import json
from pathlib import Path
import sys
import time
from typing import Any
import unicodedata

from auditor.bibliography.bibtex import biblatex, bibtex
from auditor.bibliography.entries import Entry
from auditor.bibliography.parts import edtf, family, given
from auditor.bibliography.reading import read_items
from auditor.bibliography.ris import ris
from auditor.bibliography.table import COLUMNS, heading, table

ITEMS = Path(__file__).parents[1].parent / "shared" / "data" / "items.json"
SHOWN = 4  # misses printed of a field

_BASE = frozenset(
    """id type author editor title container-title publisher publisher-place issued accessed edition
    volume issue page DOI ISBN URL archive archive_location language genre translator title-short
    collection-title collection-number number-of-volumes number""".split()
)
HELD = {
    "csl-json": None,
    "bibtex": _BASE - {"accessed"},
    "biblatex": _BASE | {"event-title", "original-title"},
    "ris": _BASE | {"section", "collection-editor"},
    "csv": frozenset(COLUMNS),
}
WRITERS: dict[str, Callable[[Iterable[Entry]], str]] = {
    "csl-json": lambda items: json.dumps(list(items), ensure_ascii=False),
    "bibtex": bibtex,
    "biblatex": biblatex,
    "ris": ris,
    "csv": lambda items: heading() + table(items),
}


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ITEMS
    first = read_items(path.read_text("utf-8"), path.name)
    print(f"{len(first.items)} items, {len(first.problems)} problems")
    for form, write in WRITERS.items():
        measure(form, write, first.items)


def measure(form: str, write: Callable[[Iterable[Entry]], str], items: tuple[Entry, ...]) -> None:
    started = time.process_time()
    text = write(items)
    written = time.process_time()
    again = read_items(text, form)
    seconds = (written - started, time.process_time() - written)
    held, equal = Counter[str](), Counter[str]()
    total, same, misses = 0, 0, list[str]()
    assert len(again.items) == len(items), (form, len(again.items), again.problems[:3])
    for one, other in zip(items, again.items, strict=True):
        for name in one:
            alike = comparable(form, name, one) == comparable(form, name, other)
            total, same = total + 1, same + alike
            if (places := HELD[form]) is None or name in places:
                held[name] += 1
                equal[name] += alike
                if not alike and held[name] - equal[name] <= SHOWN:
                    misses.append(f"   {name}: {one[name]!r:.150} -> {other.get(name)!r:.150}")
    share = equal.total() / held.total()
    print(
        f"{form:9} held {share:.4f} of {held.total()}  all {same / total:.4f} of {total}"
        f"  problems {len(again.problems)}  written {seconds[0]:.2f} s, read {seconds[1]:.2f} s"
    )
    print("\n".join(misses))


def comparable(form: str, name: str, item: Entry) -> Any:
    """A field in the form in which two are compared."""
    value = item.get(name)
    if isinstance(value, list):
        return [(composed(each.get("literal") or family(each)), composed(given(each)),
                 each.get("suffix", "")) for each in value]  # fmt: skip
    if isinstance(value, dict) and ("date-parts" in value or "literal" in value):
        return edtf(value)[: 7 if form == "bibtex" else None]  # it has no field for days
    if isinstance(value, str):
        return composed(value.replace("–", "-") if name == "page" else value)
    return value


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


if __name__ == "__main__":
    main()
