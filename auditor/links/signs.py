"""Signs that a page which answers isn't the page that was cited; pure."""

from __future__ import annotations

from collections.abc import Callable

from auditor.links.address import Parsed
from auditor.links.cues import Cue
from auditor.links.doubts import Doubt
from auditor.links.pages import SOON, Page, page_in, sent_on
from auditor.links.redirects import is_home
from auditor.model.port import Exchange
from auditor.text.phrases import CONSENT, LOGIN, PARKED, mentions, says, says_not_found


def doubt(exchange: Exchange, cited: Parsed) -> Doubt | None:
    """The first sign that a page isn't what was cited; None where there is none."""
    page = page_in(exchange)
    if page is None:
        return None
    if not page.text.strip():
        return Doubt("empty", "the page is empty") if page.whole else None
    if not page.has_cue:
        return None
    goal = sent_on(exchange, SOON)
    if goal is not None:
        return Doubt("meta_refresh", f"the page sends its readers on to {goal.href}")
    return next((found for sign in _SIGNS if (found := sign(page, cited)) is not None), None)


def _parked(page: Page, _: Parsed) -> Doubt | None:
    phrase = mentions(PARKED, page.title) or (mentions(PARKED, page.words) if page.short else None)
    return Doubt("parked", f"the page says “{phrase}”") if phrase else None


def _soft_404(page: Page, cited: Parsed) -> Doubt | None:
    if is_home(cited):
        return None
    place, phrase = "title", says_not_found(page.title)
    if not phrase and page.short:
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
