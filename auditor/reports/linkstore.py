"""The addresses of a run, each once with all its places, on disk until the report is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
import sqlite3

from auditor.model.audit import Result
from auditor.model.errors import OutputError
from auditor.reports.fields import links_of
from auditor.reports.jsonl import dumps


class LinkStore:
    """Links in the order they were first seen; `verdicts` counts them by verdict.

    They are in a private temporary database: many articles cite more addresses than memory should
    hold, and one address may stand in articles far apart. OutputError where it can't be written.
    """

    def __init__(self) -> None:
        self.verdicts: Counter[str] = Counter()
        with _writable():
            self._db = sqlite3.connect("")
            self._db.execute(
                "CREATE TABLE link "
                "(id INTEGER PRIMARY KEY, url TEXT UNIQUE, fields TEXT, memento TEXT)"
            )
            self._db.execute("CREATE TABLE place (url TEXT, fields TEXT)")

    def add(self, result: Result) -> None:
        """Put down the addresses of one article."""
        for url, fields, places in links_of(result):
            key = _key(url)
            memento = fields.pop("memento")
            row = (key, dumps(fields), dumps(memento))
            rows = [(key, dumps(place)) for place in places]
            with _writable():
                new = self._db.execute(
                    "INSERT OR IGNORE INTO link (url, fields, memento) VALUES (?, ?, ?)", row
                )
                self._db.executemany("INSERT INTO place VALUES (?, ?)", rows)
            self.verdicts[fields["verdict"]] += new.rowcount

    def items(self) -> Iterator[str]:
        """All links as JSON texts, with their places."""
        with _writable():
            self._db.execute("CREATE INDEX place_url ON place (url)")
            rows = self._db.execute(
                "SELECT id, link.fields, memento, place.fields FROM link JOIN place USING (url)"
                " ORDER BY id, place.rowid"
            )
        for _, group in groupby(rows, itemgetter(0)):
            found = list(group)
            _, fields, memento, _ = found[0]
            places = ", ".join(row[3] for row in found)
            yield f'{fields[:-1]}, "places": [{places}], "memento": {memento}}}'

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()


@contextmanager
def _writable() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise OutputError(
            f"the report cannot be put together: {error}",
            "make room in the folder for temporary files, or name another by SQLITE_TMPDIR",
        ) from error


def _key(url: str) -> str:
    """An address as SQLite can hold it: lone surrogates have no UTF-8."""
    return url.encode("utf-8", "backslashreplace").decode("utf-8")
