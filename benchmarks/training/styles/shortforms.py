"""Short forms: ibid., op. cit., supra, ders., (Smith 2010, 45), and cross-references."""

from __future__ import annotations

from benchmarks.training.draft import Draft, Piece, italic, joined, part
from benchmarks.training.pen import Pen
from benchmarks.training.styles.chicago import short
from benchmarks.training.styles.common import locator, wrapped
from benchmarks.training.works import Work


def ibid(pen: Pen) -> Draft:
    """Ibid. of the note's language, with a page at times."""
    words = {"de": ["Ebd.", "Ebenda", "ebd."], "fr": ["Ibid.", "Ibidem", "ibid."], "es": ["Ibíd."]}
    word = pen.rng.choice(words.get(pen.language, ["Ibid.", "Ibid.", "ibid.", "Id."]))
    shown = italic("ibid", word) if pen.chance(0.3) else part("ibid", word)
    before = {"de": "S. ", "fr": "p. "}.get(pen.language, " at " if word == "Id." else "")
    if not pen.chance(0.6):
        return shown
    return joined([shown, locator(pen, before.lstrip())], " " if before == " at " else ", ")


def author_date(work: Work, pen: Pen) -> Draft:
    """Family names and the year."""
    people = work.author or work.editor
    if not people or not work.issued:
        return short(work, pen)
    shown = people if len(people) <= 2 else people[:1]
    text = pen.one_of(" and ", " & ").join(p.family for p in shown) + (
        " et al." if len(shown) < len(people) else ""
    )
    names = part(
        "author", text, value=[{"literal" if p.body else "family": p.family} for p in shown]
    )
    date = pen.date("issued", work.issued[:1])
    date = wrapped(date) if pen.chance(0.4) else date
    point = locator(pen, pen.one_of("", "p. ", "pp. ")) if pen.chance(0.5) else Draft()
    return joined([joined([names, date], pen.one_of(" ", ", ")), point], pen.one_of(", ", ": "))


def _surname(work: Work) -> Draft:
    people = work.author or work.editor
    if not people:
        return italic("title", work.title[:60].rsplit(" ", 1)[0])
    return part(
        "author",
        people[0].family,
        value=[{"literal" if people[0].body else "family": people[0].family}],
    )


def _note(pen: Pen, *words: str) -> Draft:
    number = pen.rng.randint(1, 240)
    return Draft((Piece(f"{pen.one_of(*words)}{number}", "xref"),))


def oscola(work: Work, pen: Pen) -> Draft:
    """`Smith (n 12) 45`."""
    point = locator(pen) if pen.chance(0.5) else Draft()
    return joined([_surname(work), wrapped(_note(pen, "n ", "n ", "n. ", "fn ")), point], " ")


def bluebook(work: Work, pen: Pen) -> Draft:
    """`Smith, supra note 12, at 45`."""
    point = locator(pen, "at ") if pen.chance(0.7) else Draft()
    return joined(
        [_surname(work), _note(pen, "\ue100supra\ue101 note ", "supra note ", "supra n. "), point]
    )


def german(work: Work, pen: Pen) -> Draft:
    """`Weber, a.a.O., S. 12`, `Weber: Title, S. 12`, `Weber (wie Anm. 5), S. 12`."""
    point = locator(pen, "S. ") if pen.chance(0.8) else Draft()
    form = pen.rng.random()
    if form < 0.3:
        middle = part("xref", pen.one_of("a. a. O.", "a.a.O.", "op. cit."))
    elif form < 0.55:
        return joined(
            [_surname(work) + wrapped(_note(pen, "wie Anm. ", "Anm. ", "siehe Anm. "), " ("), point]
        )
    else:
        middle = part("title", " ".join(work.title.split(":")[0].split()[:3]).strip(",.;"))
    return joined([_surname(work), middle, point], pen.one_of(", ", ", ", ": "))


def french(work: Work, pen: Pen) -> Draft:
    """`Dupont, op. cit., p. 12`."""
    middle = part(
        "xref",
        pen.one_of(
            "op. cit.", "art. cit.", "\ue100op. cit.\ue101", "loc. cit.", "\ue100art. cit.\ue101"
        ),
    )
    if pen.chance(0.35):
        middle = italic(
            "title", " ".join(work.title.split(":")[0].split()[:3]).strip(",.;")
        ) + part("xref", pen.one_of("op. cit.", "…, op. cit."), ", ")
    return joined(
        [
            pen.names("author", work.author[:1]) if pen.chance(0.5) else _surname(work),
            middle,
            locator(pen, "p. ") if pen.chance(0.8) else Draft(),
        ]
    )
