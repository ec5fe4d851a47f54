"""Whether a page holds what a fragment names: anchors, quoted text, pages of a PDF; pure.

Missing is said only of a whole page that a server drew; all else that isn't found is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
import re
from urllib.parse import unquote

from auditor.links.pages import is_drawn, is_html, text_of
from auditor.links.pdf import page_count
from auditor.links.quotes import Quote, quotes
from auditor.links.sites import draws_late
from auditor.model.facts import Presence
from auditor.model.port import Exchange
from auditor.text.fold import flat
from auditor.text.html import TAG

_DIRECTIVE = ":~:"
_ID = re.compile(r"[\s\"'/]id\s{0,9}=\s{0,9}\\?[\"']?([^\s\"'\\<>]{1,500})", re.IGNORECASE)
_NAME = re.compile(
    r"<a\s[^<>]{0,999}?\bname\s{0,9}=\s{0,9}(?:\"([^\"<>]{1,500})|'([^'<>]{1,500})|([^\s\"'<>]{1,500}))",
    re.IGNORECASE,
)
_HEADING = re.compile(r"<h[1-6]\b[^<>]{0,999}>([^\n]{1,500}?)</h[1-6]", re.IGNORECASE)
_SCRIPTED = re.compile(r"<script\b", re.IGNORECASE)
# What a script reads, not a browser: routes, media and viewer parameters, lines and comments of
# code hosts, which load them late.
_READ_BY_SCRIPT = re.compile(
    r"[!/?]|[^#]{0,200}=|L\d|issuecomment-|discussion_r\d|pullrequestreview-|diff-[0-9a-f]|note_\d"
)
_PDF_PAGE = re.compile(r"(?:[^#]{0,200}&)?page=(\d{1,6})(?:&|$)", re.IGNORECASE)


def needs_page(fragments: Iterable[str]) -> bool:
    """Whether any of the fragments is looked for in the page, which takes more of it."""
    return any(not _is_top(fragment) for fragment in fragments)


def _is_top(fragment: str) -> bool:
    return fragment.lower() in ("", "top")  # HTML, 7.4.6.4: the top of the document


def presence(fragment: str, exchange: Exchange) -> Presence:
    """Whether the page in `exchange` holds what `fragment`, as cited, names."""
    if _is_top(fragment):
        return Presence.PRESENT
    if exchange.body.startswith(b"%PDF-"):
        return _in_pdf(fragment, exchange)
    if not is_html(exchange):
        return Presence.UNKNOWN
    return _in_html(fragment, exchange)


def _in_pdf(fragment: str, exchange: Exchange) -> Presence:
    asked = _PDF_PAGE.match(fragment)
    pages = page_count(exchange.body, whole=not exchange.truncated)
    if asked is None or pages is None:
        return Presence.UNKNOWN
    return Presence.PRESENT if 1 <= int(asked[1]) <= pages else Presence.MISSING


def _in_html(fragment: str, exchange: Exchange) -> Presence:
    element, _, directives = fragment.partition(_DIRECTIVE)
    text = text_of(exchange)
    found = (not element or _has_anchor(element, text)) and _has_quotes(quotes(directives), text)
    if found:
        return Presence.PRESENT
    unsure = exchange.truncated or is_drawn(text) or draws_late(exchange.request.url, text)
    unsure = unsure or (bool(element) and _is_by_script(element, text))
    return Presence.UNKNOWN if unsure else Presence.MISSING


def _has_quotes(wanted: Iterable[Quote], text: str) -> bool:
    wanted = tuple(wanted)
    if not wanted:
        return True
    words = flat(unescape(TAG.sub(" ", text)))
    return all(quote.stands_in(words) for quote in wanted)


def _has_anchor(fragment: str, text: str) -> bool:
    names = {fragment, unquote(fragment)}
    # GitHub's prefix for what authors name; a script of theirs goes there, whatever the case.
    names |= {f"user-content-{name}" for name in names | {name.lower() for name in names}}
    found = (match for pattern in (_ID, _NAME) for match in pattern.finditer(text))
    anchors = (match[match.lastindex or 0] for match in found)
    return any(anchor in names or unescape(anchor) in names for anchor in anchors)


def _is_by_script(fragment: str, text: str) -> bool:
    """Whether a script may read this fragment, or give a heading the id it names."""
    if _READ_BY_SCRIPT.match(fragment):
        return True
    if not _SCRIPTED.search(text):
        return False
    slug = flat(unquote(fragment))
    return any(flat(unescape(TAG.sub("", head[1]))) == slug for head in _HEADING.finditer(text))
