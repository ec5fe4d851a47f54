"""Where a citation stands in its note as printed: with the markup around it."""

from __future__ import annotations

import re

_OPENS = re.compile(r"(?:\*{1,3}+|_{1,3}+|!?\[|<(?:i|em|cite|b)>|<|\\(?=[\"“])){1,3}$")
_CLOSES = re.compile(
    r"(?:\*{1,3}|_{1,3}|>|\]\([^\s()]{0,2000}\)|</(?:i|em|cite|b)>|\)(?=\.?$)){0,4}[.?!]?[\"”]?"
)


def printed_extent(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a citation in its note, with the markup and the full stop around it."""
    opens = _OPENS.search(text, max(0, start - 8), start)
    closes = _CLOSES.match(text, end)
    return opens.start() if opens else start, closes.end() if closes else end
