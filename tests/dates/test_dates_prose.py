"""Dates in prose: values at their own granularity, states, and what is no date."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from auditor.dates import find_dates
from auditor.model.claim import DateState
from auditor.model.policy import DateOrder

CERTAIN = [
    ("on 24 February 2022 it", "2022-02-24"),
    ("On February 24, 2022, it", "2022-02-24"),
    ("Feb. 24th, 2022", "2022-02-24"),
    ("the 24th of February 2022", "2022-02-24"),
    ("2022-02-24", "2022-02-24"),
    ("24/02/2022", "2022-02-24"),
    ("17.03.2020", "2020-03-17"),
    ("2022-05", "2022-05"),
    ("in November 2021.", "2021-11"),
    ("August, 2022", "2022-08"),
    ("at the end of March 2022", "2022-03-21/2022-03-31"),
    ("early April 2022", "2022-04-01/2022-04-10"),
    ("mid-April 2022", "2022-04-11/2022-04-20"),
    ("late 2021", "2021-09/2021-12"),
    ("from mid to late April 2022", "2022-04-11/2022-04-30"),
    ("in mid- to late 2021", "2021-05/2021-12"),
    ("15–16 December 2016", "2016-12-15/2016-12-16"),
    ("December 15-16, 2016", "2016-12-15/2016-12-16"),
    ("from 24 February to 3 March 2022", "2022-02-24/2022-03-03"),
    ("March to May 2022", "2022-03/2022-05"),
    ("December to February 2019", "2018-12/2019-02"),
    ("January/February 2020", "2020-01/2020-02"),
    ("2010–15", "2010/2015"),
    ("1785--87", "1785/1787"),
    ("(1914-1918)", "1914/1918"),
    ("between 2010 and 2014", "2010/2014"),
    ("since 2014", "2014/.."),
    ("from May 2020 onwards", "2020-05/.."),
    ("spring 2020", "2020-21"),
    ("the winter of 2021–22", "2021-24"),
    ("Q3 2021", "2021-35"),
    ("the third quarter of 2021", "2021-35"),
    ("the first half of 2019", "2019-01/2019-06"),
    ("the early 1990s", "199X"),
    ("nineteenth-century art", "18XX"),
    ("the 21st century", "20XX"),
    ("令和4年8月", "2022-08"),
    ("平成元年", "1989"),
    ("Reiwa 4", "2022"),
    ("2022年8月15日", "2022-08-15"),
    ("in 2022", "2022"),
    ("c. 1850", "1850~"),
    ("(1850?)", "1850?"),
    ("the 2014 annexation of Crimea", "2014"),
    ("Moscow's 2014 annexation", "2014"),
    ("the anonymous 1844 publication", "1844"),
    ("(Warsaw: Centre for Eastern Studies, 2021)", "2021"),
    ("58, (2022): 180–198", "2022"),
    ("Data Protection Act 1998", "1998"),
    ("Defense of Japan 2022", "2022"),
    ("accessed 12 Sept. 2022", "2022-09-12"),
]

NOTHING = [
    "a TU-95 and an H-6K bomber",
    "67% of them may go",
    "pp. 1990-2005",
    "page 1984",
    "Harvard Law Review 106, no. 8: 1707–91",
    "1500 metres",
    "$2022 or ¥1999",
    "2000 people came",
    "a population of 1850",
    "rose by 1900",
    "Resolution 1973",
    "in 44 BC",
    "They march on. April said so.",
    "https://example.org/2021/10/19/a and doi:10.1000/2020.01",
    "call 555-2020-12",
    "version 3.11.2",
    "the year-on-year rate",
    '"corn" (1243), suggests',
]

STATES = [
    ("In August, China", DateState.YEAR_MISSING),
    ("on 25 February, Japan", DateState.YEAR_MISSING),
    ("03/04/2022", DateState.AMBIGUOUS),
    ("2010-11", DateState.AMBIGUOUS),
    ("yesterday", DateState.RELATIVE),
    ("last year", DateState.RELATIVE),
    ("two years ago", DateState.RELATIVE),
    ("the same year", DateState.RELATIVE),
    ("Recently, it", DateState.RELATIVE),
    ("29 February 2023", DateState.IMPOSSIBLE),
    ("31 April 2022", DateState.IMPOSSIBLE),
    ("2022-13-05", DateState.IMPOSSIBLE),
]


@pytest.mark.parametrize(("text", "value"), CERTAIN)
def test_a_date_is_read_at_its_own_granularity(text: str, value: str) -> None:
    found = find_dates(text)
    assert [str(date.value) for date in found] == [value]
    assert found[0].state is DateState.CERTAIN
    assert text[found[0].start : found[0].end] == found[0].raw


@pytest.mark.parametrize("text", NOTHING)
def test_no_date_is_seen_where_there_is_none(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(("text", "state"), STATES)
def test_what_cannot_be_compared_has_no_value(text: str, state: DateState) -> None:
    (date,) = find_dates(text)
    assert date.state is state
    assert date.value is None


def test_two_months_share_the_year_on_the_right() -> None:
    found = find_dates("his tour in March and May 2022")
    assert [(date.raw, str(date.value)) for date in found] == [
        ("March", "2022-03"),
        ("May 2022", "2022-05"),
    ]


def test_listed_days_share_their_month() -> None:
    found = find_dates("It met on 3, 10 and 17 June 2015.")
    assert [str(date.value) for date in found] == ["2015-06-03", "2015-06-10", "2015-06-17"]


def test_years_in_a_list_are_each_a_date() -> None:
    found = find_dates("the polls of 2013, 2015, and 2017")
    assert [str(date.value) for date in found] == ["2013", "2015", "2017"]


def test_a_full_stop_after_a_whole_month_is_the_sentences() -> None:
    assert find_dates("It fell on 11 September. It rose in Sept. 2001.")[0].raw == "11 September"


def test_relative_words_in_names_are_no_dates() -> None:
    assert find_dates("as USA Today said") == ()
    assert len(find_dates("Two years ago it fell. Today it rose.")) == 2


def test_a_year_missing_keeps_month_and_day() -> None:
    (date,) = find_dates("a request on 25 February")
    assert (date.month, date.day) == (2, 25)


def test_a_weekday_is_kept_beside_its_date() -> None:
    (date,) = find_dates("on Monday, May 3, 2022")
    assert (date.weekday, str(date.value)) == (0, "2022-05-03")


def test_fiscal_years_are_kept_apart_as_intervals() -> None:
    found = find_dates("FY 2020 (258 times), fiscal year 2021 and FY2019-20")
    assert all(date.fiscal and date.value and date.value.until for date in found)
    assert str(found[0].value) == "2019-04/2021-03"
    assert str(found[2].value) == "2019/2020"


def test_era_years_are_marked() -> None:
    assert find_dates("令和4年")[0].era
    assert not find_dates("2022年")[0].era


def test_the_house_order_settles_numeric_dates() -> None:
    text = "03/04/2022"
    assert [str(reading) for reading in find_dates(text)[0].readings] == [
        "2022-04-03",
        "2022-03-04",
    ]
    assert str(find_dates(text, DateOrder.DMY)[0].value) == "2022-04-03"
    assert str(find_dates(text, DateOrder.MDY)[0].value) == "2022-03-04"


def test_an_order_the_date_cannot_have_is_not_forced() -> None:
    assert str(find_dates("24/02/2022", DateOrder.MDY)[0].value) == "2022-02-24"


ODD = st.text(
    alphabet="0123456789 -–/.,:()[]'’?$%年月日令和ago stMJAFebruaryQYth\n\u00a0٣²", max_size=60
)


@given(st.one_of(st.text(max_size=80), ODD))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_ordered_disjoint_mentions(text: str) -> None:
    at = 0
    for date in find_dates(text):
        assert at <= date.start < date.end <= len(text)
        assert text[date.start : date.end] == date.raw
        assert (date.value is not None) == (date.state is DateState.CERTAIN)
        assert date.value is None or date.value.first <= date.value.last
        at = date.end
