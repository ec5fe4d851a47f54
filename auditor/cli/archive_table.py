"""Lists of addresses, one a line, and CSV tables of them, read line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
import csv
from dataclasses import dataclass, field
import datetime as dt
import io
from pathlib import Path
import re
import sys
from typing import TextIO

from auditor.archives.anchors import wanted as anchored
from auditor.dates import parse_date
from auditor.model.archive import CitedAddress
from auditor.model.dates import Edtf
from auditor.model.errors import InputError, named
from auditor.text.clean import clean, clean_line

_MARKS = ",;\t"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,40}:(?!\d)", re.IGNORECASE)  # a number is a port
_LONGEST = 100_000  # characters of a line; what is longer is no address


@contextmanager
def opened(path: str) -> Iterator[TextIO]:
    """The text of a file or of standard input; InputError where it can't be read."""
    try:
        raw = sys.stdin.buffer if path == "-" else Path(path).open("rb")  # noqa: SIM115 - below
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path}: {reason}", "check the path and its permissions") from error
    stream = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace")
    try:
        yield stream
    finally:
        stream.detach()
        if path != "-":
            raw.close()


@dataclass
class Table:
    """The citations of a list or table. Lines that are blank or begin with `#` are left out.

    In a table, dates are read as a reader would ("2022-05-24", "May 2022"); a cell that holds none
    ("n.d.") leaves its row without, and stands in `undated` with its line.
    """

    stream: TextIO
    path: str
    as_of: dt.date
    undated: list[tuple[int, str]] = field(default_factory=list)

    def __iter__(self) -> Iterator[CitedAddress]:
        lines = self._lines()
        first = next(lines, "")
        mark = delimiter_of(first)
        if mark is None:
            yield from self._listed(first, lines)
        else:
            yield from self._rows(first, lines, mark)

    def _lines(self) -> Iterator[str]:
        while line := self.stream.readline(_LONGEST):
            yield clean(line)

    def _listed(self, first: str, lines: Iterator[str]) -> Iterator[CitedAddress]:
        number, line = 1, first
        while line:
            url = line.strip()
            if url and not url.startswith("#"):
                yield self._cited({"url": url}, number)
            number, line = number + 1, next(lines, "")

    def _rows(self, first: str, lines: Iterator[str], mark: str) -> Iterator[CitedAddress]:
        names = [name.strip().lower() for name in next(csv.reader([first], delimiter=mark))]
        # Strict: a quotation that never closes would take all rows behind it for its own.
        rows = csv.reader(lines, delimiter=mark, strict=True)
        begun = 2
        try:
            for row in rows:
                begun = rows.line_num + 2
                cells = {name: cell.strip() for name, cell in zip(names, row, strict=False)}
                if cells.get("url"):
                    yield self._cited(cells, rows.line_num + 1)
        except csv.Error as error:
            raise InputError(
                f"{named(self.path)}:{begun}: not a CSV table: {error}",
                "look at the quotation marks of that line",
            ) from error

    def _cited(self, cells: Mapping[str, str], line: int) -> CitedAddress:
        url = cells["url"] if _SCHEME.match(cells["url"]) else f"http://{cells['url']}"
        accessed, issued = (self._date(cells, name, line) for name in ("accessed", "publication"))
        return CitedAddress(
            wanted=anchored(url, accessed, issued, None, self.as_of),
            article=self.path,
            note=clean_line(cells["note"], 200) if cells.get("note") else None,
            line=line,
            column=1,
        )

    def _date(self, cells: Mapping[str, str], name: str, line: int) -> Edtf | None:
        printed = cells.get(name, "")[:200]
        found = parse_date(printed) if printed else None
        if printed and found is None:
            self.undated.append((line, clean_line(printed, 40)))
        return found


def delimiter_of(line: str) -> str | None:
    """What stands between the cells of a table, by its first line; None where it is no table.

    A table has a column `url`.
    """
    for mark in _MARKS:
        cells = [cell.strip().strip('"').lower() for cell in line.split(mark)]
        if "url" in cells:
            return mark
    return None
