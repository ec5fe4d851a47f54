"""Invented titles, headlines and foreign titles, from templates over the vocabulary."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.training.vocabulary import (
    ADJECTIVES,
    CITIES,
    COUNTRIES,
    FAMILIES,
    GIVENS,
    NOUNS,
    TEMPLATES,
    VERBS,
    Vocabulary,
)

_TITLES = TEMPLATES["titles"]["titles"]
_HEADLINES = TEMPLATES["titles"]["headlines"]
_STATEMENTS = TEMPLATES["titles"]["statements"]
_GERMAN = TEMPLATES["titles"]["german"]
_GERMAN_NOUNS = TEMPLATES["titles"]["german_nouns"]
_FRENCH = TEMPLATES["titles"]["french"]
_FRENCH_NOUNS = TEMPLATES["titles"]["french_nouns"]
_SPANISH = TEMPLATES["titles"]["spanish"]
_SPANISH_NOUNS = TEMPLATES["titles"]["spanish_nouns"]
# Two characters that go together: invented titles in Chinese and Japanese are strings of them.
_HAN = TEMPLATES["titles"]["han"]
_KANA = TEMPLATES["titles"]["kana"]
_SYLLABLES = TEMPLATES["titles"]["syllables"]


def title(words: Vocabulary) -> str:
    """The title of a book or article."""
    return _filled(words, words.rng.choice(_TITLES))


def headline(words: Vocabulary) -> str:
    """A headline, in the case of sentences or of titles."""
    text = _filled(words, words.rng.choice(_HEADLINES))
    return text.title() if words.chance(0.3) and "'" not in text else text[:1].upper() + text[1:]


def statement(words: Vocabulary) -> str:
    """The title of what governments and organisations publish."""
    return _filled(words, words.rng.choice(_STATEMENTS))


def german(words: Vocabulary) -> str:
    """A German title."""
    return _filled(words, words.rng.choice(_GERMAN), _GERMAN_NOUNS)


def french(words: Vocabulary) -> str:
    """A French title."""
    return _filled(words, words.rng.choice(_FRENCH), _FRENCH_NOUNS)


def spanish(words: Vocabulary) -> str:
    """A Spanish title."""
    return _filled(words, words.rng.choice(_SPANISH).strip(), _SPANISH_NOUNS)


def han(words: Vocabulary) -> str:
    """A title in Chinese or Japanese characters."""
    kana = words.chance(0.6)
    parts = [words.rng.choice(_HAN) for _ in range(words.rng.randint(2, 9))]
    between = [words.rng.choice(_KANA) if kana and words.chance(0.4) else "" for _ in parts]
    return "".join(a + b for a, b in zip(parts, between, strict=True)) + words.rng.choice(
        ["", "", "」考"][:2]
    )


def romanised(words: Vocabulary) -> str:
    """What a romanised title looks like."""
    count = words.rng.randint(2, 8)
    return " ".join(
        "".join(words.rng.choice(_SYLLABLES) for _ in range(words.rng.randint(1, 4)))
        for _ in range(count)
    ).capitalize()


def _filled(words: Vocabulary, template: str, nouns: list[str] | None = None) -> str:
    year = words.rng.randint(1750, 2010)
    slots: dict[str, Callable[[], str]] = {
        "N": lambda: words.pick(NOUNS).capitalize(),
        "n": lambda: words.rng.choice(nouns) if nouns else words.pick(NOUNS),
        "A": lambda: words.pick(ADJECTIVES).capitalize(),
        "a": lambda: words.pick(ADJECTIVES),
        "V": lambda: words.pick(VERBS),
        "C": lambda: words.pick(COUNTRIES).removeprefix("the "),
        "T": lambda: words.pick(CITIES).split(",")[0],
        "t": lambda: words.pick(CITIES).split(",")[0],
        "P": lambda: f"{words.pick(GIVENS)} {words.pick(FAMILIES)}",
        "D": lambda: str(words.rng.randint(2, 98)),
        "Y": lambda: str(year),
        "Y2": lambda: str(year + words.rng.randint(1, 60)),
        "y": lambda: str(words.rng.randint(15, 20)),
    }
    head, *rest = template.strip().split("{")
    return head + "".join(
        slots[name]() + tail for name, _, tail in (p.partition("}") for p in rest)
    )
