"""A note made plain for reading: markup taken out, its zones and places kept.

Quotation marks, italics, brackets and addresses are what a citation is made of, so they are found
once, here. Everything later works on offsets of `Plain.text`; `Plain.span` leads back to the note.
"""

from __future__ import annotations

from collections.abc import Iterable
import html
from itertools import chain
import re

from auditor.references.cues import COMMON_PHRASES
from auditor.references.plain import Kind, Plain, Zone
from auditor.references.zones import find_zones
from auditor.text.mementos import recognise

_ADDRESS = r"(?:https?|ftp)://[^\s<>\"“”»]+|www\.[^\s<>\"“”»]+|(?:dx\.)?doi\.org/10\.[^\s<>\"“”]+"
# What markup begins with, so that most letters are passed over at a glance.
_BEGIN = r"(?=[!\[<\\&*_]|https?:|ftp:|www|d(?:oi|x)\.)"
_MARKUP = re.compile(
    _BEGIN + r"(?:!?\[(?P<label>[^\[\]]{0,600})\]\(\s*<?"
    r"(?P<target>(?:https?|ftp)://(?:[^\s()<>]|\([^\s()<>]*\))+)"
    r">?(?:\s+\"[^\"\n]{0,200}\")?\s*\)"
    r"|<(?P<angle>(?:https?|ftp)://[^<>\n]{1,3000})>"
    r"|(?P<bare>" + _ADDRESS + r")"
    r"|\\(?P<escape>[!-/:-@\[-`{-~])"
    r"|(?P<tag></?(?:i|em|cite|b|strong|sup|sub|span|u|small)(?:\s[^<>]{0,200})?>)"
    r"|(?P<entity>&(?:[a-zA-Z]{2,8}|\#\d{1,6}|\#x[\da-fA-F]{1,5});)"
    r"|(?P<stars>\*{1,3}|_{1,3}))",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'’*_"
_ITALIC_TAG = re.compile(r"</?(?:i|em|cite)\b", re.IGNORECASE)


def clean_url(raw: str) -> str:
    """An address without the sentence's punctuation or a bracket that opens outside of it."""
    url = raw.strip()
    while url:
        last = url[-1]
        alone = last in ")]" and url.count(last) > url.count({")": "(", "]": "["}[last])
        if last not in _TRAILING and not alone:
            break
        url = url[:-1]
    return url


def normalise(text: str) -> Plain:
    """The plain text of a note: links, emphasis, escapes, tags and entities read and taken out."""
    page = _Page()
    at = 0
    for match in _MARKUP.finditer(text):
        if match.start() < at:
            continue
        page.copy(text, at, match.start())
        at = _read(page, text, match)
    page.copy(text, at, len(text))
    plain = "".join(page.parts)
    zones = find_zones(plain, page.zones + page.italics())
    return Plain(plain, tuple(chain.from_iterable(page.offsets)), zones)


class _Page:
    """What has been read so far."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.offsets: list[Iterable[int]] = []
        self.length = 0
        self.zones: list[Zone] = []
        self.marks: list[tuple[int, bool, bool, str]] = []

    def copy(self, text: str, start: int, end: int) -> None:
        if end > start:
            self.parts.append(text[start:end])
            self.offsets.append(range(start, end))
            self.length += end - start

    def put(self, char: str, at: int) -> None:
        self.parts.append(char)
        self.offsets.append([at] * len(char))
        self.length += len(char)

    def italics(self) -> list[Zone]:
        """Zones between marks that open and the next mark of the same kind that closes."""
        found: list[Zone] = []
        opened: tuple[int, str] | None = None
        for at, opens, closes, mark in self.marks:
            if opened and closes and mark == opened[1]:
                if at > opened[0]:
                    found.append(Zone(Kind.ITALIC, opened[0], at, (opened[0], at)))
                opened = None
            elif opens and not opened:
                opened = (at, mark)
        return _joined("".join(self.parts), found)


def _joined(text: str, zones: list[Zone]) -> list[Zone]:
    """Italics that only a space parts are one: "_Voyage;_ _ou, Révélations_"."""
    joined: list[Zone] = []
    for zone in zones:
        low = zone.start
        if joined and text[joined[-1].end : low] == " ":
            low = joined.pop().start
        joined.append(Zone(Kind.ITALIC, low, zone.end, (low, zone.end)))
    return [zone for zone in joined if not _phrase(text[zone.start : zone.end])]


def _phrase(text: str) -> bool:
    """Whether italics hold no title but a phrase of notes: *ibid.*, *et al.*, *see also*."""
    words = text.strip(" .,;:").lower()
    return words in COMMON_PHRASES or words.startswith("ibid")


def _read(page: _Page, text: str, match: re.Match[str]) -> int:
    """Read one piece of markup into the page; where reading goes on."""
    kind = match.lastgroup
    start, end = match.span()
    if kind == "target":
        return _read_link(page, text, match)
    if kind == "angle":
        return _read_url(page, text, match.span("angle"), end)
    if kind == "bare":
        stop = start + len(clean_url(match[0]))
        return _read_url(page, text, (start, max(stop, start + 1)), max(stop, start + 1))
    if kind == "escape":
        page.copy(text, end - 1, end)
    elif kind == "entity":
        page.put(html.unescape(match[0])[:1], start)
    elif kind == "tag":
        _read_tag(page, match)
    elif kind == "stars":
        _read_stars(page, text, match)
    return end


def _read_url(page: _Page, text: str, where: tuple[int, int], end: int) -> int:
    url = clean_url(text[where[0] : where[1]])
    at = page.length
    page.copy(text, *where)
    stop = at + len(url)
    page.zones.append(
        Zone(Kind.URL, at, page.length, (at, stop), url, (where[0], where[0] + len(url)))
    )
    return end


def _read_link(page: _Page, text: str, match: re.Match[str]) -> int:
    label, target = match["label"], match["target"]
    at = page.length
    url = clean_url(target)
    where = (match.start("target"), match.start("target") + len(url))
    shown = _address_like(label)
    if shown:
        page.copy(text, *match.span("label"))
    else:
        _copy_label(page, text, match)
    if shown and recognise(target):
        url, where = clean_url(label), (match.start("label"), match.end("label"))
    start = at if shown else page.length
    page.zones.append(Zone(Kind.URL, start, page.length, (at, page.length), url, where))
    return match.end()


def _address_like(label: str) -> bool:
    return " " not in label.strip() and ("/" in label or label.startswith("www."))


def _copy_label(page: _Page, text: str, match: re.Match[str]) -> None:
    at = match.start("label")
    for mark in re.finditer(r"\*{1,3}|_{1,3}|\\(?=[!-/:-@\[-`{-~])", match["label"]):
        start = match.start("label") + mark.start()
        page.copy(text, at, start)
        at = start + len(mark[0])
        if mark[0] != "\\":
            _emphasis(page, text, start, at)
    page.copy(text, at, match.end("label"))


def _read_tag(page: _Page, match: re.Match[str]) -> None:
    if _ITALIC_TAG.match(match[0]):
        closes = match[0][1] == "/"
        page.marks.append((page.length, not closes, closes, "<"))


def _read_stars(page: _Page, text: str, match: re.Match[str]) -> None:
    start, end = match.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    inside_word = match[0][0] == "_" and before.isalnum() and after.isalnum()
    if inside_word or (before.strip() == "" and after.strip() == ""):
        page.copy(text, start, end)
    else:
        _emphasis(page, text, start, end)


def _emphasis(page: _Page, text: str, start: int, end: int) -> None:
    before, after = text[start - 1 : start], text[end : end + 1]
    stop = after in (",", ".", ";", ":", ")")
    opens, closes = bool(after.strip()) and not stop, bool(before.strip()) or stop
    if end - start != 2:  # two marks are bold, which says nothing of titles
        page.marks.append((page.length, opens, closes, text[start]))
