"""The tables of the store, and how one version becomes the next."""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x41554431  # "AUD1"

_FACT = (
    "CREATE TABLE {} (url TEXT NOT NULL, variant TEXT NOT NULL, checked_at INTEGER NOT NULL, "
    "body TEXT NOT NULL, PRIMARY KEY (url, variant)) STRICT, WITHOUT ROWID"
)
_HISTORY = (
    "CREATE TABLE history (id INTEGER PRIMARY KEY, address INTEGER NOT NULL REFERENCES address, "
    "checked_at INTEGER NOT NULL, state TEXT NOT NULL, detail TEXT, status INTEGER, "
    "final_url TEXT) STRICT"
)
# One entry a version, each applied in one transaction; none is changed once it was released.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        _FACT.format("verdict"),
        _FACT.format("lookup"),
        "CREATE TABLE address (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE) STRICT",
        _HISTORY,
        "CREATE INDEX history_address ON history (address, id)",
    ),
)
VERSION = len(MIGRATIONS)


def version_of(db: sqlite3.Connection) -> int:
    """The version of a store's tables, 0 before there are any."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Bring the tables to this version; another process may be doing the same."""
    while version_of(db) < VERSION:
        db.execute("BEGIN IMMEDIATE")
        version = version_of(db)
        if version < VERSION:
            for statement in MIGRATIONS[version]:
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {version + 1}")
        db.execute("COMMIT")


def is_ours(db: sqlite3.Connection) -> bool:
    """Whether a file is empty or one of ours: no table, trigger or view but those made here.

    A cache that others can write to could bring triggers along, so the very words are compared.
    """
    rows = db.execute("SELECT sql FROM sqlite_schema WHERE sql NOT NULL LIMIT 100")
    found = {str(row[0]) for row in rows}
    marked = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    version = version_of(db)
    if not found and not marked and version == 0:
        return True
    known = {text for step in MIGRATIONS[:version] for text in step}
    # A later version has other tables; one that only says so has a damaged header.
    return bool(marked and (found == known) == (version <= VERSION))
