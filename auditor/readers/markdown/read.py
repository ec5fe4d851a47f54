"""Reading Markdown: front matter, blocks, notes defined, inline and hand-numbered."""

from __future__ import annotations

from dataclasses import replace

from auditor.model.article import AddressForm, BlockKind, NoteKind
from auditor.model.text import Span, View
from auditor.readers.addresses import find_links
from auditor.readers.markdown.blocks import Parsed, parse_blocks
from auditor.readers.markdown.front import front_matter
from auditor.readers.markdown.mask import mask
from auditor.readers.markdown.spans import hidden_cuts, scan, with_printed_urls
from auditor.readers.notes import numbered_notes, with_bibliography
from auditor.readers.numbered import Pairing, marks_of, pair_numbered
from auditor.readers.raw import Draft, Link, Mark, RawBlock, RawNote


def read_markdown(text: str) -> Draft:
    """The draft of a Markdown text."""
    front, body = front_matter(text)
    masked, fences = mask(text)
    parsed = parse_blocks(masked, fences, body)
    pairing = None if parsed.notes else _take_numbered(parsed)
    labels: dict[str, int] = {}
    for index, note in enumerate(parsed.notes):
        labels.setdefault(note.label, index)
    notes = [_scanned_note(note, labels, parsed, text) for note in parsed.notes]
    blocks = [
        _scanned_block(block, labels, parsed, notes, text)
        for block in with_bibliography(parsed.blocks)
    ]
    head = (_front_block(text, body),) if body else ()
    return Draft(
        blocks=(*head, *blocks),
        notes=tuple(notes),
        front=front,
        links=tuple(_unused_definitions(parsed, [*blocks, *notes])),
        numbered=pairing is not None,
        reusable=pairing is not None,
        unsure=pairing is not None and pairing.unsure,
    )


def _take_numbered(parsed: Parsed) -> Pairing | None:
    """Notes numbered by hand, where no definition is: from blocks to notes."""
    pairing = pair_numbered(parsed.blocks)
    if pairing is None:
        return None
    notes, taken = numbered_notes(parsed.blocks, pairing)
    marks = marks_of(pairing)
    parsed.notes = notes
    parsed.blocks = [
        replace(block, marks=marks.get(index, ()))
        for index, block in enumerate(parsed.blocks)
        if index not in taken
    ]
    return pairing


def _scanned_block(
    block: RawBlock, labels: dict[str, int], parsed: Parsed, notes: list[RawNote], text: str
) -> RawBlock:
    if block.kind is BlockKind.CODE:
        return block
    found = scan(block.view, labels, parsed.references)
    inline: list[Mark] = []
    for start, end in found.inline:
        number = len(notes) - len(parsed.notes) + 1
        note = _inline_note(block.view.cut(start, end), number, parsed, text)
        inline.append(Mark(start, end, note.label, len(notes)))
        notes.append(note)
    marks = sorted((*block.marks, *found.marks, *inline), key=lambda mark: mark.start)
    links = with_printed_urls(found.links, block.view, text)
    return replace(block, marks=tuple(marks), links=links, cuts=(*block.cuts, *found.cuts))


def _inline_note(view: View, number: int, parsed: Parsed, text: str) -> RawNote:
    """The inline note that is all of `view`; renderers number them, so the label is ours."""
    inner = view.cut(2, len(view.text) - 1).stripped()
    note = RawNote(f"inline-{number}", NoteKind.INLINE, inner, view.span())
    return _scanned_note(note, {}, parsed, text)


def _scanned_note(note: RawNote, labels: dict[str, int], parsed: Parsed, text: str) -> RawNote:
    found = scan(note.view, labels, parsed.references)
    links = with_printed_urls(found.links, note.view, text)
    return replace(note, marks=found.marks, links=links, cuts=hidden_cuts(note.view.text))


def _front_block(text: str, end: int) -> RawBlock:
    view = View.of(text, 0, end).stripped()
    return RawBlock(BlockKind.FRONT_MATTER, view, links=find_links(view.text))


def _unused_definitions(parsed: Parsed, parts: list[RawBlock | RawNote]) -> list[Link]:
    """Link definitions that no text uses: addresses all the same, at their own line."""
    used = {link.url_span for part in parts for link in part.links}
    return [
        Link(
            whole.start, whole.end, whole.start, whole.start, url, AddressForm.REFERENCE, key, span
        )
        for key, whole in parsed.definitions
        for url, span in (parsed.references[key],)
        if span not in used and _holds(whole, span)
    ]


def _holds(whole: Span, span: Span) -> bool:
    return whole.start <= span.start and span.end <= whole.end
