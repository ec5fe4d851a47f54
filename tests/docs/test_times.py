"""The times that the docs promise are those that the settings of the code come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.archives.saving.estimate import lookup_time, save_time
from auditor.archives.saving.settings import SaveSettings
from auditor.archives.settings import ArchiveSettings
from auditor.reports.archive_text import duration

PAGE = Path(__file__).parents[2] / "docs" / "librarians.md"


@pytest.mark.parametrize("count", [100, 10_000, 1_000_000])
def test_expected_times_for_librarians(count: int) -> None:
    archives, saving = ArchiveSettings(user_agent="tests"), SaveSettings()
    times = (
        lookup_time(count, 0, archives),
        lookup_time(count, count, archives),
        save_time(count // 5, saving),
    )
    row = " | ".join([f"{count:,}", *map(duration, times)])
    assert f"| {row} |" in PAGE.read_text(encoding="utf-8").splitlines()
