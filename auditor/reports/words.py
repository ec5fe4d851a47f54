"""Small words of the reports: plurals, dates as a reader says them, times."""

from __future__ import annotations

import datetime as dt
import re

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def many(count: int, one: str, more: str = "") -> str:
    """`1 link`, `2 links`; thousands are grouped."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def human_date(value: str) -> str:
    """`2022-11-22` as `22 November 2022`, `2022-11` as `November 2022`; the rest unchanged."""
    found = _DATE.fullmatch(value)
    if not found or not found[2] or not 1 <= int(found[2]) <= 12:
        return value
    day = f"{int(found[3])} " if found[3] else ""
    return f"{day}{_MONTHS[int(found[2]) - 1]} {found[1]}"


def human_time(time: dt.datetime) -> str:
    """A time to the minute, in UTC."""
    return f"{time.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"


def iso(time: dt.datetime | None) -> str | None:
    """A time as formats.md has it: UTC, ISO 8601, to the second."""
    return f"{time.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}" if time else None
