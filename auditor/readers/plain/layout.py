"""What the blocks of a plain text are: headings, front matter; and joining over page breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
import re

from auditor.model.article import BlockKind
from auditor.model.text import View
from auditor.readers.numbered import is_notes_heading, is_prose
from auditor.readers.raw import FrontMatter, Mark, RawBlock

_SUP = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CLOSED = re.compile(
    rf"(?:[.?!:;…。！？>]|https?://\S{{1,500}}+)[\"'”’»)\]*_」』）]{{0,6}}[\s{_SUP}]{{0,9}}\Z"
)
_STOPPED = re.compile(r"[.?!:;,。、！？…][\"'”’)\]]{0,3}\Z")
_LABELLED = re.compile(r"[A-Z][\w ]{0,40}:\s")
_INTRODUCTION = re.compile(
    r"[\dIVX.\s]{0,8}(?:introduction|einleitung|introducción|introduzione)",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(r"abstract|summary|zusammenfassung|résumé|resumen|要旨|摘要", re.IGNORECASE)
_BYLINE_MARK = re.compile(rf"[{_SUP}*†‡§]+|\[\d+\]")
_NAME = re.compile(
    r"[^\W\d_a-z][\w.'’-]{0,30}"
    r"(?: (?:[^\W\d_a-z][\w.'’-]{0,30}|de|van|von|der|da|di|la|le|al|bin|ter)){1,5}"
)
_BETWEEN_NAMES = re.compile(r"\s{0,9}(?:,| and | & |;| und | et | y )\s{0,9}")
_LONGEST_HEADING = 110
_FEWEST_WORDS = 8


def with_headings(blocks: Sequence[RawBlock], notes: set[int]) -> list[RawBlock]:
    """Blocks with headings told: short, unstopped, and prose (or another heading) after them."""
    return [
        replace(block, kind=BlockKind.HEADING, level=1) if _is_heading(blocks, i, notes) else block
        for i, block in enumerate(blocks)
    ]


def _is_heading(blocks: Sequence[RawBlock], index: int, notes: set[int]) -> bool:
    block = blocks[index]
    text = _words(block)
    if block.kind is not BlockKind.PARAGRAPH or index in notes or len(text) > _LONGEST_HEADING:
        return False
    if not text or is_notes_heading(text):
        return bool(text)
    first = text[0]
    if _STOPPED.search(text) or not (first.isupper() or first.isdigit() or first.isalpha()):
        return False
    near = enumerate(blocks[index + 1 : index + 60], index + 1)
    after = next((b for i, b in near if i not in notes and b.kind is not BlockKind.CAPTION), None)
    if after is None or first.islower():
        return False
    if text.count(" ") >= _FEWEST_WORDS and after.view.text[:1].islower():
        return False  # what goes on in lower case was cut by the page's end
    return len(after.view.text) > len(text)


def _words(block: RawBlock) -> str:
    """A block's text without the marks it ends with."""
    text = block.view.text
    for mark in reversed(block.marks):
        if mark.end < len(text):
            break
        text = text[: mark.start].rstrip()
    return text


def with_front_matter(blocks: Sequence[RawBlock], notes: set[int]) -> list[RawBlock]:
    """Blocks with those before the text told: title, byline, affiliations; not the abstract."""
    end = _front_end(blocks, notes)
    result = list(blocks)
    abstract = False
    for index in range(end):
        block = blocks[index]
        if block.kind is BlockKind.HEADING and index:
            abstract = _ABSTRACT.match(block.view.text) is not None
            named = abstract or _is_single_word(block)
        else:
            named = abstract
        if not named and block.kind is not BlockKind.CAPTION and index not in notes:
            result[index] = replace(block, kind=BlockKind.FRONT_MATTER, level=0)
    return result


def _is_single_word(block: RawBlock) -> bool:
    return len(block.view.text.split()) == 1


def _front_end(blocks: Sequence[RawBlock], notes: set[int]) -> int:
    """The first block of the text: "Introduction", else the first prose."""
    marked = (
        i for i, block in enumerate(blocks) if i in notes or (block.marks and is_prose(block))
    )
    for index, block in enumerate(blocks[: next(marked, len(blocks))]):
        if block.kind is BlockKind.HEADING and _INTRODUCTION.match(block.view.text):
            return index
    for index, block in enumerate(blocks):
        if index in notes or _is_body(block):
            return index - 1 if index > 1 and blocks[index - 1].kind is BlockKind.HEADING else index
    return 0


def _is_body(block: RawBlock) -> bool:
    long = len(block.view.text) > 80 or _CLOSED.search(_words(block)[-520:]) is not None
    return long and is_prose(block) and not _LABELLED.match(block.view.text)


def front_of(blocks: Sequence[RawBlock]) -> FrontMatter:
    """Title and authors as the front matter prints them."""
    front = [b.view.text for b in blocks[:12] if b.kind is BlockKind.FRONT_MATTER]
    if not front and blocks and blocks[0].kind is BlockKind.HEADING:
        front = [blocks[0].view.text]
    titles = [i for i, text in enumerate(front) if len(text.split()) > 2 and len(text) < 300]
    at = next((i for i in titles if not front[i].isupper()), titles[0] if titles else 0)
    if not front:
        return FrontMatter()
    byline = front[at + 1] if at + 1 < len(front) else ""
    return FrontMatter(title=_BYLINE_MARK.sub("", front[at]).strip(), authors=authors_of(byline))


def authors_of(byline: str) -> tuple[str, ...]:
    """The names in a byline; none where it holds anything else."""
    plain = re.sub(
        r"^(?:by|von|par|por|di)\s+", "", _BYLINE_MARK.sub("", byline), flags=re.IGNORECASE
    )
    names = [name.strip() for name in _BETWEEN_NAMES.split(plain[:1000]) if name.strip()]
    return tuple(names) if all(_NAME.fullmatch(name) for name in names) else ()


def join_cut(blocks: Sequence[RawBlock], notes: set[int]) -> list[RawBlock | None]:
    """Paragraphs cut by a page break made one; what was joined to an earlier one is None."""
    result: list[RawBlock | None] = list(blocks)
    opened: int | None = None
    for index, block in enumerate(blocks):
        if index in notes or block.kind is BlockKind.CAPTION:
            continue
        start = result[opened] if opened is not None else None
        if start is not None and opened is not None and _goes_on(start, block):
            result[opened], result[index] = _join(start, block), None
        else:
            opened = index
        if not _is_cut(result[opened] or block):
            opened = None
    return result


def _goes_on(before: RawBlock, block: RawBlock) -> bool:
    return block.kind is before.kind and not _LABELLED.match(block.view.text)


def _is_cut(block: RawBlock) -> bool:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
        return False
    return not _CLOSED.search(_words(block)[-520:]) and block.view.text.count(" ") >= _FEWEST_WORDS


def _join(first: RawBlock, second: RawBlock) -> RawBlock:
    by = len(first.view.text) + 1
    marks = (Mark(m.start + by, m.end + by, m.label, m.note) for m in second.marks)
    view = View.join([first.view, " ", second.view])
    return replace(first, view=view, marks=(*first.marks, *marks))
