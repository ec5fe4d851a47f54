"""`auditor refs`: the references of articles without an audit, and bibliographies converted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
import sys
from typing import Protocol

from auditor.audit import prepare
from auditor.bibliography.entries import Entry, entries
from auditor.bibliography.merge import Merge, merged
from auditor.bibliography.reading import Read
from auditor.cli.exits import Exit
from auditor.cli.inputs import named_articles
from auditor.cli.memory import Kept
from auditor.cli.messages import complain, hint
from auditor.cli.outputs import known_format
from auditor.cli.session import Session
from auditor.cli.sources import Sources
from auditor.model.article import Article
from auditor.model.audit import Audit
from auditor.model.errors import ConfigError, InputError, named

_READABLE = ("text", "json")
FORMATS = (
    *_READABLE, "csl-json", "bibtex", "biblatex", "ris", "csv", "robust-html", "robust-markdown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: a format, or a CSL style, or how one note was read; merged or not."""

    form: str = "text"
    style: str | None = None
    merge: bool = False
    note: str | None = None


class Report(Protocol):
    """A list of the references of articles in the making."""

    def begin(self) -> None:
        """Once, before any article."""

    def add(self, audit: Audit, /) -> None:
        """Once for each article, in order."""

    def end(self) -> None:
        """Once, after all articles."""


class Export(Protocol):
    """Entries in some format in the making."""

    def begin(self) -> None:
        """Once, before any entry."""

    def add(self, items: list[Entry], /) -> None:
        """Once for each input, in order; once for all where they are merged."""

    def end(self) -> None:
        """Once, after all entries."""


def refs(session: Session, paths: Sequence[str], wish: Wish) -> int:
    """Print what is wanted of the references at `paths`; returns the exit code."""
    _check(wish)
    sources = Sources(paths or named_articles(session.here.ledger), complain)
    if wish.note is not None:
        return _explain(session, sources, wish.note)
    if wish.form in _READABLE and wish.style is None:
        _read(session, sources, wish.form)
    else:
        _convert(session, sources, wish)
    return _code(sources)


def _check(wish: Wish) -> None:
    known_format(wish.form, FORMATS)
    if wish.note is not None and (wish.style or wish.merge or wish.form != "text"):
        raise ConfigError("--explain prints text alone", "leave out --format, --style and --merge")
    if wish.style and wish.form != "text":
        raise ConfigError("--style prints text, not a format", "give --style or --format")
    if wish.merge and wish.form in _READABLE and not wish.style:
        raise ConfigError(
            "--merge is for exports: text and json tell what each note cites",
            "give a --format such as csl-json or bibtex, or a --style",
        )


def _code(sources: Sources) -> int:
    return max(Exit.USAGE if sources.unread else 0, Exit.CLEAN if sources.read else Exit.NOTHING)


def _audit(session: Session, article: Article) -> Audit:
    return prepare(article, session.config.of(article.path).policy(article.path))


def _read(session: Session, sources: Sources, form: str) -> None:
    """The references as a person or a program reads them, with the notes they stand in."""
    from auditor.reports.refs import RefsJson
    from auditor.reports.refs_items import ItemsText
    from auditor.reports.refs_text import RefsText

    report: Report
    report = RefsJson(sys.stdout) if form == "json" else RefsText(session.writer(), session.width)
    items = ItemsText(session.writer(), session.width)
    report.begin()
    try:
        for path, source in sources:
            if isinstance(source, Article):
                report.add(_audit(session, source))
            elif form == "text":
                items.add(named(path), source.items)
            else:
                sources.refuse(_no_notes(path))
    finally:  # a Ctrl-C leaves a whole document of what there was
        report.end()


def _no_notes(path: str) -> InputError:
    return InputError(
        f"{named(path)}: a bibliography, and --format json tells of the notes of articles",
        "use --format csl-json",
    )


def _convert(session: Session, sources: Sources, wish: Wish) -> None:
    """The full references in another format or in a style, with the copies that are known."""
    from auditor.cli.copies import with_copies

    gather = wish.merge or wish.style is not None
    export, kept = _export(wish), Kept(session)
    known = with_copies(session, kept)
    prefixed = sources.several()
    gathered: list[Entry] = []
    export.begin()
    try:
        for path, source in sources:
            prefix = f"{path}#" if prefixed else ""
            items = _items(session, source, prefix, known)
            if gather:
                gathered += items
            else:
                export.add(items)
    finally:  # a Ctrl-C leaves a whole document of what there was
        if gather:
            export.add(_merged(gathered))
        export.end()
        kept.close()


def _items(
    session: Session, source: Article | Read, prefix: str, known: Callable[[Audit], Audit]
) -> list[Entry]:
    if isinstance(source, Article):
        return list(entries(known(_audit(session, source)), prefix))
    return [{**item, "id": f"{prefix}{item['id']}"} for item in source.items]


def _merged(items: list[Entry]) -> list[Entry]:
    """One entry for one work; what was merged is told."""
    works = merged(items)
    for merge in works.merges:
        differ = _differences(merge, "not")
        kept = f"; kept {differ}" if differ else ""
        hint(f"{merge.dropped} is the work of {merge.kept} (same {merge.why}){kept}")
    for doubt in works.doubts:
        differ = _differences(doubt, "and")
        hint(f"{doubt.kept} and {doubt.dropped} have one {doubt.why}, but are two works: {differ}")
    return list(works.entries)


def _differences(merge: Merge, word: str) -> str:
    pairs = (f"{each.field} {each.kept!r} {word} {each.dropped!r}" for each in merge.differences)
    return ", ".join(pairs)


def _export(wish: Wish) -> Export:
    """What makes a format, and what stands before it; each loads its own library."""
    from auditor.reports.refs_export import CslJson, Rendered

    if wish.style is not None:
        from auditor.cli.styles import styled

        return Rendered(sys.stdout, styled(wish.style))
    if wish.form == "csl-json":
        return CslJson(sys.stdout)
    if wish.form in ("bibtex", "biblatex"):
        from auditor.bibliography.bibtex import biblatex, bibtex

        return Rendered(sys.stdout, bibtex if wish.form == "bibtex" else biblatex)
    if wish.form == "ris":
        from auditor.bibliography.ris import ris

        return Rendered(sys.stdout, ris)
    if wish.form == "csv":
        from auditor.bibliography.table import heading, table

        return Rendered(sys.stdout, table, heading())
    from auditor.bibliography.robust import robust_html, robust_markdown

    html = wish.form == "robust-html"
    return Rendered(sys.stdout, robust_html if html else robust_markdown)


def _explain(session: Session, sources: Sources, note: str) -> int:
    """How one note was read, in each article that has it."""
    from auditor.reports.refs_explain import explained, notes_named

    write, found = session.writer(), False
    for path, source in sources:
        if isinstance(source, Read):
            sources.refuse(InputError(f"{named(path)}: a bibliography has no notes to explain"))
            continue
        audit = _audit(session, source)
        for each in notes_named(audit, note):
            found = True
            for row in explained(audit, each, session.width):
                write(row)
    if sources.read and not found and not sources.unread:
        raise ConfigError(f"no note {note!r}", "name a note by its number or its id, such as n12")
    return _code(sources)
