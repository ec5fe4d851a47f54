"""A probe for soft 404s: does the server answer an address nobody ever made with the same page?

Pure. A page is probed only where its title or its short text is doubtful, so that a site that draws
all its pages from one shell is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
import re

from auditor.links.address import Parsed, parse
from auditor.links.chain import Chain, onward
from auditor.links.cues import Cue
from auditor.links.doubts import Doubt
from auditor.links.pages import Page, is_drawn, page_in
from auditor.links.redirects import is_home
from auditor.links.retry import CONFIRMED
from auditor.links.signs import is_article
from auditor.links.sites import is_copy
from auditor.model.port import Answer, Exchange
from auditor.text.phrases import mentions_not_found, says_not_found, says_sorry

ALIKE = 0.9  # share of words two pages have in common that are one page
_OPENING = 600  # characters of a short page within which a notice says what it is
_CUES = frozenset({Cue.ABSENCE, Cue.SORRY})
_SAYING = (mentions_not_found, says_not_found)
_SUFFIX = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)


def is_doubtful(chain: Chain, last: Exchange) -> bool:
    """Whether a page may be a soft 404, but doesn't say so plainly enough."""
    page = page_in(last)
    if page is None or last.status != 200 or page.cues.isdisjoint(_CUES):
        return False
    if not (says_sorry(page.title) or (page.has_cue and _speaks_of_absence(page))):
        return False
    return not is_home(parse(chain.first)) and not is_copy(chain.first)


def _speaks_of_absence(page: Page) -> bool:
    told = any(says(part) for says in _SAYING for part in (page.title, page.heading))
    notice = page.short and mentions_not_found(page.words[:_OPENING])
    return (told or notice) and not is_article(page)


def sibling(chain: Chain, last: Exchange, seed: int) -> str:
    """An address beside the cited one that nobody ever made; the same for the same seed.

    It is beside the last address of the chain that still ends as the cited one does, so that a
    change of scheme or host on the way doesn't hide what comes after it.
    """
    from hashlib import sha256  # here: it loads OpenSSL, and most runs probe nothing

    cited = parse(chain.first)
    name = cited.path.rpartition("/")[2]
    ways = (*chain.exchanges, last)
    here = next(
        (way for item in reversed(ways) if _name(way := parse(item.request.url)) == name), cited
    )
    token = sha256(f"{seed} {here.origin}".encode()).hexdigest()[:16]
    suffix = _SUFFIX.search(name)
    folder = here.path.rpartition("/")[0]
    return f"{here.origin}{folder}/{token}{suffix[0] if suffix else ''}"


def _name(url: Parsed) -> str:
    return url.path.rpartition("/")[2]


def same_as(chain: Chain, last: Exchange, probes: Sequence[Answer]) -> Doubt | None:
    """The doubt that a probe's answer proves: it leads where the page does, or is the page.

    A page whose title says so is doubted whatever the answer, unless the server says "not found"
    where nothing is: an essay on missing pages may have such a title, an error page then not.
    """
    if not probes or not is_doubtful(chain, last):
        return None
    probe = next((item for item in probes if isinstance(item, Exchange)), None)
    if probe is None:
        return _by_title(last)
    goal = onward(probe)
    places = {last.request.url, *(hop.url for hop in chain.hops[1:])}
    if goal is not None and chain.hops and goal.href in places:
        return Doubt("soft_404", "an address that nobody made leads to the same page")
    if probe.status == last.status and _alike(page_in(last), page_in(probe)):
        return Doubt("soft_404", "an address that nobody made gets the same page")
    return None if probe.status in CONFIRMED else _by_title(last)


def _by_title(exchange: Exchange) -> Doubt | None:
    page = page_in(exchange)
    phrase = says_not_found(page.title) if page else None
    return Doubt("soft_404", f"the page's title says “{phrase}”") if phrase else None


def _alike(one: Page | None, other: Page | None) -> bool:
    if one is None or other is None or is_drawn(one.text):
        return False
    return _share(_words(one), _words(other)) >= ALIKE


def _words(page: Page) -> Counter[str]:
    return Counter([*page.title.split(), *page.words.split()])


def _share(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
