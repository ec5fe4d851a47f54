"""What to ask next about a cited address: the next hop, once more, or as a browser would; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from auditor.links.address import UnfitError, parse
from auditor.links.chain import Chain, cookies, onward, walk
from auditor.links.fragments import needs_page
from auditor.links.retry import retry_after, tries
from auditor.links.settings import LinkSettings
from auditor.links.verdict import judge, unfit
from auditor.model.facts import Verdict, Wanted
from auditor.model.port import Answer, Exchange, Purpose, Request

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


@dataclass(frozen=True, slots=True)
class Links:
    """The planner for links; see `auditor.evidence.loop.Planner`."""

    settings: LinkSettings = field(default_factory=LinkSettings)

    def next_requests(self, wanted: Wanted, answers: Sequence[Answer], /) -> Sequence[Request]:
        """One request, or none when the answers make a verdict."""
        if not answers:
            try:
                return (self._request(wanted, parse(wanted.url).href),)
            except UnfitError:
                return ()
        chain, last = walk(answers), answers[-1]
        if isinstance(last, Exchange):
            if last.status in REFUSALS and not _as_browser(last.request):
                return (self._again(wanted, chain, last, browser=True),)
            if onward(last) is not None:
                return self._next_hop(wanted, chain, answers)
        if self._worth_more(chain, last):
            return (self._again(wanted, chain, last, browser=_as_browser(last.request)),)
        return ()

    def fact(self, wanted: Wanted, answers: Sequence[Answer], /) -> Verdict:
        """The verdict."""
        return judge(wanted, answers) if answers else unfit(wanted.url)

    def _worth_more(self, chain: Chain, last: Answer) -> bool:
        if chain.tries >= tries(last, self.settings.retries):
            return False
        pause = retry_after(last) if isinstance(last, Exchange) else None
        return pause is None or pause <= self.settings.retry_after_cap

    def _again(self, wanted: Wanted, chain: Chain, last: Answer, *, browser: bool) -> Request:
        url, attempt = last.request.url, last.request.attempt + 1
        return self._request(wanted, url, chain.exchanges, attempt=attempt, browser=browser)

    def _next_hop(
        self, wanted: Wanted, chain: Chain, answers: Sequence[Answer]
    ) -> tuple[Request, ...]:
        last = answers[-1]
        goal = onward(last) if isinstance(last, Exchange) else None
        if not isinstance(last, Exchange) or goal is None:
            return ()
        if len(chain.hops) >= self.settings.max_hops:
            return ()
        before = (*chain.exchanges, last)
        request = self._request(wanted, goal.href, before, browser=_as_browser(last.request))
        return () if any(_same(request, answer.request) for answer in answers) else (request,)

    def _request(
        self,
        wanted: Wanted,
        url: str,
        before: Sequence[Exchange] = (),
        *,
        attempt: int = 1,
        browser: bool = False,
    ) -> Request:
        settings = self.settings
        headers = {"User-Agent": settings.user_agent, "Accept": ACCEPT}
        if browser:
            headers = dict(BROWSER)
        cookie = cookies(before, url)
        if cookie:
            headers["Cookie"] = cookie
        return Request(
            url=url,
            purpose=Purpose.LINK,
            headers=headers,
            limit=settings.page_limit if needs_page(wanted.fragments) else settings.body_limit,
            attempt=attempt,
        )


def _as_browser(request: Request) -> bool:
    return request.headers.get("User-Agent") == BROWSER["User-Agent"]


def _same(one: Request, other: Request) -> bool:
    """Whether a request repeats another: only new cookies make a visited address a new place."""
    return one.url == other.url and one.headers.get("Cookie") == other.headers.get("Cookie")
