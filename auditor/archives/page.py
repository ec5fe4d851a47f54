"""What the bytes of a capture tell against it: a saved error, a wall, nothing at all."""

from __future__ import annotations

from html import unescape
import re
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from auditor.archives.answers import Target, read_target
from auditor.archives.choice import USABLE, is_pdf
from auditor.archives.queries import is_address
from auditor.model.port import Exchange
from auditor.text import walls
from auditor.text.fold import fold
from auditor.text.html import decoded
from auditor.text.paths import ENDS
from auditor.text.phrases import CONSENT, LOGIN, PARKED, mentions, says, says_not_found
from auditor.text.sketch import PageText, read_page

_SHORT = 3000  # visible characters under which a page may be no more than a notice
_PLAIN_WORDS = frozenset(
    """a access and are at available back be been before file for from has have in is it
    moment not of on one page please request site sorry the this to under we you your""".split()
)
# A page that leads on at once, by a tag or a script, and says no more than that it does.
_SLIP = 8192  # bytes
_FEW = 25  # words
_LEADS = re.compile(
    r"<meta\b(?=[^<>]{0,300}\brefresh\b)[^<>]{0,300}?\b[0-5]\s{0,9};\s{0,9}url\s{0,9}="
    r"\s{0,9}['\"]?([^'\"<>\s]{1,2000})"
    r"|\blocation(?:\.href)?\s{0,9}(?:=|\.replace\()\s{0,9}['\"]([^'\"<>\s]{1,2000})['\"]",
    re.IGNORECASE,
)
_UNREAD = frozenset({"br", "zstd", "compress"})
_PASSWORD = re.compile(r"<input\b[^<>]{0,500}\btype\s{0,9}=\s{0,9}[\"']?password\b", re.IGNORECASE)


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
    said = says_not_found(title) or walls.titled(title) or mentions(PARKED, title)
    if said or not page.whole or len(page.words) > _SHORT:
        return said
    asks = _PASSWORD.search(decoded(answer.body, "")) is not None
    log_in = says(LOGIN, title) if asks else None
    said = mentions(PARKED, page.words) or says(CONSENT, title) or log_in
    return said or walls.worded(page.words)


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
    location = _location(answer)
    if not location:
        return None
    try:
        there = read_target(location) or Target(here.moment, urljoin(here.original, location))
    except ValueError:
        return None
    return there if is_address(there.original) else None


def _location(answer: Exchange) -> str | None:
    """Where an answer sends its reader: by its header, or by a page that does nothing else."""
    if answer.status in range(300, 400):
        return answer.header("location")
    if answer.status not in USABLE or answer.truncated or len(answer.body) > _SLIP:
        return None
    page = page_of(answer)
    if page is None or len(page.words.split()) > _FEW:
        return None
    leads = _LEADS.search(decoded(answer.body, ""))
    return unescape(leads[1] or leads[2]) if leads else None


def redirect_flaw(target: str, url: str) -> str | None:
    """Why a page that redirects to `target` is no copy of `url`."""
    there, cited = _parts(target), _parts(url)
    ends = (name for name, holds in ENDS.items() if holds(there) and not holds(cited))
    name = next(ends, None)
    return f"redirects to {name}" if name else None


def _parts(url: str) -> SplitResult:
    return urlsplit(url if "//" in url[:12] else f"//{url}")
