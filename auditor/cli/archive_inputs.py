"""The citations that `auditor archive` looks at: of articles, of plain lists, of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.audit import Flow, House
from auditor.cli.choice import Choice, narrowed
from auditor.cli.inputs import Inputs, named_articles
from auditor.cli.messages import complain, hint
from auditor.cli.session import Session
from auditor.evidence.citations import citations_of
from auditor.evidence.wanted import withheld
from auditor.model.archive import CitedAddress
from auditor.model.article import Article
from auditor.model.errors import InputError
from auditor.model.facts import Facts
from auditor.reports.words import many

if TYPE_CHECKING:
    from auditor.cli.archive_table import Table


@dataclass
class Cited:
    """Citations as inputs are read one by one; an input that can't be read costs only itself.

    `read` and `unread` count the inputs.
    """

    session: Session
    paths: Sequence[str]
    urls: Path | None = None
    read: int = 0
    unread: int = 0
    _inputs: Inputs | None = field(default=None, repr=False)

    def __iter__(self) -> Iterator[CitedAddress]:
        if self.urls is not None:
            yield from self._listed(str(self.urls))
        if self.paths or self.urls is None:
            paths = self.paths or named_articles(self.session.here.ledger)
            inputs = Inputs(paths, self._missed)
            yield from self._of(inputs)
            self.read += inputs.read

    def _listed(self, path: str) -> Iterator[CitedAddress]:
        """The addresses of a list, one a line, or of a table that has a column for them."""
        from auditor.cli.archive_table import Table, opened

        here = self.session.config.of(path)
        choice, policy = Choice.of(here), here.policy(path)
        try:
            with opened(path) as stream:
                table = Table(stream, path, self.session.today)
                for item in (item for item in table if choice.takes(item.wanted.url)):
                    kept = withheld(policy, item.wanted.url)
                    yield replace(item, wanted=replace(item.wanted, withheld=kept))
                self.read += 1
                self._say_undated(table)
        except InputError as error:
            self._missed(error)

    def _say_undated(self, table: Table) -> None:
        if table.undated and not self.session.quiet:
            line, cell = table.undated[0]
            told = many(len(table.undated), "cell")
            hint(f"{table.path}: {told} taken for no date, such as {cell!r} in line {line}")

    def _of(self, articles: Iterable[Article]) -> Iterator[CitedAddress]:
        """The citations of articles, parsed as their folders' settings want it."""
        config = self.session.config
        flow = Flow(
            (),
            lambda path: House(config.of(path).policy(path), config.of(path).ledger),
            lambda _: Facts(),
            self.session.today,
            offline=True,
            batch=1,
        )
        chosen = (narrowed(item, Choice.of(config.of(item.path))) for item in articles)
        for result in flow.results(chosen):
            yield from citations_of(result.audit)

    def _missed(self, error: InputError) -> None:
        self.unread += 1
        complain(error)
