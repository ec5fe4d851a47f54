"""All-numeric dates: ISO 8601, and day and month in an order that must be known or settled."""

from __future__ import annotations

import datetime as dt
import re

from auditor.dates.words import MONTHS
from auditor.model.dates import Edtf
from auditor.model.policy import DateOrder

_SPLIT = re.compile(r"[-/.T]")


def numeric_readings(text: str, order: DateOrder | None) -> tuple[Edtf, ...] | None:
    """The dates `text` can mean: one, two where the order is open, none where it is impossible.

    None where it is no date at all (a version number, a section). "24.02.2022" is read day first,
    as everywhere that dots are used, unless the house order says month first.
    """
    parts = _SPLIT.split(text)
    if len(parts) == 2:
        return _year_and_two(int(parts[0]), int(parts[1]))
    if len(parts[0]) == 4:
        year, month, day = (int(part) for part in parts[:3])
        return _of(((year, month, day),)) if 1000 <= year <= 2100 and day <= 99 else None
    year = int(parts[2])
    year += 0 if len(parts[2]) == 4 else 2000 if year < 69 else 1900
    if not 1000 <= year <= 2100:
        return None
    if parts[1].isalpha():
        return _of(((year, MONTHS[parts[1].lower()], int(parts[0])),))
    return _ordered(year, int(parts[0]), int(parts[1]), order, dotted="." in text)


def _year_and_two(year: int, number: int) -> tuple[Edtf, ...] | None:
    """A month, where it cannot be the end of a range of years as "2010-11" can."""
    if not 1000 <= year <= 2100:
        return None
    if number <= year % 100:
        return (Edtf(year, number),)
    return Edtf(year, number), Edtf(year, until=Edtf(year - year % 100 + number))


def _ordered(
    year: int, left: int, right: int, order: DateOrder | None, *, dotted: bool
) -> tuple[Edtf, ...] | None:
    if max(left, right) > 31:
        return None
    day_first, month_first = _of(((year, right, left),)), _of(((year, left, right),))
    if dotted and order is not DateOrder.MDY:
        return day_first or (None if right > 12 else ())
    if order is DateOrder.MDY and month_first:
        return month_first
    if order is DateOrder.DMY and day_first:
        return day_first
    return tuple(dict.fromkeys((*day_first, *month_first)))


def _of(candidates: tuple[tuple[int, int, int], ...]) -> tuple[Edtf, ...]:
    return tuple(Edtf(*parts) for parts in candidates if _exists(*parts))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
