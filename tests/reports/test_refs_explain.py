"""`auditor refs --explain N`: fields at their places, short forms with reasons, what was left."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from auditor.audit import prepare
from auditor.model.audit import Audit
from auditor.model.policy import Policy
from auditor.model.text import Span, View
from auditor.readers import read_text
from auditor.reports.lines import plain
from auditor.reports.marked import Mark, covered, left_over, marked_rows, ranges_in
from auditor.reports.refs_explain import explained, notes_named

TEXT = """One.[^1] Two.[^2] Three.[^3] Four.[^4] Five.[^5] Six.[^6]

[^1]: See Jane Doe, "First report," *The Daily*, May 3, 2021, <https://example.org/1>; see also
    田中太郎, "港の灯り物語" [Minato no akari], *灯台* 12, no. 3 (2020): 4–9, https://doi.org/10.1000/x.
[^2]: B. Keeper, *Lights of the Port* (Lisbon: Quay Press, 2020), p. 33.
[^3]: B. Keeper, *Lights of the Harbour* (Lisbon: Quay Press, 2021).
[^4]: Keeper, *Lights*, p. 4.
[^5]: Ibid., 12.
[^6]: I owe this to a talk with the harbour master, who was there.
"""


def audit(text: str = TEXT) -> Audit:
    return prepare(read_text(text, "lamps.md"), Policy(as_of=dt.date(2022, 6, 1)))


def explain(number: str, width: int = 80, text: str = TEXT) -> list[str]:
    whole = audit(text)
    notes = notes_named(whole, number)
    return [plain(row) for note in notes for row in explained(whole, note, width)]


@pytest.mark.parametrize("width", [80, 120])
def test_notes_explained(width: int, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(row for n in "12456" for row in explain(n, width)) == snapshot


def test_letters_stand_under_the_words_they_mark() -> None:
    rows = explain("2")
    at = next(index for index, row in enumerate(rows) if "Quay Press" in row)
    start = rows[at].index("Quay Press")
    assert set(rows[at + 1][start : start + len("Quay Press")]) == {"d"}
    assert any(row.startswith("  d  publisher") for row in rows[at + 2 :])


def test_a_short_form_says_what_it_could_mean_and_why() -> None:
    text = " ".join(" ".join(explain("4")).split())
    assert "refers to n3.1 (B. Keeper, “Lights of the Harbour”)" in text
    assert "or to n2.1" in text
    assert "the name Keeper and 1 word of the title" in text
    assert "the citation before" in " ".join(explain("5"))


def test_what_no_field_covers_is_told() -> None:
    assert explain("6")[-3] == "no citation was found in this note"
    assert "harbour master" in explain("6")[-2]
    assert "left over  “p”" in explain("2")


def test_rows_fit_whatever_the_script() -> None:
    for width in (60, 80, 120):
        assert max(cell_len(row) for n in "123456" for row in explain(n, width)) <= width


def test_a_note_is_named_by_number_or_id() -> None:
    assert explain("n3") == explain("3")
    assert not explain("99")


def test_a_long_note_is_cut() -> None:
    rows = explain("1", text=f"One.[^1]\n\n[^1]: A. Writer, *T*, {'word ' * 9000}\n")
    assert len(rows) < 300
    assert any("characters in all" in row for row in rows)


def test_a_field_across_a_page_break_is_marked_on_both_sides() -> None:
    source = "one two\f\nthree"
    view = View.join([View.of(source, 0, 7), " ", View.of(source, 9, 14)])
    assert ranges_in(view, Span(4, 14)) == ((4, 7), (8, 13))


def test_the_narrower_of_two_fields_is_shown() -> None:
    wide, narrow = Mark("a", ((0, 10),)), Mark("b", ((4, 6),))
    assert "".join(covered(12, [narrow, wide])) == "aaaabbaaaa  "


@given(st.text(max_size=300), st.integers(20, 90))
def test_rows_hold_the_whole_text_once(text: str, cells: int) -> None:
    signs = covered(len(text), [])
    rows = list(marked_rows(text, signs, cells))
    assert sum(len(row) for row, _ in rows) == len(text)
    assert all(cell_len(row) <= cells and row.isprintable() is not None for row, _ in rows)
    assert all(words in " ".join(text.split()) or "\ufffd" in words
               for words in left_over(text, signs))  # fmt: skip
