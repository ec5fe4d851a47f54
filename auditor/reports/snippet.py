"""The source line of a finding with carets under the place, cut to the width of a terminal."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from rich.cells import cell_len

from auditor.model.finding import Location
from auditor.reports.lines import tidy


class Window(NamedTuple):
    """What is shown of a line, the cells before its mark and the cells of the mark."""

    text: str
    before: int
    marked: int


def window(location: Location, cells: int) -> Window:
    """The part of a location's line around its mark that fits into `cells`.

    Widths are those of the terminal: CJK characters have two cells, combining marks none, so the
    carets stand under what they mark.
    """
    text = clear(location.excerpt)
    start = min(location.offset, len(text))
    stop = min(start + max(1, location.width), len(text))
    left, right = _around(text, start, stop, cells)
    head = "…" if left else ""
    tail = "…" if right < len(text) else ""
    before = cell_len(head) + cell_len(text[left:start])
    return Window(
        head + text[left:right] + tail, before, max(1, cell_len(text[start : min(stop, right)]))
    )


def clear(text: str) -> str:
    """`text` on one line, of the same length, without control characters."""
    return tidy("".join(" " if char in "\t\r\n" else char for char in text))


def _around(text: str, start: int, stop: int, cells: int) -> tuple[int, int]:
    """The range to show: all of it, or the mark with a third of the room before it."""
    ends = [0, *accumulate(cell_len(char) for char in text)]
    if ends[-1] <= cells:
        return 0, len(text)
    room = cells - 2  # an ellipsis on either side
    marked = min(ends[stop] - ends[start], room)
    lead = min(ends[start], (room - marked) // 3)
    lead = max(lead, room - (ends[-1] - ends[start]))
    left = next(i for i in range(len(ends)) if ends[i] >= ends[start] - lead)
    right = max(i for i in range(len(ends)) if ends[i] <= ends[left] + room)
    return left, right
