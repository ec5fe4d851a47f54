"""Hand-numbered notes: blocks that open with a number, and the marks in the text that they answer.

The numbers of the notes rise by one; what else opens with a number (affiliations, lists) has no
marks in prose that point at it. See field-notes/documents.md, "Rules that work".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
import re

from auditor.model.article import BlockKind
from auditor.readers.raw import Mark, RawBlock
from auditor.readers.styles import MARKS, OPENERS, Found, find_marks, opening

_NOTES_HEADING = re.compile(
    r"[\s#*_\d.]{0,12}(?:(?:end|foot)?notes?(?: (?:and|&|et|y|e) \w{1,20})?|references|works cited|"
    r"bibliography|sources|citations|(?:anmerkungen|fußnoten|endnoten|einzelnachweise|quellen|"
    r"literatur(?:verzeichnis)?)|notes de bas de page|références|bibliographie|notas|referencias|"
    r"referências|bibliografía|bibliografia|voetnoten|eindnoten|noten|literatuur|riferimenti|"
    r"注|註|注釈|脚注|脚註|参考文献|注释)[\s:.*_#]{0,6}",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{1,40}")
# What follows a heading's number: short, without digits or a stop at the end.
_TITLE = re.compile(r"[^\W\d_][^\d]{0,79}(?<![.?!:;,…。！？])(?<![.?!…。！？][\"”’')\]])\Z")
_STRICT = frozenset({"superscript", "bracket", "html", "caret"})
_LARGEST_GAP = 10
_SHARE = 0.5
_SHARE_WEAK = 0.6


@dataclass(frozen=True)
class Opener:
    """A block that opens with a number: its index, the number, where its text begins."""

    block: int
    number: int
    text: int


Run = tuple[Opener, ...]


@dataclass(frozen=True)
class Pairing:
    """Which blocks are notes (runs, one a chapter) and the marks in the others, by block."""

    runs: tuple[Run, ...]
    style: str
    marks: dict[int, tuple[Found, ...]]

    @cached_property
    def matched(self) -> int:
        """How many numbers of notes have a mark."""
        marked = {(f.chapter, f.number) for marks in self.marks.values() for f in marks}
        return len(marked & {(i, o.number) for i, run in enumerate(self.runs) for o in run})

    @property
    def unsure(self) -> bool:
        """Whether the marks are of a kind that means other things too."""
        return self.style not in _STRICT

    @property
    def complete(self) -> bool:
        """Whether every note has a mark: no other marks can do better for them."""
        return self.matched == sum(map(len, self.runs))


def is_notes_heading(text: str) -> bool:
    """Whether a heading's text announces notes or references."""
    return len(text) < 60 and _NOTES_HEADING.fullmatch(text) is not None


def pair_numbered(blocks: Sequence[RawBlock]) -> Pairing | None:
    """The numbered notes of a text and their marks; None where there are none.

    The reading in which most notes have a mark wins: `1 Introduction`, `2 Data` and so on must
    not win over a list of thirty.
    """
    prose = cache(lambda index: is_prose(blocks[index]))  # asked of few: those with marks
    best: Pairing | None = None
    for style in OPENERS:
        for runs in _readings(blocks, style):
            best = _best(best, sum(map(len, runs)), _pairings(blocks, prose, style, runs))
    return best


def _best(best: Pairing | None, most: int, pairings: Iterator[Pairing]) -> Pairing | None:
    """The pairing with most notes marked, the first of equals; `most` is all there may be."""
    while best is None or best.matched < most:
        pairing = next(pairings, None)
        if pairing is not None and (best is None or pairing.matched > best.matched):
            best = pairing
        if pairing is None or pairing.complete:
            break
    return best


def is_prose(block: RawBlock) -> bool:
    """Whether a block is running text, no byline, title or label: most words are in lower case."""
    if block.kind in (BlockKind.HEADING, BlockKind.CODE, BlockKind.FRONT_MATTER):
        return False
    words = _WORD.findall(block.view.text[:300])
    lower = len([word for word in words if word[0].islower()])
    if lower >= 4 and lower * 2 >= len(words):
        return True
    caseless = [word for word in words if word.lower() == word.upper()]
    return len(caseless) * 2 > len(words)


def _readings(blocks: Sequence[RawBlock], style: str) -> Iterator[list[Run]]:
    """The runs of openers in a style: without what looks like headings, then with it."""
    openers = list(_openers(blocks, style))
    headings = set() if style in _STRICT else _headings(blocks, openers)
    if headings:
        yield _runs([opener for opener in openers if opener not in headings])
    yield [run for run in _runs(openers) if len(headings.intersection(run)) * 2 <= len(run)]


def _openers(blocks: Sequence[RawBlock], style: str) -> Iterator[Opener]:
    for index, block in enumerate(blocks):
        found = None if block.kind is BlockKind.HEADING else opening(block.view.text, style)
        if found is not None:
            yield Opener(index, *found)


def _headings(blocks: Sequence[RawBlock], openers: list[Opener]) -> set[Opener]:
    """Openers like `2 Institutional background`, after which something else comes than a note."""
    opened = {opener.block for opener in openers} | {len(blocks)}
    return {
        opener
        for opener in openers
        if opener.block + 1 not in opened
        and _TITLE.match(blocks[opener.block].view.text, opener.text)
    }


