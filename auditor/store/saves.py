"""The queue of saves on disk: what is to be saved, what was asked for, how far it is.

Every change is a transaction of its own that is on disk before the next request goes out, so a run
that is killed at any moment is taken up by the next one. The file lies beside the store and not in
it: to forget facts is not to forget what was asked of an archive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
import datetime as dt
from itertools import islice
from pathlib import Path
import re
import sqlite3
import time
from typing import Any, TypeVar

from auditor.model.archive import Entry, Stage
from auditor.model.errors import OutputError
from auditor.store import checked
from auditor.store.checked import BadValueError, micros
from auditor.store.opening import LaterVersionError, Trouble, opened, set_aside, trouble

NAME = "saves.sqlite"
PATIENCE = 30.0  # seconds that a run waits for the locks of others at one change
PAUSE = 0.05
BATCH = 500

_TABLE = (
    "CREATE TABLE save (archive TEXT NOT NULL, url TEXT NOT NULL, stage TEXT NOT NULL, "
    "since INTEGER NOT NULL, due INTEGER NOT NULL, asked_at INTEGER, failures INTEGER NOT NULL, "
    "job_id TEXT, captured_at INTEGER, reason TEXT, version INTEGER NOT NULL, "
    "PRIMARY KEY (archive, url)) STRICT, WITHOUT ROWID"
)
_INDEX = "CREATE INDEX save_due ON save (archive, stage, due)"
_COLUMNS = "url, stage, since, due, asked_at, failures, job_id, captured_at, reason, version"
# By the index of stages first: SQLite would walk all of a long run for a handful of rows.
_OURS = "FROM main.save INDEXED BY save_due CROSS JOIN temp.run USING (url) WHERE archive = ?"
_GET = f"SELECT {_COLUMNS} FROM main.save WHERE archive = ? AND url = ?"  # noqa: S608 - constants
_ADD = f"INSERT OR IGNORE INTO main.save (archive, {_COLUMNS}) VALUES ({', '.join('?' * 11)})"  # noqa: S608
_PUT = (
    "UPDATE main.save SET stage = ?, since = ?, due = ?, asked_at = ?, failures = ?, job_id = ?, "
    "captured_at = ?, reason = ?, version = version + 1 "
    "WHERE archive = ? AND url = ? AND version = ?"
)
_DUE = f"SELECT {_COLUMNS} {_OURS} AND stage = ? AND due <= ? ORDER BY due, url LIMIT ?"
_NEXT = f"SELECT due {_OURS} AND stage = ? ORDER BY due LIMIT 1"
_COUNTS = f"SELECT stage, count(*) {_OURS} GROUP BY stage"
_BUSY = f"SELECT count(*) {_OURS} AND stage = ? AND asked_at > ?"
_PUT_OFF = (
    "UPDATE main.save SET stage = 'tomorrow', due = ?, reason = ?, version = version + 1 "
    "WHERE archive = ? AND (stage = 'wanted' OR stage = 'asked' AND due <= ?) "
    "AND url IN (SELECT url FROM temp.run)"
)
_STAGES = frozenset(stage.value for stage in Stage)
_JOB = re.compile(r"[A-Za-z0-9][\w.:-]{0,199}", re.ASCII)
_REASON = re.compile(r"[a-z][a-z0-9_-]{0,80}")

T = TypeVar("T")


class SaveQueue:
    """The entries of one archive; those a run `enrol`s are its own.

    OutputError where the file can't be written: without a queue on disk nothing may be submitted. A
    damaged file is set aside and a new one begun, which `say` is told.
    """

    def __init__(self, path: Path, archive: str, say: Callable[[str], None]) -> None:
        self._path = path
        self._archive = archive
        self._say = say
        self._rebuilt = False
        self._db = self._opened()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def enrol(self, entries: Iterable[Entry], revive: Callable[[Entry], Entry]) -> None:
        """Make addresses this run's own; new entries are added, known ones taken up by `revive`."""
        for batch in _batches(entries):
            self._do(lambda db, batch=batch: self._enrolled(db, batch, revive))  # type: ignore[misc]

    def _enrolled(
        self, db: sqlite3.Connection, batch: Iterable[Entry], revive: Callable[[Entry], Entry]
    ) -> None:
        db.execute("BEGIN IMMEDIATE")
        try:
            for entry in batch:
                db.execute("INSERT OR IGNORE INTO temp.run VALUES (?)", (entry.url,))
                known = self._known(db, entry.url)
                if known is None:
                    db.execute(_ADD, (self._archive, *_row(entry)))
                elif (again := revive(known)) != known:
                    self._put(db, again)
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")

    def get(self, url: str) -> Entry | None:
        """The entry of an address, whichever run it is of."""
        return self._do(lambda db: self._known(db, url))

    def _known(self, db: sqlite3.Connection, url: str) -> Entry | None:
        row = db.execute(_GET, (self._archive, url)).fetchone()
        try:
            return _entry(row) if row else None
        except BadValueError:  # as if there were none: a capture of the day is not made twice
            db.execute("DELETE FROM main.save WHERE archive = ? AND url = ?", (self._archive, url))
            return None

    def put(self, entry: Entry) -> Entry | None:
        """Replace an entry, and return it as it is now.

        None where another process was faster, and nothing was written.
        """
        return self._do(lambda db: self._put(db, entry))

    def _put(self, db: sqlite3.Connection, entry: Entry) -> Entry | None:
        values = _row(entry)[1:-1]
        row = (*values, self._archive, entry.url, entry.version)
        done = db.execute(_PUT, row).rowcount == 1
        return replace(entry, version=entry.version + 1) if done else None

    def due(self, stage: Stage, now: dt.datetime, limit: int) -> list[Entry]:
        """This run's entries of a stage for which it is time, those first that waited longest."""
        row = (self._archive, stage.value, micros(now), limit)
        rows = self._do(lambda db: db.execute(_DUE, row).fetchall())
        return [_entry(item) for item in rows]

    def next_due(self, stage: Stage) -> dt.datetime | None:
        """When it is time for the next entry of a stage; None where there is none."""
        row = self._do(lambda db: db.execute(_NEXT, (self._archive, stage.value)).fetchone())
        return checked.moment(row[0]) if row else None

    def under_way(self, stage: Stage, since: dt.datetime) -> int:
        """This run's entries of a stage that were asked for since then."""
        row = (self._archive, stage.value, micros(since))
        return int(self._do(lambda db: db.execute(_BUSY, row).fetchone())[0])

    def counts(self) -> Counter[Stage]:
        """This run's entries by stage."""
        rows = self._do(lambda db: db.execute(_COUNTS, (self._archive,)).fetchall())
        return Counter({Stage(stage): count for stage, count in rows})

    def put_off(self, now: dt.datetime, until: dt.datetime, reason: str) -> None:
        """Leave until then all that this run still wants, and what is to be asked for again."""
        row = (micros(until), reason, self._archive, micros(now))
        self._do(lambda db: db.execute(_PUT_OFF, row))

    def _opened(self) -> sqlite3.Connection:
        try:
            return _connect(self._path)
        except (sqlite3.DatabaseError, UnicodeError) as error:
            if trouble(error) is not Trouble.DAMAGED or self._rebuilt:
                raise _unusable(self._path, error) from error
            self._rebuilt = True
            aside = self._set_aside()
            self._say(f"the queue of saves was damaged ({error}): begun anew, the old one: {aside}")
            return self._opened()
        except (LaterVersionError, OSError) as error:
            raise _unusable(self._path, error) from error

    def _set_aside(self) -> Path:
        try:
            return set_aside(self._path)
        except OSError as error:
            raise _unusable(self._path, error) from error

    def _do(self, action: Callable[[sqlite3.Connection], T]) -> T:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return action(self._db)
            except sqlite3.Error as error:
                if trouble(error) is not Trouble.LOCKED or time.monotonic() > until:
                    raise _unusable(self._path, error) from error
            time.sleep(PAUSE)


