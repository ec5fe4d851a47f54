"""The client of Save Page Now 2: one question at a time, each service at its shared pace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
import datetime as dt

from auditor.archives import queries
from auditor.archives.answers import SERVICES, Trouble, read_nearest
from auditor.archives.saving import questions
from auditor.archives.saving.answers import (
    JobStatus,
    KeysRefused,
    Quota,
    Submission,
    Unsaid,
    read_jobs,
    read_quota,
    read_submission,
)
from auditor.archives.saving.settings import Keys, SaveSettings
from auditor.archives.settings import ArchiveSettings, Clock, Limits
from auditor.model.facts import Memento
from auditor.model.pace import Buckets
from auditor.model.port import Answer, Purpose, Request


def _unseen(_: Answer) -> None:
    """Nobody looks."""


class SaveClient:
    """Asks on behalf of the owner of some keys, which go to the save service alone.

    `seen` is shown every answer, so that a run can be recorded; no answer holds a key.
    """

    def __init__(
        self,
        archives: ArchiveSettings,
        settings: SaveSettings,
        keys: Keys,
        buckets: Buckets,
        clock: Clock | None = None,
        *,
        seen: Callable[[Answer], None] = _unseen,
    ) -> None:
        from auditor.archives.transport import Transport  # here: requests costs 140 ms

        self._endpoints = archives.endpoints
        self._settings = settings
        self._keys = keys
        self._buckets = buckets
        self._clock = clock or Clock()
        self._seen = seen
        self._replay = archives.replay
        self._transport = Transport(archives, self._clock)

    def token(self) -> float:
        """0 where a page may be saved now, which uses a token up; else the seconds to wait."""
        return self._take(self._endpoints.save, self._settings.save)

    def pause(self, seconds: float) -> None:
        """Save nothing for so long, in no process."""
        now = self._seconds()
        self._buckets.pause(self._endpoints.save, now + seconds, now)

    def capture(self, url: str, waited: dt.timedelta) -> Submission:
        """Ask for a page to be saved, with a token taken before."""
        request = questions.capture(self._endpoints, url, waited)
        return read_submission(self._send(request, self._settings.save))

    def jobs(self, job_ids: Iterable[str]) -> Mapping[str, JobStatus] | Unsaid | KeysRefused:
        """How jobs are getting on."""
        return read_jobs(self._ask(questions.jobs(self._endpoints, job_ids)))

    def quota(self) -> Quota | Unsaid | KeysRefused:
        """How many captures may be made."""
        return read_quota(self._ask(questions.user(self._endpoints, self._clock.now())))

    def find(self, url: str) -> Memento | Trouble | None:
        """The youngest capture of an address that replay knows of."""
        self._wait(self._endpoints.replay, self._replay)
        request = queries.nearest(self._endpoints, url, self._clock.now())
        answer = self._transport.exchange(request, self._replay)
        self._seen(answer)
        found = read_nearest(answer, self._endpoints)
        if isinstance(found, Memento) and found.memento_datetime > self._clock.now() + _SLACK:
            return Trouble(SERVICES[Purpose.REPLAY], "malformed")
        return found

    def _ask(self, request: Request) -> Answer:
        self._wait(f"{self._endpoints.save}/status", self._settings.status)
        return self._send(request, self._settings.status)

    def _send(self, request: Request, limits: Limits) -> Answer:
        answer = self._transport.exchange(request, limits, self._keys.authorization)
        self._seen(answer)
        return answer

    def _wait(self, service: str, limits: Limits) -> None:
        while pause := self._take(service, limits):
            self._clock.wait(pause)

    def _take(self, service: str, limits: Limits) -> float:
        return self._buckets.take(service, limits.rate, self._seconds())

    def _seconds(self) -> float:
        return self._clock.now().timestamp()


_SLACK = dt.timedelta(days=1)  # between our clock and the archive's
