"""Redirects that end somewhere else than the source: home pages, log-ins, consent walls; pure."""

from __future__ import annotations

import re

from auditor.links.address import Parsed
from auditor.links.doubts import Doubt
from auditor.text.hosts import host_of, site_of

_HOME = re.compile(
    r"/(?:[a-z]{2}(?:[-_][a-z]{2,4})?(?:/|$)){0,2}"  # a language, a country
    r"(?:web/guest/)?(?:(?:index|default|home|main|start|welcome|startseite|accueil|inicio)"
    r"(?:\.\w{2,5})?/?)?",
    re.IGNORECASE,
)
# What sites hand a home page that stands in for another one; "?p=7" is a page.
_HANDED = re.compile(
    r"\?(?:(?:lang|locale|language|hl|ref|from|utm_\w{1,9})=|(?:error=)?404\b).{0,2000}"
)
_ERROR_PATH = re.compile(
    r"(?:/(?:[a-z]{2}(?:[-_][a-z]{2,4})?|errors?|pages|static)){0,2}"
    r"/(?:404|(?:page-?)?not-?found|(?:404-?|page-?)error|(?:error|page)-?404|404-?page)"
    r"(?:\.\w{2,5})?/?",
    re.IGNORECASE,
)
_ERROR_QUERY = "?aspxerrorpath="  # ASP.NET's customErrors
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
    if first.href == final.href or is_home(first) or _short(first, final):
        return None
    if not (is_home(final) or _is_handed_home(final)):
        return None
    return Doubt("home_redirect", f"it redirects to a home page, {final.href}")


def _is_handed_home(url: Parsed) -> bool:
    return bool(_HOME.fullmatch(url.path) and _HANDED.fullmatch(url.query))


def to_error(first: Parsed, final: Parsed) -> Doubt | None:
    """A redirect to the page that a site keeps for addresses it doesn't know."""
    if first.path == final.path or not _is_error(final) or _is_error(first):
        return None
    return Doubt("soft_404", f"it redirects to an error page, {final.href}")


def _is_error(url: Parsed) -> bool:
    return bool(_ERROR_PATH.fullmatch(url.path)) or url.query.startswith(_ERROR_QUERY)


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
