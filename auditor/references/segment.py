"""Notes cut into citations: at semicolons and sentence ends, without the prose around them."""

from __future__ import annotations

from collections.abc import Iterator
import re

from auditor.references.cues import ABBREVIATIONS, SIGNAL
from auditor.references.heads import citations
from auditor.references.merge import merged
from auditor.references.plain import Kind, Plain, Segment
from auditor.references.vancouver import vancouver

_QUOTE, _ITALIC, _URL = Kind.QUOTE.value, Kind.ITALIC.value, Kind.URL.value
# What ends a piece is looked at first: most of a mask are letters and zones that go on (5 %).
_STOP = re.compile(
    rf"(?=[;.?!\n]|[{_QUOTE}{_ITALIC}{_URL}]\s)(?:(?P<semicolon>;)|(?P<stop>(?<=[^\s.])[.?!]{{1,20}}+[)\"”]?|{_QUOTE}|{_ITALIC}|{_URL})\s{{1,9}}"
    rf"(?=[\"“(]?[^\W\d_a-zß-öø-ÿ]|[{_QUOTE}{_ITALIC}{_URL}])|(?P<line>\n))"
)
_LAST_WORD = re.compile(r"[\w.'’-]{1,20}$")


def segments(plain: Plain) -> Iterator[Segment]:
    """The citations of a note, in order; prose is left out."""
    whole = plain.trimmed(0, len(plain.text))
    if vancouver(plain, *whole):
        yield Segment(*whole)
        return
    for start, end in merged(plain, list(pieces(plain, 0, len(plain.text)))):
        found = list(citations(plain, start, end))
        yield from found or _embedded(plain, start, end)


def _embedded(plain: Plain, start: int, end: int) -> Iterator[Segment]:
    """What prose cites: works in brackets ("… (Marx, *Capital*, 1:930)"), and addresses."""
    for zone in plain.within(start, end):
        if zone.kind in (Kind.PAREN, Kind.BRACKET):
            inside = pieces(plain, *zone.inner)
            found = [item for piece in inside for item in citations(plain, *piece)]
            yield from [item for item in found if item.marked and not _quotation(plain, item)]
        elif zone.kind is Kind.URL:
            yield Segment(zone.inner[0], max(zone.inner[1], zone.end), None)


def _quotation(plain: Plain, segment: Segment) -> bool:
    """Whether a segment is words in quotation marks and nothing else."""
    zones = plain.within(segment.start, segment.end)
    alone = len(zones) == 1 and zones[0].kind is Kind.QUOTE
    return alone and (zones[0].start, zones[0].end) == (segment.start, segment.end)


def pieces(plain: Plain, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between semicolons and sentence ends outside of quotations and brackets."""
    mask = plain.masked(start, end)
    at = 0
    for match in _STOP.finditer(mask):
        if match["semicolon"]:
            yield start + at, start + match.start()
            at = match.end()
        elif match["line"] or _ends_sentence(plain, mask, match, start):
            stop = match.end("stop") if match["stop"] else match.start()
            yield start + at, start + stop
            at = match.end()
    yield start + at, end


def _ends_sentence(plain: Plain, mask: str, match: re.Match[str], offset: int) -> bool:
    mark = match["stop"]
    if mark == _URL:
        return True
    if mark in (_QUOTE, _ITALIC):
        before = plain.text[: offset + match.end("stop")].rstrip("\"'”’»」』")
        return before.endswith((".", "?", "!"))
    if mark != ".":
        return True
    word = _LAST_WORD.search(mask, max(0, match.start("stop") - 20), match.start("stop"))
    last = word[0].strip("'’").lower() if word else ""
    if SIGNAL.match(mask, match.end()):
        return True
    initial = len(last) == 1 or re.fullmatch(r"(?:\w\.)+\w", last)
    return not initial and last not in ABBREVIATIONS
