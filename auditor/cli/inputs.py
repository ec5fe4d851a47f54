"""The articles of a run, read one by one; an input that can't be read costs only itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
import os
from pathlib import Path
import sys

from auditor.ledger.ledger import Ledger
from auditor.model.article import Article
from auditor.model.errors import ConfigError, InputError

_LIMIT = 64 * 2**20  # bytes read of a file; the readers refuse far less, but should say so


@dataclass
class Inputs:
    """Articles of some paths. `complain` hears of each input that is none; both are counted."""

    paths: Iterable[str]
    complain: Callable[[InputError], None]
    read: int = 0
    unread: int = 0
    last: str = ""

    def __iter__(self) -> Iterator[Article]:
        from auditor.readers import discover

        for found in discover(self.paths):
            try:
                if isinstance(found, InputError):
                    raise found
                article = read_article(found)
            except InputError as error:
                self.unread += 1
                self.complain(error)
                continue
            self.read += 1
            self.last = found if isinstance(found, str) else ""
            yield article


def read_article(path: str) -> Article:
    """The article at a path, or on standard input; InputError where there is none."""
    from auditor.readers import read_bytes

    try:
        if path == "-":
            data = sys.stdin.buffer.read(_LIMIT)
        else:
            with Path(path).open("rb") as file:
                data = file.read(_LIMIT)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path}: {reason}", "check the path and its permissions") from error
    return read_bytes(data, path)


def named_articles(ledger: Ledger | None) -> list[str]:
    """The articles a ledger names, for a run without paths; ConfigError if there are none."""
    if ledger is None:
        raise ConfigError(
            "no article given, and no claims.toml here or above that names one",
            "name files or folders: auditor check article.md",
        )
    if not ledger.articles:
        raise ConfigError(
            f"{ledger.name}: names no article",
            'give it an [article] table with path = "…", or name files on the command line',
        )
    return [_from_here(ledger.folder / item.path) for item in ledger.articles]


def _from_here(path: Path) -> str:
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive on Windows
        return str(path)
