"""Markdown into blocks, note definitions and link definitions, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from auditor.model.article import BlockKind, NoteKind
from auditor.model.text import Span, View
from auditor.readers.addresses import clean_target, reference_key
from auditor.readers.markdown.lines import (
    DEFINITION,
    DELIMITER,
    HEADING,
    HTML,
    ITEM,
    REFERENCE,
    Line,
    lines_of,
)
from auditor.readers.markdown.mask import Range
from auditor.readers.plain.paragraphs import joined
from auditor.readers.raw import RawBlock, RawNote

_HTML_KINDS = {
    "table": BlockKind.TABLE, "thead": BlockKind.TABLE, "tbody": BlockKind.TABLE,
    "tr": BlockKind.TABLE, "td": BlockKind.TABLE, "th": BlockKind.TABLE,
    "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTE, "li": BlockKind.ITEM,
}  # fmt: skip
_NOTE_INDENT = 4


@dataclass
class Parsed:
    """What was found so far; link definitions are address, its span and the whole line's."""

    blocks: list[RawBlock] = field(default_factory=list)
    notes: list[RawNote] = field(default_factory=list)
    references: dict[str, tuple[str, Span]] = field(default_factory=dict)
    definitions: list[tuple[str, Span]] = field(default_factory=list)


@dataclass
class _Open:
    """The block that lines are still being added to; a note has paragraphs and a label."""

    kind: BlockKind
    level: int = 0
    head: int = 0
    quoted: int = 0
    label: str = ""
    start: int = 0
    paragraphs: list[list[Range]] = field(default_factory=lambda: [[]])

    def add(self, start: int, end: int) -> None:
        """One more line."""
        if start < end:
            self.paragraphs[-1].append((start, end))