def _runs(openers: list[Opener]) -> list[Run]:
    runs: list[list[Opener]] = []
    highest = 0
    for opener in openers:
        number = opener.number
        if not runs or (number == 1 and highest > 0) or number > highest + _LARGEST_GAP:
            if number > _LARGEST_GAP:
                continue  # a year, a street number
            runs.append([])
            highest = 0
        runs[-1].append(opener)
        highest = max(highest, number)
    return [tuple(run) for run in runs]


def _pairings(
    blocks: Sequence[RawBlock], prose: Callable[[int], bool], style: str, runs: list[Run]
) -> Iterator[Pairing]:
    if not runs:
        return
    likely = runs if style in _STRICT else _only_likely(blocks, runs)
    openers = {opener.block for run in likely for opener in run}
    for mark_style in sorted(MARKS, key=lambda name: name != style):
        if mark_style == "paren" and style not in ("paren", "dot"):
            continue
        found = {
            index: marks
            for index, block in enumerate(blocks)
            if index not in openers and (marks := find_marks(block.view.text, mark_style))
        }
        body = _Body(found, prose, mark_style, len(blocks))
        accepted = _accepted(likely, body)
        if accepted:
            yield _paired(accepted, runs, body)


def _only_likely(blocks: Sequence[RawBlock], runs: list[Run]) -> list[Run]:
    """Lists are numbered too: only what stands under "Notes", else the longest run."""
    headed = [run for run in runs if _is_headed(blocks, run[0].block)]
    return headed or [max(runs, key=len)]


def _is_headed(blocks: Sequence[RawBlock], first: int) -> bool:
    before = blocks[max(0, first - 2) : first]
    return any(is_notes_heading(block.view.text.strip()) for block in before)


@dataclass(frozen=True)
class _Body:
    """The text around the notes: marks of one style by block, and which blocks are prose."""

    found: dict[int, tuple[Found, ...]]
    prose: Callable[[int], bool]
    mark_style: str
    size: int

    def sure(self, start: int, last: int) -> set[int]:
        """Numbers marked in prose after block `start` up to `last`, powers left out."""
        return {
            mark.number
            for index, marks in self.found.items()
            if start < index <= last and self.prose(index)
            for mark in marks
            if not mark.doubtful
        }


def _accepted(runs: list[Run], body: _Body) -> list[Run]:
    """The runs that enough marks before their end point at."""
    needed = _SHARE if body.mark_style in _STRICT else _SHARE_WEAK
    accepted: list[Run] = []
    start = -1
    for run in runs:
        numbers = {opener.number for opener in run}
        last = run[-1].block
        if len(numbers & body.sure(start, last)) >= needed * len(numbers):
            accepted.append(run)
            start = last
    return accepted


def _paired(runs: list[Run], all_runs: list[Run], body: _Body) -> Pairing:
    rejected = {opener.number for run in all_runs if run not in runs for opener in run}
    marks: dict[int, tuple[Found, ...]] = {}
    start = -1
    for chapter, run in enumerate(runs):
        last = run[-1].block if chapter + 1 < len(runs) else body.size
        marks |= _region(run, chapter, (start, last), rejected, body)
        start = last
    return Pairing(tuple(runs), body.mark_style, marks)


def _region(
    run: Run, chapter: int, place: tuple[int, int], rejected: set[int], body: _Body
) -> dict[int, tuple[Found, ...]]:
    """The marks of one run in its place, by block."""
    start, last = place
    numbers = {opener.number for opener in run}
    region = [index for index in body.found if start < index <= last]
    missing = numbers - body.sure(start, last) - rejected
    # A mark of a number that the notes skip is one too where the others stand in order about it.
    known = set(range(min(numbers), max(numbers))) if body.mark_style == "digits" else set()
    chain = None if body.mark_style in _STRICT else _chain(body, region, numbers | known, missing)

    def holds(index: int, mark: Found) -> bool:
        if chain is not None:
            return (index, mark.start) in chain
        if mark.doubtful or not body.prose(index):
            return mark.number in missing
        return mark.number in numbers or _is_undefined(mark, max(numbers))

    kept = {
        index: tuple(mark.of(chapter) for mark in body.found[index] if holds(index, mark))
        for index in region
    }
    return {index: marks for index, marks in kept.items() if marks}


def _is_undefined(mark: Found, highest: int) -> bool:
    """A mark without a note is one only near the notes' numbers: `[1984]` is a year."""
    return 0 < mark.number <= highest + _LARGEST_GAP


def _chain(
    body: _Body, region: list[int], numbers: set[int], missing: set[int]
) -> set[tuple[int, int]]:
    """The longest rising chain of marks: plain digits and (1) mean other things too."""
    rows = [
        (mark.number, index, mark.start)
        for index in region
        for mark in body.found[index]
        if mark.number in (missing if mark.doubtful else numbers)
    ]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (number, _, _) in enumerate(rows):
        place = bisect_left(tails, number)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [number]
        ends[place : place + 1] = [at]
    chain: set[tuple[int, int]] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.add(rows[at][1:])
        at = before[at]
    return chain


def marks_of(pairing: Pairing) -> dict[int, tuple[Mark, ...]]:
    """The pairing's marks by block, each with the index of its note."""
    index: dict[tuple[int, int], int] = {}
    openers = [(chapter, o) for chapter, run in enumerate(pairing.runs) for o in run]
    for note, (chapter, opener) in enumerate(openers):
        index.setdefault((chapter, opener.number), note)
    return {
        block: tuple(
            Mark(m.start, m.end, str(m.number), index.get((m.chapter, m.number))) for m in marks
        )
        for block, marks in pairing.marks.items()
    }
