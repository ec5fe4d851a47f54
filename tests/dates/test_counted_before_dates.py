"""Numbers of episodes, issues and pages right before a date are no days of it."""

from __future__ import annotations

import pytest

from auditor.dates import find_dates
from auditor.model.dates import Edtf


@pytest.mark.parametrize("counted", ["episode 9", "no. 9", "p. 9", "Part 9"])
def test_a_counted_number_is_no_day(counted: str) -> None:
    assert [m.value for m in find_dates(f"{counted}, 4 June 2024")] == [Edtf(2024, 6, 4)]


def test_days_listed_are_days() -> None:
    found = [m.value for m in find_dates("on 4, 9 and 12 June 2024")]
    assert found == [Edtf(2024, 6, 4), Edtf(2024, 6, 9), Edtf(2024, 6, 12)]
