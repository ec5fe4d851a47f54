"""Parts of CSL items as plain text: names and dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def person(name: Mapping[str, str]) -> str:
    """A name, the family name first: "van Dijk, Jan, Jr."; a body as it is."""
    if "literal" in name:
        return name["literal"]
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    parts = (family, name.get("given"), name.get("suffix"))
    return ", ".join(part for part in parts if part)


def day(date: Mapping[str, Any] | None) -> str:
    """A CSL date in ISO 8601: a day, month or year, or two of them as `start/end`."""
    ends = (date or {}).get("date-parts", ())
    return "/".join(_iso(parts) for parts in ends)


def _iso(parts: list[int]) -> str:
    year, *rest = parts
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])
