"""Plain text into blocks: paragraphs a line each or hard-wrapped, notes, items, quotations."""

from __future__ import annotations

from collections.abc import Iterator
import re

from auditor.model.article import BlockKind
from auditor.model.text import View
from auditor.readers.numbered import is_notes_heading
from auditor.readers.plain.furniture import without_furniture
from auditor.readers.raw import RawBlock
from auditor.readers.styles import opening

_BULLET = re.compile(r"\s{0,20}[-*•–]\s{1,9}(?=\S)")
_ENDED = re.compile(r"[.!?…:;。！？>][\"'”’»)\]⁰¹²³⁴-⁹\d]{0,8}\Z")
_CJK_BEFORE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]\\Z")
_CJK_AFTER = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_UNDERLINE = re.compile(r"\s{0,99}+(?:={3,}|-{3,}|~{3,}|\*{3,}|_{3,})")
_HYPHENED = re.compile(r"[^\W\d_]-\Z")
# Lines longer than this are paragraphs of their own; printed lines are shorter.
_PRINTED_LINE = 120
_NOTE_STYLES = ("superscript", "bracket", "dot", "paren", "bare")

Line = tuple[int, int]


def raw_blocks(text: str) -> list[RawBlock]:
    """The blocks of a plain text in order; what every page repeats is a caption."""
    paragraphs = [lines for chunk in _chunks(text) for lines in _paragraphs(text, chunk)]
    single = {index for index, lines in enumerate(paragraphs) if len(lines) == 1}
    return without_furniture([_block(text, lines) for lines in paragraphs], single)


def joined(parts: list[View]) -> View:
    """Lines of one paragraph as one: a space between, none within CJK or after a hyphen."""
    pieces: list[View | str] = []
    for index, part in enumerate(parts):
        if index:
            pieces.append(_glue(parts[index - 1].text, part.text))
        pieces.append(part)
    return View.join(pieces)


def _glue(before: str, after: str) -> str:
    if _CJK_BEFORE.search(before[-1:]) and _CJK_AFTER.match(after):
        return ""
    return "" if _HYPHENED.search(before[-2:]) and after[:1].isalpha() else " "


def _chunks(text: str) -> Iterator[list[Line]]:
    """Lines between blank ones, without white space at their ends (nor a form feed's remains)."""
    chunk: list[Line] = []
    at = 0
    for line in text.splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip("\ufffd"))
        end = at + len(line.rstrip(" \t\r\n\ufffd"))
        at += len(line)
        if (
            start < end
            and not text[start:end].isspace()
            and not _UNDERLINE.fullmatch(text, start, end)
        ):
            chunk.append((start, end))
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _paragraphs(text: str, chunk: list[Line]) -> Iterator[list[Line]]:
    if len(chunk) == 1:
        yield chunk
        return
    lengths = sorted(end - start for start, end in chunk)
    width = lengths[len(lengths) * 9 // 10]
    paragraph: list[Line] = []
    for line in chunk:
        if paragraph and _begins(text, paragraph, line, width):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _begins(text: str, paragraph: list[Line], line: Line, width: int) -> bool:
    """Whether a line begins a paragraph though no blank line stands before it."""
    if width > _PRINTED_LINE:
        return True
    first, last, current = (text[low:high] for low, high in (paragraph[0], paragraph[-1], line))
    if _BULLET.match(current) or opening(current, "superscript") or is_notes_heading(last):
        return True
    ended = _ENDED.search(last[-12:]) is not None
    if any(_is_next_note(first, current, style, ended) for style in _NOTE_STYLES):
        return True
    short = len(last.strip()) < width * 0.6
    return short and (ended or current.lstrip()[:1].isupper())


def _is_next_note(first: str, current: str, style: str, ended: bool) -> bool:  # noqa: FBT001
    """A line with a number opens a note after a sentence's end, or after a number before it."""
    number = opening(current, style)
    if number is None or (ended and style != "bare"):  # `12 Angry Men` may stand there in prose
        return number is not None
    before = opening(first, style)
    gap = 10 if style == "bracket" else 1
    return before is not None and 0 < number[0] - before[0] <= gap


def _block(text: str, lines: list[Line]) -> RawBlock:
    views = [View.of(text, start, end).stripped() for start, end in lines]
    view = joined(views)
    if bullet := _BULLET.match(view.text):
        return RawBlock(BlockKind.ITEM, view, 1, bullet.end())
    indented = all(text[start : start + 4].isspace() or text[start] == "\t" for start, _ in lines)
    kind = BlockKind.QUOTE if indented and len(view.text) > 60 else BlockKind.PARAGRAPH
    return RawBlock(kind, view)
