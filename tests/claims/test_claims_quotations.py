"""Quotations: double marks of every shape, balanced over a paragraph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.claims import find_quotations
from auditor.model.claim import Quotation
from auditor.model.text import View


def quoted(text: str) -> list[tuple[str, bool]]:
    return [(each.text, each.closed) for each in found_in(text)]


def found_in(text: str) -> tuple[Quotation, ...]:
    return find_quotations(View.of(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He said "one two" twice.', ["one two"]),
        ("He said “one two” twice.", ["one two"]),
        ("Er sagte „eins zwei“ dazu.", ["eins zwei"]),
        ("Il dit « un deux » alors.", [" un deux "]),
        ("Er sagte »eins« dazu.", ["eins"]),
        ('mixed “one" and "two”', ["one", "two"]),
        ('("one," he said, "two.")', ["one,", "two."]),
        (r"escaped \"one\" here", ["one"]),
        ('a "5" and a 5" gun, 12" wide', ["5"]),
        ("'single' and ‘single’ and it's", []),
        ("«“a title” inside»", ["“a title” inside"]),
        ('<a href="x">"one"</a> and `"code`', ["one"]),
        ('"one"—"two"', ["one", "two"]),
        ("no marks at all", []),
    ],
)
def test_words_between_double_marks_are_quoted(text: str, words: list[str]) -> None:
    assert quoted(text) == [(word, True) for word in words]


def test_a_mark_that_never_closes_runs_to_the_end() -> None:
    assert quoted("He said “never closed. And more.") == [("never closed. And more.", False)]


def test_a_mark_that_never_opens_stands_alone() -> None:
    (stray,) = found_in("He said never opened” twice.")
    assert (stray.text, stray.closed, stray.end - stray.start) == ("", False, 1)


def test_a_second_opening_ends_the_first() -> None:
    assert quoted("“one two and “three” here") == [("one two and ", False), ("three", True)]


def test_a_quotation_may_open_again_in_each_paragraph() -> None:
    text = "“First paragraph.\n“Second paragraph.\n“Last one.”"
    assert [(each.start, each.end, each.closed) for each in found_in(text)] == [
        (0, len(text), True)
    ]


def test_a_flood_of_marks_is_no_prose() -> None:
    assert found_in('"' * 10_001) == ()


@given(st.text(alphabet='ab "“”„«»‘’5\\\n.(<`', max_size=60))
def test_any_text_gives_ordered_disjoint_quotations(text: str) -> None:
    at = 0
    for quotation in found_in(text):
        assert at <= quotation.start < quotation.end <= len(text)
        assert quotation.text in text
        at = quotation.end
