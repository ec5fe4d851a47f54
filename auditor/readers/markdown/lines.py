"""The lines of a Markdown text and what each could begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
import re

from auditor.readers.markdown.mask import HIDDEN

HEADING = re.compile(r"(#{1,6})(?:[ \t]+|\Z)")
DEFINITION = re.compile(r"\[\^([^\]\s\[]{1,200})\]:[ \t]*")
REFERENCE = re.compile(
    r"\[([^\[\]^][^\[\]]{0,500})\]:[ \t]*(<[^<>]{0,4000}>|[^\s<>]{1,4000})"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\Z"
)
ITEM = re.compile(r"([-*+]|\d{1,9}[.)])(?:[ \t]+(?=\S)|\Z)")
DELIMITER = re.compile(r"(?<![|:+= -])(?=[|:+= ]*+-)[|:+= -]++\Z")
HTML = re.compile(
    r"</?(table|thead|tbody|tr|td|th|figcaption|caption|blockquote|li|ul|ol|h[1-6]|p|div|figure|"
    r"section|article|aside|header|footer|nav|img|iframe|hr|br|dl|dt|dd|details|summary|center|"
    r"video|audio|source|object|embed|form|main)\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"(?: {0,3}>[ ]?){1,50}")
_RULES = ({"-"}, {"*"}, {"_"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its quotation marks: `start` to `end` in the text, its `indent` in columns.

    `text` begins after the indent; `quoted` counts the `>` before it.
    """

    start: int
    end: int
    text: str
    indent: int
    quoted: int

    @property
    def blank(self) -> bool:
        """Whether nothing is on the line, or only what is hidden."""
        return not self.text

    @property
    def is_rule(self) -> bool:
        """Whether it is a thematic break: `---`, `* * *`."""
        marks = self.text.replace(" ", "").replace("\t", "")
        return len(marks) > 2 and marks[0] in "-*_" and set(marks) in _RULES


def lines_of(text: str, start: int = 0) -> Iterator[Line]:
    """The lines of a masked text from an offset on."""
    at = start
    for line in text[start:].splitlines(keepends=True):
        yield _line(line, at)
        at += len(line)


def _line(line: str, at: int) -> Line:
    end = len(line.rstrip())
    quote = _QUOTE.match(line) if ">" in line[:4] else None
    begin = quote.end() if quote else 0
    rest = line[begin:end]
    text = rest.lstrip(" \t")
    blank = len(rest) - len(text)
    indent = blank + 3 * rest.count("\t", 0, blank)
    if not text.strip(HIDDEN + " \t"):
        text = ""
    return Line(
        at + begin + blank, at + max(end, begin), text, indent, quote[0].count(">") if quote else 0
    )
