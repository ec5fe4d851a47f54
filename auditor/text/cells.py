"""Cells of tables for spreadsheets: one line each, and never a formula."""

from __future__ import annotations

import re

from auditor.text.clean import clean

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BREAKS = re.compile(r"[\t\r\n]+")


def cell(value: object) -> object:
    """A value as a cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = f"'{value}" if value.startswith(_FORMULA) else value
    return clean(_BREAKS.sub(" ", text.encode("utf-8", "backslashreplace").decode("utf-8")))
