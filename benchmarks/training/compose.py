"""Whole notes: citations with signals, prose, short forms and cross-references between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
import random
from typing import Any

from benchmarks.training import bits, invent, phrases, prose
from benchmarks.training.draft import PROSE, SIGNAL, Draft, Piece, closed, part
from benchmarks.training.pen import Pen
from benchmarks.training.roughen import Printed, looks, lossy, printed
from benchmarks.training.styles.catalogue import STYLES, Style
from benchmarks.training.styles.shortforms import ibid
from benchmarks.training.vocabulary import Vocabulary
from benchmarks.training.works import Work

# Kinds that an item's title fits as well as an invented one does.
_KNOWN = """chapter article-journal book paper-conference report article-newspaper
article-magazine""".split()


@dataclass(frozen=True, slots=True)
class Note:
    """A generated note: what is printed, its style, and the values of each citation."""

    style: str
    printed: Printed
    values: tuple[dict[str, Any], ...]
    notes: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where works come from: CSL items of one side, and the vocabulary of the same side."""

    items: Sequence[Work]
    words: Vocabulary

    def work(self) -> Work:
        """An item (four in ten) or an invented work."""
        if self.words.chance(0.6):
            work = invent.work(self.words)
            borrowed = self.words.rng.choice(self.items).title
            fit = work.kind in _KNOWN and borrowed.isprintable() and len(borrowed) > 15
            return replace(work, title=borrowed) if fit and self.words.chance(0.3) else work
        work = self.words.rng.choice(self.items)
        if not work.issued and self.words.chance(0.7):
            work = replace(work, issued=bits.year(self.words))
        return (
            replace(work, accessed=bits.day(self.words, 2005))
            if work.url and self.words.chance(0.4)
            else work
        )


def notes(source: Source, *, rough: bool, only: Sequence[Style] = STYLES) -> Iterator[Note]:
    """Notes without end, in the styles given, by their weights."""
    rng = source.words.rng
    while True:
        style = rng.choices(only, [style.weight for style in only])[0]
        yield _note(source, style, rough=rough)


def _note(source: Source, style: Style, *, rough: bool) -> Note:
    rng = source.words.rng
    pen = style.pen(rng)
    drafts = _footnote(source, style, pen) if style.notes else _entry(source, style, pen)
    pieces = tuple(piece for draft in drafts for piece in draft.pieces)
    cited = {piece.cite for piece in pieces if piece.cite >= 0}
    how = looks(rng, pen.language, rough=rough)
    values = tuple(draft.values for draft in drafts if draft.pieces and draft.pieces[0].cite >= 0)
    assert len(values) == len(cited)
    return Note(style.name, printed(pieces, how, rng), values, style.notes)


def _entry(source: Source, style: Style, pen: Pen) -> list[Draft]:
    """One entry of a list of references."""
    return [_finished(_full(source, style, pen).numbered(0), ".")]


def _footnote(source: Source, style: Style, pen: Pen) -> list[Draft]:
    """A footnote. Shares follow what 55 notes of two journals held: most are one citation."""
    words = source.words
    form = words.rng.random()
    if form < 0.06:
        return [_prose(source, pen)]
    if form < 0.09:
        return [
            _says(f"{prose.crossreference(words)}."),
            *([_prose(source, pen)] if pen.chance(0.3) else []),
        ]
    drafts = _opening(source, pen)
    count = words.rng.choices((1, 2, 3, 4, 5), (60, 22, 10, 5, 3))[0]
    for at in range(count):
        drafts += _cited(source, style, pen, at, count, started=bool(drafts))
    if pen.chance(0.2):
        drafts[-1] = closed(drafts[-1], "")
        drafts.append(_prose(source, pen))
    return drafts


def _opening(source: Source, pen: Pen) -> list[Draft]:
    """What stands before the first citation, if anything: prose, a quotation, a lead."""
    words = source.words
    form = words.rng.random()
    if form < 0.14:
        between = words.rng.choice([". ", ". ", ": ", "; "])
        text = prose.sentence(words, pen.language) + between
        return [_says(text), *(_opening(source, pen) if pen.chance(0.3) else [])]
    if form < 0.2:
        return [_says(prose.lead(words) + ", ")]
    if form < 0.26:
        return [_says(prose.link(words) + " ")]
    return [_says(prose.quotation(words, pen.language))] if form < 0.37 else []


