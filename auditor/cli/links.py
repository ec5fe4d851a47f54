"""`auditor links`: liveness alone, of articles or of plain lists of addresses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from auditor.cli.check import Course
from auditor.cli.choice import Choice, narrowed
from auditor.cli.inputs import Inputs, named_articles
from auditor.cli.lookups import lookups
from auditor.cli.messages import complain
from auditor.cli.outputs import LINKS, Reports
from auditor.cli.session import Session
from auditor.rules.registry import RULES

FAMILY = "LNK"


def links(
    session: Session, paths: Sequence[str], form: str, outputs: Sequence[str], urls: Path | None
) -> int:
    """Look at the addresses of articles, or of a plain list; returns the exit code."""
    listed = [str(urls)] if urls else []
    inputs = Inputs(
        paths if paths or urls else named_articles(session.here.ledger), complain, lists=listed
    )
    rules = [item for item in RULES if item.family == FAMILY]
    course = Course(
        session,
        inputs,
        rules,
        lookups(session),
        needs_content=False,
        narrow=lambda article: narrowed(article, Choice.of(session.config.of(article.path))),
    )
    with Reports(LINKS, session, form, outputs) as reports:
        code = course.run(reports)
    course.advise()
    return code
