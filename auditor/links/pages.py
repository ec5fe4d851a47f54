"""What a page is: its text, its title, where it sends its readers, whether scripts draw it; pure.

Most pages show no sign of being another than the page cited, and parsing them costs a thousand
times what a look for cue words does, so BeautifulSoup sees a page only where a cue is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from html import unescape
import re
from typing import TYPE_CHECKING

from auditor.links.address import Parsed, UnfitError, parse
from auditor.links.cues import CLOSER, Cue, cues_in
from auditor.model.port import Exchange
from auditor.text.clean import clean_line
from auditor.text.html import TAG, decoded, seen, without_comments, words_of
from auditor.text.html import title_of as title_in
from auditor.text.phrases import has_cue, may_be_parked

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_META = re.compile(r"<meta\b[^<>]{0,1000}>", re.IGNORECASE)
_IS_REFRESH = re.compile(r"http-equiv\s{0,9}=\s{0,9}[\"']?refresh\b", re.IGNORECASE)
_CONTENT = re.compile(
    r"content\s{0,9}=\s{0,9}(?:\"([^\"]{0,900})|'([^']{0,900})|([^\s>]{1,900}))", re.IGNORECASE
)
_BASE = re.compile(
    r"<base\b[^<>]{0,500}?\bhref\s{0,9}=\s{0,9}(?:\"([^\"<>]{1,900})|'([^'<>]{1,900})|([^\s\"'<>]{1,900}))",
    re.IGNORECASE,
)
_REFRESH = re.compile(
    r"\s{0,20}(\d{1,4})(?:\.\d{0,6})?\s{0,9}[;,]\s{0,9}(?:url\s{0,9}=)?\s{0,9}[\"']?([^\"'\s>]+)",
    re.IGNORECASE,
)
# What opens no tag: html.parser looks for the end of each to the end of the page (64 KiB: 9 s).
_LOOSE = re.compile(r"<(?![a-z/][^<>]{0,5000}>)", re.IGNORECASE)
_SCRIPTED = re.compile(r"<(?:script|frameset|iframe)\b", re.IGNORECASE)
LOOKED_AT = 65536  # bytes of a page that are looked at for signs, however many were read
_NOTICE = 2000  # characters, with tags and all, of a page that is always looked at
_HEADING = 2000  # characters after the beginning of a heading that may belong to it
OPENING = 600  # visible characters within which a notice says what it is
SHORT = 3000  # characters of visible text under which a page may be no more than a notice
THIN = 400  # the same under which a page with scripts is drawn by them
FOLLOWED = 2  # seconds within which a refresh is a redirect, no reader having read anything
SOON = 10  # seconds within which it still sends its readers on, and is no news ticker
_SHOWS = "script img iframe frame frameset object embed video svg canvas".split()


def is_html(exchange: Exchange) -> bool:
    """Whether an answer is a page: says so, or says nothing and looks so."""
    kind = _media_type(exchange.header("content-type") or "")
    if kind:
        return kind in ("text/html", "application/xhtml+xml")
    return exchange.body.lstrip()[:1] == b"<"


@lru_cache(maxsize=256)  # asked half a dozen times an answer, and most say the same
def _media_type(value: str) -> str:
    return value.partition(";")[0].strip().lower()


def text_of(exchange: Exchange) -> str:
    """The decoded body: by the header's charset, the page's own, else UTF-8."""
    return decoded(exchange.body, exchange.header("content-type") or "")


def page_in(exchange: Exchange) -> Page | None:
    """The page an answer carries, None where it carries none."""
    if exchange.status in (204, 205, 304) or not is_html(exchange):
        return None
    kind = exchange.header("content-type") or ""
    whole = not exchange.truncated and len(exchange.body) <= LOOKED_AT
    return _page(_Body(exchange.body), kind, whole)


class _Body:
    """A body as a key, by its identity: to hash its 16 KiB takes 10 µs."""

    __slots__ = ("body",)

    def __init__(self, body: bytes) -> None:
        self.body = body

    def __hash__(self) -> int:
        return id(self.body)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Body) and self.body is other.body


@lru_cache(maxsize=2)  # planner and verdict look at a page, or at it and at its probe, in turn
def _page(key: _Body, kind: str, whole: bool) -> Page:  # noqa: FBT001 - a key of the cache
    return Page(decoded(key.body[:LOOKED_AT], kind), whole=whole)


class Page:
    """The first 64 KiB of a page, `low` in lower case, and the cues anywhere in it.

    Each other part is made out when it is first asked for.
    """

    def __init__(self, text: str, *, whole: bool) -> None:
        self.text = text
        self.whole = whole
        self.low = text.lower()
        self.cues = cues_in(self.low.encode())

    @cached_property
    def title(self) -> str:
        """The title, cleaned; empty where there is none."""
        return clean_line(title_in(self.text), 300)

    @cached_property
    def has_cue(self) -> bool:
        """Whether anything makes a closer look worth its time."""
        if len(self.text) <= _NOTICE or self.refresh is not None:
            return True
        if self.cues.isdisjoint(CLOSER):
            return False
        return any(map(has_cue, self._telling())) or may_be_parked(self.low)

    def _telling(self) -> Iterator[str]:
        """The parts in which a page says what it is: title, opening, first-level headings."""
        yield f"{self.title}</"
        yield from self._headings()
        yield opening_of(self.text)

    def _headings(self) -> Iterator[str]:
        for tag in ("<h1", "<h2"):
            at = self.low.find(tag)
            while at >= 0:
                yield self.low[at : at + _HEADING]
                at = self.low.find(tag, at + _HEADING)

    @cached_property
    def refresh(self) -> tuple[int, str] | None:
        """After how many seconds a meta refresh sends readers on, and where to."""
        if Cue.REFRESH not in self.cues:
            return None
        for tag in _META.finditer(seen(self.text)):
            content = _CONTENT.search(tag[0]) if _IS_REFRESH.search(tag[0]) else None
            match = _REFRESH.match(unescape(content[content.lastindex or 0])) if content else None
            if match:
                return int(match[1]), match[2]
        return None

    @cached_property
    def base(self) -> str:
        """What its addresses are relative to, empty where that is its own address."""
        found = _BASE.search(seen(self.text))
        return unescape(found[found.lastindex or 0]) if found else ""

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The parsed page, without comments and what only looks like a tag."""
        from bs4 import BeautifulSoup

        return BeautifulSoup(_LOOSE.sub("&lt;", without_comments(self.text)), "html.parser")

    @cached_property
    def shows(self) -> bool:
        """Whether it has anything but text to show."""
        return self.soup.find(_SHOWS) is not None

    @cached_property
    def words(self) -> str:
        """The visible text, one space between words."""
        return words_of(seen(self.text))

    @cached_property
    def heading(self) -> str:
        """The first heading of the first two levels, empty where none holds a cue."""
        if not any(Cue.ABSENCE in cues_in(part.encode()) for part in self._headings()):
            return ""
        found = self.soup.find(["h1", "h2"])
        return " ".join(found.get_text(" ").split()) if found else ""

    @cached_property
    def short(self) -> bool:
        """Whether it may be no more than a notice."""
        return self.whole and len(self.words) < SHORT


