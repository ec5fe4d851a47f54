"""References in the style of medicine: "Lee AB, Ash C. Title. J Rain. 2016;352(4):12-9."."""

from __future__ import annotations

import re

from auditor.dates import parse_date
from auditor.references.names import name_like
from auditor.references.part import ITALIC, QUOTE, YEAR, Part
from auditor.references.plain import Plain

_LONGEST = 1500  # characters of one reference: six authors, a title, two addresses
_CUE = re.compile(rf";\s?(?:\d|{YEAR})|\[Internet\]|\. {YEAR}[. ]")
_PERSON = r"[^\W\d_][\w'’-]{1,40} (?:[^\W\d_][\w'’-]{0,30} ){0,3}[A-Z]{1,3}(?: (?:Jr|Sr))?"
_PERSONS = re.compile(rf"(?:{_PERSON}, ){{0,30}}(?:et al|{_PERSON})\.")
_BODY = re.compile(r"[A-Z][^.;:\d()]{2,100}\.")
_DATE = rf"(?P<date>{YEAR}(?: [A-Z][a-z]{{2}}(?: \d{{1,2}})?)?)"
_NUMBERS = (
    r"\s?;\s?(?P<volume>\d{1,4})(?:\((?P<issue>[^()]{1,20})\))?"
    r"(?::\s?(?P<page>[A-Za-z]{0,3}\d[\w–-]{0,20}))?"
)
# A container has no full stop but in abbreviations: "N. Engl. J. Med."
_CONTAINER = r"[A-Z](?:[^.?!:;]|\.(?= [A-Z][a-z]{0,7}\.)){1,90}?"
_ARTICLE = re.compile(
    rf" (?P<title>.{{3,600}}?)(?:\.|(?<=[?!])) (?P<container_title>{_CONTAINER})"
    rf"(?P<online> \[Internet\])?(?:\. {_DATE}(?:{_NUMBERS}|(?=\.| \[))"
    rf"| {_DATE.replace('date', 'near')}{_NUMBERS.replace('P<', 'P<near_')})"
)
_BOOK = re.compile(
    r" (?P<title>.{3,600}?)(?: \[Internet\]\.|\.|(?<=[?!])) "
    r"(?:(?P<edition>\d{1,2}(?:st|nd|rd|th) ed)\. )?"
    rf"(?P<publisher_place>[A-Z][^.:;]{{1,50}}): (?P<publisher>[^:;]{{2,100}}); {_DATE}"
)


def vancouver(plain: Plain, start: int, end: int) -> tuple[int, re.Match[str]] | None:
    """Where the authors of such a reference end, and the rest of it; None for other styles.

    Persons are known by initials without stops; bodies count only before a year and a volume, an
    "[Internet]" or an imprint with a semicolon.
    """
    text = plain.text[start:end]
    if len(text) > _LONGEST or not _CUE.search(text):
        return None
    mask = plain.masked(start, end)
    head = _PERSONS.match(text) or _BODY.match(text)
    if head is None or QUOTE in mask or ITALIC in mask or not name_like(head[0]):
        return None
    rest = _BOOK.match(text, head.end()) or _ARTICLE.match(text, head.end())
    certain = rest and (_PERSONS.match(text) or _certain(rest))
    return (head.end() - 1, rest) if rest and certain else None


def _certain(rest: re.Match[str]) -> bool:
    found = rest.groupdict()
    return any(found.get(name) for name in ("publisher", "online", "volume", "near_volume"))


def read_vancouver(part: Part, names: int, rest: re.Match[str]) -> None:
    """Read such a reference, as `vancouver` found it."""
    part.found.names_stop = "."
    part.found.one_body = not _PERSONS.fullmatch(part.words(0, names + 1))
    part.take("author", 0, names)
    for name, words in rest.groupdict().items():
        field = name.removeprefix("near_")
        if words and field in ("date", "near"):
            value = parse_date(" ".join(reversed(words.split())))
            if value is not None:
                part.take_date("issued", value, *rest.span(name))
        elif words and field != "online":
            part.take(field, *rest.span(name))
