"""MLA, MHRA, Vancouver and IEEE."""

from __future__ import annotations

import random

from benchmarks.training.draft import Draft, Piece, italic, joined, part, quoted
from benchmarks.training.pen import Pen
from benchmarks.training.styles.common import (
    INSIDE,
    SERIAL,
    WHOLE,
    accessed,
    address,
    doi,
    imprint,
    locator,
    ordinal,
    pages,
    wrapped,
)
from benchmarks.training.works import Work


def mla_pen(rng: random.Random) -> Pen:
    """Two names at most, short months."""
    return Pen(rng, order="dmy", language=rng.choice(["en-short", "en"]), most=2)


def mla(work: Work, pen: Pen) -> Draft:
    """An entry of MLA's works cited, 8 and 9."""
    names = pen.names("author", work.author, inverted="first") or pen.names(
        "editor",
        work.editor,
        inverted="first",
        after=", editors" if len(work.editor) > 1 else ", editor",
    )
    whole = work.kind in WHOLE
    title = italic("title", work.title) if whole else quoted("title", work.title, ".")
    title += part("gloss", work.gloss, " [", "]")
    source = italic("container", work.container)
    editors = pen.names("editor", work.editor, before="edited by ") if work.author else Draft()
    numbers = [part("volume", work.volume, "vol. "), part("issue", work.issue, "no. ")]
    house = part("publisher", work.publisher)
    rest = joined(
        [
            source,
            editors,
            pen.names("translator", work.translator, before="translated by "),
            part("edition", ordinal(work.edition)),
            *numbers,
            house,
            pen.date("issued", work.issued),
            pages(work, "pp. "),
            address(work, pen),
        ]
    )
    return joined([names, title, rest, accessed(work, pen, "Accessed ")], ". ")


def mhra_pen(rng: random.Random) -> Pen:
    """British dates and no serial comma."""
    return Pen(rng, order="dmy", oxford=rng.random() < 0.5, most=3, et_al="and others")


def mhra(work: Work, pen: Pen) -> Draft:
    """A note of MHRA: pages with "pp.", the volume with its year in brackets."""
    names = pen.names("author", work.author)
    if work.kind == "thesis":
        inside = joined(
            [
                part("genre", f"unpublished {work.genre or 'doctoral thesis'}"),
                part("publisher", work.publisher),
                pen.date("issued", work.issued[:1]),
            ]
        )
        return joined([names, quoted("title", work.title) + wrapped(inside, " (")])
    if work.kind in SERIAL and work.container:
        serial = joined(
            [
                italic("container", work.container),
                part("volume", work.volume)
                + part("issue", work.issue, ".")
                + wrapped(pen.date("issued", work.issued[:1]), " ("),
            ]
        )
        return joined(
            [
                names,
                quoted("title", work.title),
                serial,
                pages(work),
                wrapped(locator(pen, "p. ")) if pen.chance(0.3) else Draft(),
                doi(work, pen) if work.doi else address(work, pen),
            ]
        )
    if work.kind in INSIDE and work.container:
        editors = pen.names("editor", work.editor, before="ed. by ")
        book = joined([italic("container", work.container, "in "), editors]) + wrapped(
            imprint(work, pen), " ("
        )
        return joined([names, quoted("title", work.title), book, pages(work, "pp. ")])
    if work.kind in WHOLE:
        head = joined(
            [
                names,
                italic("title", work.title) + part("gloss", work.gloss, " [", "]"),
                pen.names("editor", work.editor, before="ed. by "),
                pen.names("translator", work.translator, before="trans. by "),
                part("collection", work.collection)
                + (part("number", work.number, ", ") if work.collection else Draft()),
                part("edition", ordinal(work.edition)),
            ]
        )
        return joined(
            [
                head + wrapped(imprint(work, pen), " ("),
                locator(pen, pen.one_of("p. ", "pp. ")) if pen.chance(0.6) else Draft(),
                address(work, pen),
            ]
        )
    head = joined(
        [
            names,
            quoted("title", work.title),
            italic("container", work.container),
            pen.date("issued", work.issued),
            pages(work, "p. "),
        ]
    )
    return joined([head, address(work, pen)]) + wrapped(accessed(work, pen, "accessed "), " [", "]")


def vancouver_pen(rng: random.Random) -> Pen:
    """Initials without stops."""
    return Pen(rng, given="bare", order="ymd", language="en", most=rng.choice([3, 6]))


