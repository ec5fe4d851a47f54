"""Numbers in a text: value, printed precision, unit, and the label of the row they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
import re

from auditor.claims.numerals import SCALES, WORDS, Numeral, read_digits, read_words
from auditor.claims.units import CURRENCIES, MEASURED, percent_at, unit_at
from auditor.dates import find_dates
from auditor.model.claim import DateMention, DateState, NumberMention
from auditor.model.dates import Granularity

_NUM = r"\d++(?:[.,\u00a0\u2009\u202f]\d++|\x20\d{3}(?!\d))*+"
_SIGN = r"(?:US|A|AU|C|CA|NZ|HK|S|NT|JP|CN)?\\?[$€£¥₩₹₽]|(?:USD|EUR|GBP|JPY|CNY|RMB|AUD|CAD|CHF|Rs)\b"
_DIGITS = re.compile(
    rf"(?P<currency>(?<![^\W\d_])(?:{_SIGN})\s?)?(?P<minus>(?<![\w)])[−-](?=\d))?"
    rf"(?<![\w.,/:#+@=~^’'])(?P<low>{_NUM})(?:\s?[–-]{{1,2}}\s?(?:\\?[$€£¥])?(?P<high>{_NUM}))?"
)
_SPELLED_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_SPELLED = re.compile(
    rf"\b(?P<number>(?:{_SPELLED_WORD})(?:-(?:{_SPELLED_WORD}))?"
    rf"(?:[ -](?:hundred|thousand|million|billion|trillion)){{0,2}}"
    rf"(?:(?<=hundred)(?: and)? (?:{_SPELLED_WORD})(?:-(?:{_SPELLED_WORD}))?)?)\b(?!-[^\W\d_])",
    re.IGNORECASE,
)
_SCALE = re.compile(r"[\s-]?(?P<scale>" + "|".join(SCALES) + r")\b", re.IGNORECASE)
_SHARE = re.compile(
    rf"\b(?P<part>\d{{1,3}}|{_SPELLED_WORD}) (?:in|out of)(?: every)? "
    rf"(?P<whole>\d{{1,4}}|{_SPELLED_WORD})\b(?! (?:years|months|days|hours|minutes|weeks))",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{3,10}")
_SPELLED_GATE = frozenset(WORDS) - {"one", "zero"}

_APPROXIMATE = re.compile(
    r"(?:\b(?:about|around|approximately|roughly|some|nearly|almost|circa|ca\.|an estimated)|~)\s*$", re.I
)
_LEAST = re.compile(
    r"\b(?:at least|more than|over|above|exceed(?:s|ed|ing)?|no (?:fewer|less) than|"
    r"minimum of|upwards of|greater than|higher than)\s+$", re.I
)
_MOST = re.compile(
    r"\b(?:at most|less than|fewer than|under|below|up to|no more than|not more than|"
    r"maximum of|lower than)\s+$", re.I
)
_LABELLED = re.compile(
    r"\b(?:p|pp|pages?|vols?|volumes?|nos?|numbers?|nr|n|articles?|arts?|sections?|secs?|sect|"
    r"paragraphs?|paras?|chapters?|chs?|chap|resolutions?|res|regulations?|directives?|orders?|forms?|"
    r"rooms?|routes?|highway|rfc|pep|peps|act|bill|docket|cases?|lines?|verses?|figures?|figs?|tables?|"
    r"refs?|items?|flights?|protocol|boeing|windows|rules?|codes?|box|folios?|fols?|columns?|cols?|"
    r"bugs?|tickets?|issues?|notes?|steps?|iso|phase|stage|part|parts|book|level|grade|class|"
    r"type|version|v|day|week|annex|appendix|schedule|clause|amendment|principle|goal|"
    r"channel|gate|pier|platform|unit|world war|psalm|canto|sonnet|symphony|opus|op|python|appendices|"
    r"title|sgt|tel|phone|fax|suite|street|lot|plate|map|chart|exhibit|doc|document|series|season|"
    r"episode|round|track|model|edition)\.?\s*[(#]?$",
    re.IGNORECASE,
)
# Clock times, fractions, ordinals and years of the ancient world.
_NO_COUNT = re.compile(
    r"\s?(?:[ap]\.?m\b|o['’]clock|(?-i:BCE?|AD|CE)\b)|\s\d{1,2}/\d|:\d|/\d|st\b|nd\b|rd\b|th\b", re.IGNORECASE
)
_LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class _Found:
    """A numeral in the text with the range of characters it was printed at."""

    numeral: Numeral
    start: int
    end: int
    currency: str | None = None
    until: Numeral | None = None


def find_numbers(text: str, dates: Sequence[DateMention] | None = None) -> tuple[NumberMention, ...]:
    """The numbers of `text` in order, disjoint; dates, labels, clock times and names are none.

    `dates` are the mentions of `find_dates(text)`, if the caller has them already.
    """
    digits = _DIGIT.search(text) is not None
    spelled = not _SPELLED_GATE.isdisjoint(_WORD.findall(text.lower()))
    if not digits and not spelled:
        return ()
    known = find_dates(text) if dates is None else dates
    found: list[NumberMention] = []
    if digits:
        found += _digits(text, known)
    if spelled:
        found += _spelled(text, known)
    found = _disjoint([*_shares(text), *found])
    return tuple(_labelled(text, number, known) for number in _share_units(text, found))


def _disjoint(found: list[NumberMention]) -> list[NumberMention]:
    kept: list[NumberMention] = []
    for number in sorted(found, key=lambda number: (number.start, -number.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _digits(text: str, dates: Sequence[DateMention]) -> Iterator[NumberMention]:
    for match in _DIGITS.finditer(text):
        if any(date.start < match.end("low") and match.start("low") < date.end for date in dates):
            continue
        mention = _digit_mention(text, match)
        if mention is not None:
            yield mention


def _digit_mention(text: str, match: re.Match[str]) -> NumberMention | None:
    end = match.end()
    currency = CURRENCIES.get((match["currency"] or "").strip().replace("\\", "").lower())
    if _excluded(text, match):
        return None
    scale, scaled_end = _scale_at(text, end, money=currency is not None)
    unit, unit_end = unit_at(text, scaled_end)
    unit, unit_end = (currency, scaled_end) if currency else (unit, unit_end)
    low = read_digits(match["low"], measured=unit is not None or scale > 0)
    high = read_digits(match["high"], measured=unit is not None) if match["high"] else None
    if low is None or _attached(text, scaled_end, unit_end):
        return None
    if high is not None and high.value < low.value:
        return None  # a score, a ratio
    if unit is None and scale == 0 and _is_locator(text, match):
        return None
    if _yearlike(match["low"]) and unit not in _COUNTED and scale == 0:
        return None
    if match["minus"]:
        low = replace(low, value=-low.value)
    return _mention(text, (match.start(), unit_end), low, high, unit, scale)


_COUNTED = MEASURED | {
    "%", "pp", "people", "times", "man", "woman", "child", "USD", "EUR", "GBP", "JPY", "CNY", "AUD",
    "CAD", "INR", "KRW", "RUB", "CHF", "soldier", "troops", "death", "casualty", "worker", "student",
    "participant", "respondent", "copy", "word", "page", "hour", "year", "vote", "case", "patient",
}  # fmt: skip


def _yearlike(digits: str) -> bool:
    return len(digits) == 4 and digits.isdecimal() and 1500 <= int(digits) <= 2100


def _attached(text: str, scaled_end: int, unit_end: int) -> bool:
    """Whether letters cling to the digits that are no unit: "5th", "3D", "10x"."""
    following = text[scaled_end : scaled_end + 1]
    return following.isalpha() and unit_end == scaled_end


def _excluded(text: str, match: re.Match[str]) -> bool:
    start, end = match.start(), match.end()
    if _NO_COUNT.match(text, end) or _LABELLED.search(text, max(0, start - _LOOK_BACK), start):
        return True
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if (before == "(" and after == ")") or (before == "[" and after in "],–-"):
        return len(match["low"]) <= 3
    if before == "-" or (start == 0 and re.match(r"[.)]\s", text[end : end + 2])):
        return True
    return text[max(0, start - 2) : start] in {"§ ", "§§"} or before in {"§", "№"}


# Volumes, pages and names, in notes and in prose: *Isis* 82, no. 2 (1991): 223–44; Survey 32.
_CITED_BEFORE = re.compile(r"(?:[*_\"”)],|,[\"”]|[*_)]|:|[A-Z][\w’']{0,30},|(?<![.!?:] )(?<!^)\b[A-Z][\w.]*)\s?$")
_CITED_AFTER = re.compile(r"(?:,\s(?:no|pt|vol)\.|\s\((?:\w+\.?\s)?(?:\d{1,2},\s)?\d{4}\))")


def _is_locator(text: str, match: re.Match[str]) -> bool:
    digits = match["low"]
    if not digits.isdecimal():
        return False
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    leading_zero = digits[0] == "0" and len(digits) > 1
    if leading_zero or before.endswith(('="', "='")) or _CITED_AFTER.match(text, match.end()):
        return True
    return bool(_CITED_BEFORE.search(before))


def _scale_at(text: str, at: int, *, money: bool) -> tuple[int, int]:
    match = _SCALE.match(text, at)
    if match is None or (match["scale"].lower() in {"m", "b", "k"} and not money):
        return 0, at
    return SCALES[match["scale"].lower()], match.end()


def _mention(
    text: str,
    place: tuple[int, int],
    low: Numeral,
    high: Numeral | None,
    unit: str | None,
    scale: int = 0,
) -> NumberMention:
    start, end = place
    factor = Decimal(10) ** scale
    before = text[max(0, start - _LOOK_BACK) : start]
    near = bool(_APPROXIMATE.search(before))
    bound = "at least" if _LEAST.search(before) else "at most" if _MOST.search(before) else None
    slack = _slack(low, unit, scale, near=near) * factor
    value = low.value * factor
    bottom, top = value - slack, value + slack
    if high is not None and high.value > low.value:
        top = high.value * factor + slack
        value = (low.value + high.value) * factor / 2
    return NumberMention(
        text[start:end], start, end, value, bottom, top,
        unit=unit, approximate=near, bound=bound, style=low.style,
    )  # fmt: skip


def _slack(numeral: Numeral, unit: str | None, scale: int, *, near: bool) -> Decimal:
    """Half of the last printed digit; none for a plain count, unless it is round or "about"."""
    value = abs(numeral.value)
    if near and value:
        digits = value.normalize().as_tuple()
        return Decimal(5).scaleb(int(digits.exponent) - 1)
    if numeral.step < 1 or scale or unit in {"%", "pp"} or unit in MEASURED:
        return numeral.step / 2
    if unit is not None and len(unit) == 3 and unit.isupper():
        return numeral.step / 2
    return Decimal(500) if value and value % 1000 == 0 else Decimal(0)


def _spelled(text: str, dates: Sequence[DateMention]) -> Iterator[NumberMention]:
    for match in _SPELLED.finditer(text):
        start, end = match.span("number")
        numeral = read_words(match["number"])
        if numeral is None or any(date.start < end and start < date.end for date in dates):
            continue
        if match["number"][0].isupper() and not _opens_sentence(text, start):
            continue  # the Group of Seven, the Three Principles: names
        unit, unit_end = unit_at(text, end)
        scaled = " " in match["number"]
        if (unit is None and not scaled) or (numeral.value <= 1 and unit != "%"):
            continue
        if not _LABELLED.search(text, max(0, start - _LOOK_BACK), start):
            yield _mention(text, (start, unit_end), numeral, None, unit)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \"“'(")
    return not before or before[-1] in ".!?:\n"


def _shares(text: str) -> Iterator[NumberMention]:
    """ "7 in 10" and "one in five" as percentages."""
    for match in _SHARE.finditer(text):
        part, whole = _count(match["part"]), _count(match["whole"])
        if 0 < part < whole and whole in {3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000}:
            value = Decimal(100 * part) / whole
            slack = Decimal(50) / whole
            start, end = match.span()
            yield NumberMention(
                match[0], start, end, value, value - slack, value + slack, "%",
                approximate=True, style="words" if match["part"].isalpha() else "plain",
            )  # fmt: skip


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else WORDS[text.lower()]


_JOINT = re.compile(r",? (?:to|and|or|through) (?:about |around |nearly )?|, ")


def _share_units(text: str, found: list[NumberMention]) -> list[NumberMention]:
    """ "10 to 15 per cent": the number on the left takes the unit on the right."""
    shared: list[NumberMention] = []
    for number in reversed(found):
        right = shared[-1] if shared else None
        if right and number.unit is None and right.unit and number.style != "words":
            if _JOINT.fullmatch(text[number.end : right.start]):
                number = replace(number, unit=right.unit)
        shared.append(number)
    return shared[::-1]


_TO_LABEL = re.compile(r"\)? (?:in|for|during) (?:the )?")


def _labelled(text: str, number: NumberMention, dates: Sequence[DateMention]) -> NumberMention:
    """`number` bound to its row: "FY2020 (258 times)", "FY2020: 258", "258 in FY2020"."""
    rows = [date for date in dates if date.state is DateState.CERTAIN]
    for date in rows:
        if date.end <= number.start and text[date.end : number.start].strip() in {"(", ":", "="}:
            return replace(number, label=_label(date))
    for date in rows:
        if number.end <= date.start and _TO_LABEL.fullmatch(text[number.end : date.start]):
            return replace(number, label=_label(date))
    if len(rows) == 1 and (rows[0].fiscal or _is_year(rows[0])):
        return replace(number, label=_label(rows[0]))
    return number


def _is_year(date: DateMention) -> bool:
    return date.value is not None and date.value.granularity is Granularity.YEAR


def _label(date: DateMention) -> str:
    if date.fiscal:
        return "FY" + re.sub(r"^\D+", "", date.raw)
    return str(date.value)
