"""Replays a recording: clients that answer from it, rows that it holds, and no network at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import Any

from auditor.evidence import redact
from auditor.evidence.collect import Clients
from auditor.evidence.memory import Memory
from auditor.evidence.recording import BAD, Recording, identity
from auditor.interrupts import Interrupt
from auditor.model.archive import Capture, Save
from auditor.model.errors import InputError
from auditor.model.facts import Check, LocalFile, Lookup, Verdict, Wanted
from auditor.model.port import Answer, Fetch, Request
from auditor.store import codec

OTHER = "replay it with the articles, addresses and options it was recorded with"


@dataclass(frozen=True, slots=True)
class Replay:
    """A recording as a run uses it.

    Where the recorded run was interrupted, so is the replay, at the same place: KeyboardInterrupt.
    """

    recording: Recording

    def article(self, digest: str, path: str) -> None:
        """An article was read; InputError where the recorded run read no such text."""
        if digest not in self.recording.digests:
            raise InputError(
                f"{self.recording.path} was recorded of other articles: the text of {path} "
                "isn't among them",
                OTHER,
            )

    def local(self, digest: str) -> Mapping[str, LocalFile]:
        """What the recorded run saw of the files that an article's links name."""
        return self.recording.local.get(digest, {})

    def archived(self, url: str) -> tuple[Save | None, Capture | None]:
        """What the recorded run saved of an address, and kept on disk."""
        return self.recording.archived.get(redact.url(url), (None, None))

    def clients(self) -> Clients:
        """Clients that answer from the recording."""

        def works() -> bool:
            return self.recording.works.popleft() if self.recording.works else True

        links, archives = self._fetch("links"), self._fetch("archives")
        return Clients(lambda _: links, lambda _: archives, works)

    def memory(self, memory: Memory) -> Memory:
        """A memory of the rows that the recorded run used, as old as they were then."""
        started = self.recording.started
        return replace(memory, store=KnownRows(self.recording), now=lambda: started)

    def _fetch(self, port: str) -> Fetch:
        def answers(queue: deque[Request], /) -> Iterator[Answer]:
            return _answers(self.recording, port, queue)

        return answers


def _answers(recording: Recording, port: str, queue: deque[Request]) -> Iterator[Answer]:
    """The recorded answers to all requests of a queue, in the order in which they came."""
    ready: list[tuple[int, int, Request]] = []
    absent: list[Request] = []
    count = 0
    while queue or ready:
        while queue:
            request = queue.popleft()
            places = recording.answers.get(_identity(port, request))
            if places:
                heappush(ready, (places.popleft(), count := count + 1, request))
            else:
                absent.append(request)
        if absent and recording.whole:
            asked = redact.url(absent[0].url)
            raise InputError(f"{recording.path} holds no answer of {asked}", OTHER)
        if ready:
            offset, _, request = heappop(ready)
            yield recording.answer_at(offset, request)
    if absent:
        raise Interrupt


def _identity(port: str, request: Request) -> tuple[str, ...]:
    return identity(
        {
            "port": port,
            "key": redact.url(request.key),
            "purpose": request.purpose.value,
            "method": request.method,
            "url": redact.url(request.url),
        }
    )


@dataclass
class KnownRows:
    """The rows of a recording, read with the care a store's are; learns nothing."""

    recording: Recording
    patience: float = 0.0

    def verdict(self, url: str, _variant: str, /) -> Verdict | None:
        """The last success."""
        row = self._row("verdict", url)
        return codec.read_verdict(url, row.get("at"), row.get("body")) if row else None

    def lookup(self, wanted: Wanted, archive: str, /) -> Lookup | None:
        """The last look-up for its anchor at an archive."""
        row = self._row("lookup", wanted.url)
        return codec.read_lookup(wanted, archive, row.get("at"), row.get("body")) if row else None

    def history(self, url: str, /) -> tuple[Check, ...]:
        """All checks, oldest first."""
        row = self._row("history", url)
        try:
            found = [codec.read_check(check) for check in row["checks"][:100]] if row else []
        except BAD:
            return ()
        return tuple(check for check in found if check)

    def _row(self, table: str, url: str) -> Mapping[str, Any]:
        return self.recording.rows.get((table, redact.url(url)), {})

    def keep_verdict(self, verdict: Verdict, variant: str, /) -> None:
        """Nothing is kept."""

    def keep_lookup(self, wanted: Wanted, lookup: Lookup, archive: str, /) -> None:
        """Nothing is kept."""

    def record(self, url: str, check: Check, /) -> None:
        """Nothing is kept."""

    def flush(self) -> None:
        """Nothing is kept."""
