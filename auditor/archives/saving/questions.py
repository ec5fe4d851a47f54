"""What Save Page Now 2 is asked: one function a question, each a `Request` without keys."""

from __future__ import annotations

from collections.abc import Iterable
import datetime as dt
from urllib.parse import urlencode

from auditor.archives.endpoints import Endpoints
from auditor.archives.queries import bare
from auditor.model.port import Purpose, Request

LIMIT = 1 << 20  # bytes of an answer: a status lists the resources of each page
JOBS = 50  # job ids asked about at once
DAY = 86400
_HEADERS = {"Accept": "application/json"}
_FORM = {**_HEADERS, "Content-Type": "application/x-www-form-urlencoded"}


def capture(endpoints: Endpoints, url: str, waited: dt.timedelta) -> Request:
    """Save a page, unless the archive has a capture of it that is younger than `waited` and a day.

    So a request that is made twice, its first answer lost, makes one capture.
    """
    within = int(waited.total_seconds()) + DAY
    form = {"url": bare(url), "if_not_archived_within": str(within), "skip_first_archive": "1"}
    return _post(endpoints.save, form)


def jobs(endpoints: Endpoints, job_ids: Iterable[str]) -> Request:
    """How jobs are getting on."""
    return _post(f"{endpoints.save.rstrip('/')}/status", {"job_ids": ",".join(job_ids)})


def user(endpoints: Endpoints, moment: dt.datetime) -> Request:
    """How many captures the owner of the keys may make; the time keeps caches out of it."""
    query = urlencode({"_t": int(moment.timestamp())})
    url = f"{endpoints.save.rstrip('/')}/status/user?{query}"
    return Request(url=url, purpose=Purpose.SAVE, headers=_HEADERS)


def _post(url: str, form: dict[str, str]) -> Request:
    body = urlencode(form).encode("ascii")
    return Request(
        url=url, purpose=Purpose.SAVE, method="POST", headers=_FORM, body=body, limit=LIMIT
    )
