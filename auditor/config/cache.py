"""Values of the settings for what is remembered: ages, folders, repeats of failures."""

from __future__ import annotations

from collections.abc import Mapping
import datetime as dt
from pathlib import Path
import re
from typing import Any

from auditor.model.policy import Repeats

_AGE = re.compile(r"([0-9]{1,6}) ?([mhdw]?)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks", "": "days"}


def age(value: Any) -> str:
    """A length of time such as 30m, 12h, 1d or 2w; a number alone means days."""
    text = str(value).strip().lower()
    if isinstance(value, bool) or not _AGE.fullmatch(text):
        raise ValueError("a length of time such as 30m, 12h, 1d or 2w")
    return text


def as_time(text: str) -> dt.timedelta:
    """What `age` accepted, as a time."""
    match = _AGE.fullmatch(text)
    assert match  # noqa: S101 - `age` let it through
    return dt.timedelta(**{_UNITS[match[2]]: int(match[1])})


def own_folder(value: Any) -> str:
    """A folder of the person's own; `~` is their home."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError("a folder such as ~/.cache/auditor")
    return str(Path(value.strip()).expanduser())


def repeats(value: Any) -> Repeats:
    """A table such as { failures = 3, days = 3 }."""
    if not isinstance(value, Mapping) or not value.keys() <= {"failures", "days"}:
        raise ValueError("a table such as { failures = 3, days = 3 }")
    found = Repeats(**value)
    if found.failures < 1 or found.days < 0:
        raise ValueError("at least 1 failure over 0 days or more")
    return found
