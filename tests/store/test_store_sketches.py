"""Pages in brief survive the store; whatever else stands there is refused."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.model.drift import Sketch
from auditor.model.facts import State, Verdict
from auditor.store import checked
from auditor.store.checked import BadValueError
from auditor.store.codec import LIMIT, read_verdict, verdict_text
from auditor.store.sketches import read_sketch, sketch_fields
from auditor.text.sketch import KEPT, brief

URL = "https://port.example/lamp"
QUOTE = "the brightest lamp on the whole coast"
SKETCH = brief(
    b"<title>A Lamp</title>" + b"one two three four five six " * 30, "text/html", (QUOTE,)
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=9,
)


def test_a_sketch_survives() -> None:
    assert SKETCH.shingles
    assert read_sketch(json.loads(json.dumps(sketch_fields(SKETCH)))) == SKETCH


@given(st.frozensets(st.integers(0, 2**32 - 1), max_size=KEPT))
def test_any_shingles_survive(shingles: frozenset[int]) -> None:
    sketch = Sketch(digest="0" * 64, shingles=shingles)
    assert read_sketch(sketch_fields(sketch)) == sketch


def test_the_longest_sketch_fits_a_row() -> None:
    words = " ".join(f"w{number}" for number in range(9000))
    quotes = [f"{number} {'日本語の引用' * 60}"[:400] for number in range(6)]
    sketch = brief(f"<p>{words}</p>".encode(), "text/html", quotes)
    made = Verdict(
        url=URL,
        state=State.ALIVE,
        status=200,
        checked_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        sketch=sketch,
    )
    assert made.checked_at
    kept = verdict_text(made)
    assert kept
    assert len(kept) < LIMIT
    back = read_verdict(URL, checked.micros(made.checked_at), kept)
    assert back
    assert back.sketch == sketch


@pytest.mark.parametrize(
    "change",
    [
        {"shingles": "AAA"},
        {"shingles": "!!!!"},
        {"shingles": "A" * 20_000},
        {"shingles": 7},
        {"quotes": []},
        {"quotes": {"x\x1b": True}},
        {"quotes": {str(number): True for number in range(99)}},
        {"title": "\x1b[31m"},
        {"reason": "<b>"},
        {"digest": None},
    ],
)
def test_what_no_run_of_ours_put_there(change: dict[str, Any]) -> None:
    with pytest.raises(BadValueError):
        read_sketch({**sketch_fields(SKETCH), **change})


@given(JSON)
def test_anything_else_is_refused(value: Any) -> None:
    with pytest.raises((ValueError, KeyError)):
        read_sketch(value)
