"""How one note is written: the choices of names, dates and marks that its citations share."""

from __future__ import annotations

from dataclasses import dataclass
import random
import re

from benchmarks.training.draft import Draft, Piece, part
from benchmarks.training.works import Person

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "en-short": "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
}
_ROMAN_LIKE = re.compile(r"[^\s.\-]+")


@dataclass(frozen=True, slots=True)
class Pen:
    """The looks of one note's citations.

    `given` is how given names are printed: full, "J. K." ("spaced"), "J.K." ("dotted"), "JK"
    ("bare"). `order` of dates is mdy, dmy, iso or ymd; `most` is the number of names before
    "et al.".
    """

    rng: random.Random
    given: str = "full"
    ampersand: str = "and"
    oxford: bool = True
    order: str = "mdy"
    language: str = "en"
    most: int = 3
    et_al: str = "et al."

    def chance(self, share: float) -> bool:
        """True in that share of calls."""
        return self.rng.random() < share

    def one_of(self, *texts: str) -> str:
        """One of the texts."""
        return self.rng.choice(texts)

    def names(
        self,
        label: str,
        people: tuple[Person, ...],
        *,
        inverted: str = "none",
        before: str = "",
        after: str = "",
    ) -> Draft:
        """Names as the pen prints them; `inverted` says whose family name comes first.

        It is "none", "first" or "all"; "bare" is "all" without commas ("Smith J").
        """
        if not people:
            return Draft()
        shown = (
            people if len(people) <= self.most else people[: 1 if self.chance(0.7) else self.most]
        )
        texts = [
            self.name(person, inverted if inverted != "first" or at == 0 else "none")
            for at, person in enumerate(shown)
        ]
        more = len(shown) < len(people)
        pieces = [Piece(before, label, core=False)] if before else []
        pieces += [Piece(self._listed(texts, inverted, more=more), label)]
        pieces += [Piece(after, label, core=False)] if after else []
        return Draft(tuple(pieces), {label: [self.value(person) for person in shown]})

    def _listed(self, texts: list[str], inverted: str, *, more: bool) -> str:
        if more:
            comma = (
                ", " if len(texts) > 1 or inverted in ("all", "bare") else self.one_of(" ", ", ")
            )
            return ", ".join(texts) + comma + self.et_al
        if len(texts) == 1 or inverted == "bare":
            return ", ".join(texts)
        comma = "," if (self.oxford and len(texts) > 2) or inverted != "none" else ""
        return f"{', '.join(texts[:-1])}{comma} {self.ampersand} {texts[-1]}"

    def name(self, person: Person, inverted: str) -> str:
        """One name."""
        given = person.given if self.given == "full" else self.initials(person.given)
        if person.body or not given:
            return person.family
        if person.handle:
            return f"{given} {person.family}{person.handle}"
        if inverted == "bare":
            return f"{person.family} {given}"
        return (
            f"{person.family}, {given}"
            if inverted in ("first", "all")
            else f"{given} {person.family}"
        )

    def value(self, person: Person) -> dict[str, str]:
        """A name as CSL has it, with its initials where they are printed in one word ("JK")."""
        found = person.csl()
        if self.given == "bare" and "given" in found:
            found["given"] = self.initials(person.given)
        return found

    def initials(self, given: str) -> str:
        """Initials of given names."""
        letters = [word[0] for word in _ROMAN_LIKE.findall(given)]
        if self.given == "bare":
            return "".join(letters)
        return (" " if self.given == "spaced" else "").join(f"{letter}." for letter in letters)

    def date(self, label: str, date: tuple[int, ...], before: str = "", after: str = "") -> Draft:
        """A date in the pen's order and language."""
        return part(label, self.dated(date), before, after, value=date) if date else Draft()

    def dated(self, date: tuple[int, ...]) -> str:
        """The text of a date: the year alone where the month is none (a season's code)."""
        year, month, day = (*date, None, None)[:3]
        if month is None or not 1 <= month <= 12:
            return str(year)
        name = _MONTHS[self.language].split()[month - 1]
        if day is None:
            return f"{name} {year}" if self.chance(0.85) else f"{name}, {year}"
        return self._day(year, month, day, name)

    def _day(self, year: int, month: int, day: int, name: str) -> str:
        if self.order == "numeric":
            german = self.language == "de"
            return f"{day}.{month}.{year}" if german else f"{day:02}/{month:02}/{year}"
        spoken = {"de": f"{day}. {name} {year}", "es": f"{day} de {name} de {year}"}
        orders = {
            "iso": f"{year}-{month:02}-{day:02}",
            "ymd": f"{year} {name} {day}",
            "mdy": f"{name} {day}, {year}",
        }
        return spoken.get(self.language) or orders.get(self.order, f"{day} {name} {year}")