def _cited(
    source: Source, style: Style, pen: Pen, at: int, count: int, *, started: bool
) -> list[Draft]:
    """A citation with what stands before it (a signal) and behind it (a separator)."""
    words = source.words
    drafts: list[Draft] = []
    signalled = pen.chance(0.45 if started or at else 0.15)
    text = prose.signal(words, pen.language) if signalled else ""
    if signalled:
        italics = pen.chance(0.15)
        drafts.append(
            Draft((Piece(f"\ue100{text}\ue101 " if italics else f"{text} ", SIGNAL, core=False),))
        )
    citation = _citation(source, style, pen)
    if at == count - 1:
        return [*drafts, _finished(citation.numbered(at), "." if pen.chance(0.93) else "")]
    between = words.rng.choices(("; ", ". ", "; and ", ", and ", " and "), (72, 14, 5, 3, 3))[0]
    mark, _, word = between.rstrip().partition(" ") if between[0] != " " else ("", "", "and")
    drafts.append(_finished(citation.numbered(at), mark) if mark else citation.numbered(at))
    drafts.append(_says(f" {word} " if word else " "))
    if pen.chance(0.08):
        drafts.append(_says(prose.sentence(words, pen.language) + words.rng.choice([". ", ": "])))
    return drafts


def _citation(source: Source, style: Style, pen: Pen) -> Draft:
    form = source.words.rng.random()
    if form < 0.06:
        return ibid(pen)
    if form < 0.27:
        return style.short(source.work(), pen) or ibid(pen)
    if form < 0.3:
        return _bare(source)
    citation = _full(source, style, pen)
    if pen.chance(0.04):
        words = citation.text()[-1:]
        aside = prose.sentence(source.words, pen.language)
        extra = Draft(
            (
                Piece(
                    f"{'' if words == ' ' else ' '}({aside[0].lower()}{aside[1:]})",
                    "note",
                    core=False,
                ),
            )
        )
        return citation + extra
    if pen.chance(0.03):
        label = "".join(pen.rng.choice("ABCDEGHLMNPRST") for _ in range(3))
        text = pen.one_of(
            f" (hereafter {label})",
            f" [hereafter cited as {label}]",
            f", hereafter {label}",
            f" [hereinafter “{label}”]",
        )
        return citation + Draft((Piece(text, "note", core=False),))
    return citation


def _full(source: Source, style: Style, pen: Pen) -> Draft:
    """A full citation; a work of which a style prints hardly anything is passed over."""
    for _ in range(20):
        draft = style.full(lossy(source.work(), pen.rng), pen)
        labels = {piece.label for piece in draft.pieces if piece.core}
        if len(labels) > 1 and labels & {"title", "container", "genre", "url"}:
            return draft
    return part("title", phrases.title(source.words))


def _bare(source: Source) -> Draft:
    """An address with a few words before it, or none."""
    words = source.words
    text = phrases.statement(words) if words.chance(0.5) else ""
    named = part("title", text, after=words.rng.choice([", ", ": ", " ", " at "]))
    return named + part("url", bits.url(words, text or "data", text or "page"), "\ue104", "\ue105")


def _finished(draft: Draft, mark: str) -> Draft:
    return replace(closed(draft, mark), values=draft.values) if mark else draft


def _says(text: str) -> Draft:
    return Draft((Piece(text, PROSE, core=False),))


def _prose(source: Source, pen: Pen) -> Draft:
    words = source.words
    count = words.rng.choices((1, 2, 3), (70, 20, 10))[0]
    texts = [prose.sentence(words, pen.language) + "." for _ in range(count)]
    return _says((" " if pen.chance(0.98) else "") + " ".join(texts))


def source(items: Sequence[Work], seed: int, *, held: bool) -> Source:
    """A source of works for one side, by seed."""
    titles = (word for work in items for word in work.title.split())
    common = sorted(
        {word for word in titles if word.isalpha() and word.islower() and len(word) > 3}
    )
    # Chance that makes notes, and keeps no secret.
    return Source(items, Vocabulary(random.Random(seed), held, tuple(common)))  # noqa: S311
