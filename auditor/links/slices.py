"""A slice of a run: one host, some of its addresses; JSON in, JSON facts out.

`check_slice` keeps nothing between calls and knows no store, so that a bulk run may hand slices to
an executor on other machines. Verdicts are made by whoever handed out the slice
(`auditor.links.verdict.judge` over the answers).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
import datetime as dt
import time
from typing import Any

from auditor.links.address import UnfitError, parse
from auditor.links.chain import of, walk
from auditor.links.engine import Engine
from auditor.links.planner import Links
from auditor.links.settings import Clock, LinkSettings
from auditor.links.wire import answer_in, fields_of, wanted_in
from auditor.model.facts import Wanted
from auditor.model.port import Answer, Purpose, Request


def check_slice(spec: dict[str, Any]) -> dict[str, Any]:
    """Look at some addresses of one host, and at no other host.

    `spec` holds `host` (as `parse` names it), `now` (ISO 8601, the time of day at the start),
    `limits` (fields of LinkSettings), `policy` ({"allow_private": false}) and `urls`: for each page
    its `url`, and where there are any its `fragments`, `validators`, and `answers` got so far on
    other hosts. The result holds `host`, `seconds` and `facts`: for each page its `url`, all
    `answers` now, and `next`, what is to be asked of another host (`host`, `url`, `depth` in hops,
    `cookie`), or null where the answers make a verdict. KeyError, TypeError or ValueError where
    `spec` is none.
    """
    began = time.monotonic()
    settings = LinkSettings(**spec.get("limits", {}), **spec.get("policy", {}))
    cases = [_Case(wanted_in(item), _answers(item)) for item in spec["urls"]]
    clock = _clock(dt.datetime.fromisoformat(spec["now"]), began)
    _Slice(spec["host"], Links(settings), cases).run(Engine(settings, clock))
    facts = [_fact(case) for case in cases]
    return {"host": spec["host"], "seconds": round(time.monotonic() - began, 3), "facts": facts}


def _clock(now: dt.datetime, began: float) -> Clock:
    """A clock set by whoever made the slice: two machines need not agree on the time of day."""
    return Clock(now=lambda: now + dt.timedelta(seconds=time.monotonic() - began))


def _answers(item: Mapping[str, Any]) -> list[Answer]:
    return [answer_in(fields) for fields in item.get("answers", ())]


@dataclass
class _Case:
    """A page under way: its answers, and what is left to ask of other hosts."""

    wanted: Wanted
    answers: list[Answer]
    awaited: int = 0
    onward: list[Request] = field(default_factory=list)


class _Slice:
    """One look: every request that planners ask for, so far as it goes to the host."""

    def __init__(self, host: str, planner: Links, cases: Sequence[_Case]) -> None:
        self._host = host
        self._planner = planner
        self._cases = cases
        self._queue: deque[Request] = deque()

    def run(self, engine: Engine) -> None:
        for number in range(len(self._cases)):
            self._ask(number)
        for answer in engine(self._queue):
            case = self._cases[int(answer.request.key)]
            case.answers.append(answer)
            case.awaited -= 1
            if not case.awaited:
                self._ask(int(answer.request.key))

    def _ask(self, number: int) -> None:
        case = self._cases[number]
        requests = self._planner.next_requests(case.wanted, tuple(case.answers))
        here = [request for request in requests if _host(request) == self._host]
        case.onward = [request for request in requests if request not in here]
        case.awaited = len(here)
        self._queue.extend(replace(request, key=str(number)) for request in here)


def _host(request: Request) -> str | None:
    try:
        return parse(request.url).host
    except UnfitError:
        return None


def _fact(case: _Case) -> dict[str, Any]:
    answers = [fields_of(answer) for answer in case.answers]
    onward = _onward(case.onward[0], case) if case.onward else None
    return {"url": case.wanted.url, "answers": answers, "next": onward}


def _onward(request: Request, case: _Case) -> dict[str, Any]:
    own = of(case.answers, Purpose.LINK)
    hops = len(walk(own).hops) if own else 0
    return {
        "host": _host(request),
        "url": request.url,
        "purpose": request.purpose.value,
        "depth": hops + 1 if own and request.purpose is Purpose.LINK else hops,
        "cookie": request.headers.get("Cookie"),
    }
