"""Header values of HTTP that more than one client reads."""

from __future__ import annotations

import datetime as dt
import re

from auditor.model.port import Exchange

_SECONDS = re.compile(r"[0-9]{1,300}(?:\.[0-9]{1,6})?")
_EVER = 1e9  # seconds; no number is too large to be a pause


def retry_after(exchange: Exchange) -> float | None:
    """The pause an answer asks for, in seconds from its arrival; None where it asks for none.

    Both forms of RFC 9110, 10.2.3. A date is counted from the server's own Date where it has one,
    so that a wrong clock on either side does no harm.
    """
    value = (exchange.header("retry-after") or "").strip()
    if _SECONDS.fullmatch(value):
        return min(float(value), _EVER)
    until = http_date(value)
    seen = http_date(exchange.header("date") or "") or exchange.started
    if until is None or seen is None:
        return None
    return max(0.0, (until - seen).total_seconds())


def http_date(value: str) -> dt.datetime | None:
    """A date of a header, in UTC where it names no zone; None where it is none."""
    from email.utils import parsedate_to_datetime  # here: few answers are asked for a date

    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=dt.UTC)
