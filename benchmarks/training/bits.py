"""Parts of invented works: people, bodies, dates, addresses, names of journals."""

from __future__ import annotations

from collections.abc import Callable
import re
import unicodedata

from benchmarks.training import phrases
from benchmarks.training.vocabulary import (
    BODIES,
    CITIES,
    COUNTRIES,
    FAMILIES,
    GIVENS,
    MINISTRIES,
    NOUNS,
    PARTICLES,
    SITES,
    TEMPLATES,
    THINK_TANKS,
    Vocabulary,
)
from benchmarks.training.works import Person

_JOURNALS = TEMPLATES["works"]["journals"]


def person(words: Vocabulary) -> Person:
    """A person of two or three names, at times with a particle or a double surname."""
    family = words.pick(FAMILIES)
    if words.chance(0.06):
        family = f"{words.rng.choice(PARTICLES)} {family}"
    elif words.chance(0.05):
        family = f"{family}-{words.pick(FAMILIES)}"
    given = words.pick(GIVENS)
    if words.chance(0.3):
        given += f" {words.rng.choice('ABCDEFGHJKLMNPRSTW')}."
    elif words.chance(0.06):
        given += f"-{words.pick(GIVENS)}"
    return Person(family, given)


def people(words: Vocabulary, most: int = 4) -> tuple[Person, ...]:
    """One person or some; mostly one."""
    count = 1 if words.chance(0.55) else words.rng.randint(2, most)
    return tuple(person(words) for _ in range(count))


def body(words: Vocabulary) -> Person:
    """An organisation, a ministry with its country, or a think tank."""
    country = words.pick(COUNTRIES).removeprefix("the ")
    forms: list[Callable[[], str]] = [
        lambda: words.pick(BODIES),
        lambda: words.pick(THINK_TANKS),
        lambda: f"Ministry of {words.pick(MINISTRIES)}",
        lambda: f"{country}'s Ministry of {words.pick(MINISTRIES)}",
        lambda: f"Ministry of {words.pick(MINISTRIES)} of {words.pick(COUNTRIES)}",
        lambda: f"{country} Ministry of {words.pick(MINISTRIES)}",
        lambda: f"Government of {country}",
        lambda: f"{words.pick(SITES)} (Office of the President of {country})",
        lambda: f"University of {words.pick(CITIES).split(',')[0]}",
        lambda: f"{words.pick(NOUNS).capitalize()} Party of {country}",
    ]
    name = words.rng.choice(forms)()
    if words.chance(0.12) and "(" not in name and "," not in name:
        letters = "".join(word[0] for word in name.split() if word[0].isupper())
        name += f" ({letters})" if len(letters) > 1 else ""
    if words.chance(0.12) and name.split()[0] not in ("The", "Government"):
        name = f"The {name}"
    return Person(name, body=True)


def day(words: Vocabulary, first: int = 1995) -> tuple[int, ...]:
    """A full date; the year alone or year and month at times."""
    full = (words.rng.randint(first, 2025), words.rng.randint(1, 12), words.rng.randint(1, 28))
    return full[: 3 if words.chance(0.9) else words.rng.randint(1, 2)]


def year(words: Vocabulary) -> tuple[int, ...]:
    """A year of publication."""
    return (words.rng.randint(*((1960, 2025) if words.chance(0.8) else (1600, 1960))),)


def url(words: Vocabulary, site: str, text: str) -> str:
    """An address that could be the site's."""
    host = slug(site, 2).replace("-", "") or "example"
    domain = words.rng.choice("com org net gov.uk int de fr eu edu co.uk go.jp info io gov".split())
    path = words.rng.choice(
        [
            f"/{slug(text, 6)}",
            f"/news/{words.rng.randint(2005, 2025)}/{words.rng.randint(1, 12):02}/{slug(text, 5)}",
            f"/{slug(text, 3)}/{words.rng.randint(1000, 999999)}.html",
            f"/article?id={words.rng.randint(100, 99999)}&lang=en",
            f"/docs/{slug(text, 2)}_{words.rng.randint(1, 99)}.pdf",
            "/",
            f"/index.php/{slug(text, 2)}/view/{words.rng.randint(10, 999)}",
            f"/{slug(text, 4)}#section{words.rng.randint(1, 9)}",
            "",
        ]
    )
    scheme = words.rng.choice(["https://www.", "https://", "http://www.", "http://", "www."])
    return f"{scheme}{host}.{domain}{path}"


def slug(text: str, count: int) -> str:
    """Some words of a text as an address has them."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:count])


def journal(words: Vocabulary) -> str:
    """The name of a journal."""
    name = words.rng.choice(_JOURNALS).strip()
    for slot, fill in (
        ("{A}", lambda: phrases.title(words).split()[-1].strip("?:,”s")),
        ("{N}", lambda: words.pick(NOUNS).capitalize()),
        ("{n}", lambda: words.pick(NOUNS)),
        ("{G}", phrases.german(words).split()[-1].capitalize),
        ("{C}", lambda: words.pick(COUNTRIES).removeprefix("the ")),
    ):
        while slot in name:
            name = name.replace(slot, fill(), 1)
    return name


def page_range(words: Vocabulary) -> str:
    """A range of pages."""
    first = words.rng.randint(1, 900)
    return f"{first}–{first + words.rng.randint(1, 40)}"


def serial_number(words: Vocabulary) -> str:
    """The number of a report."""
    count = words.rng.randint(1, 900)
    return words.rng.choice(
        [
            str(count),
            f"{words.rng.randint(1990, 2024)}/{count}",
            f"{count}-{words.rng.randint(1, 30)}",
        ]
    )
