"""Chicago's notes (17 and 18), which are Turabian's, and their short forms."""

from __future__ import annotations

from dataclasses import replace
import random

from benchmarks.training.draft import Draft, closed, italic, joined, part, quoted
from benchmarks.training.pen import Pen
from benchmarks.training.styles.common import (
    INSIDE,
    SERIAL,
    WHOLE,
    accessed,
    address,
    imprint,
    locator,
    ordinal,
    pages,
    wrapped,
)
from benchmarks.training.works import Work


def pen(rng: random.Random) -> Pen:
    """Full names mostly; some journals print initials and no serial comma."""
    return Pen(
        rng,
        given=rng.choice(["full"] * 6 + ["spaced", "dotted", "dotted"]),
        oxford=rng.random() < 0.7,
        order=rng.choice(["mdy"] * 5 + ["dmy"] * 2),
        language="en" if rng.random() < 0.9 else "en-short",
        most=rng.choice([3, 3, 6, 10]),
        et_al=rng.choice(["et al."] * 3 + ["\ue100et al.\ue101"]),
        ampersand="&" if rng.random() < 0.06 else "and",
    )


def note(work: Work, pen: Pen) -> Draft:
    """A full note."""
    special = {"interview": _interview, "manuscript": _archival, "thesis": _thesis}
    if work.kind in special:
        return special[work.kind](work, pen)
    if work.kind in SERIAL and work.container:
        return _article(work, pen)
    if work.kind in INSIDE and work.container:
        return _chapter(work, pen)
    whole = work.kind in WHOLE or not (work.container or work.url)
    return (_book if whole else _page)(work, pen)


def _names(work: Work, pen: Pen) -> Draft:
    if work.author:
        return pen.names("author", work.author)
    return pen.names("editor", work.editor, after=", eds." if len(work.editor) > 1 else ", ed.")


def _editors(work: Work, pen: Pen) -> Draft:
    return pen.names(
        "editor", work.editor, before=pen.one_of("ed. ", "ed. ", "eds. ", "edited by ")
    )


def _translators(work: Work, pen: Pen) -> Draft:
    return pen.names("translator", work.translator, before=pen.one_of("trans. ", "translated by "))


def _book(work: Work, pen: Pen) -> Draft:
    genre = part("genre", work.genre)
    series = (
        part("genre", work.genre) + part("number", work.number, pen.one_of(" ", " no. ", " No. "))
        if work.genre and work.number
        else Draft()
    )
    collection = part("collection", work.collection) + (
        part("number", work.number, pen.one_of(" ", ", no. ", ", vol. "))
        if work.collection
        else Draft()
    )
    title = (
        italic("title", work.title)
        if work.kind != "dataset" or pen.chance(0.5)
        else quoted("title", work.title, ",")
    )
    parts = [
        _names(work, pen),
        title + part("gloss", work.gloss, " [", "]"),
        _editors(work, pen) if work.author else Draft(),
        _translators(work, pen),
        part("edition", ordinal(work.edition)),
        part("volume", work.volume, "vol. "),
        series or genre,
        collection,
    ]
    head = joined(parts)
    printed = (
        imprint(work, pen)
        if pen.chance(0.75)
        else joined([part("publisher", work.publisher), pen.date("issued", work.issued)])
    )
    outside = Draft()
    if work.kind == "report" and pen.chance(0.12):  # "(Place: Publisher), 21 June 2021"
        printed = imprint(replace(work, issued=()), pen)
        outside = pen.date("issued", work.issued)
    tail = [
        outside,
        locator(pen, pen.one_of("", "", "", "p. ", "pp. ")) if pen.chance(0.4) else Draft(),
        accessed(work, pen, "accessed "),
        address(work, pen),
    ]
    return joined(
        [head + wrapped(printed, " (") if pen.chance(0.93) else joined([head, printed]), *tail]
    )


def _article(work: Work, pen: Pen) -> Draft:
    if work.issue and work.issued and pen.chance(0.06):
        return _by_year(work, pen)
    issue = part("issue", work.issue, pen.one_of(", no. ", ", no. ", ":", ", issue ", "."))
    if work.issue and not work.volume:
        issue = part("issue", work.issue, "no. ")
    journal = (
        italic("container", work.container)
        + closed(Draft(), "")
        + (part("volume", work.volume, " ") + issue if work.volume or work.issue else Draft())
    )
    date = wrapped(pen.date("issued", work.issued[: 1 if pen.chance(0.7) else 2]), " (")
    place = pen.rng.random()
    page = pages(work, pen.one_of(": ", ": ", ", ")) if place < 0.75 else Draft()
    point = (
        locator(pen, ": " if not page else ", at ")
        if place >= 0.75 or (page and pen.chance(0.1))
        else Draft()
    )
    title = quoted("title", work.title, ",") + part("gloss", work.gloss, " [", "],")
    return joined(
        [
            joined([_names(work, pen), title], ", ") + Draft()
            if not work.title
            else _after(_names(work, pen), title, journal + date + page + point),
            accessed(work, pen, "accessed "),
            address(work, pen),
        ]
    )


