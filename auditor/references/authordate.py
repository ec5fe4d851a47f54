"""References with the year after the names: "Lee, J. (2019). Title. *Journal*, 12(3), 4-5."."""

from __future__ import annotations

import re

from auditor.references.imprint import read_date, read_imprints
from auditor.references.names import name_like
from auditor.references.part import ITALIC, PAREN, QUOTE, YEAR, Part
from auditor.references.plain import Plain
from auditor.references.serial import read_numbers, read_pages

_HEAD = re.compile(
    rf"(?P<names>[^\W\d_][^\ue000-\ue005;:]{{2,400}}?)\s{{0,9}}(?P<year>{PAREN}{{4,40}})[.,:]\s{{0,30}}(?=[^\W\d_]|[{QUOTE}{ITALIC}\d]|$)"
)
_YEAR = re.compile(rf"\(\s?{YEAR}[a-z]?(?:,[^()]{{3,30}})?\)")
_SENTENCE = re.compile(
    rf"(?P<title>[^\ue000-\ue003]{{2,400}}?)(?:[.?!](?=\s)|\s{{0,9}}(?=[\ue001{PAREN}])|$)"
)


def author_date(plain: Plain, start: int, end: int) -> re.Match[str] | None:
    """The names and the year that such a reference begins with, or None."""
    mask = plain.masked(start, end)
    match = _HEAD.match(mask)
    if not match or "," not in match["names"] or not name_like(match["names"]):
        return None
    low, high = match.span("year")
    return match if _YEAR.fullmatch(plain.text[start + low : start + high]) else None


def read_author_date(part: Part, head: re.Match[str]) -> None:
    """Read such a reference; `head` is its names and year, as `author_date` found them."""
    low, high = head.span("year")
    read_date(part, low + 1, part.words(low + 1, high - 1))
    part.paint(low, high)
    part.found.names_stop = "."
    part.take("author", head.start("names"), len(part.words(0, head.end("names")).rstrip(" ,")))
    at = head.end()
    zone = next((z for z in part.zones if z.start - part.start == at), None)
    if zone is not None:
        part.found.title = zone
        part.take("title", zone.inner[0] - part.start, zone.inner[1] - part.start)
        at = zone.end - part.start
    elif sentence := _SENTENCE.match(part.mask, at):
        part.take("title", *sentence.span("title"))
        at = sentence.end()
    _container(part, at)


def _container(part: Part, at: int) -> None:
    """Journal, volume, issue and pages, or publisher, after the title."""
    match = re.compile(
        rf"[\s.,]{{0,30}}(?P<name>{ITALIC}+|[A-Z][^\ue000-\ue005\d]{{2,120}}?)(?P<end>,|\s(?=\d)|"
        rf"\.?\s{{0,9}}(?=\ue001|$)|\. )"
    ).match(part.mask, at)
    if not match:
        read_imprints(part, at)
        return
    serial = match["name"][0] == ITALIC or re.match(r"[\s,]{0,30}\d", part.mask[match.end() :])
    part.take("container_title" if serial else "publisher", *match.span("name"))
    if serial:
        end = read_numbers(part, match.end())
        read_pages(part, end)
