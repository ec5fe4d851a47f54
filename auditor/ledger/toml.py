"""TOML with places: a file read into a table, and the line on which any of its keys stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
import re
from typing import Any

from auditor.model.errors import ConfigError
from auditor.text.clean import clean_line

_HEADER = re.compile(r"^[ \t]*(\[\[?)[ \t]{0,40}([\w.\"' \t-]{1,200}?)[ \t]{0,40}\]\]?")
_KEY = re.compile(r"^[ \t]*([\w.\"'-]{1,100})[ \t]*=")
_LIMIT = 16 * 2**20  # bytes of a settings file; a ledger of ten thousand claims has a tenth

Key = str | int


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A settings file: its table, its text, and the name it goes by in messages."""

    name: str
    text: str
    table: Mapping[str, Any]

    def line(self, keys: Sequence[Key]) -> int:
        """The line (from 1) of a key given by its way from the top.

        A key in an inline table has no line of its own: its nearest parent's it is, or the first.
        """
        lines = key_lines(self.text)
        for length in range(len(keys), 0, -1):
            if found := lines.get(tuple(keys[:length])):
                return found
        return 1

    def error(self, keys: Sequence[Key], message: str, help: str = "") -> ConfigError:  # noqa: A002
        """An error about a key: file, line, reason."""
        return ConfigError(f"{self.name}:{self.line(keys)}: {clean_line(message)}", help)


def read_toml(path: Path, name: str) -> TomlFile:
    """Read a TOML file; ConfigError with file, line and reason if that is not possible."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{name}: {error.strerror or 'cannot be read'}") from error
    if len(data) > _LIMIT:
        raise ConfigError(f"{name}: larger than {_LIMIT // 2**20} MB, which no settings file is")
    try:
        return parse_toml(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            f"{name}:{line}: not UTF-8", "TOML files are UTF-8: save it so"
        ) from error


def parse_toml(text: str, name: str) -> TomlFile:
    """Parse TOML; ConfigError with line and reason if it is broken."""
    import tomllib  # here: most runs over plain lists have no settings file

    try:
        return TomlFile(name, text, tomllib.loads(text.replace("\r\n", "\n")))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        line, reason = _reason(str(error), text)
        raise ConfigError(
            f"{name}:{line}: not valid TOML: {clean_line(reason)}",
            "mend that line, or name another file with --config",
        ) from error


def _reason(message: str, text: str) -> tuple[int, str]:
    found = re.search(r" \(at line (\d+), column \d+\)$", message)
    if found:
        return int(found[1]), message[: found.start()]
    return text.count("\n") + 1, message.removesuffix(" (at end of document)")


def key_lines(text: str) -> dict[tuple[Key, ...], int]:
    """The line of every header and `key =`; tables of an array are told apart by their index.

    A plain look at the lines, no parser: the text is known to be valid TOML, and a `key =` inside
    a multi-line string can at worst add a line that nobody asks for.
    """
    lines: dict[tuple[Key, ...], int] = {}
    at: tuple[Key, ...] = ()
    counts: dict[tuple[Key, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            at = _inside(_split(header[2]), counts, array=header[1] == "[[")
            lines.setdefault(at, number)
        elif key := _KEY.match(line):
            lines.setdefault((*at, *_split(key[1])), number)
    return lines


def _inside(
    names: tuple[str, ...], counts: dict[tuple[Key, ...], int], *, array: bool
) -> tuple[Key, ...]:
    """The way to a header's table, with the index of each array of tables it passes through."""
    way: tuple[Key, ...] = ()
    for name in names[:-1]:
        way = (*way, name)
        way = (*way, counts[way]) if way in counts else way
    way = (*way, names[-1])
    if array:
        counts[way] = counts.get(way, -1) + 1
        way = (*way, counts[way])
    return way


def _split(dotted: str) -> tuple[str, ...]:
    return tuple(
        part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", dotted)
    )


def nearest(word: str, known: Sequence[str]) -> str:
    """A help line naming the known words that look like `word`; all of them if none does."""
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else f"known are: {', '.join(sorted(known))}"
