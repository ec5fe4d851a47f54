"""Is this number a year, is this word a month? What stands beside a point decides."""

from __future__ import annotations

from auditor.dates.points import Point
from auditor.dates.tokens import Tokens

_BEFORE = frozenset("ps(['y~EgL")  # a preposition, a bracket, "year"
_NEVER_BEFORE = frozenset("#$i/")
_NEVER_AFTER = frozenset("%u$/")
_COUNTING = frozenset(
    """total number population sum maximum minimum average cost price distance height depth
    length weight area sample score capacity crew force rate speed range least most than over
    nearly almost only""".split()
)
_OPEN_TO_COUNTS = frozenset("by to about around roughly from before after through".split())
_CHANGING = frozenset(
    """increased increase rose rise risen grew grow grown fell fall fallen dropped drop declined
    decline reduced reduce cut up down went doubled raised lowered expanded swelled
    shrank""".split()
)
_DETERMINERS = frozenset("a an his her its their our my this that".split())
_PERIODS = frozenset("years months weeks days decades".split())
_DATED_NAMES = frozenset("act order regulations rules convention code".split())
_OPENING = frozenset("“\"'‘*_")
_MONTH_BEFORE = frozenset(
    """in since during until till through throughout by of from between early late mid before
    after""".split()
)
_NAME_MONTHS = frozenset({"may", "march", "mar", "jan", "april", "june", "august"})


def is_sure(tokens: Tokens, point: Point) -> bool:
    """Whether the point is a date whatever else the sentence says."""
    if point.kind == "year":
        return _sure_year(tokens, point)
    if point.kind == "years":
        return _sure_years(tokens, point)
    if point.kind in {"month", "part_month"} and point.open:
        return point.kind == "part_month" or _sure_month(tokens, point)
    if point.kind in {"month_day", "day_month", "month_days", "days_month"}:
        return _sure_day(tokens, point)
    return _before(tokens, point) != "$"


def _before(tokens: Tokens, point: Point) -> str:
    before = tokens.kinds[max(0, point.first - 2) : point.first]
    return "#" if before == "#." else before[-1:] or "^"


def _after(tokens: Tokens, point: Point) -> str:
    if tokens.words[point.stop : point.stop + 1] in {("*",), ("_",), ("”",), ("“",)}:
        return "^"
    return tokens.kinds[point.stop] if point.stop < len(tokens.kinds) else "^"


def _word(tokens: Tokens, index: int) -> str:
    return tokens.words[index].lower() if 0 <= index < len(tokens.words) else ""


def _sure_day(tokens: Tokens, point: Point) -> bool:
    if not point.open:
        return True
    return _before(tokens, point) not in _NEVER_BEFORE and _after(tokens, point) not in "%u$"


def _sure_month(tokens: Tokens, point: Point) -> bool:
    word = _word(tokens, point.first)
    before = _word(tokens, point.first - 1)
    if len(word) <= 3 and word != "may":
        return False
    if word in _NAME_MONTHS:
        return before in {"in", "since", "during", "until", "early", "late", "mid", "throughout"}
    return before in _MONTH_BEFORE


def _sure_years(tokens: Tokens, point: Point) -> bool:
    before, after = _before(tokens, point), _after(tokens, point)
    if before in _NEVER_BEFORE or after in _NEVER_AFTER or before == "-":
        return False
    if before == ":":  # "58 (1990): 1801-1822" are pages, "The Great War: 1914-1918" are years
        return (
            tokens.kinds[max(0, point.first - 2)] in "xMH"
            and tokens.words[point.first - 2].isalpha()
        )
    return True


def _sure_year(tokens: Tokens, point: Point) -> bool:
    before, after = _before(tokens, point), _after(tokens, point)
    if before in _NEVER_BEFORE or after in _NEVER_AFTER or after == "-":
        return False
    if "~" in tokens.kinds[point.first]:
        return True
    if _word(tokens, point.stop) in _PERIODS:
        return False
    last = _word(tokens, point.first - 1)
    if before in "of" or last in _OPEN_TO_COUNTS:
        return not _counted(tokens, point)
    if before in _BEFORE:
        return before not in "([" or (point.value is not None and point.value.year >= 1500)
    return _sure_by_form(tokens, point, before, after)


def _counted(tokens: Tokens, point: Point) -> bool:
    """Whether "of 1850" or "by 1200" counts things: "a population of 1850", "grew by 1200"."""
    cues = {_word(tokens, point.first - back) for back in (2, 3)}
    return bool(cues & (_COUNTING | _CHANGING))


def _sure_by_form(tokens: Tokens, point: Point, before: str, after: str) -> bool:
    """Years without a preposition: "the 2014 annexation", "Paris: OECD, 2022", "Act 1998"."""
    year = point.value.year if point.value else 0
    if year < 1700:
        return False
    last, following = _word(tokens, point.first - 1), _word(tokens, point.stop)
    if before == "t" or _determines(last):
        return (after in "xwSHMm" and following.isalpha()) or _two_years(tokens, point)
    if before == "^" or tokens.words[point.first - 1] in _OPENING:
        return after not in "^-" and (_titled(tokens, point.stop) or not following.endswith("s"))
    if before in ",:":
        return _printed_last(tokens, point, before, after)
    if last == "for":
        return after in "^).,;:A"
    return _named(tokens, point, after) or _described(tokens, point)


def _printed_last(tokens: Tokens, point: Point, before: str, after: str) -> bool:
    """Whether the year ends an imprint: "Paris: OECD, 2022", "New York: Routledge: 2002."."""
    if before == ",":
        return after in "^).,;:]" and tokens.kinds[max(0, point.first - 2)] not in "NDT"
    return after in "^).;" and _titled(tokens, point.first - 2)


def _named(tokens: Tokens, point: Point, after: str) -> bool:
    """Whether the year is the end or the middle of a name: "Act 1998", "World Report 2021:"."""
    if not _titled(tokens, point.first - 1):
        return False
    last = _word(tokens, point.first - 1)
    inside = after == "x" and _titled(tokens, point.stop)
    return last in _DATED_NAMES or inside or after in "^).,;:]("


def _determines(word: str) -> bool:
    return word in _DETERMINERS or word.endswith(("'s", "’s", "s'"))


def _described(tokens: Tokens, point: Point) -> bool:
    """Whether a noun in the singular follows: "the anonymous 1844 publication" counts nothing."""
    following = _word(tokens, point.stop)
    if tokens.kinds[max(0, point.first - 1) : point.stop + 1] != "xYx" or following.endswith("s"):
        return False
    first = _word(tokens, point.first - 2)
    return first == "the" or _determines(first)


def _two_years(tokens: Tokens, point: Point) -> bool:
    """Whether two years share a noun: "the 1842 and 1844 essays"."""
    return tokens.kinds[point.stop : point.stop + 3] in {"AYx", "-Yx", ",Yx"}


def _titled(tokens: Tokens, index: int) -> bool:
    return 0 <= index < len(tokens.words) and tokens.words[index][0].isupper()
