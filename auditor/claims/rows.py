"""Binding a number to the year it belongs to: "FY2020 (258 times)", "258 in 2020"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
import re

from auditor.model.claim import DateMention, DateState, NumberMention
from auditor.model.dates import Granularity

_BEFORE = frozenset({"(", ":", "="})
_AFTER = re.compile(r"\)? (?:in|for|during) (?:the )?")


class Rows:
    """The dates of a text, in order, as the rows its numbers may belong to."""

    def __init__(self, dates: Sequence[DateMention]) -> None:
        self._dates = dates
        self._starts = [date.start for date in dates]
        certain = [date for date in dates if date.state is DateState.CERTAIN]
        only = certain[0] if len(certain) == 1 else None
        self._only = only if only and (only.fiscal or _is_year(only)) else None

    def covers(self, start: int, end: int) -> bool:
        """Whether `start:end` shares a character with a date."""
        place = bisect_right(self._starts, end - 1)
        return place > 0 and self._dates[place - 1].end > start

    def bind(self, text: str, number: NumberMention) -> NumberMention:
        """`number` with the label of its row, if the text gives one."""
        place = bisect_right(self._starts, number.start)
        before = self._dates[place - 1] if place else None
        after = self._dates[place] if place < len(self._dates) else None
        row = self._only
        if before and text[before.end : number.start].strip() in _BEFORE:
            row = before
        elif after and _AFTER.fullmatch(text, number.end, after.start):
            row = after
        if row is None or row.state is not DateState.CERTAIN:
            return number
        return replace(number, label=_label(row))


def _is_year(date: DateMention) -> bool:
    return date.value is not None and date.value.granularity is Granularity.YEAR


def _label(date: DateMention) -> str:
    if date.fiscal:
        return "FY" + re.sub(r"^\D+", "", date.raw)
    return str(date.value)
