"""No style at all: fields in an order and with marks that differ from note to note.

What stands in the other modules are handbooks. Authors keep to none of them, so that a model which
has seen handbooks alone takes a field's place for more than it says.
"""

from __future__ import annotations

import random

from benchmarks.training.draft import Draft, italic, joined, part, quoted
from benchmarks.training.pen import Pen
from benchmarks.training.styles.common import accessed, address, ordinal, pages, wrapped
from benchmarks.training.works import Work


def pen(rng: random.Random) -> Pen:
    """Anything."""
    return Pen(
        rng,
        given=rng.choice(["full", "full", "spaced", "dotted", "bare"]),
        ampersand=rng.choice(["and", "and", "&"]),
        oxford=rng.random() < 0.5,
        order=rng.choice(["mdy", "dmy", "iso", "numeric", "ymd"]),
        language=rng.choice(["en", "en", "en-short"]),
        most=rng.choice([2, 3, 5, 30]),
        et_al=rng.choice(["et al.", "et al", "and others", "\ue100et al.\ue101"]),
    )


def loose(work: Work, pen: Pen) -> Draft:
    """A citation as somebody in a hurry writes it."""
    names = pen.names("author", work.author, inverted=pen.one_of("none", "none", "first", "all"))
    title = pen.rng.choice([quoted, quoted, italic, part])("title", work.title) + part(
        "gloss", work.gloss, pen.one_of(" [", " ("), "]" if pen.chance(0.9) else ")"
    )
    date = pen.date(
        "issued",
        work.issued,
        pen.one_of("", "", "dated ", "published ") if len(work.issued) == 3 else "",
    )
    date = wrapped(date) if pen.chance(0.4) else date
    source = pen.rng.choice([italic, part])(
        "container", work.container, pen.one_of("", "", "in ", "In ")
    )
    numbers = part("volume", work.volume, pen.one_of("", "vol. ", "Vol. ", "vol.")) + part(
        "issue", work.issue, pen.one_of("/", ", ", " no. ", ", issue ")
    )
    house = joined(
        [part("publisher", work.publisher), part("place", work.place)]
        if pen.chance(0.4)
        else [part("place", work.place), part("publisher", work.publisher)],
        pen.one_of(", ", ": "),
    )
    page = pages(work, pen.one_of("pp. ", "p. ", "", "pages ", "pp"))
    series = part("genre", work.genre) + part("number", work.number, pen.one_of(" ", " No. ", " #"))
    edition = part("edition", ordinal(work.edition))
    editors = (
        pen.names("editor", work.editor, before=pen.one_of("ed. ", "edited by ", "eds "), after="")
        if pen.chance(0.6)
        else pen.names("editor", work.editor, after=pen.one_of(" (ed.)", " (eds.)", ", eds."))
    )
    middle = [source, numbers, editors, edition, series, house, page, part("archive", work.archive)]
    if pen.chance(0.3):
        at = pen.rng.randrange(len(middle))
        middle[at], middle[at - 1] = middle[at - 1], middle[at]
    middle.insert(pen.rng.randint(0, len(middle)), date) if pen.chance(0.7) else middle.append(date)
    seen = wrapped(
        accessed(
            work,
            pen,
            "accessed ",
            "retrieved on ",
            "Accessed on ",
            "last accessed on ",
            "retrieved ",
        ),
        *(("(", ")") if pen.chance(0.4) else ("", "")),
    )
    tail = [
        address(work, pen, pen.one_of("", "", "", "available at ", "see ", "at ", "URL: ")),
        seen,
    ]
    head = (
        [names, title]
        if pen.chance(0.88)
        else [
            title,
            part("author", "") or (names and pen.names("author", work.author, before="by ")),
        ]
    )
    return joined(
        [*head, *middle, *(tail if pen.chance(0.7) else tail[::-1])],
        pen.one_of(", ", ", ", ". ", "; " if not work.author else ", "),
    )
