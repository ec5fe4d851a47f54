"""Hostile texts of a million characters: every grammar answers within a second."""

from __future__ import annotations

import time

import pytest

from auditor.claims import find_numbers, find_quotations
from auditor.dates import find_dates, find_url_date, parse_date
from auditor.model.text import View

SEEDS = [
    "1 ", "1,", "1-", "2014, ", "May 1, ", "in 2014 ", "a", "A-", "(", '"', "“", "« ", "<a",
    "`",
    "one-", "five hundred and ", "$",
    "US\\$1,", "’a", "1\u00a0123 ", "FY2020-", "令和4年", "early ",
    "5 in 10 ",
    "2012-12-12-", "1) ", "/2021/01", "years ago ", "at least ", "\n", "1:", "p. 5 ",
]  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_a_million_characters_take_less_than_a_second(seed: str) -> None:
    text = seed * (1_000_000 // len(seed))
    view = View.of(text, 0, len(text))
    for look in (find_dates, find_numbers, parse_date, find_url_date):
        begun = time.process_time()
        look(text)
        assert time.process_time() - begun < 1, look.__name__
    begun = time.process_time()
    find_quotations(view)
    assert time.process_time() - begun < 1
