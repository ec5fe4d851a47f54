"""The capture of one page: the page through its redirects, then what it needs to be shown."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
import time
from typing import Any, Protocol

import pycurl

from auditor.links.address import UnfitError, parse
from auditor.links.settings import LinkSettings
from auditor.preserve.fetching import Limits, Served, Unserved, serve
from auditor.preserve.page import (
    Completeness,
    drawn_by_scripts,
    is_css,
    is_html,
    is_wall,
    text_of,
    title_of,
)
from auditor.preserve.requisites import of_css, of_html

PAGE = Limits(bytes=256 << 20, seconds=120.0)
REQUISITE = Limits(bytes=16 << 20, seconds=30.0)
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one page may cost. Sizes in bytes, times in seconds.

    `depth` is how far style sheets may name further ones.
    """

    page: Limits = PAGE
    requisite: Limits = REQUISITE
    requisites: int = 200
    depth: int = 3
    total: int = 512 << 20
    seconds: float = 300.0
    hops: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A page and what came with it; `page` is the answer at the end of its redirects, if any.

    `missing` counts requisites that were named but did not come whole. `reason` says why there is
    no page: policy, timeout, failed, redirects, busy, stopped, or its status.
    """

    url: str
    exchanges: tuple[Served, ...] = ()
    page: Served | None = None
    title: str = ""
    missing: int = 0
    completeness: Completeness = Completeness.FULL
    reason: str = ""

    def close(self) -> None:
        """Let go of the bodies."""
        for item in self.exchanges:
            item.body.file.close()


class Turns(Protocol):
    """When a host may be asked; see `auditor.preserve.run`."""

    def __call__(self, host: str, /) -> AbstractContextManager[None]:
        """A context that waits for a turn at a host and holds it."""
        ...

    def may_ask(self, host: str, /) -> bool:
        """Whether there is any use in asking a host again."""
        ...

    def answered(self, host: str, answer: Served | Unserved, /) -> None:
        """Learn from an answer."""


@dataclass
class Capture:
    """Captures pages one after the other over kept connections; one for each thread."""

    settings: LinkSettings
    bundle: str
    turns: Turns
    stopped: Callable[[], bool] = lambda: False
    bounds: Bounds = field(default_factory=Bounds)
    clock: Callable[[], float] = time.monotonic
    _handle: Any = field(default_factory=pycurl.Curl)

    def __call__(self, url: str) -> Captured:
        """The capture of a page as cited."""
        try:
            asked = parse(url).href
        except UnfitError:
            return Captured(url=url, reason="malformed")
        end = self.clock() + self.bounds.seconds
        hops, page, reason = self._followed(asked, self.bounds.page)
        if page is None or not 200 <= page.status < 300 or page.truncated:
            return Captured(url=url, exchanges=tuple(hops), reason=reason or _why(page))
        text = text_of(page) if is_html(page) else ""
        found, missing = self._requisites(page, text, end) if text else ([], 0)
        return Captured(
            url=url,
            exchanges=(*hops, *found),
            page=page,
            title=title_of(text),
            missing=missing,
            completeness=_completeness(text, missing),
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._handle.close()

    def _followed(
        self, url: str, limits: Limits, referrer: str = ""
    ) -> tuple[list[Served], Served | None, str]:
        """All answers on the way from an address, the last of them, why there is none."""
        hops: list[Served] = []
        for _ in range(self.bounds.hops + 1):
            answer = self._ask(url, limits, referrer)
            if isinstance(answer, Unserved):
                return hops, None, answer.reason
            hops.append(answer)
            target = _target(answer)
            if target is None:
                return hops, answer, ""
            url = target
        return hops, None, "redirects"

    def _requisites(self, page: Served, text: str, end: float) -> tuple[list[Served], int]:
        """What a page names and its styles name, breadth first; and how many did not come."""
        bounds = self.bounds
        waiting = deque((url, 1) for url in of_html(text, page.url))
        known = {page.url, *(url for url, _ in waiting)}
        found: list[Served] = []
        missing = size = 0
        while waiting:
            url, depth = waiting.popleft()
            if len(found) >= bounds.requisites or size > bounds.total or self.clock() > end:
                return found, missing + 1 + len(waiting)
            answers, last, _ = self._followed(url, bounds.requisite, page.url)
            found += answers
            size += sum(item.body.size for item in answers)
            missing += last is None or last.status != 200 or bool(last.truncated)
            if last and is_css(last) and depth <= bounds.depth:
                more = [item for item in of_css(text_of(last), last.url) if item not in known]
                known.update(more)
                waiting.extend((item, depth + 1) for item in more)
        return found, missing

    def _ask(self, url: str, limits: Limits, referrer: str = "") -> Served | Unserved:
        if "@" in url.split("/", 3)[2]:  # a password: it would stand in the request that is kept
            return Unserved(url, "policy")
        host = parse(url).host
        with self.turns(host):
            if not self.turns.may_ask(host):
                return Unserved(url, "stopped" if self.stopped() else "busy")
            answer = serve(
                url,
                self.settings,
                self.bundle,
                limits,
                referrer=referrer,
                stopped=self.stopped,
                handle=self._handle,
            )
        self.turns.answered(host, answer)
        return answer


def _target(answer: Served) -> str | None:
    """Where a redirect leads."""
    location = answer.header("location")
    if answer.status not in REDIRECTS or not location:
        return None
    try:
        return parse(location, answer.url).href
    except UnfitError:
        return None


def _why(page: Served | None) -> str:
    if page is None:
        return "failed"
    return page.truncated or f"status_{page.status}"


def _completeness(text: str, missing: int) -> Completeness:
    if text and (drawn_by_scripts(text) or is_wall(text)):
        return Completeness.NEEDS_BROWSER
    return Completeness.HTML_ONLY if missing else Completeness.FULL
