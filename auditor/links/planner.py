"""What to ask next about a cited address: the next hop, once more, or as a browser would; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType

from auditor.links.address import UnfitError, page_of, parse
from auditor.links.chain import Chain, cookies, of, onward, walk
from auditor.links.nearby import Dead, Siblings, answers_well, near_misses
from auditor.links.probe import is_doubtful, sibling
from auditor.links.retry import tries
from auditor.links.settings import LinkSettings
from auditor.links.sites import is_copy
from auditor.links.sketched import with_sketch
from auditor.links.verdict import is_dead, judge, unfit
from auditor.links.walls import wall
from auditor.model.facts import Verdict, Wanted
from auditor.model.port import Answer, Exchange, Failure, Purpose, Request
from auditor.text.http import retry_after

ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"
REFUSALS = frozenset({403, 406, 999})
BROWSER: Mapping[str, str] = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-US,en;q=0.5",
    "Upgrade-Insecure-Requests": "1",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
}

_CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


@dataclass(frozen=True, slots=True)
class Links:
    """The planner for links; see `auditor.evidence.loop.Planner`."""

    settings: LinkSettings = field(default_factory=LinkSettings)
    siblings: Siblings = field(default_factory=Siblings)

    def next_requests(self, wanted: Wanted, answers: Sequence[Answer], /) -> Sequence[Request]:
        """One request, or none when the answers make a verdict."""
        if not answers:
            try:
                return (self._first(wanted),)
            except UnfitError:
                return ()
        own = of(answers, Purpose.LINK)
        return self._chain(own) or self._probe(own, answers) or self._nearby(own, answers)

    def _first(self, wanted: Wanted) -> Request:
        parse(wanted.url)
        limit = self._limit(wanted)
        request = self._request(page_of(wanted.url), limit=limit, key=wanted.url)
        if not wanted.validators:
            return request
        return replace(request, headers={**request.headers, **_conditions(wanted)})

    def _limit(self, wanted: Wanted) -> int:
        """How much of a page is read: as far as anybody looks at it."""
        if wanted.fragments and _needs_page(wanted):
            return self.settings.page_limit
        return self.settings.text_limit if wanted.has_words else self.settings.body_limit

    def _chain(self, answers: Sequence[Answer]) -> Sequence[Request]:
        """What is still to be asked of the address itself."""
        chain, last = walk(answers), answers[-1]
        if isinstance(last, Exchange):
            if last.status in REFUSALS and not _as_browser(last.request):
                return (self._again(chain, last, browser=True),)
            if onward(last) is not None and wall(last) is None:
                return self._next_hop(chain, answers)
        if self._worth_more(chain, last):
            return (self._again(chain, last, browser=_as_browser(last.request)),)
        return ()

    def fact(self, wanted: Wanted, answers: Sequence[Answer], /) -> Verdict:
        """The verdict."""
        verdict = judge(wanted, answers) if answers else unfit(wanted.url)
        return with_sketch(verdict, wanted, answers)

    def _probe(self, own: Sequence[Answer], answers: Sequence[Answer]) -> Sequence[Request]:
        chain, last = walk(own), own[-1]
        asked = of(answers, Purpose.PROBE)
        if asked or not isinstance(last, Exchange) or not is_doubtful(chain, last):
            return ()
        request = self._request(sibling(chain, last, self.settings.seed), purpose=Purpose.PROBE)
        return (request,)

    def _nearby(self, own: Sequence[Answer], answers: Sequence[Answer]) -> Sequence[Request]:
        """An address near a dead one, if none that was tried so far answers well."""
        if not is_dead(own[-1]) or is_copy(own[0].request.url):
            return ()
        tried = of(answers, Purpose.NEAR_MISS)
        if len(tried) >= self.settings.near_misses or any(map(answers_well, tried)):
            return ()
        dead = Dead(parse(own[0].request.url), isinstance(own[-1], Failure), self.siblings)
        left = near_misses(dead)[len(tried) : len(tried) + 1]
        return [self._request(url, purpose=Purpose.NEAR_MISS) for url in left]

    def _worth_more(self, chain: Chain, last: Answer) -> bool:
        if chain.tries >= tries(last, self.settings.retries):
            return False
        pause = retry_after(last) if isinstance(last, Exchange) else None
        return pause is None or pause <= self.settings.retry_after_cap

    def _again(self, chain: Chain, last: Answer, *, browser: bool) -> Request:
        url, attempt = last.request.url, last.request.attempt + 1
        return self._request(
            url, chain.exchanges, attempt=attempt, browser=browser, limit=last.request.limit
        )

    def _next_hop(self, chain: Chain, answers: Sequence[Answer]) -> tuple[Request, ...]:
        last = answers[-1]
        goal = onward(last) if isinstance(last, Exchange) else None
        if not isinstance(last, Exchange) or goal is None:
            return ()
        if len(chain.hops) >= self.settings.max_hops:
            return ()
        before = (*chain.exchanges, last)
        browser, limit = _as_browser(last.request), last.request.limit
        request = self._request(goal.href, before, browser=browser, limit=limit)
        return () if any(_same(request, answer.request) for answer in answers) else (request,)

    def _request(
        self,
        url: str,
        before: Sequence[Exchange] = (),
        *,
        attempt: int = 1,
        browser: bool = False,
        limit: int = 0,
        purpose: Purpose = Purpose.LINK,
        key: str = "",
    ) -> Request:
        headers = BROWSER if browser else _plain(self.settings.user_agent)
        cookie = cookies(before, url) if before else None
        return Request(
            url=url,
            purpose=purpose,
            headers={**headers, "Cookie": cookie} if cookie else headers,
            limit=limit or self.settings.body_limit,
            attempt=attempt,
            key=key,
        )


def _needs_page(wanted: Wanted) -> bool:
    from auditor.links.fragments import needs_page  # here: most runs cite no fragment

    return needs_page(wanted.fragments)


@cache  # one for all requests that wait: 100,000 of them would take 23 MB
def _plain(agent: str) -> Mapping[str, str]:
    return MappingProxyType({"User-Agent": agent, "Accept": ACCEPT})


def _conditions(wanted: Wanted) -> dict[str, str]:
    """The headers that let a server answer "not modified" (RFC 9110, 13.1)."""
    return {
        _CONDITIONS[name]: value for name, value in wanted.validators.items() if name in _CONDITIONS
    }


def _as_browser(request: Request) -> bool:
    return request.headers.get("User-Agent") == BROWSER["User-Agent"]


def _same(one: Request, other: Request) -> bool:
    """Whether a request repeats another: only new cookies make a visited address a new place."""
    return one.url == other.url and one.headers.get("Cookie") == other.headers.get("Cookie")
