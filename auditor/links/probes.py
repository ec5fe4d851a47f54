"""At most one probe a host and run: whoever asks later is told what the first one was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from auditor.model.port import Answer, Failure, Request


@dataclass(slots=True)
class Probes:
    """The probes of a run, by host: those that wait for an answer, and the answers."""

    _waiting: dict[str, list[Request]] = field(default_factory=dict)
    _known: dict[str, Answer] = field(default_factory=dict)

    def is_first(self, request: Request, host: str) -> bool:
        """Whether this probe is to be made; another waits for `answered` or asks `known`."""
        if host in self._waiting:
            self._waiting[host].append(request)
            return False
        self._waiting[host] = []
        return True

    def known(self, request: Request, host: str) -> Answer | None:
        """The answer to the host's probe as that to this one; None while there is none."""
        answer = self._known.get(host)
        return replace(answer, request=request) if answer else None

    def answered(self, answer: Answer, host: str) -> Iterator[Answer]:
        """The answers for all probes of a host, now that its one probe is answered."""
        self._known[host] = _lean(answer)
        yield answer
        for request in self._waiting.pop(host):
            yield replace(answer, request=request)


def _lean(answer: Answer) -> Answer:
    """As much of an answer as a verdict needs: pages are compared with those that answer 200."""
    if isinstance(answer, Failure) or answer.status == HTTPStatus.OK:
        return answer
    return replace(answer, body=b"")
