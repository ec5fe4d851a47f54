"""`auditor history` and `auditor cache`: what runs have remembered."""

from __future__ import annotations

from contextlib import closing
import sys

from auditor.cli.memory import open_store, store_path
from auditor.cli.outputs import known_format
from auditor.cli.session import Session
from auditor.links.address import page_of
from auditor.model.errors import OutputError
from auditor.reports.history import history_fields, history_lines
from auditor.reports.jsonl import dumps
from auditor.reports.lines import Line, Piece, line
from auditor.reports.words import many


def history(session: Session, url: str, form: str) -> int:
    """Print the checks of an address."""
    known_format(form, ("text", "json"))
    page = page_of(url)
    with closing(open_store(session)) as store:
        checks = store.history(page) if store_path(session).exists() else ()
    if form == "json":
        sys.stdout.write(dumps(history_fields(page, checks)) + "\n")
        return 0
    write = session.writer()
    for item in history_lines(page, checks, session.width):
        write(item)
    return 0


def info(session: Session) -> int:
    """Print where the cache is and how much it holds."""
    from auditor.store.opening import files, left_aside
    from auditor.store.store import Survey

    path = store_path(session)
    with closing(open_store(session)) as store:
        found = store.survey() if path.exists() else Survey(0, 0, 0, 0)
        size = sum(file.stat().st_size for file in files(path))
    aside = left_aside(path)
    write = session.writer()
    write(_row("file", str(path) if path.exists() else f"{path} (not there)"))
    write(_row("size", f"{size / 1e6:.1f} MB"))
    write(_row("links", f"{many(found.verdicts, 'link')} that answered"))
    write(_row("copies", many(found.lookups, "look-up of a copy", "look-ups of copies")))
    addresses = many(found.addresses, "address", "addresses")
    write(_row("history", f"{many(found.checks, 'check')} of {addresses}"))
    if aside:
        write(_row("set aside", f"{many(len(aside), 'damaged file')}: {aside[-1].name}"))
    return 0


def _row(key: str, value: str) -> Line:
    return line(Piece(f"{key:<11}", "heading"), value)


def clear(session: Session, *, everything: bool) -> int:
    """Forget links and copies; with `everything` the history, paces and damaged files too."""
    from auditor.store.buckets import NAME as PACE
    from auditor.store.opening import files, left_aside

    path = store_path(session)
    if everything:
        for file in (*files(path), *files(path.with_name(PACE)), *left_aside(path)):
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise OutputError(f"{file}: cannot be removed: {error.strerror}") from error
        return 0
    if path.exists():
        with closing(open_store(session)) as store:
            store.forget()
            if store.error:
                raise store.error
    return 0
