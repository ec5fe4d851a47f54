"""References of articles and bibliographies in the formats of reference managers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from auditor.bibliography.entries import Entry
from auditor.reports.jsonl import dumps


class CslJson:
    """Full references alone, as a CSL-JSON list."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._count = 0

    def begin(self) -> None:
        """Open the list."""
        self._stream.write("[")

    def add(self, items: Iterable[Entry]) -> None:
        """Write the references of one input."""
        for item in items:
            self._stream.write(f"{',' if self._count else ''}\n  {dumps(item)}")
            self._count += 1

    def end(self) -> None:
        """Close the list."""
        self._stream.write("\n]\n" if self._count else "]\n")


class Rendered:
    """Full references alone in some format of `auditor.bibliography`, input by input."""

    def __init__(
        self, stream: TextIO, render: Callable[[list[Entry]], str], heading: str = ""
    ) -> None:
        self._stream = stream
        self._render = render
        self._heading = heading

    def begin(self) -> None:
        """Write what stands before all references."""
        self._stream.write(self._heading)

    def add(self, items: Iterable[Entry]) -> None:
        """Write the references of one input."""
        self._stream.write(self._render(list(items)))

    def end(self) -> None:
        """Nothing stands after them."""
