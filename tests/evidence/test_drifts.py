"""When a page is compared with its copy, when that is told as impossible, and when neither."""

from __future__ import annotations

import datetime as dt

import pytest

from auditor.evidence.drifts import with_drift
from auditor.model.drift import Change, Sketch
from auditor.model.facts import Lookup, Memento, Outcome, State, Verdict

URL = "https://port.example/lamp"
SKETCH = Sketch(digest="0" * 64, shingles=frozenset(range(90)))
COPY = Memento(
    original=URL,
    memento_uri=f"https://web.archive.org/web/20210305080000/{URL}",
    memento_datetime=dt.datetime(2021, 3, 5, 8, tzinfo=dt.UTC),
)
LIVE = Verdict(url=URL, state=State.ALIVE, sketch=SKETCH)
ARCHIVED = Lookup(url=URL, outcome=Outcome.ARCHIVED, memento=COPY, sketch=SKETCH)


def test_both_are_known() -> None:
    found = with_drift(ARCHIVED, LIVE)
    assert found.drift
    assert (found.drift.change, found.sketch) == (Change.SAME, None)


def test_a_copy_that_nobody_could_read_is_told() -> None:
    unread = Lookup(url=URL, outcome=Outcome.ARCHIVED, memento=COPY)
    found = with_drift(unread, LIVE)
    assert found.drift
    assert (found.drift.change, found.drift.reason) == (None, "copy_not_read")


@pytest.mark.parametrize(
    ("lookup", "verdict"),
    [
        (ARCHIVED, None),
        (ARCHIVED, Verdict(url=URL, state=State.DEAD)),
        (ARCHIVED, Verdict(url=URL, state=State.BLOCKED)),
        (Lookup(url=URL, outcome=Outcome.NOT_ARCHIVED), LIVE),
        (Lookup(url=URL, outcome=Outcome.UNKNOWN, reason="timeout"), LIVE),
        # The address is a copy itself.
        (Lookup(url=URL, outcome=Outcome.ARCHIVED, memento=COPY, reason="cited_copy"), LIVE),
    ],
)
def test_there_is_nothing_to_compare(lookup: Lookup, verdict: Verdict | None) -> None:
    found = with_drift(lookup, verdict)
    assert (found.drift, found.sketch) == (None, None)
