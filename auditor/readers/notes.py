"""Numbered notes as drafts hold them, with the paragraphs that go on in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.model.article import BlockKind, NoteKind
from auditor.model.text import Span, View
from auditor.readers.numbered import Opener, Pairing, is_notes_heading
from auditor.readers.raw import RawBlock, RawNote


def numbered_notes(
    blocks: Sequence[RawBlock], pairing: Pairing | None
) -> tuple[list[RawNote], set[int]]:
    """The notes of a pairing and the indexes of all blocks they are made of."""
    notes: list[RawNote] = []
    taken: set[int] = set()
    for chapter, run in enumerate(pairing.runs if pairing else ()):
        last = run[-1].block
        kind = _kind(blocks, run[0].block, last)
        for opener, end in zip(run, [*(o.block for o in run[1:]), last + 1], strict=True):
            more = _continuation(blocks, opener.block, end, kind)
            notes.append(_note(blocks, opener, more, chapter, kind))
            taken |= {opener.block, *more}
    return notes, taken


def _kind(blocks: Sequence[RawBlock], first: int, last: int) -> NoteKind:
    """Endnotes stand together under a heading of their own; footnotes among the text."""
    before = blocks[max(0, first - 2) : first]
    headed = any(is_notes_heading(block.view.text.strip()) for block in before)
    return NoteKind.ENDNOTE if headed and last >= first else NoteKind.FOOTNOTE


def _continuation(blocks: Sequence[RawBlock], first: int, end: int, kind: NoteKind) -> list[int]:
    """Blocks between two endnotes belong to the first; between footnotes the text goes on."""
    if kind is not NoteKind.ENDNOTE:
        return []
    between = range(first + 1, end)
    wanted = (BlockKind.PARAGRAPH, BlockKind.QUOTE)
    return [i for i in between if blocks[i].kind in wanted]


def _note(
    blocks: Sequence[RawBlock], opener: Opener, more: list[int], chapter: int, kind: NoteKind
) -> RawNote:
    block = blocks[opener.block].view
    parts: list[View | str] = [block.cut(opener.text, len(block.text))]
    for index in more:
        parts += ("\n", blocks[index].view)
    end = (blocks[more[-1]] if more else blocks[opener.block]).view.span().end
    view = View.join(parts)
    return RawNote(str(opener.number), kind, view, Span(block.span().start, end), chapter=chapter)


def with_bibliography(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Blocks with those under "References" and the like told, up to the next heading as high."""
    result: list[RawBlock] = []
    level = 0
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            if is_notes_heading(block.view.text):
                level = block.level
            elif block.level <= level:
                level = 0
        listed = level and block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        result.append(replace(block, kind=BlockKind.BIBLIOGRAPHY) if listed else block)
    return result
