"""What a run tells while it goes on; the library has no terminal in it."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model.facts import Lookup, Verdict


class Progress:
    """Called as facts come in; does nothing by itself. `what` is "links" or "archives"."""

    def begin(self, what: str, urls: Sequence[str]) -> None:
        """A stage begins that looks at these addresses."""

    def step(self, what: str, fact: Verdict | Lookup) -> None:
        """One address of a stage is done."""

    def end(self, what: str) -> None:
        """A stage is over."""

    def offline(self) -> None:
        """There is no network; said once in a run."""
