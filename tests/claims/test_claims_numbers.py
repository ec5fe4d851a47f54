"""Numbers: value, interval of the printed precision, unit, label, and what is no number."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from auditor.claims import find_numbers
from auditor.model.claim import NumberMention

# text, value, low, high, unit, style
NUMBERS = [
    ("67% of respondents", "67", "66.5", "67.5", "%", "plain"),
    ("1.8 per cent", "1.8", "1.75", "1.85", "%", "decimal-point"),
    ("2.5 percentage points", "2.5", "2.45", "2.55", "pp", "decimal-point"),
    ("24,854 companies", "24854", "24854", "24854", "company", "comma-grouped"),
    ("20,000 troops", "20000", "19500", "20500", "troops", "comma-grouped"),
    (r"US\$9,57 billion", "9570000000", "9565000000", "9575000000", "USD", "decimal-comma"),
    ("¥1.5 trillion", "1500000000000", "1450000000000", "1550000000000", "JPY", "decimal-point"),
    ("€3.5bn", "3500000000", "3450000000", "3550000000", "EUR", "decimal-point"),
    ("10 000 people", "10000", "9500", "10500", "people", "space-grouped"),
    ("₹12,34,567", "1234567", "1234566.5", "1234567.5", "INR", "indian"),
    ("3.000.000 euros", "3000000", "2999999.5", "3000000.5", "EUR", "dot-grouped"),
    ("1,23,4 dollars", "1234", "1233.5", "1234.5", "USD", "malformed"),
    ("the 350-km range", "350", "349.5", "350.5", "km", "plain"),
    ("266 times", "266", "266", "266", "times", "plain"),
    ("about 300 ships", "300", "250", "350", "ship", "plain"),
    ("at −5.2 °C", "-5.2", "-5.25", "-5.15", "°C", "decimal-point"),
    ("10–15 people", "12.5", "10", "15", "people", "plain"),
    ("five Chinese ballistic missiles", "5", "5", "5", "missile", "words"),
    ("six hundred and five men", "605", "605", "605", "man", "words"),
    ("nine million jobs", "9000000", "8500000", "9500000", "job", "words"),
    ("7 in 10 voters", "70", "65", "75", "%", "plain"),
    ("one in five voters", "20", "10", "30", "%", "words"),
    ("1500 metres", "1500", "1499.5", "1500.5", "m", "plain"),
]

NOTHING = [
    "in 2022 and on 24 February 2021",
    "a TU-95, an H-6K, COVID-19, the G7 and the 5th fleet",
    "Article 9, Section 5.2, pp. 180–198, vol. 3, no. 12, World War 2",
    "as shown [12] and (1) how, 2) why",
    "the Group of Seven and its Three Principles",
    "at 10:30 or 10 a.m.",
    "version 3.11.2",
    "in 44 BC",
    "by 6–3",
    "*Isis* 82, no. 2 (1991): 223–244",
    "28 U.S.C. § 1331",
    "see Prucha, 243.",
    "orcid 0000-0002-2476-9266",
    "one of them",
    "Articles 2,3",
]


@pytest.mark.parametrize(("text", "value", "low", "high", "unit", "style"), NUMBERS)
def test_a_number_has_the_interval_its_print_allows(  # noqa: PLR0917
    text: str, value: str, low: str, high: str, unit: str, style: str
) -> None:
    (number,) = find_numbers(text)
    assert (number.value, number.low, number.high) == (Decimal(value), Decimal(low), Decimal(high))
    assert (number.unit, number.style) == (unit, style)
    assert text[number.start : number.end] == number.raw


@pytest.mark.parametrize("text", NOTHING)
def test_dates_names_and_places_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "bound"),
    [("at least 2%", "at least"), ("less than 100 miles", "at most"), ("100 miles", None)],
)
def test_bounds_are_kept(text: str, bound: str | None) -> None:
    assert find_numbers(text)[0].bound == bound


def test_numbers_are_bound_to_the_row_beside_them() -> None:
    found = find_numbers("compared to FY 2020 (258 times) and FY 2019 (266 times)")
    assert [(number.value, number.label) for number in found] == [
        (258, "FY2020"),
        (266, "FY2019"),
    ]


def test_a_label_may_follow_its_number() -> None:
    found = find_numbers("fell from 7.1% in 2019 to 4.2% in 2020")
    assert [number.label for number in found] == ["2019", "2020"]


def test_the_only_year_of_a_sentence_labels_its_numbers() -> None:
    assert [n.label for n in find_numbers("In 2020, 12 banks and 7 firms closed.")] == ["2020"] * 2


def test_units_are_shared_to_the_left() -> None:
    assert [number.unit for number in find_numbers("10 to 15 per cent")] == ["%", "%"]


def test_round_thousands_are_wider_than_exact_counts() -> None:
    exact, rounded = find_numbers("1,204 patients and 2,000 adults")
    assert exact.low == exact.high
    assert rounded.low < 2000 < rounded.high


ODD = st.text(alphabet="0123456789,.%$€£\\ -–()onefivhudrdkmpeople°\u00a0٣", max_size=60)


@given(st.one_of(st.text(max_size=80), ODD))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_ordered_disjoint_numbers(text: str) -> None:
    at = 0
    for number in find_numbers(text):
        assert at <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.raw
        assert number.low <= number.value <= number.high
        assert isinstance(number, NumberMention)
        at = number.end
