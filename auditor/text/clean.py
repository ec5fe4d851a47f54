"""Hostile text made harmless at the parse boundary: no control bytes, no direction tricks."""

from __future__ import annotations

import re

# C0 and C1 but tab and newlines, bidirectional controls (UAX 9), line separators, the byte order
# mark inside a text, and lone surrogates: rich prints all of them through, and terminals obey.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ufeff\ud800-\udfff]"
)
# What Python calls printable holds none of them, and is told ten times as fast.
_LINE = re.compile(r"[\t\r\n]+")


def clean(text: str) -> str:
    """`text` with every unsafe character replaced by U+FFFD; its length doesn't change."""
    return text if text.isprintable() else _UNSAFE.sub("\ufffd", text)


def clean_line(text: str, limit: int = 500) -> str:
    """`text` cleaned, on one line, cut at `limit` characters with an ellipsis."""
    line = text if text.isprintable() else _LINE.sub(" ", clean(text))
    return line if len(line) <= limit else line[: limit - 1] + "…"