def _by_year(work: Work, pen: Pen) -> Draft:
    """An article of a journal that counts by years: "*Title* 2013, no. 4: 1–9"."""
    year = pen.date("issued", work.issued[:1], " ") + part("issue", work.issue, ", no. ")
    serial = italic("container", work.container) + year + pages(work, pen.one_of(": ", ", "))
    return joined(
        [_after(_names(work, pen), quoted("title", work.title, ","), serial), address(work, pen)]
    )


def _after(names: Draft, title: Draft, rest: Draft) -> Draft:
    return joined([joined([names, title]), rest], " ")


def _chapter(work: Work, pen: Pen) -> Draft:
    title = quoted("title", work.title, ",")
    entry = work.kind.startswith("entry")
    source = italic(
        "container",
        work.container,
        pen.one_of("in ", "in ", "in: ") if not entry or pen.chance(0.4) else "",
    )
    book = joined(
        [
            source,
            _editors(work, pen),
            part("volume", work.volume, "vol. "),
            part("collection", work.collection),
        ]
    )
    printed = (
        imprint(work, pen)
        if pen.chance(0.8)
        else joined([part("publisher", work.publisher), pen.date("issued", work.issued[:1])])
    )
    page = pages(work, pen.one_of("", "", "pp. ")) if pen.chance(0.7) else locator(pen)
    if not work.page and pen.chance(0.6):
        page = Draft()
    return joined(
        [
            _after(_names(work, pen), title, book) + wrapped(printed, " ("),
            page,
            accessed(work, pen, "accessed ", "last accessed "),
            address(work, pen),
        ]
    )


def _thesis(work: Work, pen: Pen) -> Draft:
    inside = joined(
        [
            part("genre", work.genre or "PhD diss."),
            part("publisher", work.publisher),
            pen.date("issued", work.issued[:1]),
        ]
    )
    point = locator(pen) if pen.chance(0.4) else Draft()
    return joined(
        [
            joined([_names(work, pen), quoted("title", work.title, pen.one_of("", ","))])
            + wrapped(inside, " ("),
            point,
        ]
    )


def _page(work: Work, pen: Pen) -> Draft:
    title = quoted("title", work.title, ",") + part(
        "gloss", work.gloss, pen.one_of(" [", " ["), pen.one_of("],", "]")
    )
    site = (
        italic("container", work.container)
        if pen.chance(0.75)
        else part("container", work.container)
    )
    date = pen.date(
        "issued",
        work.issued,
        pen.one_of("", "", "", "last modified ", "posted ", "published ") if work.url else "",
    )
    genre = part("genre", work.genre)
    page = part("page", work.page, pen.one_of("", "p. "))
    seen = accessed(
        work,
        pen,
        "accessed ",
        "accessed on ",
        "retrieved ",
        "last accessed ",
        "Accessed ",
        "visited ",
    )
    publisher = part("publisher", work.publisher)
    rest = joined(
        [genre, site, part("volume", work.volume), publisher, date, page, seen, address(work, pen)]
    )
    return _after(_names(work, pen), title, rest)


def _interview(work: Work, pen: Pen) -> Draft:
    return joined(
        [
            _names(work, pen),
            part("genre", work.genre),
            part("place", work.place),
            pen.date("issued", work.issued),
        ]
    )


def _archival(work: Work, pen: Pen) -> Draft:
    title = part("title", work.title) if pen.chance(0.75) else quoted("title", work.title, ",")
    return joined(
        [
            _names(work, pen) if pen.chance(0.5) else Draft(),
            title,
            pen.date("issued", work.issued),
            part("archive", work.archive or work.publisher),
        ]
    )


def short(work: Work, pen: Pen) -> Draft:
    """A short note: family names, a short title, a page at times; of a body its name alone."""
    names = _families(work)
    if work.author and work.author[0].body and pen.chance(0.25):
        return names
    if work.kind == "interview":
        return joined([names, part("genre", "interview")])
    few = _shortened(work.title)
    pointed = pen.chance(0.7)
    point = locator(pen) if pointed else Draft()
    if work.kind in WHOLE or not few:
        return joined([names, italic("title", few) if few else Draft(), point])
    title = quoted("title", few, "," if pointed else "")
    return _after(names, title, point) if pointed else joined([names, title])


def _families(work: Work) -> Draft:
    people = work.author or work.editor
    if not people:
        return Draft()
    shown = people if len(people) <= 3 else people[:1]
    more = " et al." if len(shown) < len(people) else ""
    joint = (
        " and ".join(p.family for p in shown)
        if len(shown) < 3
        else f"{', '.join(p.family for p in shown[:-1])} and {shown[-1].family}"
    )
    return part(
        "author", joint + more, value=[{"literal" if p.body else "family": p.family} for p in shown]
    )


def _shortened(title: str) -> str:
    words = title.split(":", maxsplit=1)[0].split("?", maxsplit=1)[0].split()
    if len(words) > 4:
        words = words[1:5] if words[0] in ("The", "A", "An") else words[:4]
    while len(words) > 1 and words[-1].lower().strip(",") in (
        "of",
        "and",
        "the",
        "in",
        "a",
        "on",
        "for",
        "to",
    ):
        words = words[:-1]
    return " ".join(words).rstrip(",.;:")
