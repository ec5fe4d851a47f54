"""Hand-numbered notes: blocks that open with a number, and the marks in the text that they answer.

The numbers of the notes rise by one; what else opens with a number (affiliations, lists) has no
marks in prose that point at it. See field-notes/documents.md, "Rules that work".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
_STRICT = frozenset({"superscript", "bracket", "html", "caret"})
_LARGEST_GAP = 10
_SEVERAL = 3
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

    @property
    def matched(self) -> int:
        """How many notes have a mark."""
        numbers = {(f.chapter, f.number) for marks in self.marks.values() for f in marks}
        return sum((i, o.number) in numbers for i, run in enumerate(self.runs) for o in run)

    @property
    def complete(self) -> bool:
        """Whether every one of several notes has a mark: no other reading can be better."""
        return self.matched == sum(map(len, self.runs)) >= _SEVERAL


def is_notes_heading(text: str) -> bool:
    """Whether a heading's text announces notes or references."""
    return len(text) < 60 and _NOTES_HEADING.fullmatch(text) is not None


def pair_numbered(blocks: Sequence[RawBlock]) -> Pairing | None:
    """The numbered notes of a text and their marks; None where there are none."""
    prose = [is_prose(block) for block in blocks]
    best: Pairing | None = None
    for style in OPENERS:
        for pairing in _pairings(blocks, prose, style):
            if pairing.complete:
                return pairing
            if best is None or pairing.matched > best.matched:
                best = pairing
    return best


def is_prose(block: RawBlock) -> bool:
    """Whether a block is running text, no byline, title or label: most words are in lower case."""
    if block.kind in (BlockKind.HEADING, BlockKind.CODE, BlockKind.FRONT_MATTER):
        return False
    words = _WORD.findall(block.view.text[:600])
    lower = len([word for word in words if word[0].islower()])
    if lower >= 4 and lower * 2 >= len(words):
        return True
    return sum(word.lower() == word.upper() for word in words) * 2 > len(words)


def _runs(blocks: Sequence[RawBlock], style: str) -> list[Run]:
    runs: list[list[Opener]] = []
    highest = 0
    for index, block in enumerate(blocks):
        found = None if block.kind is BlockKind.HEADING else opening(block.view.text, style)
        if found is None:
            continue
        number, text = found
        if not runs or (number == 1 and highest > 0) or number > highest + _LARGEST_GAP:
            if number > _LARGEST_GAP:
                continue  # a year, a street number
            runs.append([])
            highest = 0
        runs[-1].append(Opener(index, number, text))
        highest = max(highest, number)
    return [tuple(run) for run in runs]


def _pairings(
    blocks: Sequence[RawBlock], prose: list[bool], style: str
) -> Iterator[Pairing]:
    runs = _runs(blocks, style)
    if not runs:
        return
    likely = runs if style in _STRICT else _only_likely(blocks, runs)
    for mark_style in sorted(MARKS, key=lambda name: name != style):
        if mark_style == "paren" and style not in ("paren", "dot"):
            continue
        openers = {opener.block for run in likely for opener in run}
        found = {
            index: marks
            for index, block in enumerate(blocks)
            if index not in openers and (marks := find_marks(block.view.text, mark_style))
        }
        accepted = _accepted(likely, found, prose, mark_style)
        if accepted:
            yield _paired(accepted, found, prose, mark_style, runs)


def _only_likely(blocks: Sequence[RawBlock], runs: list[Run]) -> list[Run]:
    """Lists are numbered too: only what stands under "Notes", else the longest run."""
    headed = [run for run in runs if _is_headed(blocks, run[0].block)]
    return headed or [max(runs, key=len)]


def _is_headed(blocks: Sequence[RawBlock], first: int) -> bool:
    before = blocks[max(0, first - 2) : first]
    return any(is_notes_heading(block.view.text.strip()) for block in before)


def _accepted(
    runs: list[Run], found: dict[int, tuple[Found, ...]], prose: list[bool], mark_style: str
) -> list[Run]:
    accepted: list[Run] = []
    start = -1
    for run in runs:
        numbers = {o.number for o in run}
        marked = {
            mark.number
            for index, marks in found.items()
            if start < index <= run[-1].block and prose[index]
            for mark in marks
            if not mark.doubtful
        }
        share = len(numbers & marked) / len(numbers)
        if share >= (_SHARE if mark_style in _STRICT else _SHARE_WEAK):
            accepted.append(run)
            start = run[-1].block
    return accepted


def _paired(
    runs: list[Run],
    found: dict[int, tuple[Found, ...]],
    prose: list[bool],
    mark_style: str,
    all_runs: list[Run],
) -> Pairing:
    rejected = {o.number for run in all_runs if run not in runs for o in run}
    marks: dict[int, tuple[Found, ...]] = {}
    start = -1
    for chapter, run in enumerate(runs):
        last = run[-1].block if chapter + 1 < len(runs) else max(run[-1].block, *found, -1)
        region = [i for i in found if start < i <= last]
        marks |= _region(chapter, run, region, found, prose, rejected, mark_style)
        start = last
    return Pairing(tuple(runs), mark_style, marks)


def _region(
    chapter: int,
    run: Run,
    region: list[int],
    found: dict[int, tuple[Found, ...]],
    prose: list[bool],
    rejected: set[int],
    mark_style: str,
) -> dict[int, tuple[Found, ...]]:
    numbers = {o.number for o in run}
    sure = {m.number for i in region if prose[i] for m in found[i] if not m.doubtful}
    chain = None if mark_style in _STRICT else _chain(found, region, numbers)

    def holds(index: int, mark: Found) -> bool:
        if chain is not None:
            return (index, mark.start) in chain
        if mark.doubtful or not prose[index]:
            return mark.number in numbers - sure and mark.number not in rejected
        return mark.number in numbers or _is_undefined(mark, max(numbers), mark_style)

    kept = {
        i: tuple(mark.of(chapter) for mark in found[i] if holds(i, mark)) for i in region
    }
    return {index: marks for index, marks in kept.items() if marks}


def _is_undefined(mark: Found, highest: int, mark_style: str) -> bool:
    """A mark without a note is one only near the notes' numbers: `[1984]` is a year."""
    return mark_style in ("superscript", "html") and 0 < mark.number <= highest + _LARGEST_GAP or (
        mark_style == "bracket" and 0 < mark.number <= highest + _LARGEST_GAP and not mark.shared
    )


def _chain(
    found: dict[int, tuple[Found, ...]], region: list[int], numbers: set[int]
) -> set[tuple[int, int]]:
    """The longest rising chain of marks: plain digits and (1) mean other things too."""
    from bisect import bisect_left

    rows = [(m.number, i, m.start) for i in region for m in found[i] if m.number in numbers]
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
