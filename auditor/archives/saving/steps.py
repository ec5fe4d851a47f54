"""The course of one entry of the queue as a pure step: entry, answer, time → entry.

wanted → asked (the intent, on disk before the request) → running (the job's id) → saved. What fails
is tried again, put off to tomorrow, or doubted: a doubtful entry is looked up in the archive, for
codes can be wrong and jobs get lost, and only then failed.
"""

from __future__ import annotations

from dataclasses import replace
import datetime as dt

from auditor.archives.answers import Trouble
from auditor.archives.endpoints import Endpoints
from auditor.archives.queries import memento_uri
from auditor.archives.saving.answers import (
    Captured,
    Failed,
    Job,
    JobStatus,
    Recent,
    Submission,
    Unsaid,
)
from auditor.archives.saving.codes import TRIES, Course, course_of
from auditor.archives.saving.settings import SaveSettings
from auditor.model.archive import Entry, Save, SaveState, Stage
from auditor.model.facts import Memento

LOST = "lost_job"
RECENT = "recent_copy"
LOOKS = 3  # look-ups without an answer before a doubtful entry is judged without one
DAY = dt.timedelta(days=1)
# A capture that look-ups don't show yet is not made again; failures may pass.
SAVED_HOLDS, FAILED_HOLDS = dt.timedelta(days=30), dt.timedelta(days=7)

_STATES = {
    Stage.WANTED: SaveState.PLANNED,
    Stage.ASKED: SaveState.SUBMITTED,
    Stage.RUNNING: SaveState.SUBMITTED,
    Stage.DOUBTFUL: SaveState.SUBMITTED,
    Stage.SAVED: SaveState.SAVED,
    Stage.FAILED: SaveState.FAILED,
    Stage.TOMORROW: SaveState.TOMORROW,
}


def told(entry: Entry, endpoints: Endpoints) -> Save:
    """An entry as reports tell it.

    The memento's address is made here, of the time alone: nothing in a file of ours can lead
    elsewhere than to the archive.
    """
    moment = entry.captured_at
    return Save(
        state=_STATES[entry.stage],
        job_id=entry.job_id,
        memento_uri=memento_uri(endpoints, moment, entry.url) if moment else None,
        reason=entry.reason,
    )


def wanted(url: str, now: dt.datetime) -> Entry:
    """A new entry."""
    return Entry(url=url, stage=Stage.WANTED, since=now, due=now)


def revived(entry: Entry, now: dt.datetime) -> Entry:
    """An entry of an earlier run as this one finds it.

    What was put off goes on when its day has come; what ended long ago begins anew.
    """
    if entry.stage is Stage.TOMORROW:
        again = replace(entry, stage=Stage.WANTED, job_id=None, failures=0, reason=None, due=now)
        return again if entry.due <= now else entry
    holds = {Stage.SAVED: SAVED_HOLDS, Stage.FAILED: FAILED_HOLDS}.get(entry.stage)
    if holds is None or entry.due + holds > now:
        return entry
    return replace(wanted(entry.url, now), version=entry.version)


def asked(entry: Entry, now: dt.datetime, settings: SaveSettings) -> Entry:
    """The intent: a request is about to go out."""
    due = now + _seconds(settings.settle)
    return replace(entry, stage=Stage.ASKED, asked_at=now, due=due, job_id=None)


def submitted(entry: Entry, answer: Submission, now: dt.datetime, settings: SaveSettings) -> Entry:
    """After the answer to a request to save."""
    if isinstance(answer, Job):
        due = now + _seconds(settings.poll)
        return replace(entry, stage=Stage.RUNNING, job_id=answer.job_id, due=due, reason=None)
    if isinstance(answer, Recent):
        return _doubted(entry, RECENT, now)
    if isinstance(answer, Failed):
        return failed(entry, answer.code, now, settings)
    if isinstance(answer, Unsaid) and answer.sent:
        return entry  # a capture may be under way: asked again once it can't be any more
    due = now + _seconds(settings.pause)
    return replace(entry, stage=Stage.WANTED, due=due)


def polled(entry: Entry, status: JobStatus, now: dt.datetime, settings: SaveSettings) -> Entry:
    """After the answer to a question about its job."""
    if isinstance(status, Captured):
        return _saved(entry, status.moment, now)
    if isinstance(status, Failed):
        return failed(entry, status.code, now, settings)
    if now - (entry.asked_at or entry.since) >= _seconds(settings.lost):
        return _doubted(entry, LOST, now)
    return replace(entry, due=now + _seconds(settings.poll))


def failed(entry: Entry, code: str, now: dt.datetime, settings: SaveSettings) -> Entry:
    """After an error that the service named."""
    course = course_of(code)
    if course is Course.PAUSE:
        due = now + _seconds(settings.pause)
        return replace(entry, stage=Stage.WANTED, due=due, job_id=None, reason=code)
    if course in (Course.TOMORROW, Course.DAY_IS_OVER):
        return put_off(entry, code, now)
    failures = entry.failures + 1
    counted = replace(entry, failures=failures, job_id=None, reason=code)
    if course is Course.PERMANENT or failures >= TRIES[course]:
        return _doubted(counted, code, now + _seconds(settings.check))
    due = now + _seconds(settings.backoff * 2 ** (failures - 1))
    return replace(counted, stage=Stage.WANTED, due=due)


def put_off(entry: Entry, reason: str, now: dt.datetime) -> Entry:
    """Not before tomorrow."""
    return replace(entry, stage=Stage.TOMORROW, due=tomorrow(now), job_id=None, reason=reason)


def tomorrow(now: dt.datetime) -> dt.datetime:
    """When the next day of the service begins, which is UTC's."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + DAY


def looked_up(
    entry: Entry, found: Memento | Trouble | None, now: dt.datetime, settings: SaveSettings
) -> Entry:
    """After the look-up of an entry that is in doubt: saved, tried again, or failed for good."""
    if isinstance(found, Memento) and found.memento_datetime >= entry.since - DAY:
        return _saved(entry, found.memento_datetime, now)
    if entry.reason == RECENT:  # the service itself said so; look-ups lag behind
        return _saved(entry, None, now)
    failures = entry.failures + 1
    if isinstance(found, Trouble) and failures < TRIES[Course.RETRY] + LOOKS:
        due = now + _seconds(settings.check)
        return replace(entry, failures=failures, due=due)
    if entry.reason == LOST and failures < TRIES[Course.UNKNOWN]:
        return replace(entry, stage=Stage.WANTED, failures=failures, job_id=None, due=now)
    return replace(entry, stage=Stage.FAILED, due=now)


def _doubted(entry: Entry, reason: str, due: dt.datetime) -> Entry:
    return replace(entry, stage=Stage.DOUBTFUL, reason=reason, due=due)


def _saved(entry: Entry, moment: dt.datetime | None, now: dt.datetime) -> Entry:
    reason = None if moment else RECENT
    return replace(entry, stage=Stage.SAVED, captured_at=moment, reason=reason, due=now)


def _seconds(value: float) -> dt.timedelta:
    return dt.timedelta(seconds=value)
