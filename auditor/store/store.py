"""The store of a run: one connection, rows written in batches, and trouble that ends no run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
import sqlite3
import time
from typing import Any, TypeVar

from auditor.interrupts import WHOLE
from auditor.model.errors import OutputError
from auditor.model.facts import Check, Lookup, Verdict, Wanted
from auditor.store import codec
from auditor.store.checked import micros
from auditor.store.opening import LaterVersionError, Trouble, connect, set_aside, trouble
from auditor.store.privacy import storable

BATCH = 500  # rows a transaction: 65,000 rows a second, and little is lost with the machine
SOON = 1.0  # seconds that rows wait at most: at an archive's pace 500 of them are an hour's work
PAUSE = 0.05  # seconds from one try to the next: some locks are told of without a wait
HISTORY = 100  # checks of one address that are read: more say nothing new

_FACT = "INSERT OR REPLACE INTO {} VALUES (?, ?, ?, ?)"
_ADDRESS = "INSERT OR IGNORE INTO address (url) VALUES (?)"
_CHECK = (
    "INSERT INTO history (address, checked_at, state, detail, status, final_url) "
    "SELECT id, ?, ?, ?, ?, ? FROM address WHERE url = ?"
)
_READ = "SELECT checked_at, body FROM {} WHERE url = ? AND variant = ?"
_CHECKS = (
    "SELECT checked_at, state, detail, status, final_url FROM history WHERE address = "
    "(SELECT id FROM address WHERE url = ?) ORDER BY id DESC LIMIT ?"
)

_SURVEY = (
    "SELECT (SELECT count(*) FROM verdict), (SELECT count(*) FROM lookup), "
    "(SELECT count(*) FROM address), (SELECT count(*) FROM history)"
)

T = TypeVar("T")
Row = tuple[Any, ...]
Statement = tuple[str, Row]


@dataclass(frozen=True, slots=True)
class Survey:
    """How much is remembered: facts that spare requests, and checks on record of addresses."""

    verdicts: int
    lookups: int
    addresses: int
    checks: int


class Store:
    """Facts on disk. Nothing here raises for the state of the file: a store in trouble is empty.

    `say` is told once what is wrong. `patience` are the seconds that a run still waits for locks of
    other processes, all in all. `error` is set where facts could not be written down for want of
    room. `variant` sets facts apart that settings make different. Addresses with secrets in them
    are neither written nor found.
    """

    def __init__(self, path: Path, say: Callable[[str], None], patience: float = 25.0) -> None:
        self.path = path
        self.error: OutputError | None = None
        self._say = say
        self.patience = patience
        self._pending: list[Statement] = []
        self._flushed = time.monotonic()
        self._db: sqlite3.Connection | None = None
        self._closed = False
        self._rebuilt = False

    def verdict(self, url: str, variant: str) -> Verdict | None:
        """The last success at an address, however old."""
        row = self._fact("verdict", url, variant)
        return codec.read_verdict(url, *row) if row else None

    def lookup(self, wanted: Wanted, archive: str) -> Lookup | None:
        """The last look-up of an address for its anchor, at the archive that replays there."""
        row = self._fact("lookup", wanted.url, _anchored(wanted, archive))
        return codec.read_lookup(wanted, archive, *row) if row else None

    def history(self, url: str) -> tuple[Check, ...]:
        """The last checks of an address in the order they were made, whatever the clock said."""
        if not storable(url):
            return ()
        nothing: list[Row] = []
        rows = self._do(lambda db: db.execute(_CHECKS, (url, HISTORY)).fetchall(), nothing)
        return tuple(check for row in reversed(rows) if (check := codec.read_check(row)))

    def keep_verdict(self, verdict: Verdict, variant: str) -> None:
        """Remember a success; anything else is passed over."""
        body = codec.verdict_text(verdict)
        if body and verdict.checked_at:
            row = (verdict.url, variant, micros(verdict.checked_at), body)
            self._add([(_FACT.format("verdict"), row)])

    def keep_lookup(self, wanted: Wanted, lookup: Lookup, archive: str) -> None:
        """Remember a look-up that was answered."""
        body = codec.lookup_text(lookup, archive)
        if body and lookup.checked_at:
            row = (wanted.url, _anchored(wanted, archive), micros(lookup.checked_at), body)
            self._add([(_FACT.format("lookup"), row)])

    def record(self, url: str, check: Check) -> None:
        """Append a check to the history of an address."""
        if storable(url):
            self._add([(_ADDRESS, (url,)), (_CHECK, (*codec.check_row(check), url))])

    def flush(self) -> None:
        """Write down what is still to be written."""
        self._flushed = time.monotonic()
        if self._pending:
            self._do(self._write_pending, None)
            self._pending = []  # also where that was given up

    def _write_pending(self, db: sqlite3.Connection) -> None:
        with WHOLE:  # an interrupt between the two would have them written twice
            _write(db, self._pending)
            self._pending = []

    def close(self) -> None:
        """Flush, and let go of the file."""
        self.flush()
        self._shut()

    def survey(self) -> Survey:
        """What there is."""
        return Survey(*self._do(lambda db: _row(db.execute(_SURVEY)), (0, 0, 0, 0)))

    def forget(self) -> None:
        """Remove all verdicts and look-ups; the history stays."""
        statements: list[Statement] = [("DELETE FROM verdict", ()), ("DELETE FROM lookup", ())]
        self._do(lambda db: _write(db, statements), None)
        self._do(lambda db: db.execute("VACUUM"), None)

    def _fact(self, table: str, url: str, variant: str) -> Any:
        if not storable(url):
            return None
        query = _READ.format(table)
        return self._do(lambda db: _row(db.execute(query, (url, variant))), None)

    def _add(self, rows: Iterable[Statement]) -> None:
        self._pending += rows
        late = time.monotonic() - self._flushed >= SOON
        if len(self._pending) >= BATCH or late:
            self.flush()

    def _do(self, action: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What an action on the file comes to; `otherwise` where the file is of no use."""
        while not self._closed:
            started = time.monotonic()
            try:
                self._db = self._db or connect(self.path)
                return action(self._db)
            except (sqlite3.Error, UnicodeError) as error:  # the latter of SQLite's own messages
                self._answer(error, time.monotonic() - started)
            except (LaterVersionError, OSError) as error:
                self._give_up(f"{self.path} can't be used: {error}")
        return otherwise

    def _answer(self, error: Exception, seconds: float) -> None:
        """Do about an error what can be done: wait, rebuild or go on without a store."""
        kind = trouble(error)
        if kind is Trouble.LOCKED:
            time.sleep(pause := max(0.0, PAUSE - seconds))
            self.patience -= seconds + pause
            if self.patience <= 0:
                self._give_up(f"{self.path} is in use by another process")
        elif kind is Trouble.FULL:
            self.error = OutputError(
                f"{self.path}: cannot be written: {error}",
                "make room there, or name another folder by AUDITOR_CACHE_DIR",
            )
            self._shut()
        elif kind is Trouble.CLOSED:
            self._give_up(f"{self.path} can't be used: {error}")
        else:
            self._rebuild(error)

    def _rebuild(self, error: Exception) -> None:
        if self._rebuilt:
            self._give_up(f"{self.path} can't be used: {error}")
            return
        self._rebuilt = True
        self._shut()
        try:
            aside = set_aside(self.path)
        except OSError as reason:
            self._give_up(f"{self.path} is damaged and can't be set aside: {reason}")
            return
        self._closed = False
        self._say(f"the cache was damaged ({error}): a new one is begun, the old one is {aside}")

    def _give_up(self, why: str) -> None:
        self._say(f"{why}: every address is looked at anew, and nothing is remembered")
        self._shut()

    def _shut(self) -> None:
        self._closed = True
        if self._db is not None:
            self._db.close()
            self._db = None


def _row(cursor: sqlite3.Cursor) -> Any:
    return cursor.fetchone()


def _write(db: sqlite3.Connection, rows: Iterable[Statement]) -> None:
    """All rows in one transaction, or none."""
    try:
        db.execute("BEGIN IMMEDIATE")
        for statement, values in rows:
            db.execute(statement, values)
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _anchored(wanted: Wanted, archive: str) -> str:
    """What a look-up depends on beside its address."""
    return f"{wanted.anchor or ''}/{wanted.anchor_end or ''}/{wanted.anchor_kind} {archive}"
