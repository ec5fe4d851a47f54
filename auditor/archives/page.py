"""What the bytes of a capture tell against it: a saved error, a wall, nothing at all."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote, urljoin, urlsplit

from auditor.archives.answers import Target, read_target
from auditor.archives.choice import USABLE, is_pdf
from auditor.model.port import Exchange
from auditor.text.fold import fold
from auditor.text.sketch import PageText, read_page

# Whole titles, or whole parts of one between its separators; folded, so that a title which merely
# holds the words ("Paradise not found") passes.
_SAYS_NOTHING = frozenset(
    fold(text)
    for text in """404|404 not found|404 error|error 404|404 page not found|page not found|not found
    page not found (404)|not found (404)|page cannot be found|the page cannot be found
    page does not exist|oops|file not found|file or directory not found|410 gone|403 forbidden
    forbidden|access denied|access to this page has been denied|error|500 internal server error
    service unavailable|503 service unavailable|502 bad gateway|bad gateway|site maintenance
    just a moment|just a moment...|attention required!|attention required! cloudflare
    are you a robot?|robot check|captcha|security check|checking your browser|human verification
    verify you are human|please verify you are a human|ddos-guard|before you continue
    before you continue to google search|before you continue to youtube|cookie consent
    seite nicht gefunden|page introuvable|página no encontrada|pagina niet gevonden
    pagina non trovata|страница не найдена|ページが見つかりません""".replace("\n", "|").split("|")
)
_PLAIN_WORDS = frozenset({"page", "not", "the", "to", "you", "are", "a", "file", "be"})
_UNREAD = frozenset({"br", "zstd", "compress"})
_TITLE = re.compile(rb"<title\b[^>]{0,200}>([^<]{1,1000})", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|·•:–—-]\s+|\s*[|»]\s*|:\s+")
_ERROR_PATH = re.compile(
    r"(?:^|/)(?:404|error|errors|not-?found|page-?not-?found)(?:\.\w{1,5})?/?$"
)


def flaw_of(answer: Exchange, url: str) -> str | None:
    """Why the saved bytes can't stand for `url`; None where nothing tells against them."""
    if answer.status not in USABLE:
        return f"status {answer.status}"
    if answer.header("content-encoding") in _UNREAD:  # raw captures come as they were saved
        return None
    if not answer.body.strip():
        return "an empty page"
    if is_pdf(url) and b"%PDF" not in answer.body[:1024]:
        return "no PDF, in place of one"
    title = title_of(answer.body)
    if title and _says_nothing(title, url):
        return f"the page says “{title}”"
    return None


def page_of(answer: Exchange) -> PageText | None:
    """The text of a saved page; None where it is no page or can't be read."""
    if answer.header("content-encoding") in _UNREAD:
        return None
    return read_page(answer.body, answer.header("content-type") or "", whole=not answer.truncated)


def title_of(body: bytes) -> str | None:
    """The title of an HTML page, on one line."""
    match = _TITLE.search(body)
    return " ".join(html.unescape(match[1].decode("utf-8", "replace")).split()) if match else None


def redirect_of(answer: Exchange, here: Target) -> Target | None:
    """Where a saved redirect leads, and to which moment; None where it is no redirect."""
    location = answer.header("location")
    if answer.status not in range(300, 400) or not location:
        return None
    try:
        return read_target(location) or Target(here.moment, urljoin(here.original, location))
    except ValueError:
        return None


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


def _says_nothing(title: str, url: str) -> bool:
    # A page about captchas or about status 404 has the word in its address too.
    subject = set(fold(unquote(urlsplit(url).path)).split()) - _PLAIN_WORDS
    parts = (fold(part) for part in (title, *_PARTS.split(title)))
    return any(part in _SAYS_NOTHING and not subject & set(part.split()) for part in parts)
