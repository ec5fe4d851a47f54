"""Intervals and statement patterns: what the arithmetic rules stand on."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.model.claim import NumberMention
from auditor.rules.ranges import alike
from auditor.rules.statements import bounded, interval, ratio, statement, touch

MASKED = "of \x01\x01 boats \x01\x01 sank (\x02\x02\x02)"


def number(value: str, half: str = "0.5", **more: object) -> NumberMention:
    exact, slack = Decimal(value), Decimal(half)
    return NumberMention(value, 0, len(value), exact, exact - slack, exact + slack, **more)  # type: ignore[arg-type]


def test_a_share_holds_at_the_printed_precision() -> None:
    low, high = ratio(number("1.5", "0.05"), number("84.6", "0.05"))
    assert touch((low * 100, high * 100), (Decimal("1.75"), Decimal("1.85")))


def test_a_share_of_nothing_is_anything() -> None:
    low, high = ratio(number("5"), number("0"))
    assert touch((low, high), (Decimal(10) ** 9, Decimal(10) ** 9))


def test_about_is_five_percent_wider() -> None:
    assert interval(number("100", "0.5", approximate=True)) == (Decimal("94.5"), Decimal("105.5"))


def test_a_number_without_unit_takes_the_others() -> None:
    assert alike(number("1", unit="km"), number("2"))
    assert not alike(number("1", unit="km"), number("2", unit="EUR"))


def test_bounds_are_seen() -> None:
    assert bounded(number("1"), number("2", bound="at least"))
    assert not bounded(number("1"), number("2"))


@pytest.mark.parametrize("template", ["<a> boats <b>", "<b> sank"])
def test_a_pattern_takes_whole_numbers(template: str) -> None:
    match = statement(template).search(MASKED)
    assert match is not None
    assert match["b"] == "\x01\x01"
    assert match.start("b") == MASKED.index("\x01\x01 sank")


def test_words_never_run_over_a_number() -> None:
    assert statement("of ...sank").search(MASKED) is None


@given(st.decimals(1, 1000, places=1), st.decimals(1, 1000, places=1))
def test_the_true_ratio_lies_in_the_interval(part: Decimal, whole: Decimal) -> None:
    low, high = ratio(number(str(part), "0.05"), number(str(whole), "0.05"))
    assert low <= part / whole <= high
