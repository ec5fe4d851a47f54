"""German and French notes, which Spanish and Italian ones resemble."""

from __future__ import annotations

import random

from benchmarks.training.draft import Draft, italic, joined, part, quoted
from benchmarks.training.pen import Pen
from benchmarks.training.styles.common import INSIDE, SERIAL, WHOLE, wrapped
from benchmarks.training.works import Work


def german_pen(rng: random.Random) -> Pen:
    """Days in figures or words; "/" between names at times."""
    return Pen(
        rng,
        language="de",
        order=rng.choice(["dmy", "numeric"]),
        given=rng.choice(["full", "full", "spaced"]),
        ampersand=rng.choice(["und", "und", "/"]),
        oxford=False,
        most=3,
        et_al=rng.choice(["u. a.", "u.a.", "et al."]),
    )


def german(work: Work, pen: Pen) -> Draft:
    """A German footnote: colon or comma after the names, "in:", "S.", "Hg."."""
    inverted = "all" if pen.chance(0.25) else "none"
    names = pen.names("author", work.author, inverted=inverted) or pen.names(
        "editor", work.editor, after=pen.one_of(" (Hg.)", " (Hrsg.)")
    )
    after = pen.one_of(", ", ": ")
    plain = pen.chance(0.5)
    title = (part if plain else italic)("title", work.title)
    if work.kind in SERIAL | INSIDE or work.kind.startswith("article"):
        title = quoted("title", work.title) if pen.chance(0.4) else title
    if work.kind in SERIAL and work.container:
        serial = (
            (part if plain else italic)(
                "container", work.container, pen.one_of("in: ", "in: ", "In: ", "")
            )
            + part("volume", work.volume, pen.one_of(" ", ", Bd. ", " Jg. "))
            + part("issue", work.issue, pen.one_of(", H. ", ", Nr. ", "/"))
            + wrapped(pen.date("issued", work.issued[:1]), " (")
        )
        rest = joined([serial, part("page", work.page, pen.one_of("S. ", "S. ", "")), _point(pen)])
    elif work.kind in INSIDE and work.container:
        editors = pen.names(
            "editor",
            work.editor,
            before=pen.one_of("in: ", "In: "),
            after=pen.one_of(" (Hg.)", " (Hrsg.)", " (Hgg.)"),
        )
        book = joined(
            [
                editors,
                (part if plain else italic)("container", work.container, "" if editors else "in: "),
            ],
            pen.one_of(", ", ": "),
        )
        rest = joined([book, _imprint(work, pen), part("page", work.page, "S. ")])
    elif work.kind in WHOLE:
        edition = f"{work.edition[0]}. Aufl." if work.edition[:1].isdigit() else work.edition
        rest = joined(
            [
                pen.names("editor", work.editor, before="hg. von ") if work.author else Draft(),
                part("edition", edition),
                part("genre", work.genre),
                _imprint(work, pen),
                _point(pen),
            ]
        )
    else:
        rest = joined(
            [
                (part if plain else italic)("container", work.container, pen.one_of("in: ", "")),
                pen.date("issued", work.issued, pen.one_of("", "vom ")),
                part("page", work.page, "S. "),
                part(
                    "url", work.url, pen.one_of("", "URL: ", "online unter: ") + "\ue104", "\ue105"
                ),
            ]
        )
        rest += wrapped(
            pen.date(
                "accessed",
                work.accessed,
                pen.one_of(
                    "abgerufen am ", "letzter Zugriff: ", "Zugriff ", "zuletzt aufgerufen am "
                ),
            ),
            " (",
        )
    return joined(
        [joined([names, title], after) + part("gloss", work.gloss, " [", "]"), rest],
        pen.one_of(", ", ". ", ", "),
    )


def _imprint(work: Work, pen: Pen) -> Draft:
    if pen.chance(0.6):
        return joined([part("place", work.place), pen.date("issued", work.issued[:1])], " ")
    house = part("place", work.place, after=": " if work.publisher else "") + part(
        "publisher", work.publisher
    )
    return joined([house, pen.date("issued", work.issued[:1])], pen.one_of(" ", ", "))


def _point(pen: Pen, before: str = "S. ") -> Draft:
    if pen.chance(0.5):
        return Draft()
    first = pen.rng.randint(1, 500)
    return part(
        "locator",
        pen.one_of(f"{first}", f"{first}–{first + 4}", f"{first}f", f"{first} ff"),
        pen.one_of(before, before, "hier S. " if before == "S. " else before),
        pen.one_of("", ""),
    )


def french_pen(rng: random.Random) -> Pen:
    """French months and "et"."""
    return Pen(
        rng,
        language=rng.choice(["fr"] * 4 + ["es"]),
        order="dmy",
        given=rng.choice(["full", "spaced"]),
        ampersand=rng.choice(["et", "et", "y"]),
        oxford=False,
        most=3,
    )


def french(work: Work, pen: Pen) -> Draft:
    """A French footnote: commas throughout, "dir.", "p.", "coll.", "consulté le"."""
    names = pen.names("author", work.author) or pen.names(
        "editor", work.editor, after=pen.one_of(" (dir.)", " (éd.)", " (dirs.)")
    )
    if work.kind in SERIAL and work.container:
        rest = joined(
            [
                italic("container", work.container, pen.one_of("", "", "dans ")),
                part("volume", work.volume, pen.one_of("vol. ", "t. ", "")),
                part("issue", work.issue, pen.one_of("n° ", "no ", "nº ")),
                pen.date("issued", work.issued[:1]),
                part("page", work.page, "p. "),
            ]
        )
        title = quoted("title", work.title)
    elif work.kind in INSIDE and work.container:
        editors = pen.names(
            "editor",
            work.editor,
            before=pen.one_of("in ", "dans ", "in : "),
            after=pen.one_of(" (dir.)", " (éd.)", " (dir.)"),
        )
        rest = joined(
            [
                editors,
                italic("container", work.container, "" if editors else "dans "),
                _house(work, pen),
                part("page", work.page, "p. "),
            ]
        )
        title = quoted("title", work.title)
    elif work.kind in WHOLE:
        title = italic("title", work.title)
        rest = joined(
            [
                pen.names(
                    "translator",
                    work.translator,
                    before=pen.one_of("trad. ", "trad. par ", "traduit par "),
                ),
                _house(work, pen),
                part("collection", work.collection, "coll. « " if pen.chance(0.5) else "coll. "),
                part("genre", work.genre),
                _point(pen, pen.one_of("p. ", "p. ", "pp. ")),
            ]
        )
    else:
        title = quoted("title", work.title)
        rest = joined(
            [
                italic("container", work.container),
                pen.date("issued", work.issued),
                part(
                    "url",
                    work.url,
                    pen.one_of("", "en ligne : ", "URL : ", "disponible sur ") + "\ue104",
                    "\ue105",
                ),
            ]
        )
        rest += wrapped(
            pen.date(
                "accessed",
                work.accessed,
                pen.one_of("consulté le ", "page consultée le ", "consultado el "),
            ),
            pen.one_of(" (", ", "),
            ")",
        )
    return joined([names, title + part("gloss", work.gloss, " [", "]"), rest])


def _house(work: Work, pen: Pen) -> Draft:
    return joined(
        [
            part("place", work.place),
            part("publisher", work.publisher),
            pen.date("issued", work.issued[:1]),
        ]
    )
