"""Reading plain text: blocks, numbered notes among them, paragraphs cut by page breaks."""

from __future__ import annotations

from dataclasses import replace

from auditor.readers.addresses import find_links
from auditor.readers.cuts import link_cuts
from auditor.readers.notes import numbered_notes, with_bibliography
from auditor.readers.numbered import Pairing, marks_of, pair_numbered
from auditor.readers.plain.layout import front_of, join_cut, with_front_matter, with_headings
from auditor.readers.plain.paragraphs import raw_blocks
from auditor.readers.raw import Draft, RawBlock


def read_plain(text: str) -> Draft:
    """The draft of a plain text."""
    blocks = raw_blocks(text)
    pairing = pair_numbered(blocks)
    notes, taken = numbered_notes(blocks, pairing)
    marked = _with_marks(blocks, pairing)
    told = with_front_matter(with_headings(marked, taken), taken)
    whole = [b for i, b in enumerate(join_cut(told, taken)) if b is not None and i not in taken]
    return Draft(
        blocks=tuple(_with_links(block) for block in with_bibliography(whole)),
        notes=tuple(replace(note, links=find_links(note.view.text)) for note in notes),
        front=front_of(told),
        numbered=True,
        reusable=pairing is not None and pairing.style in ("bracket", "paren"),
        unsure=pairing is not None and pairing.unsure,
    )


def _with_marks(blocks: list[RawBlock], pairing: Pairing | None) -> list[RawBlock]:
    marks = marks_of(pairing) if pairing else {}
    return [replace(b, marks=marks[i]) if i in marks else b for i, b in enumerate(blocks)]


def _with_links(block: RawBlock) -> RawBlock:
    links = find_links(block.view.text)
    return replace(block, links=links, cuts=link_cuts(links)) if links else block
