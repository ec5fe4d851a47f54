"""BibTeX's `plain` and `abbrv`: stops between the parts, months before years."""

from __future__ import annotations

import random

from benchmarks.training.draft import Draft, italic, joined, part
from benchmarks.training.pen import Pen
from benchmarks.training.styles.common import (
    INSIDE,
    SERIAL,
    WHOLE,
    address,
    ordinal,
    pages,
    wrapped,
)
from benchmarks.training.works import Work


def pen(rng: random.Random) -> Pen:
    """Full names or initials; emphasis is mostly lost."""
    return Pen(rng, given=rng.choice(["full", "spaced", "dotted"]), most=rng.choice([3, 20]))


def plain(work: Work, pen: Pen) -> Draft:
    """An entry of a paper in computer science or mathematics."""
    inverted = pen.one_of("none", "none", "none", "all")
    names = pen.names("author", work.author, inverted=inverted)
    title = part("title", work.title)
    stop = pen.one_of(". ", ". ", ", ")
    return joined([names, title, _rest(work, pen), address(work, pen)], stop)


def _rest(work: Work, pen: Pen) -> Draft:
    date = pen.date("issued", work.issued[: 2 if pen.chance(0.6) else 1])
    if work.kind in SERIAL and work.container:
        volume = part("volume", work.volume, pen.one_of("", "", "vol. "))
        issue = (
            part("issue", work.issue, ", no. ")
            if pen.chance(0.3)
            else wrapped(part("issue", work.issue))
        )
        page = pages(work, pen.one_of(":", ":", ", ", ", pp. "))
        return joined([italic("container", work.container), volume + issue + page, date])
    if work.kind in INSIDE and work.container:
        editors = pen.names(
            "editor",
            work.editor,
            before="In ",
            after=pen.one_of(", editors", ", editor", " (eds.)"),
        )
        book = italic("container", work.container, "" if editors else "In ")
        place, house = part("place", work.place), part("publisher", work.publisher)
        parts = [
            editors,
            book,
            part("volume", work.volume, "volume "),
            pages(work, pen.one_of("pages ", "pp. ")),
        ]
        tail = [place, house, date] if pen.chance(0.5) else [house, place, date]
        return joined([joined(parts), joined(tail)], pen.one_of(", ", ". "))
    series = part("genre", work.genre) + part("number", work.number, " ")
    house = joined([part("publisher", work.publisher), part("place", work.place)])
    site = italic("container", work.container)
    first = [part("edition", ordinal(work.edition)), part("collection", work.collection)]
    return joined([*first, series, house if work.kind in WHOLE else joined([site, house]), date])
