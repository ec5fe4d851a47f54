"""Quotations: what stands between double quotation marks of any shape in one paragraph."""

from __future__ import annotations

from collections.abc import Iterator
import re

from auditor.model.claim import Quotation
from auditor.model.text import View

_SHAPES = '"“”„‟«»＂'
_MARK = re.compile(f"[{_SHAPES}]")
# No paragraph of prose has more; to stop in the midst would leave one open that is not.
_MOST_MARKS = 5_000
# Marks inside of tags and code are no quotation marks.
_MASKED = re.compile(r"<[a-zA-Z/][^<>]{0,2000}>|`[^`\n]{1,2000}`")
_OPENERS = frozenset("([{—–-/\\*_‘'")
_CLOSERS = frozenset(".,;:!?)]}—–-/*_’'…")


def find_quotations(view: View) -> tuple[Quotation, ...]:
    """The quotations of a paragraph in order; single marks are never read as quotation marks.

    A mark without its partner gives a quotation with `closed` False: from an opening mark to the
    next one or the end of the paragraph, or, where it never opens, the closing mark alone. A
    quotation of several paragraphs opens again in each and closes in the last: only a view with
    all of them (joined by newlines) can tell.
    """
    if not 0 < sum(map(view.text.count, _SHAPES)) <= _MOST_MARKS:
        return ()
    return tuple(_paired(view))


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """Each mark's place and what it looks like: "open", "close" or "either"."""
    holes = [match.span() for match in _MASKED.finditer(text)] if "<" in text or "`" in text else []
    hole = 0
    for match in _MARK.finditer(text):
        at = match.start()
        while hole < len(holes) and holes[hole][1] <= at:
            hole += 1
        if hole < len(holes) and holes[hole][0] <= at:
            continue
        yield at, _shape(text, at)


def _shape(text: str, at: int) -> str:
    mark = text[at]
    if mark in "“„‟":
        return "open" if mark != "“" or not _ends_here(text, at) else "either"
    if mark == "”":
        return "close" if not _begins_here(text, at) else "either"
    if _begins_here(text, at):
        return "open"
    return "close" if _ends_here(text, at) else "either"


def _begins_here(text: str, at: int) -> bool:
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in _OPENERS) and bool(after.strip())


def _ends_here(text: str, at: int) -> bool:
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return bool(before.strip()) and (not after or after.isspace() or after in _CLOSERS)


def _paired(view: View) -> Iterator[Quotation]:
    text = view.text
    opened: int | None = None
    for at, shape in _marks(text):
        if opened is not None and (text[at] in "«»") != (text[opened] in "«»"):
            continue  # «“a title” inside»: the other kind of marks stands for itself
        if opened is None:
            if shape == "close" and _is_measure(text, at):
                continue
            if shape == "close":
                yield _quotation(view, at, at + 1, closed=False)
            else:
                opened = at
        elif shape == "open" and not _reopens(text, at):
            yield _quotation(view, opened, at, closed=False)
            opened = at
        elif shape != "open":
            yield _quotation(view, opened, at + 1)
            opened = None
    if opened is not None:
        yield _quotation(view, opened, len(text), closed=False)


def _is_measure(text: str, at: int) -> bool:
    """Inches and arc seconds: a straight mark after a digit, with nothing open."""
    return text[at] in '"″' and text[max(0, at - 1) : at].isdigit()


def _reopens(text: str, at: int) -> bool:
    """Whether the mark begins a new paragraph of a quotation that is still open."""
    return text[max(0, at - 20) : at].rstrip(" \t")[-1:] == "\n"


def _quotation(view: View, start: int, end: int, *, closed: bool = True) -> Quotation:
    stop = end - 1 if closed else end
    if closed and view.text[stop - 1] == "\\":  # Markdown escapes its marks: \\"
        stop -= 1
    return Quotation(view.cut(start + 1, max(start + 1, stop)), start, end, closed=closed)
