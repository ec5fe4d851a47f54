"""Signs that a page which answers isn't the page that was cited; pure."""

from __future__ import annotations

from collections.abc import Callable
import json

from auditor.links.address import Parsed
from auditor.links.cues import Cue
from auditor.links.doubts import Doubt
from auditor.links.pages import SOON, Page, page_in, sent_on
from auditor.links.redirects import is_home
from auditor.links.retry import CONFIRMED
from auditor.model.port import Exchange
from auditor.text.phrases import (
    CONSENT,
    LOGIN,
    PARKED,
    SITELESS,
    mentions,
    says,
    says_not_found,
    stands,
)

_LANDER = 'window.location.href="/lander"'  # the whole of GoDaddy's page for parked domains
_SHORT_JSON = 2000  # bytes of an API's error
_CODES = ("status", "statusCode", "code")


def doubt(exchange: Exchange, cited: Parsed) -> Doubt | None:
    """The first sign that a page isn't what was cited; None where there is none."""
    page = page_in(exchange)
    if page is None:
        return _json_404(exchange)
    if not page.text.strip():
        return Doubt("empty", "the page is empty") if page.whole else None
    if not page.has_cue:
        return None
    goal = sent_on(exchange, SOON)
    if goal is not None:
        return Doubt("meta_refresh", f"the page sends its readers on to {goal.href}")
    return next((found for sign in _SIGNS if (found := sign(page, cited)) is not None), None)


def _json_404(exchange: Exchange) -> Doubt | None:
    """An API's error that says 404 by its code, though the status was another."""
    kind = exchange.header("content-type") or ""
    if "json" not in kind.lower() or len(exchange.body) > _SHORT_JSON:
        return None
    try:
        told = json.loads(exchange.body)
    except (ValueError, RecursionError):
        return None
    error = told.get("error", told) if isinstance(told, dict) else None
    places = [place for place in (told, error) if isinstance(place, dict)]
    codes = {str(place.get(name)) for place in places for name in _CODES}
    code = next((code for code in map(str, sorted(CONFIRMED)) if code in codes), None)
    return Doubt("soft_404", f"the answer says {code} of itself, as JSON") if code else None


def _parked(page: Page, cited: Parsed) -> Doubt | None:
    phrase = stands(SITELESS, page.title) or stands(PARKED, page.title)
    if not phrase and page.short:
        phrase = mentions(PARKED, page.words) or _own_sale(page, cited) or _lander(page)
    return Doubt("parked", f"the page says “{phrase}”") if phrase else None


def _own_sale(page: Page, cited: Parsed) -> str | None:
    """The words by which a page offers the host it stands on."""
    offer = f"{cited.host.removeprefix('www.')} is for sale"
    return offer if offer in page.words.lower() else None


def _lander(page: Page) -> str | None:
    return _LANDER if _LANDER in page.text and not page.words else None


def _soft_404(page: Page, cited: Parsed) -> Doubt | None:
    """A notice that says so. Of a longer page a probe tells more: see `probe.same_as`."""
    if is_home(cited) or not page.short:
        return None
    place, phrase = "title", says_not_found(page.title)
    if not phrase:
        place, phrase = "heading", says_not_found(page.heading)
    if not phrase or is_article(page):
        return None
    return Doubt("soft_404", f"the page's {place} says “{phrase}”")


def is_article(page: Page) -> bool:
    """Whether a page says of itself that it is a published article."""
    if Cue.ARTICLE not in page.cues:
        return False
    return page.soup.find("meta", {"property": "article:published_time"}) is not None


def _login(page: Page, _: Parsed) -> Doubt | None:
    asks = (
        Cue.LOGIN in page.cues
        and page.short
        and page.soup.find("input", {"type": "password"}) is not None
    )
    phrase = says(LOGIN, page.title) if asks else None
    return Doubt("login", f"the page is a log-in: “{phrase}”") if phrase else None


def _consent(page: Page, _: Parsed) -> Doubt | None:
    phrase = says(CONSENT, page.title) if page.short else None
    return Doubt("consent", f"the page asks for consent first: “{phrase}”") if phrase else None


def _empty(page: Page, _: Parsed) -> Doubt | None:
    if page.words or page.shows or not page.whole:
        return None
    return Doubt("empty", "the page has no text, no picture and no script")


_SIGNS: tuple[Callable[[Page, Parsed], Doubt | None], ...] = (
    _parked,
    _soft_404,
    _login,
    _consent,
    _empty,
)
