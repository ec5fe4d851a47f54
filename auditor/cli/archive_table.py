"""A CSV table of cited addresses (url, accessed, publication, note), read row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
import csv
from dataclasses import dataclass, field
import datetime as dt
import io

from auditor.archives.anchors import wanted as anchored
from auditor.dates import parse_date
from auditor.model.archive import CitedAddress
from auditor.model.dates import Edtf
from auditor.text.clean import clean, clean_line

_DIALECTS = ",;\t"
_LONGEST = 10_000  # characters of one cell


def delimiter_of(text: str) -> str | None:
    """What stands between the cells of a table with a column `url`; None where it is no table."""
    first = text.lstrip("\ufeff").partition("\n")[0]
    for mark in _DIALECTS:
        cells = [cell.strip().strip('"').lower() for cell in first.split(mark)]
        if "url" in cells and len(cells) > 1:
            return mark
    return "," if first.strip().strip('"').lower() == "url" else None


@dataclass
class Table:
    """The citations of a table; rows without an address are left out.

    Dates are read as a reader would ("2022-05-24", "May 2022"); a cell that holds none ("n.d.")
    leaves its row without, and stands in `undated` with its line.
    """

    text: str
    path: str
    as_of: dt.date
    undated: list[tuple[int, str]] = field(default_factory=list)

    def __iter__(self) -> Iterator[CitedAddress]:
        text = clean(self.text.lstrip("\ufeff"))
        rows = csv.reader(io.StringIO(text), delimiter=delimiter_of(text) or ",")
        names = [cell.strip().lower() for cell in next(rows, [])]
        for row in rows:
            cells = {name: cell.strip()[:_LONGEST] for name, cell in zip(names, row, strict=False)}
            if cells.get("url"):
                yield self._cited(cells, rows.line_num)

    def _cited(self, cells: Mapping[str, str], line: int) -> CitedAddress:
        url = cells["url"] if "://" in cells["url"] else f"http://{cells['url']}"
        accessed, issued = (self._date(cells, name, line) for name in ("accessed", "publication"))
        return CitedAddress(
            wanted=anchored(url, accessed, issued, None, self.as_of),
            article=self.path,
            note=clean_line(cells["note"], 200) if cells.get("note") else None,
            line=line,
            column=1,
        )

    def _date(self, cells: Mapping[str, str], name: str, line: int) -> Edtf | None:
        printed = cells.get(name)
        found = parse_date(printed) if printed else None
        if printed and found is None:
            self.undated.append((line, clean_line(printed, 40)))
        return found
