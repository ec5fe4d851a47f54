"""What Save Page Now 2 answered, read into plain values; what can't be read is `Unsaid`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
import datetime as dt
import json
import re
from typing import Any

from auditor.archives.answers import parse_stamp
from auditor.model.port import Answer, Failure, Fault
from auditor.text.http import retry_after

_JOB = re.compile(r"[A-Za-z0-9][\w.:-]{0,199}", re.ASCII)
_CODE = re.compile(r"(?:error:)?([a-z][a-z0-9-]{0,60})")
_RECENT = "same snapshot had been made"
# No connection was made: the request can't have begun anything.
_NEVER_SENT = frozenset(
    {Fault.DNS, Fault.NO_SUCH_HOST, Fault.REFUSED, Fault.POLICY, Fault.UNTRUSTED, Fault.MALFORMED}
)


@dataclass(frozen=True, slots=True)
class Job:
    """A capture is under way, or one of the last days is as good: ask for the job."""

    job_id: str


@dataclass(frozen=True, slots=True)
class Recent:
    """The service has a young capture, without saying which."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The service said no; `code` is its `status_ext`."""

    code: str


@dataclass(frozen=True, slots=True)
class Pending:
    """Nothing to tell yet; a job the service has forgotten looks the same."""


@dataclass(frozen=True, slots=True)
class Captured:
    """The capture is made."""

    moment: dt.datetime


@dataclass(frozen=True, slots=True)
class Unsaid:
    """No answer of use. `sent` tells whether the request may have begun something all the same.

    `wait` is the pause in seconds that the service asked for.
    """

    reason: str
    sent: bool = False
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class KeysRefused:
    """The service knows nobody of these keys."""


@dataclass(frozen=True, slots=True)
class Quota:
    """Captures that may be under way at once, and how many are left of the day's."""

    slots: int
    left: int


Submission = Job | Recent | Failed | Unsaid | KeysRefused
JobStatus = Pending | Captured | Failed


def read_submission(answer: Answer) -> Submission:
    """What became of a request to save a page."""
    if refused := _refused(answer):
        return refused
    found = _object(answer)
    if found.get("status") == "error" or "status_ext" in found:
        return Failed(_code(found))
    job = found.get("job_id")
    if isinstance(job, str) and _JOB.fullmatch(job):
        return Job(job)
    if _RECENT in str(found.get("message")):
        return Recent()
    return Unsaid("malformed", sent=True)


def read_jobs(answer: Answer) -> Mapping[str, JobStatus] | Unsaid | KeysRefused:
    """How jobs are getting on, by their ids; those the answer leaves out are not in it."""
    if refused := _refused(answer):
        return refused
    listed = _json(answer)
    rows = listed if isinstance(listed, list) else [listed]
    found = {
        str(row["job_id"]): _status(row)
        for row in rows
        if isinstance(row, dict) and row.get("job_id") and row.get("status")
    }
    return found or Unsaid("malformed")


def _status(row: Mapping[str, Any]) -> JobStatus:
    if row["status"] == "error":
        return Failed(_code(row))
    moment = parse_stamp(str(row.get("timestamp")))
    return Captured(moment) if row["status"] == "success" and moment else Pending()


def read_quota(answer: Answer) -> Quota | Unsaid | KeysRefused:
    """How many captures may be made."""
    if refused := _refused(answer):
        return refused
    found = _object(answer)
    names = ("available", "processing", "daily_captures", "daily_captures_limit")
    free, busy, made, limit = (found.get(name) for name in names)
    if not isinstance(free, int) or not isinstance(busy, int):
        return Unsaid("malformed")
    if not isinstance(made, int) or not isinstance(limit, int):
        return Unsaid("malformed")
    return Quota(max(0, free) + max(0, busy), max(0, limit - made))


def _refused(answer: Answer) -> Unsaid | KeysRefused | None:
    """The trouble an answer is in whatever was asked; None where it can be read."""
    if isinstance(answer, Failure):
        return Unsaid(answer.fault.value, sent=answer.fault not in _NEVER_SENT)
    if answer.status in (401, 403):
        return KeysRefused()
    if answer.status == 429:
        return Unsaid("rate_limited", wait=retry_after(answer))
    if answer.status >= 500:
        return Unsaid(f"status_{answer.status}", sent=True, wait=retry_after(answer))
    return None


def _json(answer: Answer) -> Any:
    if isinstance(answer, Failure) or answer.truncated:
        return None
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None


def _object(answer: Answer) -> Mapping[str, Any]:
    found = _json(answer)
    return found if isinstance(found, dict) else {}


def _code(found: Mapping[str, Any]) -> str:
    match = _CODE.fullmatch(str(found.get("status_ext")))
    return match[1] if match else "unknown-error"