def _unusable(path: Path, error: Exception) -> OutputError:
    return OutputError(
        f"{path}: the queue of saves can't be used: {error}",
        "make room there, or name another folder by AUDITOR_CACHE_DIR",
    )


def _connect(path: Path) -> sqlite3.Connection:
    db = opened(path)
    try:
        rows = db.execute("SELECT sql FROM sqlite_schema WHERE sql NOT NULL LIMIT 9").fetchall()
        if {row[0] for row in rows} not in (set(), {_TABLE, _INDEX}):
            raise sqlite3.DatabaseError("not made by auditor")  # noqa: TRY301 - closed below
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")  # an intent outlives a power cut too
        if not rows:
            _create(db)
        db.execute("CREATE TEMP TABLE run (url TEXT PRIMARY KEY) WITHOUT ROWID")
    except BaseException:
        db.close()
        raise
    return db


def _create(db: sqlite3.Connection) -> None:
    """Make the tables, unless another process just did."""
    db.execute("BEGIN IMMEDIATE")
    db.execute(_TABLE.replace("TABLE", "TABLE IF NOT EXISTS", 1))
    db.execute(_INDEX.replace("INDEX", "INDEX IF NOT EXISTS", 1))
    db.execute("COMMIT")


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    source = iter(entries)
    while batch := list(islice(source, BATCH)):
        yield batch


def _row(entry: Entry) -> tuple[Any, ...]:
    return (
        entry.url,
        entry.stage.value,
        micros(entry.since),
        micros(entry.due),
        micros(entry.asked_at) if entry.asked_at else None,
        entry.failures,
        entry.job_id,
        micros(entry.captured_at) if entry.captured_at else None,
        entry.reason,
        entry.version,
    )


def _entry(row: tuple[Any, ...]) -> Entry:
    """A row of the file; BadValueError where no run of ours wrote it."""
    url, stage, since, due, asked_at, failures, job_id, captured_at, reason, version = row
    if stage not in _STAGES:
        raise BadValueError
    return Entry(
        url=checked.address(url),
        stage=Stage(stage),
        since=checked.moment(since),
        due=checked.moment(due),
        asked_at=checked.moment(asked_at) if asked_at is not None else None,
        failures=checked.count(failures, 10_000),
        job_id=_like(_JOB, job_id),
        captured_at=checked.moment(captured_at) if captured_at is not None else None,
        reason=_like(_REASON, reason),
        version=version,
    )


def _like(shape: re.Pattern[str], value: Any) -> str | None:
    if value is not None and not (isinstance(value, str) and shape.fullmatch(value)):
        raise BadValueError
    return value
