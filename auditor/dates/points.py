"""Single dates in a run of tokens: patterns over token letters, and what each of them means."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
import re

from auditor.dates.numeric import numeric_readings
from auditor.dates.tokens import Tokens
from auditor.dates.words import MONTHS, ORDINALS, PARTS, SEASONS, WEEKDAYS
from auditor.model.claim import DateState
from auditor.model.dates import Edtf, Granularity
from auditor.model.policy import DateOrder


@dataclass(frozen=True, slots=True)
class Point:
    """One date at tokens `first:stop`, before it is joined with its neighbours.

    `kind` is the pattern that found it. A point without `year` may still get one from the right.
    """

    kind: str
    first: int
    stop: int
    state: DateState = DateState.CERTAIN
    value: Edtf | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    fiscal: bool = False
    readings: tuple[Edtf, ...] = ()

    @property
    def open(self) -> bool:
        """Whether a month, or a month and a day, still waits for its year."""
        return self.state is DateState.YEAR_MISSING

    def in_year(self, year: int) -> Point:
        """The same day or month with its year known."""
        return dated(self, year, self.month, self.day)


def dated(point: Point, year: int | None, month: int | None, day: int | None) -> Point:
    """`point` with these parts: certain, without its year, or impossible."""
    if month and day and day > 28 and day > _last_day(year, month):
        return replace(point, state=DateState.IMPOSSIBLE, value=None, month=month, day=day)
    if year is None:
        return replace(point, state=DateState.YEAR_MISSING, month=month, day=day)
    value = Edtf(year, month, day)
    return replace(point, state=DateState.CERTAIN, value=value, month=month, day=day)


def _last_day(year: int | None, month: int) -> int:
    return monthrange(year, month)[1] if year else _LONGEST[month]


_LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# Longest first: alternatives are tried in this order at each place. What may begin with several
# letters looks at the first one before.
_PATTERNS = {
    "bc": r"(?:[DTNY]-)?[DTNY]B|[OH]-?KB|PD(?=[^MmD])",
    "numeric": r"(?=[wI])(?:w,?)?I",
    "days_month": (
        r"(?=[wtDO])(?:w,?)?t?(?:[DO](?:,A?|[-Ar])(?:w,?)?t?){1,6}+"
        r"[DO]o?(?:M|m\.?)(?:,?Y)?"
    ),
    "month_days": r"(?:w,?)?(?:M|m\.?)(?:[DO](?:,A?|[-Ar])){1,6}[DO](?![DOMm%u$])(?:,?Y)?",
    "day_month": r"(?=[wtDOH])(?:w,?)?t?[DOH]o?(?:M|m\.?)(?:,?Y)?",
    "month_day": r"(?:w\.?,?)?(?:M|m\.?)t?[DO](?![%$:])(?:,?Y(?![%]))?",
    "year_month_day": r"Y,?(?:M|m\.?)[DO]",
    "part_month": r"(?=[Et])(?:E-?[-rA]t?)?(?:Eo?|E-|to?Eo?)t?(?:M|m\.?)(?:[,o]?Y)?",
    "month_year": r"(?:M|m\.?)[,o]?Y",
    "year_month": r"(?<=[(\[])Y,(?:M|m\.?)(?=[)\],])",
    "season": r"(?=[ES])(?:E-?o?t?)?S[,o]?Y(?:[-/][DTY])?",
    "quarter": r"Q,?o?t?g?y?Y|tHqo?,?t?g?y?Y|Hqo?,?t?g?y?Y|YQ",
    "half": r"Hbo?,?t?Y",
    "fiscal": r"gy?(?:\(g\))?'?[YTD](?:[-/][DTY])?(?!%)",
    "decade": r"(?=[EC])(?:E[-o]?t?)?C",
    "centuries": r"(?=[EOH])(?:E[-o]?t?)?[OH](?:-|r|,?A)t?(?:E[-o]?)?[OH]-?K",
    "century": r"(?=[EOH])(?:E[-o]?t?)?[OH]-?K",
    "part_year": r"(?=E)(?:E-?[-rA]t?)?E[-o]?(?:t?y)?Y",
    "years": r"Y[-/][YDT](?![%$/-])",
    "year": r"(?:~\.?)?Y(?:\?(?=[)\],]))?",
    "relative": r"V|L[yUMSw]|[xDTNH]?[yU]G",
    "month": r"(?:M|m\.?)",
    "weekday": r"(?<=p)w",
}
# What a point can begin with, looked at first: most tokens are other words, and to try all
# patterns at each of them took two thirds of the time.
_BEGIN = r"(?=[CDHILMNOPQSTVYgmtw~]|E(?!E)|x?[yU]G)"
_POINT = re.compile(
    f"{_BEGIN}(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()) + ")"
)
_COUNTED = frozenset(
    """episode ep season series session part chapter ch volume vol issue no nr number page p
    section sec item note article art table figure fig lecture act release nos pp""".split()
)
_ANCHORS = frozenset("MmYICQSKVLGgw")


def find_points(tokens: Tokens, order: DateOrder | None) -> Iterator[Point]:
    """Every date and near-date in `tokens`, unjoined and not yet judged by its neighbours."""
    if _ANCHORS.isdisjoint(tokens.kinds):
        return
    for match in _POINT.finditer(tokens.kinds):
        kind = match.lastgroup or ""
        if kind == "numeric":
            yield from _numeric(tokens, match.start(), match.end(), order)
        else:
            yield from _READERS[kind](tokens, kind, match.start(), match.end())


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the tokens of one match say, by letter."""

    years: tuple[int, ...]
    months: tuple[int, ...]
    days: tuple[tuple[int, int], ...]
    weekday: int | None
    thirds: tuple[int, ...]


