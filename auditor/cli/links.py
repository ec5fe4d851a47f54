"""`auditor links`: liveness alone, of articles or of plain lists of addresses."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.audit import Look
from auditor.cli.check import Course
from auditor.cli.choice import Choice, narrowed
from auditor.cli.inputs import Inputs, named_articles
from auditor.cli.lookups import endpoints, lookups
from auditor.cli.memory import Kept
from auditor.cli.messages import complain
from auditor.cli.outputs import DUMP, LINKS, Reports
from auditor.cli.session import Session
from auditor.cli.tape import tape
from auditor.model.article import Article
from auditor.model.facts import Facts, Wanted
from auditor.rules.family_lnk import LNK
from auditor.rules.rule import Rule

if TYPE_CHECKING:  # runs that ask git alone load what it takes
    from auditor.cli.since import Since


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose links are looked at: articles, a list of addresses, since when they are there."""

    paths: Sequence[str]
    urls: Path | None = None
    since: str | None = None

    def inputs(self, session: Session) -> Inputs:
        """The articles and the list; without any, what the ledger names."""
        named = self.paths or self.urls
        paths = self.paths if named else named_articles(session.here.ledger)
        return Inputs(paths, complain, lists=[str(self.urls)] if self.urls else [])


def links(session: Session, wish: Wish, form: str, outputs: Sequence[str]) -> int:
    """Look at the addresses of articles, or of a plain list; returns the exit code."""
    with closing(Kept(session)) as kept, tape(session, endpoints()) as run:
        course = _course(session, wish, LNK, lookups(session, kept, run))
        course = replace(course, kept=kept, tape=run)
        with Reports(LINKS, session, form, outputs) as reports:
            code = course.run(reports)
    course.advise()
    return code


def print_wanted(session: Session, wish: Wish, form: str, outputs: Sequence[str]) -> int:
    """Print the addresses that `links` would look at, and touch none; returns the exit code."""
    course = _course(session, wish, (), _untouched)
    with Reports(DUMP, session, form, outputs) as reports:
        return course.run(reports)


def _untouched(_: Sequence[Wanted]) -> Facts:
    return Facts()


def _course(
    session: Session,
    wish: Wish,
    rules: Sequence[Rule],
    look: Look,
) -> Course:
    since = _since(wish.since) if wish.since is not None else None

    def narrow(article: Article) -> Article:
        chosen = narrowed(article, Choice.of(session.config.of(article.path)))
        return since.narrowed(chosen) if since else chosen

    return Course(
        session,
        wish.inputs(session),
        rules,
        look,
        needs_content=False,
        narrow=narrow,
    )


def _since(name: str) -> Since:
    from auditor.cli.git import Revision
    from auditor.cli.since import Since

    return Since(Revision(name))
