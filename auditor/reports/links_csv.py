"""Links as a table for spreadsheets: one row for each place of each address, as articles come."""

from __future__ import annotations

import csv
from typing import TextIO

from auditor.model.audit import Result
from auditor.model.run import Ending, Run, Tally
from auditor.reports.fields import links_of
from auditor.text.cells import cell

COLUMNS = ("url", "verdict", "detail", "status", "final_url", "note", "article", "line", "memento")


class LinksCsv:
    """Writes rows as results come; nothing is held."""

    def __init__(self, stream: TextIO) -> None:
        self._rows = csv.writer(stream, lineterminator="\n")

    def begin(self, run: Run) -> None:  # noqa: ARG002 - a table tells nothing of the run
        """Write the names of the columns."""
        self._rows.writerow(COLUMNS)

    def add(self, result: Result) -> None:
        """Write the rows of one article."""
        for _, fields, places in links_of(result):
            memento = fields["memento"] or {}
            known = {**fields, "memento": memento.get("memento_uri")}
            for place in places:
                row = {**known, **place}
                self._rows.writerow([cell(row[name]) for name in COLUMNS])

    def end(self, tally: Tally, ending: Ending) -> None:
        """Nothing stands after the rows."""

    def close(self) -> None:
        """Nothing is held."""
