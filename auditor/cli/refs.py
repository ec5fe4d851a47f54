"""`auditor refs`: the references of articles, without an audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
import sys
from typing import Protocol

from auditor.audit import prepare
from auditor.bibliography.entries import Entry
from auditor.cli.exits import Exit
from auditor.cli.inputs import Inputs, named_articles
from auditor.cli.memory import Kept
from auditor.cli.messages import complain
from auditor.cli.outputs import known_format
from auditor.cli.session import Session
from auditor.model.audit import Audit
from auditor.reports.refs import Bibliography, CslJson, RefsJson, no_prefix, path_prefix
from auditor.reports.refs_text import RefsText

FORMATS = (
    "text", "json", "csl-json", "bibtex", "biblatex", "ris", "csv",
    "robust-html", "robust-markdown",
)  # fmt: skip


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
    report, kept = _report(session, form, inputs), Kept(session)
    known = _completed(session, kept, form)
    report.begin()
    try:
        for article in inputs:
            audit = prepare(article, session.config.of(article.path).policy(article.path))
            report.add(known(audit))
    finally:  # a Ctrl-C leaves a whole document of what there was
        report.end()
        kept.close()
    return max(Exit.USAGE if inputs.unread else 0, Exit.CLEAN if inputs.read else Exit.NOTHING)


def _completed(session: Session, kept: Kept, form: str) -> Callable[[Audit], Audit]:
    """What adds known copies for exports; text and JSON tell just what the article prints."""
    if form in ("text", "json"):
        return lambda audit: audit
    from auditor.cli.copies import with_copies

    return with_copies(session, kept)


def _report(session: Session, form: str, inputs: Inputs) -> Report:
    if form == "text":
        return RefsText(session.writer(), session.width)
    if form == "json":
        return RefsJson(sys.stdout)
    prefix = path_prefix if inputs.several() else no_prefix
    if form == "csl-json":
        return CslJson(sys.stdout, prefix)
    render, heading = _renderer(form)
    return Bibliography(sys.stdout, prefix, render, heading)


def _renderer(form: str) -> tuple[Callable[[Iterable[Entry]], str], str]:
    """What makes a format, and what stands before it; each loads its own library."""
    if form in ("bibtex", "biblatex"):
        from auditor.bibliography.bibtex import biblatex, bibtex

        return (bibtex if form == "bibtex" else biblatex), ""
    if form == "ris":
        from auditor.bibliography.ris import ris

        return ris, ""
    if form == "csv":
        from auditor.bibliography.table import heading, table

        return table, heading()
    from auditor.bibliography.robust import robust_html, robust_markdown

    return (robust_html if form == "robust-html" else robust_markdown), ""
