"""What a run tells while it goes on; the library has no terminal in it."""

from __future__ import annotations

from collections.abc import Sequence
import datetime as dt

from auditor.model.facts import Lookup, Verdict


class Progress:
    """Called as facts come in; does nothing by itself. `what` is "links" or "archives"."""

    def begin(self, what: str, urls: Sequence[str]) -> None:
        """A stage begins that looks at these addresses."""

    def expect(
        self, addresses: int, per_minute: float, least: dt.timedelta, most: dt.timedelta
    ) -> None:
        """Archives are about to be asked, so many requests a minute.

        `least` is what it takes where all addresses have a copy, `most` where none has.
        """

    def step(self, what: str, fact: Verdict | Lookup) -> None:
        """One address of a stage is done."""

    def end(self, what: str) -> None:
        """A stage is over."""

    def offline(self) -> None:
        """There is no network; said once in a run."""
