"""`auditor.links/1`: liveness alone, every address once with all its places."""

from __future__ import annotations

from typing import TextIO

from auditor.model.audit import Result
from auditor.model.facts import State
from auditor.model.run import Ending, Run, Tally
from auditor.reports.fields import finding_fields, run_fields
from auditor.reports.jsonl import Spool, write_document
from auditor.reports.linkstore import LinkStore


class LinksJson:
    """Puts links and findings down as results come and writes the document at the end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._findings = Spool()
        self._links = LinkStore()
        self._run: Run | None = None

    def begin(self, run: Run) -> None:
        """Remember what is true of the whole run."""
        self._run = run

    def add(self, result: Result) -> None:
        """Put down one article's links and what rules say of them."""
        self._links.add(result)
        for finding in result.findings:
            self._findings.add(finding_fields(finding))

    def end(self, tally: Tally, ending: Ending) -> None:  # noqa: ARG002 - the store counts
        """Write the document."""
        assert self._run is not None  # noqa: S101 - `begin` comes before `end`
        states = {state.value: self._links.verdicts[state.value] for state in State}
        parts = {
            "schema": "auditor.links/1",
            "links": self._links.items(),
            "findings": self._findings.items(),
            "run": run_fields(self._run, ending),
            "summary": {**states, "exit_code": ending.exit_code},
        }
        write_document(self._stream, parts)

    def close(self) -> None:
        """Let go of what was put down."""
        self._findings.close()
        self._links.close()
