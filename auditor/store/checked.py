"""Values read from a file that others may have written: what is not as we write it is refused.

Each function returns the value or raises BadValueError.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import urlsplit

from auditor.store.privacy import storable
from auditor.text.clean import clean_line

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_EARLIEST, _LATEST = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (1990, 2200))
_MICROSECOND = dt.timedelta(microseconds=1)
_VALIDATORS = {
    "etag": re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,200}"'),
    "last-modified": re.compile(
        r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT", re.ASCII
    ),
}


class BadValueError(ValueError):
    """A stored value that no run of ours put there."""


def text(value: Any, limit: int = 500) -> str:
    """One clean line of text."""
    if not isinstance(value, str) or len(value) > limit or clean_line(value, limit) != value:
        raise BadValueError
    return value


def words(value: Any) -> str:
    """A word of our own, such as `not_found`."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", value):
        raise BadValueError
    return value


def address(value: Any) -> str:
    """A web address that may be remembered."""
    if not isinstance(value, str) or not storable(value) or urlsplit(value).scheme not in _WEB:
        raise BadValueError
    return value


_WEB = ("http", "https")


def count(value: Any, largest: int) -> int:
    """A whole number from 0 to `largest`."""
    if type(value) is not int or not 0 <= value <= largest:
        raise BadValueError
    return value


def status(value: Any) -> int:
    """A status of HTTP."""
    return count(value, 999)


def seconds(value: Any) -> float:
    """A duration of at most a day."""
    if type(value) not in (int, float) or not 0 <= value <= 86400:
        raise BadValueError
    return float(value)


def moment(value: Any) -> dt.datetime:
    """A time from microseconds since 1970."""
    if type(value) is not int or not micros(_EARLIEST) <= value <= micros(_LATEST):
        raise BadValueError
    return _EPOCH + value * _MICROSECOND


def micros(time: dt.datetime) -> int:
    """The microseconds from 1970 to a time; the opposite of `moment`."""
    return (time - _EPOCH) // _MICROSECOND


def validators(value: Any) -> dict[str, str]:
    """ETag and Last-Modified as they may be sent back: nothing in them can end a header line."""
    if not isinstance(value, dict):
        raise BadValueError
    return {name: item for name, item in value.items() if _sendable(name, item)}


def _sendable(name: Any, value: Any) -> bool:
    shape = _VALIDATORS.get(name)
    return shape is not None and isinstance(value, str) and bool(shape.fullmatch(value))