def _parts(tokens: Tokens, first: int, stop: int) -> _Parts:
    years, months, days, thirds, weekday = [], [], [], [], None
    for index in range(first, stop):
        kind, word = tokens.kinds[index], tokens.words[index].lower()
        if kind == "Y":
            years.append(int(word))
        elif kind in "Mm":
            months.append(MONTHS[word])
        elif kind in "DOH":
            days.append((index, ordinal(word)))
        elif kind == "w":
            weekday = WEEKDAYS[word]
        elif kind == "E":
            thirds.append(PARTS[word])
    return _Parts(tuple(years), tuple(months), tuple(days), weekday, tuple(thirds))


def ordinal(word: str) -> int:
    """The number an ordinal or a plain numeral stands for: "24th", "third", "24"."""
    return ORDINALS.get(word) or int(word.rstrip("stndrh"))


def _numeric(tokens: Tokens, first: int, stop: int, order: DateOrder | None) -> Iterator[Point]:
    weekday = WEEKDAYS[tokens.words[first].lower()] if tokens.kinds[first] == "w" else None
    point = Point("numeric", first, stop, weekday=weekday)
    readings = numeric_readings(tokens.words[stop - 1], order)
    if readings is None:
        return
    if not readings:
        yield replace(point, state=DateState.IMPOSSIBLE)
    elif len(readings) == 1:
        value = readings[0]
        yield replace(point, value=value, month=value.month, day=value.day)
    else:
        yield replace(point, state=DateState.AMBIGUOUS, readings=readings)


def _day(tokens: Tokens, kind: str, first: int, stop: int) -> Iterator[Point]:
    """One or several days of one month: "24 February 2022", "15–16 December 2016"."""
    parts = _parts(tokens, first, stop)
    year = parts.years[0] if parts.years else None
    month, days = parts.months[0], parts.days
    if len(days) > 1 and kind == "days_month" and _numbered(tokens, first):
        first, days = days[1][0], days[1:]
    whole = Point(kind, first, stop, weekday=parts.weekday if len(days) == 1 else None)
    links = tokens.kinds[days[0][0] : days[-1][0]]
    if len(days) == 2 and ("-" in links or "r" in links):
        yield from _day_range(whole, year, month, (days[0][1], days[1][1]))
        return
    for place, (index, day) in enumerate(days):
        begin = first if place == 0 else index
        end = stop if place == len(days) - 1 else index + 1
        one = whole if len(days) == 1 else replace(whole, first=begin, stop=end)
        yield dated(one, year, month, day)


