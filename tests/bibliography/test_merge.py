"""Duplicates merged: one entry for one work, and never for two."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.bibliography.merge import merged

BOOK: dict[str, Any] = {
    "id": "a",
    "type": "book",
    "title": "Lights of the Port: A History",
    "author": [{"family": "Keeper", "given": "B."}],
    "issued": {"date-parts": [[2020]]},
}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"DOI": "10.1000/ABC"}, {"DOI": "https://doi.org/10.1000/abc", "title": "Lights"}, "DOI"),
        ({"ISBN": "0-262-03384-4"}, {"ISBN": "978-0-262-03384-8", "title": "Lights"}, "ISBN"),
        ({}, {"title": "LIGHTS of the Port – a history"}, "title, year and first name"),
        (
            {"URL": "https://a.org/x/#top"},
            {"URL": "https://A.org/x", "author": [], "issued": {}},
            "title and address",
        ),
    ],
)
def test_one_work_by_the_surest_it_is_known_by(
    one: dict[str, Any], other: dict[str, Any], why: str
) -> None:
    works = merged([BOOK | one, BOOK | other | {"id": "b"}])
    assert len(works.entries) == 1
    (merge,) = works.merges
    assert (merge.kept, merge.dropped, merge.why) == ("a", "b", why)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"DOI": "10.1000/a"}, {"DOI": "10.1000/b"}),
        ({"volume": "1"}, {"volume": "2"}),
        ({"edition": "2nd"}, {"edition": "3rd"}),
        ({}, {"issued": {"date-parts": [[2021]]}}),
        ({}, {"author": [{"family": "Another", "given": "B."}]}),
        ({}, {"type": "chapter"}),
        (
            {"ISBN": "9780262033848", "type": "chapter", "title": "One part"},
            {"ISBN": "9780262033848", "type": "chapter", "title": "Another part"},
        ),
    ],
)
def test_two_works_stay_two(one: dict[str, Any], other: dict[str, Any]) -> None:
    works = merged([BOOK | one, BOOK | other | {"id": "b"}])
    assert len(works.entries) == 2
    assert not works.merges


def test_an_identifier_of_another_work_is_told_and_merges_nothing() -> None:
    other = {
        "id": "b", "type": "book", "title": "Ferries", "DOI": "10.1000/a",
        "author": [{"family": "Rower"}],
    }  # fmt: skip
    works = merged([BOOK | {"DOI": "10.1000/a"}, other])
    assert len(works.entries) == 2
    (doubt,) = works.doubts
    assert (doubt.kept, doubt.dropped, doubt.why) == ("a", "b", "DOI")


def test_the_fuller_entry_is_kept_and_filled_up() -> None:
    fuller = BOOK | {
        "id": "b", "publisher": "Quay Press", "DOI": "10.1000/a",
        "title": "Lights of the port: a history",
        "issued": {"date-parts": [[2020, 5]]},
    }  # fmt: skip
    works = merged([BOOK | {"edition": "2"}, fuller])
    (entry,) = works.entries
    assert (entry["id"], entry["publisher"], entry["edition"]) == ("a", "Quay Press", "2")
    assert entry["issued"] == {"date-parts": [[2020, 5]]}
    (merge,) = works.merges
    (difference,) = merge.differences
    assert (difference.field, difference.kept, difference.dropped) == ("issued", "2020-05", "2020")


def test_what_an_entry_was_filled_up_with_finds_the_next() -> None:
    items = [
        BOOK,
        BOOK | {"id": "b", "DOI": "10.1000/a"},
        {"id": "c", "type": "book", "title": "Lights of the Port", "DOI": "10.1000/A"},
    ]
    assert [entry["id"] for entry in merged(items).entries] == ["a"]


@given(st.lists(st.sampled_from("abcdef"), max_size=20))
def test_each_entry_is_kept_or_merged_once(names: list[str]) -> None:
    items = [BOOK | {"id": f"{at}", "title": name} for at, name in enumerate(names)]
    works = merged(items)
    assert len(works.entries) == len(set(names))
    assert len(works.entries) + len(works.merges) == len(items)
    assert merged(works.entries).entries == works.entries
