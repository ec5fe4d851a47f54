"""Redirects that end somewhere else than the source: home pages, log-ins, consent walls; pure."""

from __future__ import annotations

import re

from auditor.links.address import Parsed
from auditor.links.doubts import Doubt
from auditor.text.hosts import host_of, site_of

_HOME = re.compile(
    r"/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)(?:\.\w{2,5})?/?)?", re.IGNORECASE
)
_LOGIN_HOST = re.compile(
    r"(?:log-?in|sign-?in|sso|accounts?|auth|idp|cas|shibboleth)\d?\.", re.IGNORECASE
)
_LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|log_in|sign_in|sso|idp|cas/login|oauth2?|wp-login\.php"
    r"|user/login|account/login|auth/login|authenticate)(?:[/.;]|$)",
    re.IGNORECASE,
)
_CONSENT_HOST = re.compile(r"(?:consent|privacy-?gate|cookie-?wall)s?\.", re.IGNORECASE)
_CONSENT_PATH = re.compile(
    r"/(?:consent|collectConsent|cookie-?wall|privacy-?gate)(?:[/.?]|$)", re.IGNORECASE
)
_TOKEN = re.compile(r"/[\w-]{1,12}/?")


def is_home(url: Parsed) -> bool:
    """Whether an address is the home page of its site, in some language."""
    return bool(_HOME.fullmatch(url.path)) and not url.query


def to_home(first: Parsed, final: Parsed) -> Doubt | None:
    """A page that ends at a home page is most often gone; a shortener's link may lead there."""
    if first.href == final.href or not is_home(final) or is_home(first) or _short(first, final):
        return None
    return Doubt("home_redirect", f"it redirects to a home page, {final.href}")


def _short(first: Parsed, final: Parsed) -> bool:
    elsewhere = site_of(host_of(first.href)) != site_of(host_of(final.href))
    return elsewhere and len(first.host) <= 12 and bool(_TOKEN.fullmatch(first.path))


def to_wall(first: Parsed, final: Parsed) -> Doubt | None:
    """A redirect to a log-in or a consent page, where the cited address is none itself."""
    if first.href == final.href:
        return None
    if _is(final, _CONSENT_HOST, _CONSENT_PATH) and not _is(first, _CONSENT_HOST, _CONSENT_PATH):
        return Doubt("consent", f"it redirects to a consent page, {final.href}")
    if _is(final, _LOGIN_HOST, _LOGIN_PATH) and not _is(first, _LOGIN_HOST, _LOGIN_PATH):
        return Doubt("login", f"it redirects to a log-in page, {final.href}")
    return None


def _is(url: Parsed, host: re.Pattern[str], path: re.Pattern[str]) -> bool:
    return bool(host.match(url.host) or path.search(url.path))
