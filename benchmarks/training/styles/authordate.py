"""Author-date styles: APA, Harvard, and Chicago's author-date."""

from __future__ import annotations

from dataclasses import replace
import random

from benchmarks.training.draft import Draft, italic, joined, part, quoted
from benchmarks.training.pen import Pen
from benchmarks.training.styles.common import (
    INSIDE,
    SERIAL,
    WHOLE,
    accessed,
    address,
    imprint,
    ordinal,
    pages,
    wrapped,
)
from benchmarks.training.works import Work


def apa_pen(rng: random.Random) -> Pen:
    """Initials after family names, "&"."""
    return Pen(
        rng,
        given="spaced",
        ampersand="&",
        order=rng.choice(["mdy", "mdy", "ymd"]),
        most=rng.choice([6, 20]),
    )


def apa(work: Work, pen: Pen) -> Draft:
    """An entry as APA 6 and 7 have it."""
    names = pen.names("author", work.author, inverted="all") or pen.names(
        "editor", work.editor, inverted="all", after=" (Eds.)" if len(work.editor) > 1 else " (Ed.)"
    )
    day = work.kind not in WHOLE | SERIAL | INSIDE
    date = wrapped(_year_first(work, pen) if day else pen.date("issued", work.issued[:1]))
    whole = (
        work.kind in WHOLE
        or not (work.container or work.url)
        or work.kind in ("webpage", "post-weblog")
    )
    title = (italic if whole else part)("title", work.title) + part("gloss", work.gloss, " [", "]")
    title += wrapped(
        joined(
            [
                part("edition", ordinal(work.edition)),
                part("genre", work.genre) + part("number", work.number, " No. "),
            ]
        ),
        " (",
    )
    head = (
        joined([names, date, title] if names else [title, date], ". " if not names else " ")
        if pen.chance(0.3)
        else joined([names, joined([date, title], ". ")] if names else [title, date], " ")
    )
    return joined(
        [head, _apa_rest(work, pen), address(work, pen, pen.one_of("", "", "Retrieved from "))],
        ". ",
    )


def _year_first(work: Work, pen: Pen) -> Draft:
    if len(work.issued) < 3 or pen.order != "mdy":
        return pen.date("issued", work.issued)
    month, rest = pen.dated(work.issued).split(" ", 1)
    return part("issued", f"{work.issued[0]}, {month} {rest.split(',')[0]}", value=work.issued)


def _apa_rest(work: Work, pen: Pen) -> Draft:
    if work.kind in SERIAL and work.container:
        volume = italic("volume", work.volume) + wrapped(part("issue", work.issue))
        return joined([italic("container", work.container), volume, pages(work)])
    if work.kind in INSIDE and work.container:
        editors = pen.names(
            "editor",
            work.editor,
            before="In ",
            after=" (Eds.)" if len(work.editor) > 1 else " (Ed.)",
        )
        source = italic("container", work.container, "" if editors else "In ")
        return joined(
            [joined([editors, source]) + wrapped(pages(work, "pp. "), " ("), _house(work, pen)],
            ". ",
        )
    if work.kind in WHOLE:
        return _house(work, pen)
    return joined(
        [
            italic("container", work.container)
            if pen.chance(0.6)
            else part("container", work.container),
            pages(work),
        ]
    )


def _house(work: Work, pen: Pen) -> Draft:
    place = (
        part("place", work.place, after=": " if work.publisher else "")
        if pen.chance(0.6)
        else Draft()
    )
    return place + part("publisher", work.publisher)


def harvard_pen(rng: random.Random) -> Pen:
    """Initials after family names; many variants of marks."""
    return Pen(
        rng,
        given=rng.choice(["spaced", "dotted", "bare"]),
        order="dmy",
        most=rng.choice([3, 8]),
        oxford=False,
    )


