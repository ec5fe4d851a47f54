"""Works the queue of saves off: the loop around the pure steps of `auditor.archives.saving`.

The order of things is what makes it safe to be killed at any moment: a token is taken, the intent
is put on disk, the request goes out, the job's id is put on disk. An intent without an answer is
asked again when its capture can't be under way any more, and the service is told not to make a
second one of that day.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
import datetime as dt

from auditor.archives.saving import steps
from auditor.archives.saving.answers import (
    Captured,
    Failed,
    Job,
    JobStatus,
    KeysRefused,
    Pending,
    Unsaid,
)
from auditor.archives.saving.client import SaveClient
from auditor.archives.saving.codes import Course, course_of
from auditor.archives.saving.estimate import save_time
from auditor.archives.saving.questions import JOBS
from auditor.archives.saving.settings import SaveSettings
from auditor.archives.settings import Clock
from auditor.evidence.allowance import Allowance, refused_keys, seconds
from auditor.model.archive import Entry, Stage
from auditor.store.saves import SaveQueue

OPEN = (Stage.WANTED, Stage.ASKED, Stage.RUNNING, Stage.DOUBTFUL)
DAILY = "daily-captures"  # why the rest is put off when the day's captures are used up
IDLE = 0.02  # seconds at least between two looks at the queue where there is nothing to do


class SaveProgress:
    """Called as saves get on; does nothing by itself."""

    def saves(self, counts: Counter[Stage], left: dt.timedelta) -> None:
        """So many are in each stage, and so much time is left."""


@dataclass
class Saver:
    """One run over the entries that it enrolled."""

    queue: SaveQueue
    client: SaveClient
    settings: SaveSettings
    clock: Clock = field(default_factory=Clock)
    progress: SaveProgress = field(default_factory=SaveProgress)
    _counts: Counter[Stage] = field(default_factory=Counter)
    _not_before: dt.datetime | None = None

    def __post_init__(self) -> None:
        self._allowance = Allowance(self.client, self.settings, self.clock)

    def run(self) -> bool:
        """Save until nothing is left for today; False where the service said nothing for long.

        ConfigError where it refuses the keys, OutputError where the queue can't be written.
        """
        self._counts = self.queue.counts()
        while (wake := self._wake()) is not None:
            if self._allowance.is_silent():
                return False
            if not (self._poll() or self._look() or self._submit()):
                pause = (wake - self.clock.now()).total_seconds()
                self.clock.wait(min(max(pause, IDLE), self.settings.poll))
        return True

    def _wake(self) -> dt.datetime | None:
        """When there is something to do next; None where all entries have ended."""
        dues = {stage: self.queue.next_due(stage) for stage in OPEN}
        asking = _earliest(dues[Stage.WANTED], dues[Stage.ASKED])
        if asking and self._not_before:
            asking = max(asking, self._not_before)
        return _earliest(asking, dues[Stage.RUNNING], dues[Stage.DOUBTFUL])

    def _poll(self) -> bool:
        """Ask how jobs are getting on, all that run at once."""
        now = self.clock.now()
        if not self.queue.due(Stage.RUNNING, now, 1):
            return False
        soon = now + seconds(self.settings.poll / 2)
        running = self.queue.due(Stage.RUNNING, soon, JOBS)
        answer = self.client.jobs([entry.job_id or "" for entry in running])
        if isinstance(answer, KeysRefused):
            raise refused_keys()
        self._allowance.heard(answer)
        for entry in running:
            told = None if isinstance(answer, Unsaid) else answer.get(entry.job_id or "")
            self._polled(entry, told or Pending())
        return True

    def _polled(self, entry: Entry, status: JobStatus) -> None:
        self._put(entry, steps.polled(entry, status, self.clock.now(), self.settings))
        if isinstance(status, Failed):
            self._mind(status.code)
        elif isinstance(status, Captured):
            self._allowance.captured()

    def _look(self) -> bool:
        """Look up one address whose save is in doubt."""
        for entry in self.queue.due(Stage.DOUBTFUL, self.clock.now(), 1):
            found = self.client.find(entry.url)
            after = steps.looked_up(entry, found, self.clock.now(), self.settings)
            self._put(entry, after)
            return True
        return False

    def _submit(self) -> bool:
        """Ask for one page to be saved, where pace, places and the day allow it."""
        entry = self._wanted()
        if entry is None or not self._may():
            return False
        if pause := self.client.token():
            self._not_before = self.clock.now() + seconds(pause)
            return False
        intent = self._put(entry, steps.asked(entry, self.clock.now(), self.settings))
        if intent is None:  # another process has it
            return True
        answer = self.client.capture(intent.url, self.clock.now() - intent.since)
        told = Unsaid("keys") if isinstance(answer, KeysRefused) else answer
        self._put(intent, steps.submitted(intent, told, self.clock.now(), self.settings))
        if isinstance(answer, KeysRefused):
            raise refused_keys()
        self._allowance.heard(answer)
        if isinstance(answer, Job):
            self._allowance.spend()
        elif isinstance(answer, Unsaid):
            self._allowance.pause(answer.wait)
        elif isinstance(answer, Failed):
            self._mind(answer.code)
        return True

    def _wanted(self) -> Entry | None:
        """The next entry to ask for: intents of unknown fate first."""
        now = self.clock.now()
        for stage in (Stage.ASKED, Stage.WANTED):
            for entry in self.queue.due(stage, now, 1):
                return entry
        return None

    def _may(self) -> bool:
        """Whether the service has a place for one more capture, today and now."""
        slots, now = self._allowance.slots(), self.clock.now()
        if self._allowance.is_used_up():
            self._put_off(DAILY)
            return False
        recent = {Stage.RUNNING: self.settings.lost, Stage.ASKED: self.settings.settle}
        under_way = sum(
            self.queue.under_way(stage, now - seconds(age)) for stage, age in recent.items()
        )
        if under_way < slots:
            return True
        self._not_before = self.queue.next_due(Stage.RUNNING) or now + seconds(self.settings.poll)
        return False

    def _mind(self, code: str) -> None:
        """Do for all entries what an error of one asks for."""
        course = course_of(code)
        if course is Course.DAY_IS_OVER:
            self._put_off(code)
        elif course is Course.PAUSE:
            self._allowance.pause()

    def _put_off(self, reason: str) -> None:
        now = self.clock.now()
        self.queue.put_off(now, steps.tomorrow(now), reason)
        self._counts = self.queue.counts()

    def _put(self, before: Entry, after: Entry) -> Entry | None:
        """Put a change on disk; None where another process was faster."""
        stored = self.queue.put(after)
        if stored:  # the rest of the counts stands: to count a long queue takes a while
            self._counts[before.stage] -= 1
            self._counts[after.stage] += 1
        waiting = self._counts[Stage.WANTED] + self._counts[Stage.ASKED]
        left = save_time(waiting, self.settings, self._allowance.left)
        self.progress.saves(self._counts, left)
        return stored


def _earliest(*times: dt.datetime | None) -> dt.datetime | None:
    return min((time for time in times if time is not None), default=None)
