"""Token buckets on disk, so that runs at the same time keep to one pace between them.

The file lies beside the store and not in it: to forget facts is not to forget a pause. A file that
can't be used leaves each process with buckets of its own, which is said once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
import sqlite3
from threading import Lock
import time

from auditor.model.pace import LONGEST, Bucket, OwnBuckets, Rate, paused, taken
from auditor.store.opening import LaterVersionError, Trouble, files, opened, trouble

NAME = "pace.sqlite"
AGAIN = 0.05  # seconds after which a file that another process has locked is tried again
TRIES = 100  # in a row, some 30 seconds: then the lock is that of a process that hangs

_TABLE = (
    "CREATE TABLE bucket (service TEXT PRIMARY KEY, due REAL NOT NULL, rest REAL NOT NULL) "
    "STRICT, WITHOUT ROWID"
)
_READ = "SELECT due, rest FROM bucket WHERE service = ?"
_WRITE = "INSERT OR REPLACE INTO bucket VALUES (?, ?, ?)"
_OLD = "DELETE FROM bucket WHERE due < ? AND rest < ?"


class SharedBuckets:
    """`auditor.model.pace.Buckets` in a file; one short transaction for each token.

    Nothing here raises for the state of the file; `say` is told once where it is of no use.
    """

    def __init__(self, path: Path, say: Callable[[str], None]) -> None:
        self._path = path
        self._say = say
        self._own = OwnBuckets()
        self._db: sqlite3.Connection | None = None
        self._shared = True
        self._locked = 0
        self._rebuilt = False
        self._lock = Lock()

    def take(self, service: str, rate: Rate, now: float) -> float:
        """See `auditor.model.pace.Buckets`."""
        wait = self._change(service, lambda bucket: taken(bucket, rate, now), now)
        return self._own.take(service, rate, now) if wait is None else wait

    def pause(self, service: str, until: float, now: float) -> None:
        """See `auditor.model.pace.Buckets`."""
        while wait := self._change(service, lambda it: (paused(it, until, now), 0.0), now):
            time.sleep(wait)
        if wait is None:
            self._own.pause(service, until, now)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._shut()

    def __del__(self) -> None:
        """Clients are dropped with the run, not closed."""
        self._shut()

    def _change(
        self, service: str, change: Callable[[Bucket], tuple[Bucket, float]], now: float
    ) -> float | None:
        """What a change of a bucket says; None where there is no file to share."""
        with self._lock:
            while self._shared:
                try:
                    self._db = self._db or _connect(self._path, now)
                    wait = _changed(self._db, service, change)
                except (sqlite3.Error, OSError, LaterVersionError) as error:
                    if self._answer(error):
                        return AGAIN
                else:
                    self._locked = 0
                    return wait
        return None

    def _answer(self, error: Exception) -> bool:
        """Do about an error what can be done; whether somebody has locked the file for a moment."""
        kind = trouble(error) if isinstance(error, sqlite3.Error) else Trouble.CLOSED
        if kind is Trouble.LOCKED and self._locked < TRIES:
            self._locked += 1
            return True
        self._shut()
        if kind is Trouble.DAMAGED and not self._rebuilt:
            self._rebuilt = True
            self._shared = _removed(self._path)
        else:
            self._shared = False
        if not self._shared:
            self._say(
                f"{self._path} can't be used ({error}): runs at the same time don't share one pace"
            )
        return False

    def _shut(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None


def _connect(path: Path, now: float) -> sqlite3.Connection:
    db = opened(path)
    try:
        rows = db.execute("SELECT sql FROM sqlite_schema WHERE sql NOT NULL LIMIT 9").fetchall()
        if rows not in ([], [(_TABLE,)]):
            raise sqlite3.DatabaseError("not made by auditor")  # noqa: TRY301 - closed below
        db.execute("PRAGMA journal_mode = WAL")
        # A pace is worth no wait for the disk: what a power cut takes is some seconds of it.
        db.execute("PRAGMA synchronous = OFF")
        if not rows:
            db.execute(_TABLE.replace("TABLE", "TABLE IF NOT EXISTS", 1))
        db.execute(_OLD, (now - LONGEST, now - LONGEST))
    except BaseException:
        db.close()
        raise
    return db


def _changed(
    db: sqlite3.Connection, service: str, change: Callable[[Bucket], tuple[Bucket, float]]
) -> float:
    try:
        db.execute("BEGIN IMMEDIATE")
        row = db.execute(_READ, (service,)).fetchone()
        old = Bucket(*row) if row else Bucket()
        new, wait = change(old)
        if new != old:
            db.execute(_WRITE, (service, new.due, new.rest))
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    return wait


def _removed(path: Path) -> bool:
    try:
        for file in files(path):
            file.unlink(missing_ok=True)
    except OSError:
        return False
    return True
