"""The place cited in a work: pages, chapters, paragraphs, notes, s.v."""

from __future__ import annotations

import re

from auditor.references.part import YEAR, Part
from auditor.references.serial import PAGES

_LABEL = (
    r"(?:pp?\.?|pages?|fols?\.?|ff\.?|ch(?:ap(?:ters?|s|\.)?|\.)?|sec(?:tion|s)?\.?|§+|"
    r"para(?:graph)?s?\.?|"
    r"¶+|nn?\.(?!d)|notes?|lines?|ll\.|figs?\.?|figures?|tables?|plates?|pl\.|loc\.?|location|"
    r"verse|at|S\.|"
    r"art\.|appendix|book|bk\.|part|pt\.|act|scene|min\.?|columns?|cols?\.|images?|slides?|vol\.)"
)
_LOCUS = rf"(?:(?:\d{{1,3}}|[IVXLC]{{1,7}}):\s?)?{PAGES}(?:\s?(?:ff?|nn?\.?\s?\d{{1,3}})\b\.?)?"
# What a place begins with is looked at first: zones that are painted over end here (7 % of all).
_LOCATOR = re.compile(
    rf"(?=[\w§¶])(?:^|(?<=[\s,:)\ue000-\ue005]))(?P<locator>(?:{_LABEL}\s*)?{_LOCUS}"
    rf"(?:(?:,| and| &)\s(?:{_LABEL}\s*)?{_LOCUS}){{0,12}}|s\.vv?\.\s*[\w\ue002]{{1,80}}|passim)"
    rf"(?=[\s,;)\ue000-\ue005]|\.(?!\d)|$)(?!\s?(?:[ap]\.?m|vols?|min|secs?|pp)\b)"
)


_PAGE = re.compile(r"(?:pp?\.?|pages?|S\.|at)\s*(?=[\divxlc]+\b)")


def read_locator(part: Part, at: int) -> None:
    """The first place cited after `at` in what has not been read yet."""
    for match in _LOCATOR.finditer(part.mask, at):
        low, high = match.span("locator")
        if not part.dated(low, high) and not re.fullmatch(YEAR, match["locator"]):
            page = _PAGE.match(part.mask, low)
            part.take("locator", page.end() if page else low, high)
            return
