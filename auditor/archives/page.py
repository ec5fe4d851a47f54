"""What the bytes of a capture tell against it: a saved error, a wall, nothing at all."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

from auditor.archives.answers import Target, read_target
from auditor.archives.choice import USABLE, is_pdf
from auditor.archives.queries import is_address
from auditor.model.port import Exchange
from auditor.text.fold import fold
from auditor.text.html import decoded
from auditor.text.phrases import CONSENT, LOGIN, PARKED, mentions, says, says_not_found
from auditor.text.sketch import PageText, read_page

# Whole titles of walls, or whole parts of one between its separators; folded.
_WALLS = frozenset(
    fold(text)
    for text in """410 gone|403 forbidden|forbidden|access denied|error|500 internal server error
    access to this page has been denied|service unavailable|503 service unavailable
    502 bad gateway|bad gateway|site maintenance|just a moment|just a moment...
    attention required!|attention required! cloudflare|are you a robot?|robot check|captcha
    security check|checking your browser|human verification|verify you are human
    please verify you are a human|ddos-guard""".replace("\n", "|").split("|")
)
_SHORT = 3000  # visible characters under which a page may be no more than a notice
_PLAIN_WORDS = frozenset({"page", "not", "the", "to", "you", "are", "a", "file", "be"})
_UNREAD = frozenset({"br", "zstd", "compress"})
_PASSWORD = re.compile(r"<input\b[^<>]{0,500}\btype\s{0,9}=\s{0,9}[\"']?password\b", re.IGNORECASE)
_PARTS = re.compile(r"\s{1,9}[|·•:–—-]\s{1,9}|\s{0,9}[|»]\s{0,9}|:\s{1,9}")
_ERROR_PATH = re.compile(
    r"(?:^|/)(?:404|error|errors|not-?found|page-?not-?found)(?:\.\w{1,5})?/?$"
)


def flaw_of(answer: Exchange, url: str) -> str | None:
    """Why the saved bytes can't stand for `url`; None where nothing tells against them."""
    return flaw_in(answer, page_of(answer), url)


def flaw_in(answer: Exchange, page: PageText | None, url: str) -> str | None:
    """The same, where the page that the bytes hold has been read."""
    if answer.status not in USABLE:
        return f"status {answer.status}"
    if answer.header("content-encoding") in _UNREAD:  # raw captures come as they were saved
        return None
    if not answer.body.strip():
        return "an empty page"
    if is_pdf(url) and b"%PDF" not in answer.body[:1024]:
        return "no PDF, in place of one"
    said = notice_of(page, answer) if page else None
    return f"the page says “{said}”" if said and not _is_about(url, said) else None


def notice_of(page: PageText, answer: Exchange) -> str | None:
    """The words by which a page tells that it is an error, a wall or an offer of its domain."""
    title = page.title
    said = says_not_found(title) or _wall(title) or mentions(PARKED, title)
    if said or not page.whole or len(page.words) > _SHORT:
        return said
    asks = _PASSWORD.search(decoded(answer.body, "")) is not None
    log_in = says(LOGIN, title) if asks else None
    return mentions(PARKED, page.words) or says(CONSENT, title) or log_in


def _wall(title: str) -> str | None:
    parts = (title, *_PARTS.split(title))
    return next((part for part in parts if fold(part) in _WALLS), None)


def _is_about(url: str, said: str) -> bool:
    """Whether a page's address speaks of the same: one about captchas says so in its address."""
    subject = set(fold(unquote(urlsplit(url).path)).split()) - _PLAIN_WORDS
    return bool(subject & set(fold(said).split()))


def page_of(answer: Exchange) -> PageText | None:
    """The text of a saved page; None where it is no page or can't be read."""
    if answer.header("content-encoding") in _UNREAD:
        return None
    return read_page(answer.body, answer.header("content-type") or "", whole=not answer.truncated)


def redirect_of(answer: Exchange, here: Target) -> Target | None:
    """Where a saved redirect leads, and to which moment; None where it is no redirect."""
    location = answer.header("location")
    if answer.status not in range(300, 400) or not location:
        return None
    try:
        there = read_target(location) or Target(here.moment, urljoin(here.original, location))
    except ValueError:
        return None
    return there if is_address(there.original) else None


def redirect_flaw(target: str, url: str) -> str | None:
    """Why a page that redirects to `target` is no copy of `url`."""
    if is_home(target) and not is_home(url):
        return "redirects to the home page"
    if _ERROR_PATH.search(urlsplit(target).path.lower()):
        return "redirects to an error page"
    return None


def is_home(url: str) -> bool:
    """Whether an address is the root of its host."""
    parts = urlsplit(url if "//" in url[:12] else f"//{url}")
    return parts.path in ("", "/") and not parts.query
