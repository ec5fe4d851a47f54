"""Save Page Now 2 on loopback for tests, beside the archive of `standin.py`.

    with SaveStandin(lag=30) as archive:
        archive.fail("https://example.org/a", "not-found", times=2)
        ... archive.environment names its endpoints
        ... archive.posts are the requests to save, archive.made the captures, in order

Jobs take `takes` seconds; a capture is in the index (`standin.Standin`) `lag` seconds after it was
made, but the service itself knows it at once, and answers a request that says
`if_not_archived_within` with it, as documented. A second request while a job runs makes a second
capture: the documents promise nothing else. Whatever arrives is in `log`, refused or not.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
import datetime as dt
import hashlib
import json
from threading import Lock
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

from standin import Asked, Reply, Saved, Standin, surt

KEYS = ("access-of-the-tests", "secret-of-the-tests")
_STAMP = "%Y%m%d%H%M%S"
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Made:
    """One capture the service made; `at` is a time of its clock."""

    url: str
    at: float
    timestamp: str


@dataclass
class JobRun:
    """A job: when it ends, and as what; `code` is that of an error."""

    job_id: str
    url: str
    ends: float
    code: str | None = None
    recent: Made | None = None


@dataclass
class Script:
    """What the service does to one address: codes of its next jobs, jobs it forgets."""

    codes: deque[str] = field(default_factory=deque)
    always: str | None = None
    forgets: int = 0


class SaveStandin(Standin):
    """The archive with its save service.

    `slots` jobs may run at once, `daily` captures be made. `recent` says how a young capture is
    told of: by a "job" or in a "message". `on_post` is called with the number of each request to
    save once its job has begun, before it is answered: the moment to kill whoever asked.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.time,
        *,
        takes: float = 0.0,
        lag: float = 0.0,
        slots: int = 6,
        daily: int = 30_000,
        recent: str = "job",
    ) -> None:
        super().__init__(clock)
        self.takes, self.lag, self.slots, self.daily, self.recent = takes, lag, slots, daily, recent
        self.posts: list[tuple[float, str]] = []
        self.made: list[Made] = []
        self.scripts: dict[str, Script] = {}
        self.stamp: Callable[[str, float], str] = lambda _, at: _stamp(at)
        self.on_post: Callable[[int], object] = lambda _: None
        self._jobs: dict[str, JobRun] = {}
        self._running: list[JobRun] = []
        self._numbers: Counter[str] = Counter()
        self._made_of: dict[str, list[Made]] = {}
        self._hidden: deque[Made] = deque()
        self._shown: dict[str, list[Saved]] = {}
        self._lock = Lock()

    def fail(self, url: str, *codes: str, always: bool = False) -> None:
        """Let the next jobs of an address end with these codes, or all with the first."""
        script = self.scripts.setdefault(url, Script())
        if always:
            script.always = codes[0]
        else:
            script.codes.extend(codes)

    def forget(self, url: str, times: int = 1) -> None:
        """Let the next jobs of an address be lost: made or not, they stay pending."""
        self.scripts.setdefault(url, Script()).forgets += times

    @property
    def captures_of(self) -> Counter[str]:
        """How many captures were made of each address."""
        return Counter(item.url for item in self.made)

    def save(self, original: str, timestamp: str, **more: Any) -> Saved:
        """Keep a capture that look-ups know."""
        item = super().save(original, timestamp, **more)
        self._shown.setdefault(surt(original), []).append(item)
        return item

    def captures(self, url: str) -> list[Saved]:
        """What look-ups know: captures older than the lag."""
        with self._lock:
            self._settle()
            return sorted(self._shown.get(surt(url), []), key=lambda item: item.timestamp)

    def answer(self, service: str, path: str, when: str = "") -> Reply:
        """The truth about one request."""
        return self._user() if service == "user" else super().answer(service, path, when)

    def _matching(self, query: dict[str, list[str]]) -> list[Saved]:
        """The same, quick for thousands of captures."""
        url = query["url"][0]
        if query.get("matchType") != ["prefix"]:
            return self.captures(url)
        begin = surt(url) + ("/" if url.endswith("/") else "")
        with self._lock:
            self._settle()
            keys = sorted(key for key in self._shown if key.startswith(begin))
            return [item for key in keys for item in self._shown[key]]

    def post(self, asked: Asked, body: bytes) -> Reply:
        """Answer a POST below /save."""
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        if asked.headers.get("authorization") != f"LOW {KEYS[0]}:{KEYS[1]}":
            return _json({"message": "You need to be logged in to use Save Page Now."}, 401)
        with self._lock:
            self._settle()
            if urlsplit(asked.path).path == "/save/status":
                told = [self._status(job) for job in form["job_ids"].split(",")]
                return self.canned("status") or _json(told)
            self.posts.append((asked.at, form["url"]))
            number = len(self.posts)
            reply = self.canned("save") or self._begin(form)
        self.on_post(number)
        return reply

    def _user(self) -> Reply:
        with self._lock:
            self._settle()
            told = {
                "available": max(0, self.slots - len(self._running)),
                "processing": len(self._running),
                "daily_captures": len(self.made),
                "daily_captures_limit": self.daily,
            }
            return _json(told)

    def _begin(self, form: dict[str, str]) -> Reply:
        now, url = self.clock(), form["url"]
        if len(self._running) >= self.slots:
            return _error("user-session-limit")
        within = float(form.get("if_not_archived_within", "2700"))
        young = [item for item in self._made_of.get(url, []) if now - item.at < within]
        if young:
            told = "The same snapshot had been made 5 minutes ago."
            if self.recent == "message":
                return _json({"url": url, "job_id": None, "message": told})
            job = self._job(url, now, recent=young[-1])
            return _json({"url": url, "job_id": job.job_id, "message": told})
        script = self.scripts.get(url, Script())
        code = script.codes.popleft() if script.codes else script.always
        job = self._job(url, now + self.takes, code=code)
        return _json({"url": url, "job_id": job.job_id})

    def _job(self, url: str, ends: float, **more: Any) -> JobRun:
        number = self._numbers[url]
        self._numbers[url] += 1
        digest = hashlib.sha1(f"{url} {number}".encode()).hexdigest()  # noqa: S324
        job = JobRun(f"spn2-{digest}", url, ends, **more)
        self._jobs[job.job_id] = job
        self._running.append(job)
        return job

    def _settle(self) -> None:
        """Make the captures of jobs that have ended, and tell look-ups of those of long ago."""
        now = self.clock()
        for job in [job for job in self._running if job.ends <= now]:
            self._running.remove(job)
            if not job.code and job.recent is None:
                job.recent = Made(job.url, job.ends, self.stamp(job.url, job.ends))
                self.made.append(job.recent)
                self._made_of.setdefault(job.url, []).append(job.recent)
                self._hidden.append(job.recent)
        while self._hidden and self._hidden[0].at + self.lag <= now:
            item = self._hidden.popleft()
            self.save(item.url, item.timestamp)

    def _status(self, job_id: str) -> dict[str, Any]:
        job = self._jobs.get(job_id)
        if job is None or job.ends > self.clock():
            return {"job_id": job_id, "status": "pending", "resources": []}
        script = self.scripts.get(job.url)
        if script and script.forgets:
            script.forgets -= 1
            del self._jobs[job_id]
            return {"job_id": job_id, "status": "pending", "resources": []}
        if job.code:
            ext = f"error:{job.code}"
            return {"job_id": job_id, "status": "error", "status_ext": ext, "message": "No."}
        assert job.recent
        return {
            "job_id": job_id,
            "status": "success",
            "original_url": job.url,
            "timestamp": job.recent.timestamp,
        }


def _error(code: str) -> Reply:
    return _json({"status": "error", "status_ext": f"error:{code}", "message": "No."})


def _json(value: Any, status: int = 200) -> Reply:
    return Reply(status, {"Content-Type": "application/json"}, json.dumps(value).encode())


def _stamp(at: float) -> str:
    return (_EPOCH + dt.timedelta(seconds=at)).strftime(_STAMP)
