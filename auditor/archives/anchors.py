"""The date near which a copy should be: accessed, else issued, else the article's own."""

from __future__ import annotations

import datetime as dt

from auditor.model.dates import Edtf
from auditor.model.facts import Wanted

# No anchor at all: the newest copy is wanted, so the archives are asked for the end of time.
LATEST = dt.datetime(2099, 12, 31, 23, 59, 59, tzinfo=dt.UTC)


def wanted(
    url: str, accessed: Edtf | None, issued: Edtf | None, article: Edtf | None, as_of: dt.date
) -> Wanted:
    """An address with its anchor; no copies are of days after `as_of`, so none is meant."""
    for kind, date in (("accessed", accessed), ("issued", issued), ("article", article)):
        if date is not None and date.first <= as_of:
            return Wanted(url, date.first, kind, min(date.last, as_of))
    return Wanted(url)


def target_of(item: Wanted) -> dt.datetime:
    """The moment to ask for: within the last day the anchor may mean.

    Publication falls at some hour of its day, so an issued date asks for the end of it.
    """
    day = item.anchor_end or item.anchor
    if day is None:
        return LATEST
    time = dt.time(23, 59, 59) if item.anchor_kind == "issued" else dt.time(12)
    return dt.datetime.combine(day, time, dt.UTC)


def gap(item: Wanted, moment: dt.datetime) -> int | None:
    """Days from the anchor to a copy: negative before it, 0 within it; None without an anchor."""
    if item.anchor is None:
        return None
    day = moment.date()
    if day < item.anchor:
        return (day - item.anchor).days
    return max(0, (day - (item.anchor_end or item.anchor)).days)
