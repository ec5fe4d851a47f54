"""The date inside an address, at the granularity the address has: newsrooms file by date."""

from __future__ import annotations

from dataclasses import dataclass
import datetime as dt
import re

from auditor.dates.words import MONTHS
from auditor.model.dates import Edtf


@dataclass(frozen=True, slots=True)
class UrlDate:
    """A date that stands at `start:end` of an address, printed there as `raw`."""

    value: Edtf
    raw: str
    start: int
    end: int


_YEAR = r"(?P<year>199[4-9]|20[0-4]\d)"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_MM = r"(?P<month>0[1-9]|1[0-2])"
_DD = r"(?P<day>0[1-9]|[12]\d|3[01])"
_NAME = "(?P<name>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"

_AGENCY = r"(?:(?<=[/=][a-z]{2})|(?<=[/=][a-z]{3})|(?<=[/=][a-z]{4}))"

# In order; the first that matches a real day wins. All need a delimiter on either side, so that
# 203401.html, -51652998228 and serial numbers stay what they are.
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<=[/_=-]){_YEAR}(?P<mark>[-/_.]){_MM}(?P=mark){_DD}(?!\d)",
        rf"(?<=/){_YEAR}/{_MONTH}/{_DAY}(?=[/_.?#-]|$)",
        rf"(?<=/){_YEAR}/{_NAME}/{_DAY}(?=[/_.?#-]|$)",
        rf"(?<=/){_YEAR}/(?P<folder>0?[1-9]|1[0-2])/{_MM}{_DD}(?=[/_.?#-]|$)",
        rf"(?<=/){_YEAR}/{_MM}{_DD}(?=[/_.?#-]|$)",
        rf"(?<=[/_-]){_YEAR}{_MM}{_DD}(?=[/_.?#-]|$)",
        rf"(?<=[a-z]){_YEAR}{_MM}{_DD}(?=[a-z]?\.html?$)",
        rf"(?<=[/_-])(?P<day>1[3-9]|2\d|3[01])-{_MM}-{_YEAR}(?=[/_.?#-]|$)",
        rf"(?<=[/_-]){_MM}-(?P<day>1[3-9]|2\d|3[01])-{_YEAR}(?=[/_.?#-]|$)",
        rf"(?<=[?&][a-z]=){_YEAR}{_MM}{_DD}(?=\d{{3,6}}(?:&|#|$))",
        rf"(?<=[/_-]){_DAY}-{_NAME}-(?:{_YEAR}|(?P<short>[0-4]\d))(?=[/_.?#-]|$)",
        rf"(?<=[/_-]){_NAME}-{_DAY}-{_YEAR}(?=[/_.?#-]|$)",
        rf"(?<=/){_YEAR}/{_MM}(?=/)",
        rf"(?<=/){_YEAR}-{_MM}(?=/)",
        rf"(?<=/){_YEAR}{_MM}(?=/)",
        rf"(?<=/){_YEAR}/{_NAME}(?=/)",
        # An agency's own number: two to four letters, the day, a serial.
        rf"{_AGENCY}{_YEAR}{_MM}{_DD}(?=\d{{3,12}}(?:[/_.?&#-]|$))",
        # 11-10-2015: which is the month can't be told, the year can.
        rf"(?<=[/_-])(?:0?[1-9]|1[0-2])-(?:0?[1-9]|1[0-2])-{_YEAR}(?=[/_.?#-]|$)",
    )
)
# What any of them needs, looked for first: most addresses carry no date.
_MAY_HOLD = re.compile(r"199[4-9]|20[0-4]\d|\d-[A-Za-z]{3,9}-[0-4]\d")
# Upload folders say when a file was stored, at best in which year.
_STORE = re.compile(r"/(?:uploads?|files?|sites/default)/", re.IGNORECASE)
# The digits of a DOI are a journal's own: 10.1088/1742-5468/2008/10/P10008 is issue 10.
_DOI = re.compile(r"/10\.\d{4,9}/")
_STORED = re.compile(rf"(?<=/){_YEAR}(?=/)")
_LIMIT = 4000


def find_url_date(url: str) -> UrlDate | None:
    """The date in the path or query of `url`; None where there is none to be sure of.

    Years run from 1994, when the web began to be dated so, to the present one.
    """
    url = url.partition("#")[0][:_LIMIT]  # a fragment dates a part of a page, not the page
    if not _MAY_HOLD.search(url):
        return None
    begin = _path_start(url)
    if _DOI.search(url, begin):
        return None
    patterns = (_STORED,) if _STORE.search(url, begin) else _PATTERNS
    for pattern in patterns:
        for match in pattern.finditer(url, begin):
            value = _value(match.groupdict())
            if value is not None:
                return UrlDate(value, match[0], match.start(), match.end())
    return None


def _path_start(url: str) -> int:
    host = url.find("//")
    slash = url.find("/", host + 2 if host >= 0 else 0)
    return slash if slash >= 0 else len(url)


def _value(parts: dict[str, str | None]) -> Edtf | None:
    year = int(parts.get("year") or f"20{parts['short']}")
    month = MONTHS[name.lower()] if (name := parts.get("name")) else int(parts.get("month") or 0)
    day = int(parts.get("day") or 0)
    folder = parts.get("folder")
    if year > dt.datetime.now(tz=dt.UTC).year or (folder and int(folder) != month):
        return None
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Edtf(year, month or None, day or None)
