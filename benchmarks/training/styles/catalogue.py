"""All styles by name, each with its pen, its full citations and its short forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
import random

from benchmarks.training.draft import Draft
from benchmarks.training.pen import Pen
from benchmarks.training.styles import (
    authordate,
    bibliography,
    chicago,
    europe,
    latex,
    law,
    loose,
    others,
    shortforms,
)
from benchmarks.training.works import Work

Writer = Callable[[Work, Pen], Draft]


@dataclass(frozen=True, slots=True)
class Style:
    """A style. `notes` says that it is made of footnotes, with short forms, signals and prose."""

    name: str
    pen: Callable[[random.Random], Pen]
    full: Writer
    short: Writer
    weight: int
    notes: bool = True


STYLES = (
    Style("chicago-note", chicago.pen, chicago.note, chicago.short, 30),
    Style(
        "chicago-bibliography",
        chicago.pen,
        bibliography.bibliography,
        chicago.short,
        5,
        notes=False,
    ),
    Style(
        "chicago-author-date",
        authordate.chicago_pen,
        authordate.chicago,
        shortforms.author_date,
        5,
        notes=False,
    ),
    Style("apa", authordate.apa_pen, authordate.apa, shortforms.author_date, 8, notes=False),
    Style(
        "harvard",
        authordate.harvard_pen,
        authordate.harvard,
        shortforms.author_date,
        6,
        notes=False,
    ),
    Style("mla", others.mla_pen, others.mla, chicago.short, 5, notes=False),
    Style("mhra", others.mhra_pen, others.mhra, chicago.short, 6),
    Style(
        "vancouver", others.vancouver_pen, others.vancouver, shortforms.author_date, 7, notes=False
    ),
    Style("ieee", others.ieee_pen, others.ieee, shortforms.author_date, 4, notes=False),
    Style("oscola", law.oscola_pen, law.oscola, shortforms.oscola, 6),
    Style("bluebook", law.bluebook_pen, law.bluebook, shortforms.bluebook, 6),
    Style("german", europe.german_pen, europe.german, shortforms.german, 9),
    Style("french", europe.french_pen, europe.french, shortforms.french, 5),
    Style("latex", latex.pen, latex.plain, shortforms.author_date, 11, notes=False),
    Style("loose", loose.pen, loose.loose, chicago.short, 10),
)
