"""Dates as EDTF (ISO 8601-2): a value knows its granularity and never invents a day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
import datetime as dt
from enum import StrEnum


class Granularity(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


# EDTF level 1 season codes, as the months they cover in the northern hemisphere, and the
# level 2 quarter codes 33-36. Winter ("24") runs into the next year and is given as 12-14.
SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)} | {
    33 + quarter: (3 * quarter + 1, 3 * quarter + 3) for quarter in range(4)
}


@dataclass(frozen=True, slots=True)
class Edtf:
    """One EDTF date, at its own granularity.

    `month` may be a season code (21-24) or a quarter code (33-36). `approximate` is EDTF's `~`,
    `uncertain` its `?`. An interval has `until`, the date its other end is; `open_end` marks
    `2022-03/..`. A fiscal year is an interval. `decade` and `century` hold years with X digits.
    """

    year: int
    month: int | None = None
    day: int | None = None
    until: Edtf | None = None
    open_end: bool = False
    approximate: bool = False
    uncertain: bool = False
    span: Granularity | None = None

    @property
    def granularity(self) -> Granularity:
        """The unit of the value; INTERVAL as soon as there are two ends."""
        if self.until or self.open_end:
            return Granularity.INTERVAL
        if self.span is not None:
            return self.span
        if self.day:
            return Granularity.DAY
        if self.month:
            return Granularity.SEASON if self.month in SEASON_MONTHS else Granularity.MONTH
        return Granularity.YEAR

    @property
    def first(self) -> dt.date:
        """The earliest day the value allows."""
        if self.span is Granularity.DECADE:
            return dt.date(max(1, self.year // 10 * 10), 1, 1)
        if self.span is Granularity.CENTURY:
            return dt.date(max(1, self.year // 100 * 100), 1, 1)
        month = SEASON_MONTHS.get(self.month or 1, (self.month or 1, 0))[0]
        return dt.date(self.year, month, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The latest day the value allows; the calendar's last one for an open interval."""
        if self.open_end:
            return dt.date.max
        if self.until:
            return self.until.last
        if self.span is Granularity.DECADE:
            return dt.date(self.year // 10 * 10 + 9, 12, 31)
        if self.span is Granularity.CENTURY:
            return dt.date(min(9999, self.year // 100 * 100 + 99), 12, 31)
        month = SEASON_MONTHS.get(self.month or 12, (0, self.month or 12))[1]
        year, month = self.year + (month - 1) // 12, (month - 1) % 12 + 1
        return dt.date(year, month, self.day or calendar.monthrange(year, month)[1])

    def overlaps(self, other: Edtf, days: int = 0) -> bool:
        """Whether both can mean the same day, give or take `days`."""
        slack = dt.timedelta(days=days)
        low, high = max(self.first, other.first), min(self.last, other.last)
        return low <= high or low - high <= slack

    def __str__(self) -> str:
        if self.until or self.open_end:
            return f"{_point(self)}/{_point(self.until) if self.until else '..'}"
        return _point(self)


def _point(date: Edtf) -> str:
    if date.span is Granularity.DECADE:
        text = f"{date.year // 10:03d}X"
    elif date.span is Granularity.CENTURY:
        text = f"{date.year // 100:02d}XX"
    else:
        text = f"{date.year:04d}"
        text += f"-{date.month:02d}" if date.month else ""
        text += f"-{date.day:02d}" if date.day else ""
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}
    return text + mark.get((date.approximate, date.uncertain), "")
