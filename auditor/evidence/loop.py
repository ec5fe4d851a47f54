"""The loop around a pure step: ask what to fetch next, fetch it, ask again, until a fact stands.

A planner says for one address, from all answers so far, what to ask next, and in the end what the
answers mean. It touches no network, no clock and no state, so that an audit can be replayed. Links
and archives each have one (`auditor.links.planner.Links`, `auditor.archives.lookups.Lookups`); each
is driven here over its own client (`auditor.links.engine`, `auditor.archives.client`), which is a
`Fetch` of `auditor.model.port`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from auditor.model.facts import Wanted
from auditor.model.port import Answer, Fetch, Request

F = TypeVar("F")
F_co = TypeVar("F_co", covariant=True)


class Planner(Protocol[F_co]):
    """What to ask about one address, and what the answers mean; pure."""

    def next_requests(self, wanted: Wanted, answers: Sequence[Answer], /) -> Sequence[Request]:
        """The requests to make next, none when the answers suffice.

        Called first without answers, then whenever all requests asked for so far are answered;
        `answers` are all of them, in the order they came. `Request.key` is set by the loop.
        """
        ...

    def fact(self, wanted: Wanted, answers: Sequence[Answer], /) -> F_co:
        """What the answers come to."""
        ...


@dataclass(slots=True)  # there is one for each address of a run
class _Case:
    """One address under way: its answers so far and how many are still awaited."""

    wanted: Wanted
    answers: tuple[Answer, ...] = ()
    awaited: int = 0


def gather(
    wanted: Iterable[Wanted], planner: Planner[F], fetch: Fetch
) -> Generator[tuple[Wanted, F], None, None]:
    """The fact for each wanted address, as soon as it stands; addresses must be distinct."""
    queue: deque[Request] = deque()
    cases = {item.url: _Case(item) for item in wanted}
    for case in list(cases.values()):
        if not _ask(case, planner, queue):
            yield case.wanted, planner.fact(case.wanted, cases.pop(case.wanted.url).answers)
    for answer in fetch(queue):
        case = cases[answer.request.key]
        case.answers += (answer,)
        case.awaited -= 1
        if not case.awaited and not _ask(case, planner, queue):
            yield case.wanted, planner.fact(case.wanted, cases.pop(case.wanted.url).answers)


def _ask(case: _Case, planner: Planner[F], queue: deque[Request]) -> bool:
    requests = planner.next_requests(case.wanted, case.answers)
    key = case.wanted.url
    queue.extend(item if item.key == key else replace(item, key=key) for item in requests)
    case.awaited = len(requests)
    return bool(requests)
