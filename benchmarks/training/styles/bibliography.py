"""Chicago's bibliography, which is Turabian's."""

from __future__ import annotations

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


def bibliography(work: Work, pen: Pen) -> Draft:
    """An entry of a bibliography: "Family, Given. Title. Place: Publisher, Year."."""
    many = len(work.author) > 1
    names = pen.names("author", work.author, inverted="first")
    title = (
        quoted("title", work.title, ".")
        if work.kind not in WHOLE
        else italic("title", work.title) + part("gloss", work.gloss, " [", "]")
    )
    if not names:
        names = pen.names(
            "editor", work.editor, inverted="first", after=", eds" if many else ", ed"
        )
        work_editor = Draft()
    else:
        work_editor = pen.names("editor", work.editor, before="edited by ")
    head = joined([names, title], ". ")
    if work.kind in SERIAL:
        issue = part("issue", work.issue, ", no. ")
        rest = (
            italic("container", work.container)
            + part("volume", work.volume, " ")
            + issue
            + wrapped(pen.date("issued", work.issued[:2]), " (")
            + pages(work, ": ")
        )
    elif work.kind in INSIDE:
        rest = joined([italic("container", work.container, "In "), work_editor, pages(work)])
        rest = joined([rest, imprint(work, pen)], ". ")
    elif work.kind in WHOLE:
        rest = joined(
            [
                part("edition", ordinal(work.edition)),
                part("genre", work.genre),
                part("collection", work.collection) + part("number", work.number, " "),
                imprint(work, pen),
            ],
            ". ",
        )
    else:
        rest = joined(
            [
                joined(
                    [
                        italic("container", work.container),
                        part("genre", work.genre),
                        pen.date("issued", work.issued),
                    ]
                ),
                accessed(work, pen, "Accessed "),
            ],
            ". ",
        )
    return joined([head, rest, address(work, pen)], ". ")
