"""The catalogue of one run in a private temporary database: a million citations need no memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
import pickle
import sqlite3
from typing import Any

from auditor.model.archive import (
    ArchiveLink,
    ArchiveRow,
    ArchiveSummary,
    Capture,
    CitedAddress,
    Save,
    SaveState,
)
from auditor.model.facts import Lookup, Outcome, Wanted

BATCH = 1000  # addresses handed out at once

_SCHEMA = """
CREATE TABLE withheld (url TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE link (id INTEGER PRIMARY KEY, url TEXT, anchor TEXT, turn INTEGER, wanted BLOB,
    lookup BLOB, save BLOB, capture BLOB, UNIQUE (url, anchor));
CREATE INDEX link_turn ON link (turn, url);
CREATE TABLE place (id INTEGER PRIMARY KEY, link INTEGER, cited BLOB);
CREATE INDEX place_link ON place (link);
"""
# The nth anchor of an address is looked up in the nth turn: no turn has an address twice.
_ADD = (
    "INSERT OR IGNORE INTO link (url, anchor, turn, wanted) "
    "VALUES (?1, ?2, (SELECT count(*) FROM link WHERE url = ?1), ?3)"
)
_PLACE = "INSERT INTO place (link, cited) SELECT id, ?3 FROM link WHERE url = ?1 AND anchor = ?2"
_TURN = (
    "SELECT wanted, url IN (SELECT url FROM withheld) FROM link WHERE turn = ? ORDER BY link.url"
)
_ROWS = (
    "SELECT cited, lookup, save, capture FROM place JOIN link ON link.id = place.link "
    "ORDER BY place.id"
)


class RunCatalogue:
    """`auditor.model.archive.Catalogue`, filled step by step: citations, look-ups, saves, captures.

    An address nobody looked up counts as not attempted.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    def add(self, citations: Iterable[CitedAddress]) -> None:
        """Put citations down."""
        for cited in citations:
            url, anchor = _key(cited.wanted)
            self._db.execute(_ADD, (url, anchor, _packed(cited.wanted)))
            self._db.execute(_PLACE, (url, anchor, _packed(cited)))
            if cited.wanted.withheld:
                self._db.execute("INSERT OR IGNORE INTO withheld VALUES (?)", (url,))

    def batches(self) -> Iterator[Sequence[Wanted]]:
        """All addresses with their anchors, in batches without repeats, neighbours together.

        What one article withholds is withheld, though another of them cites it too.
        """
        turns = self._db.execute("SELECT DISTINCT turn FROM link ORDER BY turn").fetchall()
        for (turn,) in turns:
            rows = self._db.execute(_TURN, (turn,))
            while batch := rows.fetchmany(BATCH):
                yield [replace(_unpacked(row[0]), withheld=bool(row[1])) for row in batch]

    @property
    def size(self) -> int:
        """How many addresses there are, each counted with each of its anchors."""
        return self._count("SELECT count(*) FROM link")

    def put_lookup(self, wanted: Wanted, lookup: Lookup) -> None:
        """Put down how the look-up of an address for its anchor ended."""
        row = (_packed(lookup), *_key(wanted))
        self._db.execute("UPDATE link SET lookup = ? WHERE url = ? AND anchor = ?", row)

    def put_save(self, url: str, save: Save) -> None:
        """Put down how far the save of an address is, whatever its anchors."""
        row = (_packed(save), _text(url))
        self._db.execute("UPDATE link SET save = ? WHERE url = ?", row)

    def put_capture(self, url: str, capture: Capture) -> None:
        """Put down where on disk a copy of an address is."""
        row = (_packed(capture), _text(url))
        self._db.execute("UPDATE link SET capture = ? WHERE url = ?", row)

    def saves(self, state: SaveState) -> Iterator[str]:
        """The addresses whose save is in that state, each once."""
        query = "SELECT url, save FROM link WHERE save NOT NULL GROUP BY url ORDER BY min(id)"
        rows = self._db.execute(query).fetchall()
        return (row[0] for row in rows if _unpacked(row[1]).state is state)

    def plan(self, planned: Callable[[Lookup], Save | None]) -> None:
        """Decide what is to be done about each address; one that any anchor wants saved, is."""
        wishes: dict[str, Save] = {}
        for lookup in self._lookups():
            wish = planned(lookup)
            known = wishes.get(lookup.url)
            if wish and (known is None or known.state is not SaveState.PLANNED):
                wishes[lookup.url] = wish
        for url, wish in wishes.items():
            self.put_save(url, wish)

    def rows(self) -> Iterator[ArchiveRow]:
        """See `auditor.model.archive.Catalogue`."""
        for cited, lookup, save, capture in self._db.execute(_ROWS):
            place: CitedAddress = _unpacked(cited)
            yield ArchiveRow(
                cited=place,
                lookup=_unpacked(lookup) or _not_attempted(place.wanted),
                save=_unpacked(save),
                capture=_unpacked(capture),
            )

    def links(self) -> Iterator[ArchiveLink]:
        """See `auditor.model.archive.Catalogue`."""
        query = "SELECT id, wanted, lookup, save, capture FROM link ORDER BY id"
        for key, packed, lookup, save, capture in self._db.execute(query):
            wanted: Wanted = _unpacked(packed)
            places = self._db.execute("SELECT cited FROM place WHERE link = ? ORDER BY id", (key,))
            yield ArchiveLink(
                wanted=wanted,
                lookup=_unpacked(lookup) or _not_attempted(wanted),
                places=tuple(_unpacked(row[0]) for row in places),
                save=_unpacked(save),
                capture=_unpacked(capture),
            )

    def summary(self, exit_code: int = 0) -> ArchiveSummary:
        """The counts there are now."""
        outcomes = Counter(lookup.outcome for lookup in self._lookups())
        query = "SELECT save FROM link WHERE save NOT NULL GROUP BY url"
        saves = Counter(_unpacked(row[0]).state for row in self._db.execute(query))
        return ArchiveSummary(
            citations=self._count("SELECT count(*) FROM place"),
            addresses=self._count("SELECT count(DISTINCT url) FROM link"),
            outcomes=outcomes,
            saves=saves,
            exit_code=exit_code,
        )

    def _lookups(self) -> Iterator[Lookup]:
        """How the look-up of each address and anchor ended."""
        for wanted, lookup in self._db.execute("SELECT wanted, lookup FROM link ORDER BY id"):
            yield _unpacked(lookup) or _not_attempted(_unpacked(wanted))

    def _count(self, query: str) -> int:
        return int(self._db.execute(query).fetchone()[0])


def _not_attempted(wanted: Wanted) -> Lookup:
    return Lookup(
        url=wanted.url,
        outcome=Outcome.NOT_ATTEMPTED,
        anchor=wanted.anchor,
        anchor_kind=wanted.anchor_kind,
        reason="not_attempted",
    )


def _key(wanted: Wanted) -> tuple[str, str]:
    return _text(wanted.url), f"{wanted.anchor} {wanted.anchor_end} {wanted.anchor_kind}"


def _text(url: str) -> str:
    """An address as SQLite can hold it: lone surrogates have no UTF-8."""
    return url.encode("utf-8", "backslashreplace").decode("utf-8")


def _packed(value: object) -> bytes:
    return pickle.dumps(value)


def _unpacked(value: bytes | None) -> Any:
    return pickle.loads(value) if value is not None else None  # noqa: S301 - of this process alone
