"""From a reader's draft to the article: views without marks, sentences, markers, addresses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from auditor.model.article import Address, Article, Block, BlockKind, Marker, Note, Sentence
from auditor.model.text import Source, View
from auditor.readers.checks import check_notes
from auditor.readers.cuts import Edited, block_cuts, edited
from auditor.readers.language import detect_language
from auditor.readers.numbered import is_notes_heading
from auditor.readers.raw import Draft, Link, Mark, RawBlock, RawNote
from auditor.readers.sentences import split_sentences

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM})


def assemble(source: Source, path: str, kind: str, draft: Draft) -> Article:
    """The article a draft describes; everything in the order of the source."""
    ids = _note_ids(draft.notes)
    unordered = (
        Note(id_, note.label, note.kind, edited(note.view, note.cuts).view, note.span)
        for id_, note in zip(ids, draft.notes, strict=True)
    )
    notes = sorted(unordered, key=lambda note: note.span)
    cut = [edited(block.view, block_cuts(block)) for block in draft.blocks]
    blocks = _blocks(draft.blocks, cut)
    language = draft.front.language or detect_language(_body(blocks))
    split, placed = _sentences(draft.blocks, cut, ids, language)
    in_notes = [_marker(m, note.view, ids) for note in draft.notes for m in note.marks]
    sentences, markers = _in_order(split, [*placed, *in_notes])
    article = Article(
        path, kind, source, blocks, tuple(notes), markers, sentences,
        _addresses(source, draft, ids),
        title=draft.front.title or _title(blocks), authors=draft.front.authors, language=language,
        date=draft.front.date, metadata=draft.front.metadata,
    )  # fmt: skip
    chapters = {id_: note.chapter for id_, note in zip(ids, draft.notes, strict=True)}
    return replace(article, diagnostics=check_notes(article, draft, chapters))


def _note_ids(notes: Iterable[RawNote]) -> list[str]:
    seen: dict[str, int] = {}
    ids: list[str] = []
    for note in notes:
        count = seen[note.label] = seen.get(note.label, 0) + 1
        ids.append(f"n{note.label}" if count == 1 else f"n{note.label}-{count}")
    return ids


def _blocks(raw: tuple[RawBlock, ...], cut: list[Edited]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    section: int | None = None
    for index, (block, edit) in enumerate(zip(raw, cut, strict=True)):
        view = edit.view.stripped()
        kind = block.kind if view.text else BlockKind.CAPTION  # an image alone
        blocks.append(Block(index, kind, view, block.level, section))
        if block.kind is BlockKind.HEADING:
            section = index
    return tuple(blocks)


def _title(blocks: tuple[Block, ...]) -> str | None:
    """The first of the highest headings, where nothing else names the article."""
    headings = [
        block
        for block in blocks
        if block.kind is BlockKind.HEADING and not is_notes_heading(block.view.text)
    ]
    first = min(headings, key=lambda block: block.level, default=None)
    return first.view.text if first is not None else None


def _body(blocks: tuple[Block, ...]) -> str:
    texts = [block.view.text for block in blocks if block.kind in _PROSE]
    return "\n".join(texts or [block.view.text for block in blocks])


def _marker(mark: Mark, view: View, ids: list[str]) -> Marker:
    note = None if mark.note is None else ids[mark.note]
    return Marker(mark.label, view.span(mark.start, mark.end), note)


def _sentences(
    raw: tuple[RawBlock, ...], cut: list[Edited], ids: list[str], language: str | None
) -> tuple[list[Sentence], list[Marker]]:
    sentences: list[Sentence] = []
    markers: list[Marker] = []
    for index, (block, edit) in enumerate(zip(raw, cut, strict=True)):
        prose = block.kind in _PROSE
        ranges = split_sentences(edit.view.text, language) if prose else []
        first = len(sentences)
        sentences += [Sentence(first + i, edit.view.cut(*r), index) for i, r in enumerate(ranges)]
        starts = [start for start, _ in ranges]
        for mark in block.marks:
            marker = _marker(mark, block.view, ids)
            markers.append(_placed(marker, edit.at(mark.start), starts, ranges, first))
    return sentences, markers


def _placed(
    marker: Marker, at: int, starts: list[int], ranges: list[tuple[int, int]], first: int
) -> Marker:
    """`marker` in the sentence that ends at it or holds it."""
    if not ranges:
        return marker
    index = max(0, bisect_right(starts, at - 1) - 1)
    start, end = ranges[index]
    return replace(marker, sentence=first + index, at=min(max(at - start, 0), end - start))


def _in_order(
    sentences: list[Sentence], markers: list[Marker]
) -> tuple[tuple[Sentence, ...], tuple[Marker, ...]]:
    ordered = tuple(sorted(markers, key=lambda marker: marker.span))
    held: dict[int, list[int]] = {}
    for index, marker in enumerate(ordered):
        if marker.sentence is not None:
            held.setdefault(marker.sentence, []).append(index)
    return tuple(
        replace(s, markers=tuple(held[s.index])) if s.index in held else s for s in sentences
    ), ordered


def _addresses(source: Source, draft: Draft, ids: list[str]) -> tuple[Address, ...]:
    whole = View.of(source.text, 0, len(source.text))
    found = [_address(source, whole, link) for link in draft.links]
    for index, block in enumerate(draft.blocks):
        found += [_address(source, block.view, link, block=index) for link in block.links]
    for id_, note in zip(ids, draft.notes, strict=True):
        found += [_address(source, note.view, link, note=id_) for link in note.links]
    return tuple(sorted(found, key=lambda address: (address.whole, address.span)))


def _address(
    source: Source, view: View, link: Link, note: str | None = None, block: int | None = None
) -> Address:
    whole = view.span(link.start, link.end)
    span = link.url_span or view.span(link.url_start, link.url_end)
    raw = source.text[whole.start : whole.end]
    return Address(link.url, raw, span, whole, link.form, link.text, note, block)