class _Parser:
    """One pass over the lines; the state is the open block, the lists around it, a blank before."""

    def __init__(self, text: str, fences: Iterable[Range]) -> None:
        self.text = text
        self.fences = dict(fences)
        self.parsed = Parsed()
        self.open: _Open | None = None
        self.lists: list[int] = []
        self.blank = True

    def run(self, start: int) -> Parsed:
        """All lines from an offset on."""
        lines = list(lines_of(self.text, start))
        skip_to = -1
        for index, line in enumerate(lines):
            if line.start < skip_to:
                continue
            fence = self._fence(line)
            if fence is not None:
                skip_to = fence
                continue
            following = lines[index + 1] if index + 1 < len(lines) else None
            self._line(line, following)
        self.close()
        return self.parsed

    def _fence(self, line: Line) -> int | None:
        begin = self.text.rfind("\n", 0, line.start) + 1
        end = self.fences.get(begin)
        if end is None or line.blank:
            return None
        if self.open is None or self.open.kind is not BlockKind.NOTE or line.indent < _NOTE_INDENT:
            self.close()
            self.parsed.blocks.append(RawBlock(BlockKind.CODE, View.of(self.text, begin, end)))
        return end

    def _line(self, line: Line, following: Line | None) -> None:
        if line.blank:
            self._blank()
            return
        if not (self._in_note(line) or self._begins(line, following)):
            self._text(line)
        self.blank = False

    def _blank(self) -> None:
        self.blank = True
        if self.open is not None and self.open.kind is not BlockKind.NOTE:
            self.close()

    def _in_note(self, line: Line) -> bool:
        """Whether a line goes on in the open note: indented after a blank line, else anything."""
        note = self.open
        if note is None or note.kind is not BlockKind.NOTE:
            return False
        if self.blank and line.indent < _NOTE_INDENT:
            self.close()
            return False
        if not self.blank and line.indent < _NOTE_INDENT and _is_start(line):
            self.close()
            return False
        if self.blank and note.paragraphs[-1]:
            note.paragraphs.append([])
        note.add(line.start, line.end)
        return True

    def _begins(self, line: Line, following: Line | None) -> bool:
        """Whether a line was the beginning (or the underline) of something other than text."""
        return (
            self._heading(line)
            or self._underline(line)
            or self._definition(line)
            or self._code(line)
            or self._table(line, following)
            or self._item(line)
            or self._html(line)
        )

    def _heading(self, line: Line) -> bool:
        match = HEADING.match(line.text) if line.indent < _NOTE_INDENT else None
        if match is None:
            return False
        self._start(BlockKind.HEADING, len(match[1]))
        body = line.text[match.end() :]
        closed = body.rstrip("#")
        kept = closed.rstrip() if closed.endswith((" ", "\t")) or not closed else body
        self._add(line.start + match.end(), line.start + match.end() + len(kept))
        self.close()
        return True

    def _underline(self, line: Line) -> bool:
        stroke = line.text[0] if line.text[0] in "=-" and not line.text.strip(line.text[0]) else ""
        if self.open is not None and self.open.kind is BlockKind.PARAGRAPH and stroke:
            self.open.kind, self.open.level = BlockKind.HEADING, 1 if stroke == "=" else 2
            self.close()
            return True
        if line.is_rule or line.text.startswith(":::"):
            self.close()
            self.lists.clear()
            return True
        return False

    def _definition(self, line: Line) -> bool:
        if line.indent >= _NOTE_INDENT or not line.text.startswith("["):
            return False
        if match := DEFINITION.match(line.text):
            self.close()
            self.open = _Open(BlockKind.NOTE, label=match[1], start=line.start)
            self.open.add(line.start + match.end(), line.end)
            self.lists.clear()
            return True
        match = REFERENCE.match(line.text) if self.open is None else None
        if match is None:
            return False
        low, high = (line.start + offset for offset in match.span(2))
        if match[2].startswith("<"):
            low, high = low + 1, high - 1
        key, url = reference_key(match[1]), clean_target(self.text[low:high])
        self.parsed.references.setdefault(key, (url, Span(low, high)))
        self.parsed.definitions.append((key, Span(line.start, line.end)))
        return True

    def _code(self, line: Line) -> bool:
        if line.indent < _NOTE_INDENT or self.lists or line.quoted:
            return False
        if self.open is not None and self.open.kind is not BlockKind.CODE:
            return False
        if self.open is None:
            self._start(BlockKind.CODE)
        self._add(line.start, line.end)
        return True

    def _table(self, line: Line, following: Line | None) -> bool:
        if self.open is not None and self.open.kind is BlockKind.TABLE:
            self.open.paragraphs.append([])
            self._add(line.start, line.end)
            return True
        grid = line.text.startswith("+-") and DELIMITER.match(line.text)
        piped = (
            "|" in line.text
            and following is not None
            and "|" in following.text
            and DELIMITER.match(following.text)
        )
        if not (grid or piped):
            return False
        self._start(BlockKind.TABLE)
        self._add(line.start, line.end)
        return True

    def _item(self, line: Line) -> bool:
        match = ITEM.match(line.text)
        if match is None or (line.indent >= _NOTE_INDENT and not self.lists):
            return False
        wrapped = self.open is not None and self.open.kind is BlockKind.PARAGRAPH
        if wrapped and match[1][0].isdigit() and match[1][:-1] != "1":
            return False  # a year at the beginning of a wrapped line
        while self.lists and line.indent < self.lists[-1]:
            self.lists.pop()
        if not self.lists or line.indent > self.lists[-1] + 1:
            self.lists.append(line.indent)
        self._start(BlockKind.ITEM, len(self.lists), match.end(), line.quoted)
        self._add(line.start, line.end)
        return True

    def _html(self, line: Line) -> bool:
        match = HTML.match(line.text)
        if match is None:
            return False
        tag = match[1].lower()
        if self.open is not None and self.open.kind is BlockKind.TABLE and tag != "table":
            self.open.paragraphs.append([])
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._start(BlockKind.HEADING, int(tag[1]))
        else:
            self._start(_HTML_KINDS.get(tag, BlockKind.PARAGRAPH))
        self._add(line.start, line.end)
        return True

    def _text(self, line: Line) -> None:
        if self.open is None or line.quoted > self.open.quoted:
            inside = bool(self.lists) and line.indent >= 2
            if not inside:
                self.lists.clear()
            kind = BlockKind.QUOTE if line.quoted else BlockKind.PARAGRAPH
            self._start(BlockKind.ITEM if inside else kind, len(self.lists), quoted=line.quoted)
        self._add(line.start, line.end)

    def _start(self, kind: BlockKind, level: int = 0, head: int = 0, quoted: int = 0) -> None:
        self.close()
        self.open = _Open(kind, level, head, quoted)

    def _add(self, start: int, end: int) -> None:
        if self.open is not None:
            self.open.add(start, end)

    def close(self) -> None:
        """End the open block, if any."""
        block, self.open = self.open, None
        if block is None:
            return
        paragraphs = [p for p in block.paragraphs if p]
        view = _view(self.text, paragraphs)
        if block.kind is BlockKind.NOTE:
            end = paragraphs[-1][-1][1] if paragraphs else block.start + len(block.label) + 4
            span = Span(block.start, end)
            self.parsed.notes.append(RawNote(block.label, NoteKind.FOOTNOTE, view, span))
        elif view.text:
            self.parsed.blocks.append(RawBlock(block.kind, view, block.level, block.head))


def parse_blocks(text: str, fences: Iterable[Range], start: int = 0) -> Parsed:
    """Blocks and definitions of a masked Markdown text, from an offset on."""
    return _Parser(text, fences).run(start)


def _view(text: str, paragraphs: list[list[Range]]) -> View:
    parts: list[View | str] = []
    for lines in paragraphs:
        if parts:
            parts.append("\n")
        parts.append(joined([View.of(text, start, end) for start, end in lines]))
    return View.join(parts)


def _is_start(line: Line) -> bool:
    """Whether a line begins something that a note's paragraph can't go on into."""
    return bool(DEFINITION.match(line.text) or HEADING.match(line.text) or line.is_rule)
