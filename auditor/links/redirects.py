"""Redirects that end somewhere else than the source: home pages, log-ins, consent walls; pure."""

from __future__ import annotations

from collections.abc import Callable
import re
from urllib.parse import SplitResult

from auditor.links.address import Parsed
from auditor.links.doubts import Doubt
from auditor.text import paths
from auditor.text.hosts import host_of, site_of

_TOKEN = re.compile(r"/[\w-]{1,12}/?")


def is_home(url: Parsed) -> bool:
    """Whether an address is the home page of its site, in some language."""
    return paths.is_home(_split(url))


def to_home(first: Parsed, final: Parsed) -> Doubt | None:
    """A page that ends at a home page is most often gone; a shortener's link may lead there."""
    if not _leads_to(paths.is_home, first, final) or _short(first, final):
        return None
    return Doubt("home_redirect", f"it redirects to a home page, {final.href}")


def to_error(first: Parsed, final: Parsed) -> Doubt | None:
    """A redirect to the page that a site keeps for addresses it doesn't know."""
    if not _leads_to(paths.is_error, first, final):
        return None
    return Doubt("soft_404", f"it redirects to an error page, {final.href}")


def to_wall(first: Parsed, final: Parsed) -> Doubt | None:
    """A redirect to a log-in or a consent page, where the cited address is none itself."""
    if _leads_to(paths.is_consent, first, final):
        return Doubt("consent", f"it redirects to a consent page, {final.href}")
    if _leads_to(paths.is_login, first, final):
        return Doubt("login", f"it redirects to a log-in page, {final.href}")
    return None


def _leads_to(kind: Callable[[SplitResult], bool], first: Parsed, final: Parsed) -> bool:
    """Whether an address that is not of a kind leads to one that is."""
    return first.href != final.href and kind(_split(final)) and not kind(_split(first))


def _split(url: Parsed) -> SplitResult:
    return SplitResult(url.scheme, url.host, url.path, url.query[1:], "")


def _short(first: Parsed, final: Parsed) -> bool:
    elsewhere = site_of(host_of(first.href)) != site_of(host_of(final.href))
    return elsewhere and len(first.host) <= 12 and bool(_TOKEN.fullmatch(first.path))