def _numbered(tokens: Tokens, first: int) -> bool:
    """Whether the first number counts something: "episode 9, 4 June 2024", "p. 3, 4 June"."""
    before = first - 2 if tokens.words[first - 1 : first] == (".",) else first - 1
    comma = tokens.words[first + 1 : first + 2] == (",",)
    return comma and before >= 0 and tokens.words[before].lower() in _COUNTED


def _day_range(
    whole: Point, year: int | None, month: int, days: tuple[int, int]
) -> Iterator[Point]:
    ends = [dated(whole, year, month, day) for day in days]
    if any(end.state is DateState.IMPOSSIBLE for end in ends) or days[0] >= days[1]:
        yield replace(whole, state=DateState.IMPOSSIBLE, month=month, day=days[0])
    elif year is None:
        yield ends[0]
    else:
        value = Edtf(year, month, days[0], until=Edtf(year, month, days[1]))
        yield replace(ends[0], value=value)


def _month(tokens: Tokens, kind: str, first: int, stop: int) -> Iterator[Point]:
    parts = _parts(tokens, first, stop)
    year = parts.years[0] if parts.years else None
    point = dated(Point(kind, first, stop), year, parts.months[0], None)
    if year and parts.thirds:
        low, last = 1 + 10 * parts.thirds[0], parts.thirds[-1]
        high = 10 + 10 * last if last < 2 else monthrange(year, parts.months[0])[1]
        high = max(low, high)
        value = Edtf(year, parts.months[0], low, until=Edtf(year, parts.months[0], high))
        point = replace(point, value=value)
    yield point


def _season(tokens: Tokens, kind: str, first: int, stop: int) -> Iterator[Point]:
    parts = _parts(tokens, first, stop)
    word = next(tokens.words[i] for i in range(first, stop) if tokens.kinds[i] == "S")
    yield Point(kind, first, stop, value=Edtf(parts.years[0], SEASONS[word.lower()]))


def _quarter(tokens: Tokens, kind: str, first: int, stop: int) -> Iterator[Point]:
    parts = _parts(tokens, first, stop)
    fiscal = "g" in tokens.kinds[first:stop]
    digits = next((w for w in tokens.words[first:stop] if "Q" in w and len(w) == 2), None)
    number = int(digits.strip("Q")) if digits else parts.days[0][1]
    year = parts.years[0]
    if number <= (2 if kind == "half" else 4):
        half = Edtf(year, 6 * number - 5, until=Edtf(year, 6 * number))
        value = half if kind == "half" else Edtf(year, 32 + number)
        yield Point(
            kind, first, stop, value=_fiscal_value(year, year) if fiscal else value, fiscal=fiscal
        )


def _fiscal(tokens: Tokens, kind: str, first: int, stop: int) -> Iterator[Point]:
    numbers = [tokens.words[i] for i in range(first, stop) if tokens.kinds[i] in "YDT"]
    if len(numbers[0]) < 2:
        return
    start = int(numbers[0]) + (2000 if len(numbers[0]) == 2 else 0)
    end = _short_year(start, numbers[1]) if len(numbers) > 1 else start
    if end is not None and 1900 <= start <= end:
        yield Point(kind, first, stop, value=_fiscal_value(start, end), fiscal=True)