def harvard(work: Work, pen: Pen) -> Draft:
    """An entry as British and Australian universities ask for."""
    names = pen.names("author", work.author, inverted="all") or pen.names(
        "editor", work.editor, inverted="all", after=pen.one_of(" (eds)", " (eds.)", " (ed.)")
    )
    date = pen.date("issued", work.issued[:1])
    date = wrapped(date) if pen.chance(0.75) else date
    serial = work.kind in SERIAL | INSIDE or work.kind.startswith("article")
    title = quoted("title", work.title) if serial else italic("title", work.title)
    between = pen.one_of(", ", " ", ". ") if serial else pen.one_of(" ", ", ")
    head = joined(
        [names, joined([date, title], between)] if names else [title, date],
        pen.one_of(" ", " ", ", "),
    )
    return joined(
        [
            head,
            _harvard_rest(work, pen),
            part(
                "url",
                work.url,
                pen.one_of("Available at: ", "available from ", "", "Available from: ") + "\ue104",
                "\ue105",
            )
            if not work.doi
            else address(work, pen),
            wrapped(accessed(work, pen, "Accessed: ", "accessed ", "viewed ", "Accessed ")),
        ],
        pen.one_of(", ", ". "),
    )


def _harvard_rest(work: Work, pen: Pen) -> Draft:
    if work.kind in SERIAL and work.container:
        numbers = part("volume", work.volume, pen.one_of("", "vol. ")) + (
            wrapped(part("issue", work.issue))
            if pen.chance(0.7)
            else part("issue", work.issue, ", no. ")
        )
        return joined(
            [
                italic("container", work.container),
                numbers,
                pages(work, pen.one_of("pp. ", "pp.", "")),
            ]
        )
    if work.kind in INSIDE and work.container:
        editors = pen.names(
            "editor",
            work.editor,
            before=pen.one_of("in ", "In: ", "in "),
            after=pen.one_of(" (eds)", " (ed.)", " (eds.)"),
        )
        return joined(
            [
                joined([editors, italic("container", work.container, "" if editors else "in ")]),
                _british(work, pen),
                pages(work, pen.one_of("pp. ", "p. ")),
            ]
        )
    if work.kind in WHOLE:
        return joined(
            [
                part("edition", ordinal(work.edition)),
                part("genre", work.genre),
                part("collection", work.collection),
                _british(work, pen),
            ]
        )
    return joined([italic("container", work.container), part("publisher", work.publisher)])


def _british(work: Work, pen: Pen) -> Draft:
    if pen.chance(0.4):
        return joined([part("publisher", work.publisher), part("place", work.place)])
    return part("place", work.place, after=": " if work.publisher else "") + part(
        "publisher", work.publisher
    )


def chicago_pen(rng: random.Random) -> Pen:
    """The first name inverted."""
    return Pen(rng, order="mdy", most=rng.choice([3, 10]))


def chicago(work: Work, pen: Pen) -> Draft:
    """An entry of Chicago's author-date references."""
    names = pen.names("author", work.author, inverted="first") or pen.names(
        "editor", work.editor, inverted="first", after=", eds" if len(work.editor) > 1 else ", ed"
    )
    date = pen.date("issued", work.issued[:1])
    whole = work.kind in WHOLE
    title = (
        italic("title", work.title) + part("gloss", work.gloss, " [", "]")
        if whole
        else quoted("title", work.title, ".")
    )
    if work.kind in SERIAL:
        numbers = part("volume", work.volume, " ") + (
            wrapped(part("issue", work.issue), " (")
            if pen.chance(0.6)
            else part("issue", work.issue, ", no. ")
        )
        rest = italic("container", work.container) + numbers + pages(work, ": ")
    elif work.kind in INSIDE:
        rest = joined(
            [
                joined(
                    [
                        italic("container", work.container, "In "),
                        pen.names("editor", work.editor, before="edited by "),
                        pages(work),
                    ]
                ),
                imprint(_undated(work), pen),
            ],
            ". ",
        )
    elif whole:
        rest = joined(
            [
                part("edition", ordinal(work.edition)),
                part("genre", work.genre),
                imprint(_undated(work), pen),
            ],
            ". ",
        )
    else:
        rest = joined([italic("container", work.container), accessed(work, pen, "Accessed ")], ". ")
    return joined(
        [names, date, title, rest, address(work, pen)]
        if names
        else [title, date, rest, address(work, pen)],
        ". ",
    )


def _undated(work: Work) -> Work:
    return replace(work, issued=())
