"""Which citations of an article there are, each with its own date; how catalogues hold them."""

from __future__ import annotations

from contextlib import closing
import datetime as dt

from auditor.audit import prepare
from auditor.evidence.citations import citations_of
from auditor.model.archive import CitedAddress, Save, SaveState
from auditor.model.facts import Lookup, Outcome, Wanted
from auditor.model.policy import Policy
from auditor.readers import read_bytes
from auditor.store.catalogue import RunCatalogue

ARTICLE = b"""\
---
date: 2024-01-05
---

One.[^1] Two.[^2] Three.[^3] Four.[^4]

[^1]: A. Writer, "One," *Paper*, May 2, 2021, <https://example.org/a>, accessed June 4, 2021.
[^2]: Writer, "One"; see <https://example.org/a> and again <https://example.org/a>.
[^3]: <https://example.org/b>.
[^4]: B. Writer, "A," *Paper*, May 9, 2022, <https://example.org/a>, accessed June 8, 2022.
"""
POLICY = Policy(as_of=dt.date(2026, 3, 2))


def cited() -> list[CitedAddress]:
    return list(citations_of(prepare(read_bytes(ARTICLE, "a.md"), POLICY)))


def test_each_note_has_its_own_anchor_and_no_address_twice() -> None:
    found = [(item.note, item.wanted.anchor, item.wanted.anchor_kind) for item in cited()]
    assert [item for item in found if item[0] in ("1", "4")] == [
        ("1", dt.date(2021, 6, 4), "accessed"),
        ("4", dt.date(2022, 6, 8), "accessed"),
    ]
    assert [item[0] for item in found] == ["1", "2", "3", "4"]
    assert found[2] == ("3", dt.date(2024, 1, 5), "article")
    assert [item.line for item in cited()] == [7, 8, 9, 10]


def wanted(url: str, day: int) -> Wanted:
    return Wanted(url, dt.date(2021, 1, day), "accessed", dt.date(2021, 1, day))


def place(item: Wanted, line: int) -> CitedAddress:
    return CitedAddress(wanted=item, article="a.md", note=None, line=line, column=1)


def test_no_batch_has_an_address_twice_and_rows_keep_their_order() -> None:
    items = [wanted("b", 1), wanted("a", 1), wanted("b", 2), wanted("b", 1), wanted("a", 3)]
    with closing(RunCatalogue()) as catalogue:
        catalogue.add(place(item, line) for line, item in enumerate(items, 1))
        batches = [[(item.url, item.anchor) for item in batch] for batch in catalogue.batches()]
        first, second = dt.date(2021, 1, 1), dt.date(2021, 1, 2)
        assert batches == [
            [("a", first), ("b", first)],
            [("a", dt.date(2021, 1, 3)), ("b", second)],
        ]
        assert [row.cited.line for row in catalogue.rows()] == [1, 2, 3, 4, 5]
        assert [len(link.places) for link in catalogue.links()] == [2, 1, 1, 1]
        assert {row.lookup.outcome for row in catalogue.rows()} == {Outcome.NOT_ATTEMPTED}
        assert catalogue.summary().citations == 5


def test_an_address_that_one_citation_wants_saved_is_saved_once() -> None:
    one, other = wanted("https://example.org/a", 1), wanted("https://example.org/a", 9)
    with closing(RunCatalogue()) as catalogue:
        catalogue.add([place(one, 1), place(other, 2)])
        for item, outcome in ((one, Outcome.ARCHIVED), (other, Outcome.NO_USABLE_COPY)):
            catalogue.put_lookup(item, Lookup(url=item.url, outcome=outcome))
        catalogue.plan(
            lambda lookup: (
                Save(state=SaveState.PLANNED) if lookup.outcome is Outcome.NO_USABLE_COPY else None
            )
        )
        assert list(catalogue.saves(SaveState.PLANNED)) == ["https://example.org/a"]
        assert catalogue.summary().saves == {SaveState.PLANNED: 1}


def test_what_one_citation_withholds_is_withheld_of_all() -> None:
    kept = Wanted("https://example.org/a", withheld=True)
    with closing(RunCatalogue()) as catalogue:
        catalogue.add([place(wanted("https://example.org/a", 1), 1), place(kept, 2)])
        assert all(item.withheld for batch in catalogue.batches() for item in batch)
