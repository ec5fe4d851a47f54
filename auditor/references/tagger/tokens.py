"""Words of a note: numbers, letters, addresses and DOIs as one each; marks stand between them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
import re

from auditor.references.plain import Kind, Plain

MOST = 4_000  # words of a note that are read; the longest real ones have a third of that
_DOI = r"10\.\d{4,9}/[^\s<>\"“”;\]]{1,300}(?<![.,)])"
_WORD = re.compile(
    rf"(?P<doi>{_DOI})|\d{{1,30}}(?:st|nd|rd|th|[a-z](?![a-z]))?"
    r"|[^\W\d_]{1,60}(?:['’\-‐][^\W\d_]{1,60}){0,6}|[§№#]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word and its place in the plain text. `kind` is "w", "url" or "doi"."""

    text: str
    start: int
    end: int
    kind: str = "w"


def tokens(plain: Plain) -> list[Token]:
    """The words of a note in order, addresses kept whole; no more than `MOST`."""
    text = plain.text
    urls = [zone for zone in plain.zones if zone.kind is Kind.URL and zone.end > zone.start]
    found: list[Token] = []
    at = 0
    for zone in sorted(urls, key=lambda zone: zone.start):
        if zone.start < at:
            continue
        found += _words(text, at, zone.start)
        kind = "doi" if "doi.org/10." in zone.url else "url"
        found.append(Token(text[zone.start : zone.end], zone.start, zone.end, kind))
        at = zone.end
        if len(found) > MOST:
            break
    return (found + _words(text, at, len(text)))[:MOST]


def _words(text: str, start: int, end: int) -> list[Token]:
    return [
        Token(m[0], m.start(), m.end(), m.lastgroup or "w")
        for m in _WORD.finditer(text, start, end)
    ]


def covered(starts: list[int], low: int, high: int) -> range:
    """The indexes of the words that begin between two offsets."""
    return range(bisect_left(starts, low), bisect_left(starts, high))
