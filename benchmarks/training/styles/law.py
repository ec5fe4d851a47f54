"""OSCOLA and Bluebook: cases, statutes and the writings lawyers cite."""

from __future__ import annotations

import random

from benchmarks.training.draft import Draft, italic, joined, part, quoted
from benchmarks.training.pen import Pen
from benchmarks.training.styles.common import (
    INSIDE,
    SERIAL,
    WHOLE,
    accessed,
    locator,
    ordinal,
    wrapped,
)
from benchmarks.training.works import Work


def oscola_pen(rng: random.Random) -> Pen:
    """Full names, British dates."""
    return Pen(rng, order="dmy", oxford=False, most=3, et_al="and others")


def oscola(work: Work, pen: Pen) -> Draft:
    """A footnote of OSCOLA: no commas and stops but where needed."""
    if work.kind == "legal_case":
        return _british_case(work, pen)
    if work.kind == "legislation":
        return part("title", work.title) + (
            part(
                "locator",
                str(pen.rng.randint(1, 200)),
                pen.one_of(", s ", " s ", ", ss ", ", art "),
            )
            if pen.chance(0.6)
            else Draft()
        )
    names = pen.names("author", work.author) or pen.names(
        "editor", work.editor, after=" (eds)" if len(work.editor) > 1 else " (ed)"
    )
    point = part("locator", str(pen.rng.randint(1, 600)), " ") if pen.chance(0.4) else Draft()
    if work.kind in SERIAL and work.container:
        year = wrapped(
            pen.date("issued", work.issued[:1]), *(("(", ")") if work.volume else ("[", "]"))
        )
        serial = joined(
            [
                year,
                part("volume", work.volume) + wrapped(part("issue", work.issue)),
                part("container", work.container),
                part("page", work.page.split("–")[0].split("-")[0]),
            ],
            " ",
        )
        return joined([joined([names, quoted("title", work.title)]), serial], " ") + (
            point and part("locator", str(pen.rng.randint(1, 600)), ", ")
        )
    if work.kind in INSIDE and work.container:
        editors = pen.names(
            "editor", work.editor, before="in ", after=" (eds)" if len(work.editor) > 1 else " (ed)"
        )
        book = joined([editors, italic("container", work.container, "" if editors else "in ")])
        return joined(
            [
                joined([names, quoted("title", work.title)]),
                book + wrapped(_house(work, pen), " (") + point,
            ],
            " ",
        )
    if work.kind in WHOLE:
        house = joined(
            [part("edition", ordinal(work.edition).replace(" ed.", " edn")), _house(work, pen)]
        )
        return (
            joined([names, italic("title", work.title)])
            + wrapped(house, " (")
            + point
            + part("url", work.url, " \ue104", "\ue105")
        )
    source = joined(
        [
            italic("container", work.container)
            if pen.chance(0.7)
            else part("container", work.container),
            pen.date("issued", work.issued),
        ]
    )
    head = joined([joined([names, quoted("title", work.title)]), wrapped(source)], " ")
    return joined(
        [head, part("url", work.url, "\ue104", "\ue105"), accessed(work, pen, "accessed ")], " "
    )


def _house(work: Work, pen: Pen) -> Draft:
    return joined([part("publisher", work.publisher), pen.date("issued", work.issued[:1])], " ")


def _british_case(work: Work, pen: Pen) -> Draft:
    name = italic("title", work.title) if pen.chance(0.8) else part("title", work.title)
    year = wrapped(pen.date("issued", work.issued), "[", "]")
    report = joined(
        [
            year,
            part("volume", work.volume if pen.chance(0.4) else ""),
            part("container", work.container),
            part("page", work.page),
        ],
        " ",
    )
    court = wrapped(part("publisher", work.publisher), " (")
    point = (
        part("locator", str(pen.rng.randint(1, 200)), pen.one_of(", ", " at "))
        if pen.chance(0.3)
        else Draft()
    )
    return joined([name, report], " ") + court + point


def bluebook_pen(rng: random.Random) -> Pen:
    """Full names, "&", short months."""
    return Pen(
        rng, ampersand="&", order="mdy", language="en-short", most=2, oxford=False, et_al="et al."
    )


def bluebook(work: Work, pen: Pen) -> Draft:
    """A footnote of American law reviews."""
    if work.kind == "legal_case":
        name = (italic if pen.chance(0.4) else part)("title", work.title.replace(" v ", " v. "))
        report = joined(
            [
                part("volume", work.volume),
                part("container", work.container),
                part("page", work.page),
            ],
            " ",
        )
        point = locator(pen, ", ") if pen.chance(0.4) else Draft()
        return (
            joined([name, report])
            + point
            + wrapped(
                joined([part("publisher", work.publisher), pen.date("issued", work.issued)], " "),
                " (",
            )
        )
    if work.kind == "legislation":
        code = pen.rng.choice(
            [
                f"{pen.rng.randint(1, 52)} U.S.C. § {pen.rng.randint(1, 9999)}",
                f"Pub. L. No. {pen.rng.randint(80, 117)}-{pen.rng.randint(1, 400)}",
                f"{pen.rng.randint(30, 136)} Stat. {pen.rng.randint(1, 4000)}",
            ]
        )
        return joined([part("title", work.title), part("number", code)]) + wrapped(
            pen.date("issued", (pen.rng.randint(1900, 2024),)), " ("
        )
    names = pen.names("author", work.author)
    if work.kind in SERIAL and work.container:
        serial = joined(
            [
                part("volume", work.volume),
                part("container", work.container),
                part("page", work.page.split("–")[0].split("-")[0]),
            ],
            " ",
        )
        return (
            joined([names, italic("title", work.title), serial])
            + (locator(pen, ", ") if pen.chance(0.4) else Draft())
            + wrapped(pen.date("issued", work.issued[:1]), " (")
        )
    if work.kind in INSIDE and work.container:
        book = joined([italic("title", work.title), part("container", work.container, "in ")])
        inside = joined(
            [
                pen.names("editor", work.editor, after=" eds." if len(work.editor) > 1 else " ed."),
                pen.date("issued", work.issued[:1]),
            ]
        )
        return (
            joined([names, book])
            + part("page", work.page.split("–")[0], " ")
            + wrapped(inside, " (")
        )
    if work.kind in WHOLE:
        inside = joined(
            [
                pen.names("editor", work.editor, after=" eds.") if work.author else Draft(),
                part("publisher", work.publisher if pen.chance(0.4) else ""),
                part("edition", ordinal(work.edition)),
            ]
        )
        inside = joined([inside, pen.date("issued", work.issued[:1])], " ")
        return (
            joined([names, part("title", work.title)])
            + part("locator", str(pen.rng.randint(1, 500)) if pen.chance(0.5) else "", " ")
            + wrapped(inside, " (")
            + part("url", work.url, ", ")
        )
    head = joined([names, italic("title", work.title), part("container", work.container)])
    if pen.chance(0.75):
        head += wrapped(pen.date("issued", work.issued), " (")
    else:
        head = joined([head, pen.date("issued", work.issued)])
    return joined([head, part("url", work.url)]) + wrapped(
        accessed(work, pen, "last visited "), " ("
    )
