"""Japanese and Chinese dates: era years (令和4年, Reiwa 4) and 2022年8月15日."""

from __future__ import annotations

from collections.abc import Iterator
import re
import unicodedata

from auditor.dates.numeric import numeric_readings
from auditor.dates.words import words_of
from auditor.model.claim import DateMention, DateState
from auditor.model.dates import Edtf

# The year before each era's first one, and the era's last year (None: it goes on).
_ERAS = {
    "meiji": (1867, 45), "taisho": (1911, 15), "showa": (1925, 64),
    "heisei": (1988, 31), "reiwa": (2018, None),
    "明治": (1867, 45), "大正": (1911, 15), "昭和": (1925, 64), "平成": (1988, 31),
    "令和": (2018, None),
}  # fmt: skip
_ERA = "|".join(_ERAS) + "|taishō|shōwa"
_DATE = re.compile(
    rf"(?:(?P<era>{_ERA})\s?(?P<count>元|\d{{1,2}})(?P<kanji>年)?|(?P<year>(?<!\d)\d{{4}})\s?年)"
    r"(?P<fiscal>度)?(?:\s?(?P<month>\d{1,2})\s?月(?:\s?(?P<day>\d{1,2})\s?日)?)?(?!\d)",
    re.IGNORECASE,
)
_NAMES = frozenset(_ERAS) | {"taishō", "shōwa"}


def find_eras(text: str) -> Iterator[DateMention]:
    """Dates of `text` in kanji, and era years in either script."""
    if "年" not in text and _NAMES.isdisjoint(words_of(text)):
        return
    for match in _DATE.finditer(text):
        mention = _mention(match)
        if mention is not None:
            yield mention


def _mention(match: re.Match[str]) -> DateMention | None:
    year = int(match["year"]) if match["year"] else _era_year(match["era"], match["count"])
    if year is None or not 1000 <= year <= 2100:
        return None
    raw, start, end = match[0], match.start(), match.end()
    era, fiscal = bool(match["era"]), bool(match["fiscal"])
    if fiscal:  # a Japanese fiscal year runs from April to March
        value = Edtf(year, 4, until=Edtf(year + 1, 3))
        return DateMention(raw, start, end, DateState.CERTAIN, value, fiscal=True, era=era)
    month, day = (int(match[name]) if match[name] else None for name in ("month", "day"))
    known = f"{year:04d}-{month or 1:02d}-{day or 1:02d}"
    if not numeric_readings(known, None):
        return DateMention(raw, start, end, DateState.IMPOSSIBLE, era=era)
    value = Edtf(year, month, day)
    return DateMention(raw, start, end, DateState.CERTAIN, value, month, day, era=era)


def _era_year(era: str, count: str) -> int | None:
    name = unicodedata.normalize("NFKD", era.lower())
    before, last = _ERAS["".join(c for c in name if not unicodedata.combining(c))]
    number = 1 if count == "元" else int(count)
    return before + number if 1 <= number <= (last or 99) else None
