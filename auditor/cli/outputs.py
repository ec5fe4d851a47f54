"""The reports of one run: one on standard output, others in files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TextIO

from auditor.cli.files import AtomicFile
from auditor.cli.session import Session
from auditor.ledger.toml import nearest
from auditor.model.audit import Result
from auditor.model.errors import ConfigError, OutputError
from auditor.model.run import Ending, Run, Tally

if TYPE_CHECKING:
    from auditor.reports.lines import Line


class Report(Protocol):
    """A report in the making: begun once, given results one by one, ended once."""

    def begin(self, run: Run, /) -> None:
        """Once, before any result."""

    def add(self, result: Result, /) -> None:
        """Once for each result, in order."""

    def end(self, tally: Tally, ending: Ending, /) -> None:
        """Once, after all results."""

    def close(self) -> None:
        """Let go of what is held, whether or not the run came to its end."""


def _plain(stream: TextIO) -> Callable[[Line], None]:
    from auditor.reports.terminal import plain_writer  # here: JSON needs none

    return plain_writer(stream)


def _text(session: Session, stream: TextIO | None) -> Report:
    from auditor.reports.text import TextReport

    write = _plain(stream) if stream else session.writer()
    width = 100 if stream else session.width
    return TextReport(
        write, width, infos=session.infos, verbose=session.verbose, quiet=session.quiet
    )


def _concise(session: Session, stream: TextIO | None) -> Report:
    from auditor.reports.concise import ConciseReport

    return ConciseReport(stream or sys.stdout, infos=session.infos, verbose=session.verbose)


def _json(_: Session, stream: TextIO | None) -> Report:
    from auditor.reports.check_json import CheckJson

    return CheckJson(stream or sys.stdout)


def _links_text(session: Session, stream: TextIO | None) -> Report:
    from auditor.reports.links_text import LinksText

    write = _plain(stream) if stream else session.writer()
    return LinksText(write, session.width, verbose=session.verbose, quiet=session.quiet)


def _links_json(_: Session, stream: TextIO | None) -> Report:
    from auditor.reports.links_json import LinksJson

    return LinksJson(stream or sys.stdout)


def _links_csv(_: Session, stream: TextIO | None) -> Report:
    from auditor.reports.links_csv import LinksCsv

    return LinksCsv(stream or sys.stdout)


def _links_dump(_: Session, stream: TextIO | None) -> Report:
    from auditor.reports.links_dump import LinksDump

    return LinksDump(stream or sys.stdout)


Maker = Callable[[Session, TextIO | None], Report]

CHECK: Mapping[str, Maker] = {"text": _text, "concise": _concise, "json": _json}
LINKS: Mapping[str, Maker] = {
    "text": _links_text,
    "concise": _concise,
    "json": _links_json,
    "csv": _links_csv,
}
# What would be looked at: with "text" the addresses alone.
DUMP: Mapping[str, Maker] = {"text": _links_dump, "json": _links_json, "csv": _links_csv}


class Reports:
    """All reports of a run as one; files appear when it ends without an error.

    `makers` are the formats there are; `form` goes to standard output, `outputs` are FORMAT=FILE.
    """

    def __init__(
        self, makers: Mapping[str, Maker], session: Session, form: str, outputs: Sequence[str] = ()
    ) -> None:
        make = makers[known_format(form, makers)]
        wanted = [split_output(item, makers) for item in outputs]
        self._files = opened_files([path for _, path in wanted])
        self._reports = [make(session, None)]
        for (name, _), file in zip(wanted, self._files, strict=True):
            self._reports.append(makers[name](session, file.stream))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        for report in self._reports:
            report.close()
        for file in self._files:
            if error is None:
                file.commit()
            else:
                file.discard()

    def begin(self, run: Run) -> None:
        """Begin every report."""
        for report in self._reports:
            report.begin(run)

    def add(self, result: Result) -> None:
        """Hand one result to every report."""
        for report in self._reports:
            report.add(result)

    def end(self, tally: Tally, ending: Ending) -> None:
        """End every report."""
        for report in self._reports:
            report.end(tally, ending)


def opened_files(paths: Iterable[Path]) -> list[AtomicFile]:
    """All files or none: where one can't be opened, those before it are taken away again."""
    files: list[AtomicFile] = []
    try:
        for path in paths:
            files.append(AtomicFile(path))  # noqa: PERF401 - those opened so far must be known
    except OutputError:
        for file in files:
            file.discard()
        raise
    return files


def split_output(item: str, makers: Iterable[str]) -> tuple[str, Path]:
    """The format and file of an --output; ConfigError where it is no FORMAT=FILE."""
    name, equals, path = item.partition("=")
    if not equals or not path:
        raise ConfigError(f"--output {item!r} should be FORMAT=FILE", "such as json=report.json")
    return known_format(name, makers), Path(path)


def known_format(name: str, known: Iterable[str]) -> str:
    """The name of a format there is; ConfigError with the nearest one otherwise."""
    if name not in (names := list(known)):
        raise ConfigError(f"unknown format {name!r}", nearest(name, names))
    return name
