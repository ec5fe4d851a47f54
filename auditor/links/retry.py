"""When to ask again, and how long a host wants to be left alone; pure."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime
import re

from auditor.model.port import Answer, Exchange, Failure, Fault

PASSING = frozenset({408, 425, 429, *range(500, 600)})
# 404 and 410 are asked once more: dead is a word for what lasts (formats.md).
CONFIRMED = frozenset({404, 410})
BROKEN = frozenset({Fault.DNS, Fault.REFUSED, Fault.RESET, Fault.TIMEOUT})
_SECONDS = re.compile(r"\d{1,10}(?:\.\d{1,6})?")


def retry_after(exchange: Exchange) -> float | None:
    """The pause an answer asks for, in seconds from its arrival; None where it asks for none.

    Both forms of RFC 9110, 10.2.3; a date is counted from the server's own Date where it has one,
    so that a wrong clock on either side does no harm.
    """
    value = (exchange.header("retry-after") or "").strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    until = _date(value)
    seen = _date(exchange.header("date") or "") or exchange.started
    if until is None or seen is None:
        return None
    return max(0.0, (until - seen).total_seconds())


def _date(value: str) -> dt.datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=dt.UTC)


def tries(answer: Answer, retries: int) -> int:
    """How often in all a request deserves to be made whose answer was this one."""
    if isinstance(answer, Failure):
        return 1 + (retries if answer.fault in BROKEN else 0)
    if answer.status in CONFIRMED:
        return 1 + min(1, retries)
    return 1 + (retries if answer.status in PASSING else 0)
