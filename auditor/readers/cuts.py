"""What readers of a text don't see of it: marks, brackets of links, bullets; cut from raw views."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from auditor.model.article import AddressForm
from auditor.model.text import View
from auditor.readers.raw import Cut, Link, Mark, RawBlock

_LOOSE_END = " \t.,;:!?)]”’\"'»。、，"


@dataclass(frozen=True)
class Edited:
    """A view after its cuts, and where its old offsets went."""

    view: View
    starts: tuple[int, ...]
    cuts: tuple[Cut, ...]
    shifts: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The new offset of an old one; a cut one moves to the cut's end."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return offset
        return max(offset, self.cuts[index].end) + self.shifts[index]


def edited(view: View, cuts: Iterable[Cut]) -> Edited:
    """`view` with its cuts made; overlapping ones become one."""
    disjoint = tuple(_disjoint(cuts))
    if not disjoint:
        return Edited(view, (), (), ())
    parts: list[View | str] = []
    at = 0
    for cut in disjoint:
        parts += (view.cut(at, cut.start), cut.put)
        at = cut.end
    parts.append(view.cut(at, len(view.text)))
    shifts = tuple(accumulate(len(cut.put) - (cut.end - cut.start) for cut in disjoint))
    return Edited(View.join(parts), tuple(cut.start for cut in disjoint), disjoint, shifts)


def _disjoint(cuts: Iterable[Cut]) -> Iterable[Cut]:
    last: Cut | None = None
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if last is None or cut.start >= last.end:
            if last is not None:
                yield last
            last = cut
        elif cut.end > last.end:
            last = Cut(last.start, cut.end, last.put)
    if last is not None:
        yield last


def block_cuts(block: RawBlock) -> list[Cut]:
    """All that readers of a block don't see: its head, its marks, what its reader cut."""
    text = block.view.text
    marks = [_mark_cut(text, *place) for place in _touching(block.marks)]
    head = [Cut(0, block.head)] if block.head else []
    return [*head, *block.cuts, *marks]


def _touching(marks: Iterable[Mark]) -> list[tuple[int, int]]:
    """Ranges of marks; those that share a bracket (`[1, 2]`) make one."""
    found: list[tuple[int, int]] = []
    for mark in marks:
        if found and mark.start <= found[-1][1]:
            found[-1] = (found[-1][0], max(mark.end, found[-1][1]))
        else:
            found.append((mark.start, mark.end))
    return found


def _mark_cut(text: str, start: int, end: int) -> Cut:
    """A mark goes with the space before it where another space or a stop follows."""
    if text[end : end + 1] in ("", *_LOOSE_END):
        near = max(0, start - 9)
        start = near + len(text[near:start].rstrip(" \t"))
    return Cut(start, end)


def link_cuts(links: Iterable[Link]) -> tuple[Cut, ...]:
    """Cuts that leave a link's words, all of a bare address and nothing of an image."""
    return tuple(cut for link in links for cut in _cuts(link))


def _cuts(link: Link) -> tuple[Cut, ...]:
    if link.form is AddressForm.IMAGE:
        return (Cut(link.start, link.end),)
    if link.form in (AddressForm.MARKDOWN, AddressForm.REFERENCE) and link.text is not None:
        text = link.start + 1
        return (Cut(link.start, text), Cut(text + len(link.text), link.end))
    return ()
