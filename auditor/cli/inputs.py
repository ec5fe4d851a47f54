"""The articles of a run, read one by one; an input that can't be read costs only itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
import os
from pathlib import Path
import sys

from auditor.ledger.ledger import Ledger
from auditor.model.article import Address, AddressForm, Article
from auditor.model.errors import ConfigError, InputError
from auditor.model.text import Source, Span
from auditor.text.clean import clean

LIST = "urls"  # the format of a plain list of addresses
_LIMIT = 64 * 2**20  # bytes read of a file; the readers refuse far less, but should say so


@dataclass
class Inputs:
    """Articles of some paths. `complain` hears of each input that is none; both are counted.

    `lists` are files that hold plain addresses, one a line.
    """

    paths: Iterable[str]
    complain: Callable[[InputError], None]
    lists: Iterable[str] = ()
    read: int = 0
    unread: int = 0
    last: str = ""

    def __iter__(self) -> Iterator[Article]:
        for path in self.lists:
            yield from self._tried(path, read_list)
        for found in self._found():
            if isinstance(found, InputError):
                self._missed(found)
            else:
                yield from self._tried(found, read_article)

    def several(self) -> bool:
        """Whether more than one article is named; nothing is read for it, not even stdin."""
        return sum(isinstance(found, str) for found in self._found()) > 1

    def _found(self) -> Iterable[str | InputError]:
        self.paths = list(self.paths)
        if not self.paths:
            return ()
        from auditor.readers import discover  # here: plain lists do without the readers

        return discover(self.paths)

    def _tried(self, path: str, read: Callable[[str], Article]) -> Iterator[Article]:
        try:
            article = read(path)
        except InputError as error:
            self._missed(error)
            return
        self.read += 1
        self.last = path
        yield article

    def _missed(self, error: InputError) -> None:
        self.unread += 1
        self.complain(error)


def read_article(path: str) -> Article:
    """The article at a path, or on standard input; InputError where there is none."""
    from auditor.readers import read_bytes

    return read_bytes(bytes_of(path), path)


def read_list(path: str) -> Article:
    """The plain list of addresses at a path, or on standard input."""
    return list_of(bytes_of(path), path)


def list_of(data: bytes, path: str) -> Article:
    """A plain list of addresses, one a line, as an article that has nothing else.

    Blank lines and lines that begin with `#` are left out; without a scheme, http is meant.
    """
    text = clean(data.decode("utf-8-sig", "replace"))
    source = Source(text)
    ends = (*source.line_starts[1:], len(text))
    lines = (_listed(text, *span) for span in zip(source.line_starts, ends, strict=True))
    return Article(path, LIST, source, addresses=tuple(filter(None, lines)))


def _listed(text: str, start: int, end: int) -> Address | None:
    line = text[start:end]
    url = line.strip()
    if not url or url.startswith("#"):
        return None
    at = start + line.index(url)
    span = Span(at, at + len(url))
    found = Address(url, url, span, span, AddressForm.BARE)
    return replace(found, url=f"http://{url}") if found.is_local else found


def bytes_of(path: str) -> bytes:
    """What is at a path, or on standard input; InputError where it can't be read."""
    try:
        if path == "-":
            return sys.stdin.buffer.read(_LIMIT)
        with Path(path).open("rb") as file:
            return file.read(_LIMIT)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path}: {reason}", "check the path and its permissions") from error


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
