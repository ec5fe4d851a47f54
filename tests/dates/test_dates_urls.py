"""Dates in addresses: newsrooms' patterns, and the numbers that are none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.dates import find_url_date

FOUND = [
    ("https://example.org/2021/10/19/a-story", "2021-10-19"),
    ("https://example.org/news/a-story-2022-08-24/", "2022-08-24"),
    ("https://example.org/20220305/story", "2022-03-05"),
    ("https://example.org/statement-24-feb-22", "2022-02-24"),
    ("https://example.org/2010/9/0925_01.html", "2010-09-25"),
    ("https://example.org/202202/story", "2022-02"),
    ("https://example.org/2015/06/story", "2015-06"),
    ("https://example.org/2014/jul/15/story", "2014-07-15"),
    ("https://example.org/story?k=2022080401132", "2022-08-04"),
    ("https://example.org/view/ABC20190415000700123", "2019-04-15"),
    ("https://example.org/view?id=AB20190415123", "2019-04-15"),
    ("https://example.org/item/07-05-2016-ferry-sinks", "2016"),
    ("https://example.org/la-story-20180505-htmlstory.html", "2018-05-05"),
    ("https://example.org/uploads/2019/07/12-story.pdf", "2019"),
    ("https://example.org/sites/default/files/2014/03/a.pdf", "2014"),
    ("https://web.archive.org/web/20201117185825/https://example.org/2020/11/10/a/", "2020-11-10"),
]

NONE = [
    "https://example.org/203401.html",
    "https://example.org/world-51652998228",
    "https://example.org/news/20220399/a",
    "https://example.org/view/ABC20191915000700123",
    "https://example.org/view/ABCDE20190415000700123",
    "https://example.org/view/ABC2019041512",
    "https://example.org/item/17-15-2016-ferry",
    "https://example.org/2022/13/01/a",
    "https://example.org/2099/01/01/a",
    "https://example.org/1812/06/18/war",
    "https://example.org/events/2022",
    "https://example.org/story-1234567890123",
    "https://web.archive.org/web/20220305123456/http://example.org/",
    "https://doi.org/10.1088/1742-5468/2008/10/P10008",
    "https://2021-10-19.example.org/",
    "https://example.org/changelog.html#version-0-4-0-november-18-2021",
    "",
]


@pytest.mark.parametrize(("url", "value"), FOUND)
def test_the_date_of_an_address_is_found_at_its_granularity(url: str, value: str) -> None:
    date = find_url_date(url)
    assert date is not None
    assert str(date.value) == value
    assert url[date.start : date.end] == date.raw


@pytest.mark.parametrize("url", NONE)
def test_serial_numbers_and_timestamps_are_no_dates(url: str) -> None:
    assert find_url_date(url) is None


@given(st.text(alphabet="https:/.?&=k-_0123456789febjul", max_size=80))
def test_any_address_is_read_or_refused(url: str) -> None:
    date = find_url_date(url)
    assert date is None or url[date.start : date.end] == date.raw
