"""Quotation marks pair off; nothing that may be right is called unmatched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.rules.marks import Role, find_marks, pair, prose, unmatched

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=8).map(" ".join)
SHAPES = st.sampled_from(['""', "“”", "„“", "„”", "””", '"”', '“"'])


@given(st.lists(st.tuples(WORDS, SHAPES, WORDS), max_size=5))
def test_whole_quotations_of_any_shape_are_matched(parts: list[tuple[str, str, str]]) -> None:
    text = " ".join(f"{before} {marks[0]}{inside}{marks[1]}" for before, marks, inside in parts)
    assert unmatched(text) == ()


@given(WORDS, WORDS, st.sampled_from(['"', "“"]))
def test_an_opening_mark_alone_is_found_where_it_stands(left: str, right: str, mark: str) -> None:
    found = unmatched(f"{left} {mark}{right}")
    assert [(item.at, item.role) for item in found] == [(len(left) + 1, Role.OPENS)]


@given(WORDS, WORDS, st.sampled_from(['"', "”"]))
def test_a_closing_mark_alone_is_found_where_it_stands(left: str, right: str, mark: str) -> None:
    found = unmatched(f"{left}.{mark} {right}")
    assert [(item.at, item.role) for item in found] == [(len(left) + 1, Role.CLOSES)]


@given(st.text(max_size=200))
def test_blanking_keeps_the_length(text: str) -> None:
    assert len(prose(text)) == len(text)


@given(st.text("\"“”„ab.,'* ", max_size=60))
def test_every_mark_is_paired_or_left(text: str) -> None:
    marks = find_marks(text)
    pairing = pair(marks)
    used = [at for both in pairing.pairs for at in both] + [mark.at for mark in pairing.left]
    assert sorted(used) == [mark.at for mark in marks]


@pytest.mark.parametrize(
    "text",
    [
        "He was 5'10\" tall.",
        'A 12" record.',
        '`print("x)`',
        '<a title="x>',
        "She typed “so'' for want of a key.",
        '"""',
    ],
)
def test_marks_that_are_none(text: str) -> None:
    assert unmatched(text) == ()


def test_more_marks_than_prose_holds_are_not_read() -> None:
    assert find_marks('" ' * 5000) == ()
