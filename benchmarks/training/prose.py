"""Sentences that authors put before, after and around citations, made by a small grammar."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.training import phrases
from benchmarks.training.vocabulary import (
    ADJECTIVES,
    CITIES,
    COUNTRIES,
    FAMILIES,
    GIVENS,
    NOUNS,
    TEMPLATES,
    Vocabulary,
)

_SENTENCES = TEMPLATES["prose"]["sentences"]
_LEADS = TEMPLATES["prose"]["leads"]
_LINKS = TEMPLATES["prose"]["links"]
_GERMAN = TEMPLATES["prose"]["german"]
_FRENCH = TEMPLATES["prose"]["french"]
_SAID = TEMPLATES["prose"]["said"]
_PAST = TEMPLATES["prose"]["past"]
_DONE = TEMPLATES["prose"]["done"]
_THANK = TEMPLATES["prose"]["thank"]
_GIFTS = TEMPLATES["prose"]["gifts"]
_MONTHS = TEMPLATES["prose"]["months"]

_SIGNALS = TEMPLATES["signals"]
_XREFS = TEMPLATES["prose"]["xrefs"]


def sentence(words: Vocabulary, language: str = "en") -> str:
    """A sentence without its full stop."""
    forms = {"de": _GERMAN, "fr": _FRENCH}.get(language, _SENTENCES)
    text = _filled(words, words.rng.choice(forms))
    if language not in ("de", "fr") and words.chance(0.25):
        more = _filled(words, words.rng.choice(_SENTENCES))
        text += (
            words.rng.choice([", and ", ", but ", ", while ", "; ", ", for ", ", so that "]) + more
        )
    return text[:1].upper() + text[1:]


def lead(words: Vocabulary) -> str:
    """What leads to a signal: "On late style"; a comma follows."""
    return _filled(words, words.rng.choice(_LEADS))


def link(words: Vocabulary) -> str:
    """A sentence that ends in a citation: "The case is discussed in"."""
    return _filled(words, words.rng.choice(_LINKS))


def quotation(words: Vocabulary, language: str = "en") -> str:
    """Words that a note quotes before it says from where, between private marks."""
    texts = [sentence(words, words.rng.choice([language, language, "de", "fr"])) for _ in range(2)]
    text = (
        texts[0]
        if words.chance(0.6)
        else f"{texts[0]}{words.rng.choice([' ', '… ', ' [...] ', '; '])}{texts[1]}"
    )
    plain = text.translate({0xE100: None, 0xE101: None, 0xE102: None, 0xE103: None})
    stop = words.rng.choice([".", ".", "", ","])
    return f"\ue102{plain}{stop}\ue103{words.rng.choice([' ', '; ', ', ', '. ', ': '])}"


def signal(words: Vocabulary, language: str) -> str:
    """A signal: "See, e.g.,", "vgl.", "quoted in"."""
    return words.rng.choice(_SIGNALS.get(language, _SIGNALS["en"]))


def crossreference(words: Vocabulary) -> str:
    """A reference to another note or chapter."""
    return _filled(words, words.rng.choice(_XREFS))


def _filled(words: Vocabulary, template: str) -> str:
    rng = words.rng
    slots: dict[str, Callable[[], str]] = {
        "n": words.noun,
        "N": lambda: words.pick(NOUNS).capitalize(),
        "a": lambda: words.pick(ADJECTIVES),
        "C": lambda: words.pick(COUNTRIES),
        "C2": lambda: words.pick(COUNTRIES),
        "T": lambda: words.pick(CITIES).split(",")[0],
        "P": lambda: rng.choice(
            [
                f"{words.pick(GIVENS)} {words.pick(FAMILIES)}",
                words.pick(FAMILIES),
                f"{words.pick(FAMILIES)} and {words.pick(FAMILIES)}",
                f"{words.pick(FAMILIES)} et al.",
            ]
        ),
        "c": lambda: rng.choice(_PAST),
        "w": lambda: rng.choice(_PAST),
        "c2": lambda: rng.choice(["the", "this", "their", "his", "every", "no"]),
        "k": lambda: rng.choice(_THANK) if rng.random() < 0.5 else "thank",
        "g": lambda: _filled(words, rng.choice(_GIFTS)),
        "s": lambda: rng.choice(_SAID),
        "z": lambda: rng.choice(_DONE),
        "d": lambda: str(rng.randint(170, 201) * 10),
        "y": lambda: str(rng.randint(1700, 2024)),
        "i": lambda: f"{rng.randint(10, 9999):,}",
        "i2": lambda: str(rng.randint(1, 60)),
        "q": lambda: (
            f"{rng.choice(['the', 'a', 'this'])} {words.pick(ADJECTIVES)} {words.pick(NOUNS)}"
            f" of {words.pick(NOUNS)} {rng.choice(_PAST)} {words.pick(NOUNS)}"
        ),
        "h": lambda: rng.choice("he she they we I it".split()),
        "H": lambda: rng.choice("He She They We I It".split()),
        "h2": lambda: rng.choice("his her their its my our".split()),
        "t": lambda: phrases.title(words),
        "M": lambda: rng.choice(_MONTHS),
        "X": lambda: (
            rng.choice(["cited as ", "", "referred to as "])
            + "".join(rng.choice("ABCDEHLMNPRST") for _ in range(3))
        ),
    }
    head, *rest = template.strip().split("{")
    return head + "".join(
        slots[name]() + tail for name, _, tail in (p.partition("}") for p in rest)
    )
