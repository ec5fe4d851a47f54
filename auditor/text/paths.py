"""What an address tells by its spelling: a home page, an error page, a log-in, a consent wall.

Each is of a host, a path and a query as `urlsplit` has them; the query is without its "?".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
import re
from urllib.parse import SplitResult

_HOME = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2,4})?(?:/|$)){0,2}"  # a language, a country
    r"(?:web/guest/)?(?:(?:index|default|home|main|start|welcome|startseite|accueil|inicio)"
    r"(?:\.\w{2,5})?/?)?",
    re.IGNORECASE,
)
# What sites hand a home page that stands in for another one; "p=7" is a page.
_HANDED = re.compile(
    r"(?:(?:lang|locale|language|hl|ref|from|utm_\w{1,9})=|(?:error=)?404\b).{0,2000}"
)
_ERROR_PATH = re.compile(  # near the top: "/posts/404" may be a post
    r"(?:/(?:[a-z]{2}(?:[-_][a-z]{2,4})?|errors?|pages|static)){0,2}"
    r"/(?:404|errors?|(?:page-?)?not-?found|(?:404-?|page-?)error|(?:error|page)-?404|404-?page)"
    r"(?:\.\w{2,5})?/?",
    re.IGNORECASE,
)
_ERROR_QUERY = "aspxerrorpath="  # ASP.NET's customErrors
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


def is_home(url: SplitResult) -> bool:
    """Whether an address is the home page of its site, in some language."""
    return bool(_HOME.fullmatch(url.path)) and (not url.query or bool(_HANDED.fullmatch(url.query)))


def is_error(url: SplitResult) -> bool:
    """Whether an address is the page that a site keeps for addresses it does not know."""
    return bool(_ERROR_PATH.fullmatch(url.path)) or url.query.lower().startswith(_ERROR_QUERY)


def is_login(url: SplitResult) -> bool:
    """Whether an address is a log-in."""
    return bool(_LOGIN_HOST.match(url.netloc) or _LOGIN_PATH.search(url.path))


def is_consent(url: SplitResult) -> bool:
    """Whether an address is a page that asks for consent first."""
    return bool(_CONSENT_HOST.match(url.netloc) or _CONSENT_PATH.search(url.path))


ENDS: Mapping[str, Callable[[SplitResult], bool]] = {
    "the home page": is_home,
    "an error page": is_error,
    "a consent page": is_consent,
    "a log-in": is_login,
}
