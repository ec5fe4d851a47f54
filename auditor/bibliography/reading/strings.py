"""The value of a BibTeX field from its pieces: braces, quotes, numbers and names joined by `#`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
import re

_NAME = re.compile(r"[^\s#{}\",=()]+")
_LONGEST = 20_000  # characters of one value, names of strings spelt out
_MOST = 5_000  # strings of a file, and characters of one


def resolved(raw: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The values of a file's `@string`s by name; each may use those before it, as in BibTeX."""
    found: dict[str, str] = {}
    for name, value in raw:
        if len(found) < _MOST:
            found[name.lower()] = spelt_out(value, found)[:_MOST]
    return found


def spelt_out(value: str, strings: Mapping[str, str]) -> str:
    """A value without delimiters, with each `@string` in the place of its name.

    An unknown name stays (a month, which styles know).
    """
    text = ""
    for piece in _pieces(value):
        text += piece[1:-1] if piece[0] in '{"' else strings.get(piece.lower(), piece)
        if len(text) > _LONGEST:
            return text[:_LONGEST]
    return text


def _pieces(value: str) -> Iterator[str]:
    """The delimited and bare pieces of a value, in order."""
    at = 0
    while at < len(value):
        if value[at] in '{"':
            end = _closed(value, at)
            yield value[at:end]
            at = end
        elif match := _NAME.match(value, at):
            yield match[0]
            at = match.end()
        else:
            at += 1


def _closed(value: str, start: int) -> int:
    """Behind the brace or quote that closes the one at `start`; the end where none does."""
    closer = "}" if value[start] == "{" else '"'
    depth = 0
    for at in range(start + 1, len(value)):
        sign = value[at]
        if sign == closer and depth == 0 and value[at - 1] != "\\":
            return at + 1
        depth += (sign == "{") - (sign == "}") if value[at - 1] != "\\" else 0
    return len(value)