def _fiscal_value(start: int, end: int) -> Edtf:
    # FY2021 ends in March 2021 in India, begins in October 2020 in the USA and ends in March 2022
    # in Japan: without knowing whose it is, it can be any day from April 2020 to March 2022.
    if end > start:
        return Edtf(start, until=Edtf(end))
    return Edtf(start - 1, 4, until=Edtf(start + 1, 3))


def _short_year(start: int, raw: str) -> int | None:
    """The year that `raw` means after `start`: "2019-20" is 2020, "1999-2001" is 2001."""
    end = int(raw) if len(raw) == 4 else start - start % 100 + int(raw)
    if len(raw) in {2, 4} and end < start and start % 100 == 99:
        end += 100
    return end if len(raw) in {2, 4} and end > start else None


def _decade(tokens: Tokens, kind: str, first: int, stop: int) -> Iterator[Point]:
    year = int(tokens.words[stop - 1][:4])
    if 1000 <= year <= 2100:
        yield Point(kind, first, stop, value=Edtf(year, span=Granularity.DECADE))


def _century(tokens: Tokens, kind: str, first: int, stop: int) -> Iterator[Point]:
    found = _parts(tokens, first, stop).days
    for place, (index, number) in enumerate(found):
        if 2 <= number <= 21:
            begin = first if place == 0 else index
            end = stop if place == len(found) - 1 else index + 1
            value = Edtf(number * 100 - 100, span=Granularity.CENTURY)
            yield Point(kind, begin, end, value=value)


def _part_year(tokens: Tokens, kind: str, first: int, stop: int) -> Iterator[Point]:
    parts = _parts(tokens, first, stop)
    year, low, high = parts.years[0], 1 + 4 * parts.thirds[0], 4 + 4 * parts.thirds[-1]
    yield Point(kind, first, stop, value=Edtf(year, low, until=Edtf(year, max(low, high))))


def _years(tokens: Tokens, kind: str, first: int, stop: int) -> Iterator[Point]:
    start = int(tokens.words[first])
    end = _short_year(start, tokens.words[stop - 1])
    if end is not None and start >= 1400 and end - start <= 300:
        yield Point(kind, first, stop, value=Edtf(start, until=Edtf(end)))


def _year(tokens: Tokens, kind: str, first: int, stop: int) -> Iterator[Point]:
    kinds = tokens.kinds[first:stop]
    near = "~" in kinds or tokens.words[max(0, first - 1)].lower() in _NEAR
    year = int(tokens.words[first + kinds.index("Y")])
    yield Point(kind, first, stop, value=Edtf(year, approximate=near, uncertain="?" in kinds))


_NEAR = frozenset({"circa", "ca", "around", "about", "approximately"})


def _relative(tokens: Tokens, kind: str, first: int, stop: int) -> Iterator[Point]:
    if first and tokens.words[first][0].isupper() and tokens.kinds[first - 1] in "xt":
        return  # a name: USA Today
    yield Point(kind, first, stop, state=DateState.RELATIVE)


def _weekday(tokens: Tokens, kind: str, first: int, stop: int) -> Iterator[Point]:
    weekday = WEEKDAYS[tokens.words[first].lower()]
    yield Point(kind, first, stop, state=DateState.RELATIVE, weekday=weekday)


def _nothing(_tokens: Tokens, _kind: str, _first: int, _stop: int) -> Iterator[Point]:
    yield from ()


_READERS: dict[str, Callable[[Tokens, str, int, int], Iterator[Point]]] = {
    "bc": _nothing,
    "days_month": _day,
    "month_days": _day,
    "day_month": _day,
    "month_day": _day,
    "year_month_day": _day,
    "part_month": _month,
    "month_year": _month,
    "year_month": _month,
    "season": _season,
    "quarter": _quarter,
    "half": _quarter,
    "fiscal": _fiscal,
    "decade": _decade,
    "centuries": _century,
    "century": _century,
    "part_year": _part_year,
    "years": _years,
    "year": _year,
    "relative": _relative,
    "month": _month,
    "weekday": _weekday,
}