def vancouver(work: Work, pen: Pen) -> Draft:
    """An entry of medicine's numbered lists."""
    names = pen.names("author", work.author, inverted="bare") or pen.names(
        "editor", work.editor, inverted="bare", after=", editors"
    )
    online = part("genre", "Internet", " [", "]") if work.url and pen.chance(0.5) else Draft()
    title = part("title", work.title)
    if work.kind in SERIAL or work.kind.startswith("article"):
        date = pen.date("issued", work.issued if pen.chance(0.4) else work.issued[:1])
        numbers = (
            part("volume", work.volume, ";")
            + wrapped(part("issue", work.issue))
            + pages(work, pen.one_of(":", ": "))
        )
        rest = joined([part("container", work.container) + online, date + numbers], ". ")
    elif work.kind in INSIDE:
        book = joined(
            [
                pen.names("editor", work.editor, inverted="bare", before="In: ", after=", editors"),
                part("container", work.container, "" if work.editor else "In: "),
            ],
            ". ",
        )
        rest = joined([book, _medical(work, pen), pages(work, "p. ")], ". ")
    else:
        title += online
        rest = joined(
            [
                part("edition", ordinal(work.edition)),
                part("genre", work.genre),
                _medical(work, pen) or pen.date("issued", work.issued),
            ],
            ". ",
        )
        rest += wrapped(accessed(work, pen, "cited "), " [", "]")
    return joined(
        [
            _key(pen) + names,
            title,
            rest,
            address(work, pen, pen.one_of("Available from: ", "Available at: ")),
        ],
        ". ",
    )


def _medical(work: Work, pen: Pen) -> Draft:
    house = part("place", work.place, after=": " if work.publisher else "") + part(
        "publisher", work.publisher
    )
    return joined([house, pen.date("issued", work.issued[:1])], "; ")


def _key(pen: Pen, *, brackets: bool = False) -> Draft:
    number = pen.rng.randint(1, 120)
    if pen.chance(0.55):
        return Draft()
    return Draft(
        (
            Piece(
                f"[{number}] " if brackets or pen.chance(0.3) else f"{number}. ", "key", core=False
            ),
        )
    )


def ieee_pen(rng: random.Random) -> Pen:
    """Initials first."""
    return Pen(rng, given="spaced", order="mdy", language="en-short", most=rng.choice([3, 6]))


def ieee(work: Work, pen: Pen) -> Draft:
    """An entry of engineering's numbered lists."""
    names = pen.names("author", work.author)
    date = pen.date("issued", work.issued[: 1 if pen.chance(0.5) else 2])
    if work.kind in SERIAL or work.kind.startswith("article"):
        rest = joined(
            [
                italic("container", work.container),
                part("volume", work.volume, "vol. "),
                part("issue", work.issue, "no. "),
                pages(work, "pp. "),
                date,
            ]
        )
    elif work.kind in INSIDE:
        editors = pen.names(
            "editor", work.editor, after=", Eds." if len(work.editor) > 1 else ", Ed."
        )
        rest = joined(
            [
                italic("container", work.container, "in "),
                editors,
                part("place", work.place, after=": " if work.publisher else "")
                + part("publisher", work.publisher),
                date,
                pages(work, "pp. "),
            ]
        )
    elif work.kind in WHOLE:
        house = joined(
            [
                part("edition", ordinal(work.edition)),
                part("place", work.place, after=": " if work.publisher else "")
                + part("publisher", work.publisher),
            ],
            ". ",
        )
        series = part("genre", work.genre) + part("number", work.number, " ")
        head = joined([_key(pen, brackets=True) + names, italic("title", work.title)])
        return joined(
            [
                joined([head, house]),
                series,
                date,
                doi(work, pen) if work.doi else Draft(),
            ]
        )
    else:
        rest = joined([italic("container", work.container), pen.date("issued", work.issued)])
    link = (
        doi(work, pen)
        if work.doi
        else part("url", work.url, pen.one_of("[Online]. Available: ", "Available: "))
    )
    seen = wrapped(accessed(work, pen, "accessed ", "Accessed: "), pen.one_of("(", "[", ""), "")
    head = joined([_key(pen, brackets=True) + names, quoted("title", work.title, ",")])
    return joined([joined([head, rest], " "), link, seen], ". " if not work.doi else ", ")
