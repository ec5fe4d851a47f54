"""A `Fetch` that makes a request once for all addresses that make it: queries by prefix."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from auditor.model.port import Answer, Fetch, Purpose, Request

KEPT = 8  # answers, of 1 MiB at most


@dataclass(slots=True)
class Once:
    """Hands the answer to a query by prefix to everyone who asks for it, now or a little later.

    Such a request is made under its own address as key, whoever asked first.
    """

    fetch: Fetch
    _known: OrderedDict[str, Answer] = field(default_factory=OrderedDict)
    _waiting: dict[str, list[Request]] = field(default_factory=dict)

    def __call__(self, queue: deque[Request], /) -> Iterator[Answer]:
        """Answers as they come; see `auditor.model.port.Fetch`."""
        inner: deque[Request] = deque()
        self._waiting.clear()
        while queue:
            yield from self._sorted(queue, inner)
            for answer in self.fetch(inner):
                yield from self._told(answer)
                yield from self._sorted(queue, inner)

    def _sorted(self, queue: deque[Request], inner: deque[Request]) -> Iterator[Answer]:
        """Pass on what is to be asked; answer what is known."""
        while queue:
            request = queue.popleft()
            url = request.url
            if request.purpose is not Purpose.CDX_PREFIX:
                inner.append(request)
            elif url in self._known:
                yield replace(self._known[url], request=request)
            else:
                if url not in self._waiting:
                    inner.append(replace(request, key=url))
                self._waiting.setdefault(url, []).append(request)

    def _told(self, answer: Answer) -> Iterator[Answer]:
        request = answer.request
        if request.purpose is not Purpose.CDX_PREFIX:
            yield answer
            return
        self._known[request.url] = answer
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        for waiting in self._waiting.pop(request.url):
            yield replace(answer, request=waiting)
