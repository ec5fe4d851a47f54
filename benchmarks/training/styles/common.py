"""Parts that many styles share: imprints, addresses, locators."""

from __future__ import annotations

from benchmarks.training.draft import LINK, UNLINK, Draft, Piece, joined, part
from benchmarks.training.pen import Pen
from benchmarks.training.works import Work

WHOLE = frozenset(
    "book report thesis motion_picture software dataset manuscript document standard".split()
)
SERIAL = frozenset("article-journal article".split())
NEWS = frozenset("article-newspaper article-magazine webpage post-weblog post".split())
INSIDE = frozenset("chapter paper-conference entry-encyclopedia entry-dictionary".split())


def wrapped(draft: Draft, before: str = "(", after: str = ")") -> Draft:
    """A draft in brackets; nothing where it is empty."""
    if not draft:
        return draft
    first, last = draft.pieces[0], draft.pieces[-1]
    opening = Draft((Piece(before, first.label, core=False),))
    closing = Draft((Piece(after, last.label, core=False),))
    return opening + draft + closing


def imprint(work: Work, pen: Pen) -> Draft:
    """`Place: Publisher, Year`, of what is known."""
    place = part("place", work.place, after=": " if work.publisher else "")
    return joined([place + part("publisher", work.publisher), pen.date("issued", work.issued[:1])])


def address(work: Work, pen: Pen, before: str = "") -> Draft:
    """The DOI or the address."""
    if work.doi and pen.chance(0.8):
        return doi(work, pen)
    return part("url", work.url, before + LINK, UNLINK)


def doi(work: Work, pen: Pen) -> Draft:
    """A DOI, as an address or with its label."""
    label = pen.one_of(
        LINK + "https://doi.org/",
        "doi:",
        "DOI: ",
        "doi: ",
        LINK + "http://dx.doi.org/",
        "https://doi.org/",
        "DOI ",
    )
    return part("doi", work.doi, label, UNLINK if label[0] == LINK else "")


def pages(work: Work, before: str = "") -> Draft:
    """The pages of the work."""
    return part("page", work.page, before)


def locator(pen: Pen, before: str = "") -> Draft:
    """A page or two that a note points at."""
    first = pen.rng.randint(1, 700)
    text = pen.rng.choice(
        [
            f"{first}",
            f"{first}",
            f"{first}–{first + pen.rng.randint(1, 15)}",
            f"{first}-{first % 10}",
            f"{first}, {first + 8}",
            f"{first}n{first % 30}",
            f"{first}f.",
            f"{first} ff.",
        ]
    )
    return part("locator", text.rstrip("."), before, "." if text.endswith(".") else "")


def accessed(work: Work, pen: Pen, *words: str) -> Draft:
    """The day of access, after one of the style's words for it."""
    return pen.date("accessed", work.accessed, pen.one_of(*words))


def ordinal(text: str) -> str:
    """A bare number as an edition's: "2" is "2nd ed."."""
    if not text.isdigit():
        return text
    ending = (
        {"1": "st", "2": "nd", "3": "rd"}.get(text[-1], "th")
        if text[-2:] not in ("11", "12", "13")
        else "th"
    )
    return f"{text}{ending} ed."
