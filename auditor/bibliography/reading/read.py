"""The text of a bibliography to CSL items: tells the format by what is in it, never by its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
import re

from auditor.bibliography.entries import Entry
from auditor.bibliography.reading.result import MAX_ITEMS, Problem, Yielded
from auditor.bibliography.reading.table import is_table
from auditor.model.errors import InputError, named

_FORMATS = "CSL-JSON, BibTeX, biblatex, RIS and CSV"
_BIBTEX = re.compile(r"^[ \t]{0,80}@[ \t]{0,8}[A-Za-z]{1,40}[ \t]{0,8}[{(]", re.MULTILINE)
_BEGINS = re.compile(
    r"\s{0,99}(?:TY  ?- |\[\s{0,99}\{|\{\s{0,99}\"|@[A-Za-z]{1,40}[ \t]{0,8}\{[^{}\s]{1,200},\s)"
)
_RIS = re.compile(r"^TY  ?- ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Read:
    """The items of a bibliography in their order, each with an id of its own, and its faults."""

    form: str
    items: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def read_items(text: str, path: str) -> Read:
    """The items of a bibliography; InputError where the text is of no format read here."""
    form = format_of(text)
    if form is None:
        raise InputError(
            f"{named(path)}: no bibliography that auditor reads", f"it reads {_FORMATS}"
        )
    items: list[Entry] = []
    problems: list[Problem] = []
    for found in _bounded(_reader(form, text)):
        (problems if isinstance(found, Problem) else items).append(found)  # type: ignore[arg-type]
    return Read(form, tuple(_own_ids(items)), tuple(problems))


def format_of(text: str) -> str | None:
    """`csl-json`, `ris`, `bibtex` or `csv`; None where a text is none of them."""
    start = text.lstrip()[:1]
    if start in ("[", "{"):
        return "csl-json"
    if _RIS.search(text[:20_000]):
        return "ris"
    if _BIBTEX.search(text):
        return "bibtex"
    return "csv" if is_table(text) else None


def begins_as_bibliography(text: str) -> bool:
    """Whether a text without a telling name is one; an article may quote BibTeX further on."""
    return bool(_BEGINS.match(text)) or is_table(text, sure=True)


def _reader(form: str, text: str) -> Yielded:
    """What reads a format; each loads its own library."""
    if form == "csl-json":
        from auditor.bibliography.reading.csljson import read_csl_json

        return read_csl_json(text)
    if form == "ris":
        from auditor.bibliography.reading.ris import read_ris

        return read_ris(text)
    if form == "bibtex":
        from auditor.bibliography.reading.bibtex import read_bibtex

        return read_bibtex(text)
    from auditor.bibliography.reading.table import read_table

    return read_table(text)


def _bounded(found: Yielded) -> Iterator[Entry | Problem]:
    """At most so many items and faults as a person could want."""
    for count, each in enumerate(found):
        if count == MAX_ITEMS:
            yield Problem(0, f"only the first {MAX_ITEMS:,} entries are read")
            return
        yield each


def _own_ids(items: list[Entry]) -> Iterator[Entry]:
    """The items, each with an id that no other has: a second `doe2020` becomes `doe2020-2`."""
    taken = {item["id"] for item in items}
    seen: dict[str, int] = {}
    for at, item in enumerate(items, 1):
        id = item["id"] or f"item-{at}"  # noqa: A001
        count = seen.get(id, 0)
        name = id
        while count and (name := f"{id}-{count + 1}") in taken:
            count += 1
        seen[id] = count + 1
        taken.add(name)
        yield {**item, "id": name}
