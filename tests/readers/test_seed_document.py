"""The article of the brief, read whole: every note, marker, sentence and address as labelled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from auditor.model.article import Article
from auditor.readers import read_bytes

SEED = Path(__file__).parents[2].parent / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="needs ../shared/seed beside the project")


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SEED / "document.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def article() -> Article:
    return read_bytes((SEED / "article.txt").read_bytes(), "article.txt")


def test_notes(article: Article, gold: dict[str, Any]) -> None:
    place = article.source.position
    assert [(n.label, *place(n.span.start), n.view.text) for n in article.notes] == [
        (str(n["n"]), n["line"], n["col"], n["text"]) for n in gold["notes"]
    ]
    assert article.diagnostics == ()


def test_markers_and_their_sentences(article: Article, gold: dict[str, Any]) -> None:
    place = article.source.position
    found = [
        (m.label, *place(m.span.start), article.sentences[m.sentence].text, article.segment(m).text)
        for m in article.markers
        if m.sentence is not None
    ]
    assert found == [
        (str(m["n"]), m["line"], m["col"], m["sentence"], m["segment"]) for m in gold["markers"]
    ]


def test_sentences(article: Article, gold: dict[str, Any]) -> None:
    first = gold["sentences"][0]["spans"][0]["start"]
    body = [s.text for s in article.sentences if s.view.span().start >= first]
    assert body == [s["text"] for s in gold["sentences"]]


def test_addresses_in_notes(article: Article, gold: dict[str, Any]) -> None:
    found = [(a.note, a.url) for a in article.addresses if a.note]
    assert found == [(f"n{n['n']}", u["url"]) for n in gold["notes"] for u in n["urls"]]
    assert len({url for _, url in found}) == 72
