"""What would be looked at: the addresses alone, one a line, as `--urls` reads them."""

from __future__ import annotations

from typing import TextIO

from auditor.model.audit import Result
from auditor.model.run import Ending, Run, Tally, distinct_urls
from auditor.reports.lines import tidy

_ASKED = ("http://", "https://")


class LinksDump:
    """Prints each address once, as articles come; those of other schemes are never asked for."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._seen: set[str] = set()

    def begin(self, run: Run) -> None:
        """Nothing stands before the addresses."""

    def add(self, result: Result) -> None:
        """Print the addresses of one article that no article before it had."""
        for url in distinct_urls(result.audit.article):
            if url not in self._seen and url.lower().startswith(_ASKED):
                self._seen.add(url)
                self._stream.write(tidy(_encodable(url)) + "\n")

    def end(self, tally: Tally, ending: Ending) -> None:
        """Nothing stands after them."""

    def close(self) -> None:
        """Nothing is held."""


def _encodable(url: str) -> str:
    return url.encode("utf-8", "backslashreplace").decode("utf-8")
