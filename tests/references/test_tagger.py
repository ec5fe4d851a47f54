"""The tagger's parts: words, features, values; with a labeller that is told what to say."""

from __future__ import annotations

import time

import pytest

from auditor.model.dates import Edtf
from auditor.references.normalise import normalise
from auditor.references.tagger.days import read_date
from auditor.references.tagger.features import features
from auditor.references.tagger.labels import bare
from auditor.references.tagger.model import (
    MODEL,
    Run,
    TaggedCitation,
    Tagger,
    tag_labels,
    tag_note,
)
from auditor.references.tagger.tokens import MOST, tokens
from auditor.references.tagger.values import fields_of, trimmed

NOTE = 'See A. Koch, "Rice," *Annals* 29(2) (2019): 4–9; B. Reyes, *Wheat* (Rome: Brill, 2001).'
LABELS = """signal B-author author title container volume issue issued page page
B-author author title place publisher issued""".split()


def tagged(text: str, labels: list[str]) -> tuple[TaggedCitation, ...]:
    plain = normalise(text)
    words = tokens(plain)
    return tag_labels(plain, [(w, name, 0.9) for w, name in zip(words, labels, strict=True)])


def test_addresses_and_dois_are_one_word_each() -> None:
    plain = normalise("Rice, <https://a.org/x-y?z=1>, doi:10.1000/ab.c(3)4, 29(2).")
    kinds = [(word.text, word.kind) for word in tokens(plain)]
    assert kinds == [
        ("Rice", "w"),
        ("https://a.org/x-y?z=1", "url"),
        ("doi", "w"),
        ("10.1000/ab.c(3)4", "doi"),
        ("29", "w"),
        ("2", "w"),
    ]


def test_each_word_has_features() -> None:
    words, items = features(normalise(NOTE))
    assert len(words) == len(items) == len(LABELS)
    assert all(items)


def test_labels_cut_a_note_into_citations() -> None:
    first, second = tagged(NOTE, LABELS)
    plain = normalise(NOTE)
    assert first.segment.signal == "See"
    assert plain.text[second.segment.start :].startswith("B. Reyes, Wheat")
    fields, sure = fields_of(plain, first)
    assert plain.text[slice(*fields.at["title"])] == "Rice"
    assert plain.text[slice(*fields.at["issue"])] == "2"
    assert fields.dates["issued"][0] == Edtf(2019)
    assert sure["title"] == 0.9


def test_a_semicolon_between_works_parts_them_though_no_label_says_so() -> None:
    labels = [f"B-{bare(name)}" if at == 1 else bare(name) for at, name in enumerate(LABELS)]
    assert len(tagged(NOTE, labels)) == 2


def test_an_address_that_no_citation_holds_is_one_of_its_own() -> None:
    (found,) = tagged("It stands on the [project website](https://a.org/b).", ["prose"] * 6)
    assert found.best("url") is not None


@pytest.mark.parametrize(
    ("label", "text", "value"),
    [
        ("volume", "Vol. 9", "9"),
        ("page", "pp459–497", "459–497"),
        ("editor", "edited by Ana Koch", "Ana Koch"),
        ("editor", "in Ana Koch (eds)", "Ana Koch"),
        ("container", "in Annals", "Annals"),
        ("title", "Who Owns the Rice?", "Who Owns the Rice?"),
    ],
)
def test_words_around_a_value_come_off(label: str, text: str, value: str) -> None:
    low, high = trimmed(text, Run(label, 0, len(text.rstrip("?")), 1, 1.0))
    assert text[low:high] == value


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("(2019, June 14)", Edtf(2019, 6, 14)),
        ("vom 2. Februar 2024", Edtf(2024, 2, 2)),
        ("21 de mayo de 2007", Edtf(2007, 5, 21)),
        ("consulté le 27 juillet 2024", Edtf(2024, 7, 27)),
        ("6.11.2025", Edtf(2025, 11, 6)),
        ("1994b", Edtf(1994)),
        ("n.d.", None),
    ],
)
def test_dates(text: str, date: Edtf | None) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize("piece", ["a", "1", "10.1000/", "(", "; ", "Koch, ", "字", "*", '"', "- "])
def test_a_long_hostile_note_takes_bounded_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    started = time.process_time()
    words, items = features(normalise(text))
    assert len(words) == len(items) <= MOST
    assert time.process_time() - started < 2


def test_the_shipped_model_is_small_and_reads_a_note() -> None:
    assert MODEL.stat().st_size <= 3_000_000
    plain = normalise(NOTE)
    first, second = tag_note(Tagger(), plain)
    titles = [
        plain.text[slice(*fields_of(plain, cited)[0].at["title"])] for cited in (first, second)
    ]
    assert titles == ["Rice", "Wheat"]


@pytest.mark.parametrize("text", ["", "…;—", "12 13 14 " * 2_000, "字" * 9_000, "<b>" * 3_000])
def test_the_shipped_model_survives_notes_that_cite_nothing(text: str) -> None:
    for cited in tag_note(Tagger(), normalise(text)):
        assert 0 <= cited.segment.start <= cited.segment.end
