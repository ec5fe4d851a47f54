"""Numbers in a text: value, printed precision, unit, and the label of the row they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
import re

from auditor.claims.beside import is_locator, is_no_count
from auditor.claims.measure import Quantity, mention
from auditor.claims.numerals import SCALES, WORDS, read_digits
from auditor.claims.rows import Rows
from auditor.claims.shared import share
from auditor.claims.spelled import find_shares, find_spelled
from auditor.claims.units import CURRENCIES, MEASURED, unit_at
from auditor.dates import find_dates
from auditor.dates.words import words_of
from auditor.model.claim import DateMention, NumberMention

_NUM = r"\d++(?:[.,\u00a0\u2009\u202f]\d++|\x20\d{3}(?!\d))*+"
_SIGN = (
    r"(?:US|A|AU|C|CA|NZ|HK|S|NT|JP|CN)?\\?[$€£¥₩₹₽]|(?:USD|EUR|GBP|JPY|CNY|RMB|AUD|CAD|CHF|Rs)\b"
)
_DIGITS = re.compile(
    r"(?=[\d\\$€£¥₩₹₽−UACNHSJREG-])"  # where a number can begin: the rest is slow to try
    rf"(?P<currency>(?<![^\W\d_])(?:{_SIGN})\s?)?(?P<minus>(?<![\w)])[−-](?=\d))?"
    rf"(?<![\w.,/:#+@=~^’'])(?P<low>{_NUM})(?:\s?[–-]{{1,2}}\s?(?:\\?[$€£¥])?(?P<high>{_NUM}))?"
)
_SCALE = re.compile(r"[\s-]?(?P<scale>" + "|".join(SCALES) + r")\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_SPELLED_GATE = frozenset(WORDS) - {"one", "zero"}
# Units that make a number of four digits in the range of years a count after all.
_COUNTED = MEASURED | frozenset(
    """% pp people times man woman child USD EUR GBP JPY CNY AUD CAD INR KRW RUB CHF soldier troops
    death casualty worker student participant respondent copy word page hour year vote case
    patient""".split()
)
# What makes digits no number we can read: "2½", "5K", "3 dozen".
_UNREAD = re.compile(r"\s?[½¼¾⅓⅔⅛]|[kKMBT]\b|\s(?:dozen|mill|mil)\b")
# A sentence is never longer; hostile tables of digits are.
_LIMIT = 20_000


def find_numbers(
    text: str, dates: Sequence[DateMention] | None = None
) -> tuple[NumberMention, ...]:
    """The numbers of `text` in order, disjoint; dates, labels, clock times and names are none.

    `dates` are the mentions of `find_dates(text)`, if the caller has them already. Only the first
    20,000 characters are read.
    """
    text = text[:_LIMIT]
    digits = _DIGIT.search(text) is not None
    spelled = not _SPELLED_GATE.isdisjoint(words_of(text))
    if not digits and not spelled:
        return ()
    rows = Rows(find_dates(text) if dates is None else dates)
    found = [*find_shares(text)]
    found += _digits(text, rows) if digits else ()
    found += find_spelled(text) if spelled else ()
    free = _disjoint(number for number in found if not rows.covers(number.start, number.end))
    return tuple(rows.bind(text, number) for number in share(text, free))


def _disjoint(found: Iterator[NumberMention]) -> list[NumberMention]:
    kept: list[NumberMention] = []
    for number in sorted(found, key=lambda number: (number.start, -number.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _digits(text: str, rows: Rows) -> Iterator[NumberMention]:
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if rows.covers(match.start("low"), match.end("low")) or is_no_count(text, start, end):
            continue
        read = _quantity(text, match)
        if read is not None:
            yield mention(text, start, read[1], read[0])


def _quantity(text: str, match: re.Match[str]) -> tuple[Quantity, int] | None:
    """What is printed from `match` on, and where it ends with its scale word and unit."""
    currency = CURRENCIES.get((match["currency"] or "").strip().replace("\\", "").lower())
    scale, scaled = _scale_at(text, match.end(), money=currency is not None)
    if scale == 0 and _UNREAD.match(text, scaled):
        return None
    unit, end = (currency, scaled) if currency else unit_at(text, scaled)
    measured = unit is not None or scale > 0
    if end == scaled and text[scaled : scaled + 1].isalpha():
        return None  # letters that are no unit: "3D", "10x"
    if not measured and match["low"].isdecimal() and is_locator(text, match.start(), match.end()):
        return None
    low = read_digits(match["low"], measured=measured)
    high = read_digits(match["high"], measured=measured) if match["high"] else None
    if low is None or (high is not None and high.value < low.value):
        return None  # a list, a version, a score
    if _yearlike(match["low"]) and unit not in _COUNTED and scale == 0:
        return None
    if match["minus"]:
        low = replace(low, value=-low.value)
    return Quantity(low, unit, scale, high), end


def _yearlike(digits: str) -> bool:
    return len(digits) == 4 and digits.isdecimal() and 1500 <= int(digits) <= 2100


def _scale_at(text: str, at: int, *, money: bool) -> tuple[int, int]:
    match = _SCALE.match(text, at)
    if match is None or (match["scale"].lower() in {"m", "b", "k"} and not money):
        return 0, at
    return SCALES[match["scale"].lower()], match.end()
