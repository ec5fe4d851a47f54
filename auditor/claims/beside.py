"""What stands beside a number: names that end in one, locators, "about", "at least"."""

from __future__ import annotations

import re

_LOOK_BACK = 24
# A number after one of these is a name or a place, not a count: Article 9, page 12, World War 2.
_DESIGNATORS = frozenset(
    """p pp page pages vol vols volume volumes no nos number numbers nr article articles art arts
    section sections sec secs sect paragraph paragraphs para paras chapter chapters ch chs chap
    resolution resolutions res regulation regulations directive directives order orders form forms
    room rooms route routes highway rfc pep peps act bill docket case cases line lines verse verses
    figure figures fig figs table tables ref refs item items flight flights protocol boeing windows
    rule rules code codes box folio folios fol fols column columns col cols bug bugs ticket tickets
    issue issues note notes step steps iso phase stage part parts book level grade class type
    version v day week annex appendix appendices schedule clause amendment principle goal channel
    gate pier platform unit war psalm canto sonnet symphony opus op python title tel phone fax suite
    street lot plate map chart exhibit doc document series season episode round track model edition
    §""".split()
)
_APPROXIMATE = re.compile(
    r"(?:\b(?:about|around|approximately|roughly|some|nearly|almost|circa|ca\.|estimated)|~)\s*$",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"\b(?:at least|more than|over|above|exceed(?:s|ed|ing)?|no (?:fewer|less) than|"
    r"minimum of|upwards of|greater than|higher than)\s+$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:at most|less than|fewer than|under|below|up to|no more than|not more than|"
    r"maximum of|lower than)\s+$",
    re.IGNORECASE,
)
# Clock times, fractions, ordinals and years of the ancient world.
_NO_COUNT = re.compile(
    r"\s?(?:[ap]\.?m\b|o['’]clock|(?-i:BCE?|AD|CE)\b)|\s\d{1,2}/\d|:\d|/\d|st\b|nd\b|rd\b|th\b",
    re.IGNORECASE,
)
# Volumes, pages and names, in notes and in prose: *Isis* 82, no. 2 (1991): 223–44; Survey 32.
_CITED_BEFORE = re.compile(
    r"(?:[*_\"”)],|,[\"”]|[*_)]|:|[A-Z][\w’']{0,30},|(?<![.!?:] )(?<!^)\b[A-Z][\w.]*)\s?$"
)
_CITED_AFTER = re.compile(
    r",\s(?:no|pt|vol)\.|\s\((?:\w+\.?\s)?(?:\d{1,2},\s)?\d{4}\)|\s[A-Z][\w.]{0,9}\.\s?(?:§|\d)"
)
_PART_OF = re.compile(
    r"\s(?:out\s)?of\s(?:(?:the|these|all)\s)?\d"
)  # "drifted: 585 of the 4,500 links"
_LIST_LABEL = re.compile(r"[.)]\s")


def words_before(text: str, start: int) -> str:
    """The few characters before `start`, enough for the words that qualify a number."""
    return text[max(0, start - _LOOK_BACK) : start]


def is_designated(text: str, start: int) -> bool:
    """Whether the word before `start` makes its number a name: "Article 9", "pp. 12"."""
    words = words_before(text, start).rstrip(" \u00a0.(#").split()
    return bool(words) and words[-1].lstrip("([\"“'*_").lower() in _DESIGNATORS


def is_no_count(text: str, start: int, end: int) -> bool:
    """Whether the digits at `start:end` are a clock time, a label, a list number, an ordinal."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if _NO_COUNT.match(text, end) or before in {"-", "§", "№"} or is_designated(text, start):
        return True
    if (before == "(" and after == ")") or (before == "[" and after in "],–-"):
        return end - start <= 3
    if after == ")" and text.rfind("(", 0, start) <= text.rfind(")", 0, start):
        return end - start <= 2  # 1) and 2) of a list: nothing opened this bracket
    return start == 0 and _LIST_LABEL.match(text, end) is not None


def is_locator(text: str, start: int, end: int) -> bool:
    """Whether bare digits are a page, a volume, an identifier or an attribute of markup."""
    if _PART_OF.match(text, end):
        return False
    before = words_before(text, start)
    if text[start] == "0" and end - start > 1:
        return True
    if before.endswith(('="', "='")) or _CITED_AFTER.match(text, end):
        return True
    return _CITED_BEFORE.search(before) is not None


def is_near(before: str) -> bool:
    """Whether the number after `before` is approximate: "about", "nearly", "~"."""
    return _APPROXIMATE.search(before) is not None


def bound_of(before: str) -> str | None:
    """How the words before a number bound it: "at least", "at most", or None."""
    if _LEAST.search(before):
        return "at least"
    return "at most" if _MOST.search(before) else None
