"""Labels of printed notes in the shape that ../shared/tools/evaluate_refs.py reads."""

from __future__ import annotations

from typing import Any

from auditor.model.article import Note as ArticleNote
from auditor.model.csl import csl_item
from auditor.references.normalise import normalise
from auditor.references.tagger.features import features
from auditor.references.tagger.labels import KEY
from auditor.references.tagger.model import tag_labels
from auditor.references.tagger.values import fields_of
from auditor.references.values import Values
from benchmarks.training.compose import Note
from benchmarks.training.examples import labels
from benchmarks.training.roughen import Printed

_TEXTS = {
    "title": "title",
    "container": "container-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "locator": "locator",
    "doi": "DOI",
    "url": "URL",
}


def line(note: Note, name: str) -> dict[str, Any]:
    """A generated note as one line of a references.jsonl."""
    citations = [_citation(note.printed, at, values) for at, values in enumerate(note.values)]
    return {
        "id": name,
        "note": 1,
        "source": name,
        "style": note.style,
        "text": note.printed.text,
        "citations": citations,
    }


def _citation(printed: Printed, cite: int, values: dict[str, Any]) -> dict[str, Any]:
    places = [
        at
        for at, number in enumerate(printed.cites)
        if number == cite and printed.labels[at] != KEY
    ]
    text = printed.text[places[0] : places[-1] + 1].strip(" ,;")
    fields: dict[str, Any] = {}
    for label, name in _TEXTS.items():
        chars = [
            printed.text[at] for at in places if printed.labels[at] == label and printed.core[at]
        ]
        if chars:
            fields[name] = " ".join("".join(chars).split())
    for name in ("author", "editor"):
        if name in values:
            fields[name] = values[name]
    for name in ("issued", "accessed"):
        if name in values:
            fields[name] = {"date-parts": [_parts(values[name])]}
    labelled = {printed.labels[at] for at in places}
    full = (
        labelled & {"url", "doi", "issued", "container", "publisher", "place"}
        and "ibid" not in labelled
    )
    return {"text": text, "kind": "full" if full else "short", "fields": fields}


def _parts(date: tuple[int, ...]) -> list[int]:
    return list(date[:1] if len(date) > 1 and not 1 <= date[1] <= 12 else date)


def real_line(printed: Printed, note: ArticleNote) -> dict[str, Any]:
    """A labelled real reference; its names and dates are read from the labelled stretches."""
    plain = normalise(printed.text)
    words, _ = features(plain)
    marked = [
        (word, label, 1.0) for word, label in zip(words, labels(printed, plain, words), strict=True)
    ]
    citations = []
    for cited in tag_labels(plain, marked):
        fields, _ = fields_of(plain, cited)
        reference = Values(note, plain).reference(fields, short=False)
        text = plain.text[cited.segment.start : cited.segment.end]
        citations.append({"text": text, "kind": "full", "fields": csl_item(reference, "gold")})
    return {
        "id": note.id,
        "note": 1,
        "source": note.id,
        "text": printed.text,
        "citations": citations,
    }