def cues_of(exchange: Exchange) -> frozenset[Cue]:
    """The cues in an answer, page or not."""
    page = page_in(exchange)
    return page.cues if page else cues_in(exchange.body[:LOOKED_AT].lower())


def title_of(exchange: Exchange) -> str | None:
    """The title of an HTML page, cleaned; None where it has none."""
    page = page_in(exchange)
    return page.title or None if page else None


def sent_on(exchange: Exchange, within: int = FOLLOWED) -> Parsed | None:
    """Where a page sends its readers by itself within so many seconds; None where it stays."""
    page = page_in(exchange) if exchange.status < 300 else None
    refresh = (_of_header(exchange) or page.refresh) if page else None
    if page is None or refresh is None or refresh[0] > within:
        return None
    here = exchange.request.url
    try:
        goal = parse(refresh[1], parse(page.base, here).href if page.base else here)
    except UnfitError:
        return None
    return goal if goal.href != here else None


def _of_header(exchange: Exchange) -> tuple[int, str] | None:
    """What the header says that a meta element stands in for (HTML, 4.2.5.3)."""
    match = _REFRESH.match(exchange.header("refresh") or "")
    return (int(match[1]), match[2]) if match else None


def opening_of(text: str, most: int = OPENING) -> str:
    """The first visible characters of a page, at least `most` of them where it has as many."""
    size, words = 4 * most, ""
    while len(words) < most and size < 8 * len(text):
        end = text.rfind("<", 0, size) if size < len(text) else len(text)
        words = words_of(seen(text[:end]))
        size *= 4
    return words


def is_drawn(text: str) -> bool:
    """Whether scripts or frames bring what a reader sees: little text, and scripts around it."""
    scripted = _SCRIPTED.search(text) is not None
    return scripted and len(" ".join(TAG.sub(" ", seen(text)).split())) < THIN
