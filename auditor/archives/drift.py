"""How a live page differs from the copy near its citation's date; pure."""

from __future__ import annotations

from auditor.model.drift import Change, Drift, Sketch
from auditor.text.fold import flat
from auditor.text.sketch import KEPT

# Least percentage of the copy's shingles on the live page for each word. Measured on a text of 900
# words: a menu added leaves 100, another article of the same vocabulary 0.
FEWEST = 100  # shingles of a sample; their share is that of all within 10 points, 19 times in 20
_LEAST = ((90, Change.UNCHANGED), (50, Change.EDITED), (10, Change.DRIFTED), (0, Change.REPLACED))


def compare(live: Sketch, copy: Sketch) -> Drift:
    """What became of the copy's text, title and quotations on the live page."""
    same = live.digest == copy.digest
    reason = None if same else live.reason or copy.reason
    kept = 100 if same else None if reason else containment(live.shingles, copy.shingles)
    if kept is None and not reason:
        reason = "too_long"
    titles = (live.title, copy.title) if _differ(live.title, copy.title) else ("", "")
    return Drift(
        change=Change.SAME if same else None if kept is None else _change(kept),
        kept=kept,
        title=titles[0],
        copy_title=titles[1],
        gone=_only_in(copy, live),
        late=_only_in(live, copy),
        reason=reason,
    )


def containment(live: frozenset[int], copy: frozenset[int]) -> int | None:
    """The share of a copy's shingles that the live page has, in whole percent.

    None where too few of them are known to tell.

    A long page keeps its lowest hashes alone, so that nothing is known of it above its highest one.
    """
    tops = [max(page) for page in (live, copy) if len(page) >= KEPT]
    known = {item for item in copy if item <= min(tops)} if tops else copy
    if not known or (tops and len(known) < FEWEST):
        return None
    return 100 * len(known & live) // len(known)


def _change(kept: int) -> Change:
    return next(change for least, change in _LEAST if kept >= least)


def _differ(one: str, other: str) -> bool:
    """Whether titles differ in more than the name of the site behind or before them."""
    a, b = flat(one), flat(other)
    return bool(a and b) and a not in b and b not in a


def _only_in(one: Sketch, other: Sketch) -> tuple[str, ...]:
    """Quotations that one page holds and the other, read to its end, doesn't."""
    return tuple(
        quote for quote, held in one.quotes.items() if held and other.quotes.get(quote) is False
    )
