"""Opens the file of the store: made where there is none, refused where it is none of ours."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
import sqlite3
import time

from auditor.store.schema import VERSION, is_ours, migrate, version_of

BUSY = 250  # milliseconds SQLite itself waits for a lock: Ctrl-C is heard between two waits
_LARGEST = 1 << 20  # bytes of one value; what we write is far smaller
_EXAMINED = 16 << 20  # bytes of a file that is examined whole when it is opened: some 30 ms
_OLDEST = (3, 37)  # of SQLite, which has STRICT tables
_SUFFIXES = ("", "-wal", "-shm", "-journal")


class Trouble(Enum):
    """What an error of SQLite means for a store."""

    LOCKED = "locked"
    FULL = "full"
    CLOSED = "closed"
    DAMAGED = "damaged"


_TROUBLES = {
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_IOERR: Trouble.FULL,
    sqlite3.SQLITE_READONLY: Trouble.CLOSED,
    sqlite3.SQLITE_CANTOPEN: Trouble.CLOSED,
    sqlite3.SQLITE_PERM: Trouble.CLOSED,
    sqlite3.SQLITE_AUTH: Trouble.CLOSED,
    sqlite3.SQLITE_NOMEM: Trouble.CLOSED,
}


class LaterVersionError(Exception):
    """The store was made by a later version of the program, or SQLite is too old for it."""


def trouble(error: Exception) -> Trouble:
    """What an error means; what is not known to come from outside comes from the file."""
    code = getattr(error, "sqlite_errorcode", None)
    return Trouble.DAMAGED if code is None else _TROUBLES.get(code & 0xFF, Trouble.DAMAGED)


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the store at `path`, its tables as this version wants them.

    sqlite3.Error says what is wrong with the file, LaterVersionError that it is not for us, OSError
    that there can be no folder for it.
    """
    db = opened(path)
    try:
        _prepare(db, path)
    except BaseException:
        db.close()
        raise
    return db


def opened(path: Path) -> sqlite3.Connection:
    """A connection to a file that others may have written to: bounded, and nothing in it is run.

    Whoever opens it looks at its tables next. Threads may share it, one at a time.
    """
    if sqlite3.sqlite_version_info < _OLDEST:
        raise LaterVersionError(f"SQLite {sqlite3.sqlite_version} is too old for it")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A rollback journal is none of ours, and can name any other file to be deleted.
    if _has_lasting_journal(path):
        raise sqlite3.DatabaseError("not a store of auditor")
    db = sqlite3.connect(path, timeout=BUSY / 1000, isolation_level=None, check_same_thread=False)
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
    db.text_factory = _text
    db.execute("PRAGMA trusted_schema = OFF")
    return db


def _has_lasting_journal(path: Path) -> bool:
    """Whether a rollback journal stays: a run that makes the file right now has one for a moment.

    Of six processes that began at once on no file, some took it for a foreign one before.
    """
    journal = path.with_name(path.name + "-journal")
    for _ in range(20):
        if not _size(journal):
            return False
        time.sleep(0.02)
    return True


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    if not is_ours(db):
        raise sqlite3.DatabaseError("not a store of auditor")
    if version_of(db) > VERSION:
        raise LaterVersionError("it was made by a later version of auditor")
    if _size(path) <= _EXAMINED and db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("damaged")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA foreign_keys = ON")
    migrate(db)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def files(path: Path) -> list[Path]:
    """The files of a store that exist: the database and what SQLite keeps beside it."""
    names = [path.with_name(path.name + suffix) for suffix in _SUFFIXES]
    return [name for name in names if name.exists()]


def set_aside(path: Path) -> Path:
    """Rename the files of a store, with the time; returns the new name of the first."""
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    number, stem = 1, f"{path.stem}.aside-{stamp}"
    while path.with_name(f"{stem}-{number}{path.suffix}").exists():
        number += 1
    goal = path.with_name(f"{stem}-{number}{path.suffix}")
    for file in files(path):
        file.replace(goal.with_name(goal.name + file.name.removeprefix(path.name)))
    return goal


def left_aside(path: Path) -> list[Path]:
    """The files that were set aside."""
    return sorted(path.parent.glob(f"{path.stem}.aside-*"))
