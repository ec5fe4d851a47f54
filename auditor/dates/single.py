"""A string that is one date, as references and front matter hold them."""

from __future__ import annotations

import re

from auditor.dates.prose import find_dates
from auditor.dates.words import FOREIGN_MONTHS, MONTHS
from auditor.model.claim import DateState
from auditor.model.dates import Edtf
from auditor.text.fold import strip_accents

_NAMES = {number: name.capitalize() for name, number in reversed(MONTHS.items()) if len(name) > 2}
_WORD = re.compile(r"[^\W\d_]+")
_FILLER = re.compile(r"\b(?:de|del|du|of|le|den|el|di)\b|(?<=\d)(?:(?:er|º|o)\b|\.(?=\s?[A-Z]))")
_EDGES = " \t\n.,;:()[]"
_YEAR_FIRST = re.compile(r"(\d{4}),?\s+([A-Za-z]+)\.?(?:\s+(\d{1,2}))?")
# "2010a" tells two works of one year apart.
_YEAR = re.compile(r"(c(?:a|irca)?\.?\s*)?(\d{4})(?:[a-z]|(\?))?")
_LIMIT = 80


def parse_date(text: str) -> Edtf | None:
    """The date that `text` as a whole is, in English, German, French, Spanish and their kin.

    None where it is no date, more than a date, impossible or open to two readings ("n.d.").
    """
    plain = text.strip(_EDGES)
    if not plain or len(plain) > _LIMIT:
        return None
    if year := _YEAR.fullmatch(plain):
        number = int(year[2])
        near, unsure = bool(year[1]), bool(year[3])
        return Edtf(number, approximate=near, uncertain=unsure) if 1000 <= number <= 2100 else None
    return _whole(plain) or _whole(_english(plain))


def _whole(text: str) -> Edtf | None:
    if ordered := _YEAR_FIRST.fullmatch(text):
        text = " ".join(part for part in (ordered[3], ordered[2], ordered[1]) if part)
    found = find_dates(text)
    if len(found) != 1 or found[0].state is not DateState.CERTAIN:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return found[0].value if not rest.strip(_EDGES) else None


def _english(text: str) -> str:
    """`text` with foreign month names in English and without the small words between parts."""

    def month(match: re.Match[str]) -> str:
        low = strip_accents(match[0].lower())
        number = FOREIGN_MONTHS.get(low) or MONTHS.get(low)
        return _NAMES[number] if number else match[0]

    return " ".join(_FILLER.sub(" ", _WORD.sub(month, text)).split())
