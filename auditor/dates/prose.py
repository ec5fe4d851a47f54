"""Dates in a text: points, judged by what stands beside them and joined into ranges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
import re

from auditor.dates.context import is_sure
from auditor.dates.eras import find_eras
from auditor.dates.points import Point, find_points
from auditor.dates.tokens import Tokens, tokenize
from auditor.dates.words import MONTHS, SEASONS, WEEKDAYS, words_of
from auditor.model.claim import DateMention, DateState
from auditor.model.dates import Edtf, Granularity
from auditor.model.policy import DateOrder

# A text without a digit and without one of these words has no date: most sentences end here.
_NUMERAL = re.compile(r"[\d年]")
_CUES = (
    frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(SEASONS)
    | frozenset(
        """century centuries yesterday today tomorrow tonight recently ago year years month months
        week weeks decade decades""".split()
    )
)  # fmt: skip
_LIMIT = 100_000
_SHORT = 2_000  # characters of a text worth keeping
_JOINTS = frozenset({"-", "r", "/", "A", ",", ",A"})
_RANGES = frozenset({"-", "r", "/"})


def find_dates(text: str, order: DateOrder | None = None) -> tuple[DateMention, ...]:
    """The dates of `text` in order, disjoint; `order` settles all-numeric ones.

    Only the first 100,000 characters are read. Made for English prose and
    references; numeric and Japanese forms are read in any language.
    """
    text = text[:_LIMIT]
    if not _NUMERAL.search(text) and _CUES.isdisjoint(words_of(text)):
        return ()
    return _remembered(text, order) if len(text) < _SHORT else _find(text, order)


@lru_cache(maxsize=1024)
def _remembered(text: str, order: DateOrder | None) -> tuple[DateMention, ...]:
    """The dates of a sentence or a title: the claims read them, then one rule after another."""
    return _find(text, order)


def _find(text: str, order: DateOrder | None) -> tuple[DateMention, ...]:
    eras = tuple(find_eras(text))
    tokens = tokenize(text)
    points = _joined(tokens, list(find_points(tokens, order)))
    found = [_mention(tokens, point) for point in points]
    if not eras:
        return tuple(found)
    free = [date for date in found if not any(_meets(date, era) for era in eras)]
    return tuple(sorted((*free, *eras), key=lambda date: date.start))


def _meets(one: DateMention, other: DateMention) -> bool:
    return one.start < other.end and other.start < one.end


def _mention(tokens: Tokens, point: Point) -> DateMention:
    start, end = tokens.starts[point.first], tokens.ends[point.stop - 1]
    certain = point.state is DateState.CERTAIN
    return DateMention(
        tokens.text[start:end], start, end, point.state,
        value=point.value if certain else None,
        month=point.month, day=point.day, weekday=point.weekday,
        fiscal=point.fiscal, readings=point.readings,
    )  # fmt: skip


def _joined(tokens: Tokens, points: list[Point]) -> Iterator[Point]:
    """`points` with years shared to the left, ranges made, and doubtful ones left out."""
    for chain in _chains(tokens, points):
        sure = any(is_sure(tokens, point) for point in chain)
        if len(chain) == 1:
            yield from (_opened(tokens, point) for point in chain if sure)
        elif sure:
            yield from _resolved(tokens, chain)


def _chains(tokens: Tokens, points: list[Point]) -> Iterator[list[Point]]:
    chain: list[Point] = []
    for point in points:
        if chain and not _linked(tokens, chain[-1], point):
            yield chain
            chain = []
        chain.append(point)
    if chain:
        yield chain


def _linked(tokens: Tokens, left: Point, right: Point) -> bool:
    joint = tokens.kinds[left.stop : right.first].replace("t", "")
    if joint not in _JOINTS or not {left.state, right.state} <= _PLAIN_STATES:
        return False
    if left.kind == "year" and right.kind == "year":
        return True
    apart = left.kind in _ALONE or right.kind in _ALONE or joint[0] == ","
    return left.open or not apart


_PLAIN_STATES = {DateState.CERTAIN, DateState.YEAR_MISSING}
_ALONE = frozenset({"weekday", "relative", "fiscal", "year"})


def _resolved(tokens: Tokens, chain: list[Point]) -> Iterator[Point]:
    done: list[Point] = []
    for point in reversed(chain):
        following = done[-1] if done else None
        if following is None:
            done.append(point)
            continue
        joint = tokens.kinds[point.stop : following.first].replace("t", "")
        ranged = joint in _RANGES or (joint == "A" and _between(tokens, point))
        current = _with_year(point, following, ranged=ranged)
        whole = _range(current, following) if ranged else None
        if whole is not None:
            done[-1] = whole
        else:
            done.append(current)
    for point in reversed(done):
        yield _opened(tokens, point)


def _between(tokens: Tokens, point: Point) -> bool:
    return point.first > 0 and tokens.words[point.first - 1].lower() == "between"


def _with_year(point: Point, following: Point, *, ranged: bool) -> Point:
    value = following.value
    if not point.open or value is None or following.kind in {"season", "decade", "century"}:
        return point
    if following.month is None:
        return point
    later = (point.month or 0, point.day or 0) > (following.month, following.day or 31)
    return point.in_year(value.year - (1 if ranged and later else 0))


def _range(left: Point, right: Point) -> Point | None:
    if left.value is None or right.value is None:
        return None
    if left.value.until or right.value.until or left.value.first > right.value.last:
        return None
    if left.value.granularity is Granularity.CENTURY:
        return None
    value = replace(left.value, until=right.value)
    return replace(left, stop=right.stop, value=value, day=left.day, weekday=None)


def _opened(tokens: Tokens, point: Point) -> Point:
    """`point`, open-ended where it says since when something goes on."""
    value = point.value
    if value is None or value.granularity is Granularity.INTERVAL:
        return point
    before = tokens.kinds[max(0, point.first - 2) : point.first]
    onward = tokens.words[point.stop : point.stop + 1] in (("onward",), ("onwards",))
    if onward or before.endswith(("s", "st")):
        return replace(point, value=_open_end(value))
    return point


def _open_end(value: Edtf) -> Edtf:
    return replace(value, open_end=True)
