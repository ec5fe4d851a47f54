"""`auditor refs`: the references of articles, without an audit."""

from __future__ import annotations

from collections.abc import Sequence
import sys
from typing import Protocol

from auditor.audit import prepare
from auditor.cli.exits import Exit
from auditor.cli.inputs import Inputs, named_articles
from auditor.cli.messages import complain
from auditor.cli.outputs import known_format
from auditor.cli.session import Session
from auditor.model.audit import Audit
from auditor.reports.refs import CslJson, RefsJson
from auditor.reports.refs_text import RefsText

FORMATS = ("text", "json", "csl-json")


class Report(Protocol):
    """A list of references in the making."""

    def begin(self) -> None:
        """Once, before any article."""

    def add(self, audit: Audit, /) -> None:
        """Once for each article, in order."""

    def end(self) -> None:
        """Once, after all articles."""


def refs(session: Session, paths: Sequence[str], form: str) -> int:
    """Print the references of the articles at `paths`; returns the exit code."""
    known_format(form, FORMATS)
    inputs = Inputs(paths or named_articles(session.here.ledger), complain)
    report = _report(session, form, inputs)
    report.begin()
    try:
        for article in inputs:
            audit = prepare(article, session.config.of(article.path).policy(article.path))
            report.add(audit)
    finally:  # a Ctrl-C leaves a whole document of what there was
        report.end()
    return max(Exit.USAGE if inputs.unread else 0, Exit.CLEAN if inputs.read else Exit.NOTHING)


def _report(session: Session, form: str, inputs: Inputs) -> Report:
    if form == "json":
        return RefsJson(sys.stdout)
    if form == "csl-json":
        return CslJson(sys.stdout, several=inputs.several())
    return RefsText(session.writer(), session.width)
