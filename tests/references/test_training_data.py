"""The generator of training data: exact spans, the same notes for the same seed."""

from __future__ import annotations

from importlib import import_module
from itertools import islice
from pathlib import Path
import random
import sys
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def training() -> Any:
    """The modules of benchmarks/training, which stands outside of the package."""
    sys.path.insert(0, str(ROOT))
    try:
        yield lambda name: import_module(f"benchmarks.training.{name}")
    finally:
        sys.path.remove(str(ROOT))


def made(training: Any, seed: int, count: int = 150) -> list[Any]:
    compose, works = training("compose"), training("works")
    item = works.Work(kind="book", title="A Rice: Of Fields", issued=(1999,), publisher="Brill")
    source = compose.source([item], seed, held=False)
    return list(islice(compose.notes(source, rough=True), count))


def test_the_same_seed_gives_the_same_notes(training: Any) -> None:
    assert made(training, 3) == made(training, 3)
    assert made(training, 3) != made(training, 4)


def test_each_letter_has_a_label_and_no_private_mark_is_left(training: Any) -> None:
    for note in made(training, 5):
        printed = note.printed
        sizes = {len(printed.text), len(printed.labels), len(printed.core), len(printed.cites)}
        assert len(sizes) == 1
        assert not any("\ue000" <= char <= "\uf8ff" for char in printed.text)


def test_labels_of_words_fit_their_features(training: Any) -> None:
    for note in made(training, 6):
        items, labels = training("examples").example(note.printed)
        assert len(items) == len(labels)


def test_every_style_prints_a_title_as_it_is(training: Any) -> None:
    works = training("works")
    work = works.Work(
        kind="book",
        title="Rice and Wheat",
        author=(works.Person("Koch", "Ana B."),),
        publisher="Brill",
        place="Leiden",
        issued=(1999,),
    )
    for style in training("styles.catalogue").STYLES:
        pen = style.pen(random.Random(1))  # noqa: S311 - it makes notes
        draft = style.full(work, pen)
        cores = {piece.label: piece.text for piece in draft.pieces if piece.core}
        assert cores["title"] == "Rice and Wheat", style.name
        assert draft.values["issued"] == (1999,)
