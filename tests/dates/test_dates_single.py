"""Strings that are one date, as references print them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.dates import parse_date

DATES = [
    ("2022", "2022"),
    ("2010a", "2010"),
    ("[1850]", "1850"),
    ("c. 1850", "1850~"),
    ("1850?", "1850?"),
    ("Spring 2019", "2019-21"),
    ("2022 Mar 5", "2022-03-05"),
    ("2022, March 5", "2022-03-05"),
    ("5 Mar 2022", "2022-03-05"),
    ("24. Februar 2022", "2022-02-24"),
    ("März 2022", "2022-03"),
    ("1er août 2021", "2021-08-01"),
    ("3 de marzo de 2020", "2020-03-03"),
    ("2014–2016", "2014/2016"),
    ("May 2020", "2020-05"),
    ("2022年8月15日", "2022-08-15"),
]


@pytest.mark.parametrize(("text", "value"), DATES)
def test_a_whole_string_is_read_as_one_date(text: str, value: str) -> None:
    assert str(parse_date(text)) == value


@pytest.mark.parametrize(
    "text", ["", "n.d.", "forthcoming", "03/04/2022", "31 April 2022", "2022 and 2023", "9999"]
)
def test_what_is_not_one_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.text(max_size=90))
def test_any_string_is_read_or_refused(text: str) -> None:
    date = parse_date(text)
    assert date is None or str(date)
