"""References as CSL-JSON items: hyphenated names, names as parts, dates as date-parts."""

from __future__ import annotations

from typing import Any

from auditor.model.dates import SEASON_MONTHS, Edtf
from auditor.model.reference import Name, Reference

_NAMES = ("author", "editor", "translator")
_DATES = ("issued", "accessed")
_OWN = {"transliterated": "title-transliterated", "translated": "title-translated"}


def csl_item(reference: Reference, id: str) -> dict[str, Any]:  # noqa: A002 - CSL calls it `id`
    """The CSL-JSON item of a reference; fields it doesn't print are left out.

    What CSL has no variable for (the halves of a bracketed gloss, "et al.") stands under `custom`.
    """
    item: dict[str, Any] = {"id": id, "type": reference.type}
    custom: dict[str, Any] = {"et-al": True} if reference.et_al else {}
    for field, cited in reference.printed().items():
        value: Any = cited.value
        if field in _NAMES:
            item[field] = [csl_name(name) for name in value]
        elif field in _DATES:
            item[field] = csl_date(value)
        elif field in _OWN:
            custom[_OWN[field]] = value
        else:
            item[field.replace("_", "-")] = value
    if reference.language:
        item["language"] = reference.language
    if custom:
        item["custom"] = custom
    return item


def csl_name(name: Name) -> dict[str, str]:
    """A name as CSL-JSON has it: `{literal}` for a body, else family, given and what goes along."""
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}


def csl_date(date: Edtf) -> dict[str, Any]:
    """A date as date-parts; two of them for an interval, `circa` and `season` where they apply."""
    ends = [date] + ([date.until] if date.until else [])
    found: dict[str, Any] = {"date-parts": [_parts(end) for end in ends]}
    if date.approximate or date.uncertain:
        found["circa"] = True
    if date.month in SEASON_MONTHS and date.month is not None and date.month <= 24:
        found["season"] = date.month - 20
    return found


def _parts(date: Edtf) -> list[int]:
    month = date.month if date.month and date.month <= 12 else None
    return [part for part in (date.year, month, date.day if month else None) if part]
