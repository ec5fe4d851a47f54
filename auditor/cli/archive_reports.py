"""The reports of `auditor archive`: one on standard output, others in files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
import sys
from types import TracebackType
from typing import Self, TextIO

from auditor.cli.outputs import known_format, opened_files, split_output
from auditor.cli.session import Session
from auditor.model.archive import ArchiveSummary, Catalogue
from auditor.reports.archive_csv import write_csv
from auditor.reports.archive_json import write_json
from auditor.reports.archive_text import ArchiveText
from auditor.reports.terminal import plain_writer

Writer = Callable[[Session, TextIO | None, Catalogue, ArchiveSummary], None]


def _text(
    session: Session, stream: TextIO | None, catalogue: Catalogue, summary: ArchiveSummary
) -> None:
    write = plain_writer(stream) if stream else session.writer()
    report = ArchiveText(write, session.width, verbose=session.verbose)
    report.addresses(catalogue)
    if not session.quiet:
        report.summary(summary)


def _csv(_: Session, stream: TextIO | None, catalogue: Catalogue, summary: ArchiveSummary) -> None:
    write_csv(stream or sys.stdout, catalogue, summary)


def _json(_: Session, stream: TextIO | None, catalogue: Catalogue, summary: ArchiveSummary) -> None:
    write_json(stream or sys.stdout, catalogue, summary)


FORMATS: Mapping[str, Writer] = {"text": _text, "csv": _csv, "json": _json}


class ArchiveReports:
    """All reports of a run; files are opened at once and appear when it ends without an error."""

    def __init__(self, session: Session, form: str, outputs: Sequence[str]) -> None:
        self._session = session
        self._form = known_format(form, FORMATS)
        wanted = [split_output(item, FORMATS) for item in outputs]
        self._names = [name for name, _ in wanted]
        self._files = opened_files([path for _, path in wanted])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        for file in self._files:
            if error is None:
                file.commit()
            else:
                file.discard()

    def write(self, catalogue: Catalogue, summary: ArchiveSummary) -> None:
        """Write every report."""
        FORMATS[self._form](self._session, None, catalogue, summary)
        for name, file in zip(self._names, self._files, strict=True):
            FORMATS[name](self._session, file.stream, catalogue, summary)
