"""JSON that streams: items spooled to temporary files, one a line, and joined at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
import json
import re
import tempfile
from typing import Any, TextIO

# Control characters and direction tricks are legal in JSON; a terminal would obey them all the
# same, so they are written as escapes and read back equal.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` makes one at each call
_SPOOL = 2**20  # characters kept in memory before a spool goes to disk


def dumps(value: Any) -> str:
    """A value as JSON on one line, readable in any script, without control characters."""
    text = _encode(value)
    return (
        text if text.isprintable() else _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    )


class Spool:
    """Items of a list, put down one by one and read back once, in order."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed by `close`
            max_size=_SPOOL, mode="w+", encoding="utf-8", newline="\n"
        )

    def add(self, value: Any) -> None:
        """Put one item down."""
        self._file.write(dumps(value) + "\n")

    def items(self) -> Iterator[str]:
        """All items as JSON texts, once."""
        self._file.seek(0)
        for row in self._file:
            yield row.rstrip("\n")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def write_document(stream: TextIO, parts: Mapping[str, Any]) -> None:
    """Write one JSON object; a value that is an iterator of JSON texts becomes a list."""
    stream.write("{")
    for number, (key, value) in enumerate(parts.items()):
        stream.write(f"{',' if number else ''}\n  {dumps(key)}: ")
        if isinstance(value, Iterator):
            _write_list(stream, value)
        else:
            stream.write(dumps(value))
    stream.write("\n}\n")


def _write_list(stream: TextIO, items: Iterable[str]) -> None:
    empty = True
    stream.write("[")
    for item in items:
        stream.write(f"{'' if empty else ','}\n    {item}")
        empty = False
    stream.write("]" if empty else "\n  ]")
