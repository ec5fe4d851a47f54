"""What `auditor refs` is given: articles, and bibliographies that are converted without one.

Bibliographies are told by their suffix, or by how a text begins. They are only read here; checks of
their entries would begin from `Read` as those of articles do from `Article`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from auditor.bibliography.reading import Read, begins_as_bibliography, read_items
from auditor.cli.inputs import bytes_of
from auditor.cli.messages import say
from auditor.model.article import Article
from auditor.model.errors import InputError, named
from auditor.readers import discover, read_bytes
from auditor.readers.sniff import decode
from auditor.text.suffixes import BIBLIOGRAPHY_SUFFIXES

_TOLD = 20  # faults of one file that are told in full


@dataclass
class Sources:
    """The articles and bibliographies of some paths, each with its path; both kinds counted."""

    paths: Sequence[str]
    complain: Callable[[InputError], None]
    read: int = 0
    unread: int = 0

    def __iter__(self) -> Iterator[tuple[str, Article | Read]]:
        for found in discover(self.paths):
            try:
                if isinstance(found, InputError):
                    raise found
                source = read_source(found)
            except InputError as error:
                self.refuse(error)
                continue
            self.read += 1
            yield found, source

    def refuse(self, error: InputError) -> None:
        """Tell of an input that is of no use."""
        self.unread += 1
        self.complain(error)

    def several(self) -> bool:
        """Whether more than one input is named; nothing is read for it."""
        return sum(isinstance(found, str) for found in discover(self.paths)) > 1


def read_source(path: str) -> Article | Read:
    """The article or the bibliography at a path; InputError where there is neither."""
    data = bytes_of(path)
    source, diagnostics = decode(data, path)
    text = source.text
    if not path.lower().endswith(BIBLIOGRAPHY_SUFFIXES) and not begins_as_bibliography(text):
        return read_bytes(data, path)
    found = read_items(text, path)
    for diagnostic in diagnostics:
        say(f"{named(path)}: {diagnostic.message}")
    tell(path, found)
    if not found.items:
        raise InputError(
            f"{named(path)}: no reference in it that can be read",
            "it should hold entries with a type, and a title, author or address",
        )
    return found


def tell(path: str, found: Read) -> None:
    """Say what was wrong with a bibliography, place by place."""
    for problem in found.problems[:_TOLD]:
        say(f"{named(path)}:{problem.line}: {problem.message}")
    if (more := len(found.problems) - _TOLD) > 0:
        say(f"{named(path)}: {more} more faults like these")
