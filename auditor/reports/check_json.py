"""`auditor.check/1`: the whole audit as one JSON document, written without keeping it in memory."""

from __future__ import annotations

from typing import TextIO

from auditor.model.audit import Result
from auditor.model.finding import Severity
from auditor.model.run import LEDGER, Ending, Run, Tally
from auditor.reports.fields import article_fields, finding_fields, run_fields, unchecked_fields
from auditor.reports.jsonl import Spool, write_document
from auditor.reports.linkstore import LinkStore


class CheckJson:
    """Spools each list while results come and writes the document at the end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._articles, self._findings, self._unchecked = Spool(), Spool(), Spool()
        self._links = LinkStore()
        self._run: Run | None = None

    def begin(self, run: Run) -> None:
        """Remember what is true of the whole run."""
        self._run = run

    def add(self, result: Result) -> None:
        """Put down one article; a ledger has findings alone."""
        article = result.audit.article
        for finding in result.findings:
            self._findings.add(finding_fields(finding))
        for item in result.unchecked:
            self._unchecked.add(unchecked_fields(article.path, item))
        if article.format != LEDGER:
            self._articles.add(article_fields(result.audit))
            self._links.add(result)

    def end(self, tally: Tally, ending: Ending) -> None:
        """Write the document."""
        assert self._run is not None  # noqa: S101 - `begin` comes before `end`
        parts = {
            "schema": "auditor.check/1",
            "tool": {"name": "auditor", "version": self._run.version},
            "run": run_fields(self._run, ending),
            "articles": self._articles.items(),
            "findings": self._findings.items(),
            "links": self._links.items(),
            "unchecked": self._unchecked.items(),
            "summary": {
                "errors": tally.levels[Severity.ERROR],
                "warnings": tally.levels[Severity.WARNING],
                "infos": tally.levels[Severity.INFO],
                "suppressed": tally.suppressed,
                "unchecked": tally.unchecked.total(),
                "exit_code": ending.exit_code,
            },
        }
        write_document(self._stream, parts)

    def close(self) -> None:
        """Let go of what was put down."""
        for held in (self._articles, self._findings, self._unchecked, self._links):
            held.close()
