"""What a page itself gives away: its title, and signs that it isn't the page cited; pure.

Most pages show no sign, and parsing them costs a hundred times what a look for cue words does, so
BeautifulSoup sees the head alone, and the whole (up to the cap) only where a cue is found.
"""

from __future__ import annotations

from collections.abc import Callable
import re
from typing import TYPE_CHECKING

from auditor.links.address import Parsed, UnfitError, parse
from auditor.links.doubts import Doubt
from auditor.links.phrases import (
    CONSENT,
    LOGIN,
    PARKED,
    has_cue,
    mentions,
    says,
    says_not_found,
)
from auditor.links.redirects import is_home
from auditor.model.port import Exchange
from auditor.text.clean import clean_line

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_TITLE = re.compile(r"<[Tt](?:itle|ITLE)\b[^>]{0,500}>")
TITLE_LIMIT = 2000
_REFRESH = re.compile(
    r"\s{0,20}(\d{1,4})(?:\.\d{0,6})?\s{0,9}[;,]\s{0,9}(?:url\s{0,9}=)?\s{0,9}[\"']?([^\"'\s>]+)",
    re.IGNORECASE,
)
_SHOWS = (
    "script",
    "img",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "video",
    "svg",
    "canvas",
)
SHORT = 3000  # characters of visible text under which a page may be no more than a notice
LOOKED_AT = 65536  # characters of a page that are looked at for signs, however long it is
SOON = 10  # seconds within which a refresh is a redirect, not a news ticker


def is_html(exchange: Exchange) -> bool:
    """Whether an answer is a page: says so, or says nothing and looks so."""
    kind = (exchange.header("content-type") or "").partition(";")[0].strip().lower()
    if kind:
        return kind in ("text/html", "application/xhtml+xml")
    return exchange.body.lstrip()[:1] == b"<"


def text_of(exchange: Exchange) -> str:
    """The decoded body: by the header's charset, the page's own, else UTF-8."""
    header = (exchange.header("content-type") or "").encode("latin-1", "ignore")
    found = _CHARSET.search(header) or _CHARSET.search(exchange.body[:2048])
    try:
        return exchange.body.decode(found[1].decode("ascii") if found else "utf-8", "replace")
    except LookupError:
        return exchange.body.decode("utf-8", "replace")


def title_of(exchange: Exchange) -> str | None:
    """The title of an HTML page, cleaned; None where it has none."""
    if not is_html(exchange):
        return None
    return _title(text_of(exchange))


def _title(text: str) -> str | None:
    start = _TITLE.search(text)
    if start is None:
        return None
    title = _soup(text[start.start() : start.end() + TITLE_LIMIT].partition("</")[0]).title
    return clean_line(" ".join(title.get_text().split()), 300) or None if title else None


def _soup(text: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup

    return BeautifulSoup(text, "html.parser")


def doubt(exchange: Exchange, cited: Parsed) -> Doubt | None:
    """The first sign that a page isn't what was cited; None where there is none."""
    if exchange.status in (204, 205, 304) or not is_html(exchange):
        return None
    text = text_of(exchange)[:LOOKED_AT]
    if not text.strip():
        return None if exchange.truncated else Doubt("empty", "the page is empty")
    if len(text) > 2000 and not has_cue(text):
        return None
    page = _Page(exchange, text, cited)
    return next((found for sign in _SIGNS if (found := sign(page)) is not None), None)


class _Page:
    """A parsed page with what the signs look at."""

    def __init__(self, exchange: Exchange, text: str, cited: Parsed) -> None:
        self.exchange = exchange
        self.cited = cited
        self.soup = _soup(text)
        self.title = _title(text) or ""
        self.shows = self.soup.find(_SHOWS) is not None
        self.refresh = _refresh(self.soup)
        self.password = self.soup.find("input", {"type": "password"}) is not None
        self.article = self.soup.find("meta", {"property": "article:published_time"}) is not None
        for tag in self.soup(["script", "style", "noscript", "template"]):
            tag.decompose()
        self.words = " ".join(self.soup.get_text(" ").split())
        heading = self.soup.find(["h1", "h2"])
        self.heading = " ".join(heading.get_text(" ").split()) if heading else ""

    @property
    def short(self) -> bool:
        whole = not self.exchange.truncated and len(self.exchange.body) <= LOOKED_AT
        return whole and len(self.words) < SHORT


def _refresh(soup: BeautifulSoup) -> str | None:
    for meta in soup.find_all("meta", {"http-equiv": re.compile("^refresh$", re.IGNORECASE)}):
        match = _REFRESH.match(str(meta.get("content", "")))
        if match and int(match[1]) <= SOON and meta.find_parent("noscript") is None:
            return match[2]
    return None


def _meta_refresh(page: _Page) -> Doubt | None:
    if page.refresh is None:
        return None
    try:
        goal = parse(page.refresh, page.exchange.request.url)
    except UnfitError:
        return None
    if goal.href == page.exchange.request.url:
        return None
    return Doubt("meta_refresh", f"the page sends its readers on to {goal.href}")


def _parked(page: _Page) -> Doubt | None:
    phrase = mentions(PARKED, page.title) or (mentions(PARKED, page.words) if page.short else None)
    return Doubt("parked", f"the page says “{phrase}”") if phrase else None


def _soft_404(page: _Page) -> Doubt | None:
    if is_home(page.cited) or page.article:
        return None
    for place, text in (("title", page.title), ("heading", page.heading)):
        phrase = says_not_found(text)
        if phrase and (place == "title" or page.short):
            return Doubt("soft_404", f"the page's {place} says “{phrase}”")
    return None


def _login(page: _Page) -> Doubt | None:
    phrase = says(LOGIN, page.title) if page.password and page.short else None
    return Doubt("login", f"the page is a log-in: “{phrase}”") if phrase else None


def _consent(page: _Page) -> Doubt | None:
    phrase = says(CONSENT, page.title) if page.short else None
    return Doubt("consent", f"the page asks for consent first: “{phrase}”") if phrase else None


def _empty(page: _Page) -> Doubt | None:
    if page.words or page.shows or page.exchange.truncated:
        return None
    return Doubt("empty", "the page has no text, no picture and no script")


_SIGNS: tuple[Callable[[_Page], Doubt | None], ...] = (
    _meta_refresh,
    _parked,
    _soft_404,
    _login,
    _consent,
    _empty,
)
