"""The date that a stretch labelled as one holds, in five languages and in figures."""

from __future__ import annotations

import re

from auditor.dates import find_dates
from auditor.model.claim import DateState
from auditor.model.dates import Edtf

# The first letters of each month: English, German, French, Spanish, Italian.
_MONTHS = (
    ("jan", "ene", "gen"),
    ("feb", "fév", "fev"),
    ("mar", "mär"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aoû", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott"),
    ("nov",),
    ("dec", "dez", "déc", "dic"),
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)[0-3]?\d(?=\D|$)")
_WORD = re.compile(r"[^\W\d_]{3,12}")


def read_date(text: str) -> Edtf | None:
    """A day, month or year; by the grammar of dates where words and figures don't settle it."""
    numeric = _NUMERIC.search(text)
    if numeric and 1 <= int(numeric[2]) <= 12 and 1 <= int(numeric[1]) <= 31:
        return Edtf(int(numeric[3]), int(numeric[2]), int(numeric[1]))
    years = list(_YEAR.finditer(text))
    months = [month for word in _WORD.findall(text) if (month := _month(word))]
    if len(years) == 1 and len(months) == 1:
        rest = text[: years[0].start()] + " " + text[years[0].end() :]
        days = [int(day) for day in _DAY.findall(rest) if 1 <= int(day) <= 31]
        if len(days) < 2:
            return Edtf(int(years[0][0]), months[0], days[0] if days else None)
    mentions = (m for m in find_dates(text) if m.state is DateState.CERTAIN and m.value)
    value = next((m.value for m in mentions), None)
    return value or (Edtf(int(years[0][0])) if years else None)


def _month(word: str) -> int | None:
    low = word.lower()
    # "juin" and "juillet" begin like English "jun", "jul" but for a letter, so each stands above.
    found = (at for at, names in enumerate(_MONTHS, 1) if low.startswith(names))
    return next(found, None)
