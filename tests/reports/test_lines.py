"""Wrapping, cutting and windows, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from auditor.model.finding import Location
from auditor.reports.lines import Piece, cut, hanging, labelled, linked, plain, shorten, wrap
from auditor.reports.snippet import clear, window
from auditor.reports.words import human_date, many

WORDS = st.text(st.sampled_from("ab 日本\u0301語é-—.\t"), max_size=200)


@given(WORDS, st.integers(10, 100))
def test_wrapped_rows_fit_and_lose_nothing(text: str, cells: int) -> None:
    rows = wrap(text, cells)
    assert all(cell_len(row) <= cells for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())


@given(WORDS, st.integers(20, 100))
def test_cut_and_shortened_texts_fit(text: str, cells: int) -> None:
    assert cell_len(cut(text, cells)) <= cells
    assert cell_len(shorten(text, cells)) <= cells


@given(WORDS, st.data())
def test_a_window_fits_and_its_carets_stand_under_the_mark(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    width = data.draw(st.integers(1, 50))
    cells = data.draw(st.integers(20, 120))
    shown = window(Location(1, 1, 1, 2, text, offset, width), cells)
    assert cell_len(shown.text) <= cells
    assert shown.before + shown.marked <= cells + 1
    marked = clear(text)[offset : offset + width]
    if marked and cell_len(marked) <= cells // 2 and not shown.text.endswith("…"):
        assert marked in shown.text


def test_addresses_stay_whole() -> None:
    url = "https://example.org/" + "a" * 100
    assert url in wrap(f"see <{url}> there", 40)[1]


def test_addresses_become_links_without_their_full_stop() -> None:
    pieces = list(linked("see https://example.org/a, or http://b.example."))
    assert [piece.url for piece in pieces if piece.url] == [
        "https://example.org/a",
        "http://b.example",
    ]


def test_hanging_and_labelled_rows() -> None:
    rows = [plain(row) for row in hanging((Piece("key: "),), "one two three four five six", 25)]
    assert rows == ["key: one two three four", "     five six"]
    rows = [plain(row) for row in labelled((Piece("| "),), "label: ", "one two three four", 22)]
    assert rows == ["| label: one two three", "| four"]


def test_endless_words_are_cut() -> None:
    rows = list(hanging((), "x" * 10**6, 80))
    assert len(rows) <= 26
    assert plain(rows[-1]).endswith("…")


def test_dates_and_counts_in_words() -> None:
    assert human_date("2022-11-22") == "22 November 2022"
    assert human_date("2022-11") == "November 2022"
    assert human_date("2022") == "2022"
    assert human_date("2022-24") == "2022-24"
    assert many(1, "address", "addresses") == "1 address"
    assert many(2000, "note") == "2,000 notes"
