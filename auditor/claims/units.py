"""What a number counts: per cent, money, measures, or the head noun that follows it."""

from __future__ import annotations

import re

CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "a$": "AUD", "au$": "AUD", "aud": "AUD", "c$": "CAD",
    "ca$": "CAD", "cad": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "nt$": "TWD",
    "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY", "jp¥": "JPY", "jpy": "JPY",
    "cn¥": "CNY", "rmb": "CNY", "cny": "CNY", "₩": "KRW", "₹": "INR", "rs": "INR", "₽": "RUB",
    "chf": "CHF",
}  # fmt: skip
_NAMED = {
    "dollar": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "ruble": "RUB", "rouble": "RUB", "rupee": "INR", "franc": "CHF", "pound sterling": "GBP",
}  # fmt: skip
_MEASURES = {
    name: unit
    for unit, names in {
        "km": "km kms kilometre kilometres kilometer kilometers",
        "m": "m metre metres meter meters",
        "cm": "cm centimetre centimetres centimeter centimeters",
        "mm": "mm millimetre millimetres millimeter millimeters",
        "mile": "mi mile miles",
        "foot": "ft foot feet",
        "inch": "inch inches",
        "kg": "kg kgs kilogram kilograms kilogramme kilogrammes",
        "g": "g gram grams",
        "mg": "mg milligram milligrams",
        "tonne": "tonne tonnes",
        "ton": "ton tons",
        "ha": "ha hectare hectares",
        "people": "people person persons",
        "times": "times",
        "man": "men man",
        "woman": "women woman",
        "child": "children child",
        "mw": "mw megawatt megawatts",
        "gw": "gw gigawatt gigawatts",
        "GB": "gb gigabyte gigabytes",
        "MB": "mb megabyte megabytes",
        "ms": "ms millisecond milliseconds",
    }.items()
    for name in names.split()
}
MEASURED = frozenset(
    "km m cm mm mile foot inch kg g mg tonne ton ha mw gw GB MB ms °C °F °".split()
)

_PERCENT = re.compile(
    r"\s?-?(?:(?P<points>percentage points?|percentage-points?|pp\b)|%|‰|per\s?cent\b|percent\b)"
    r"(?P<after>[ -]points?\b)?",
    re.IGNORECASE,
)
_DEGREES = re.compile(r"\s?°\s?(?P<scale>[CF]\b)?")
_WORD = re.compile(r"[\s-]?(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)")
# Words that end the noun phrase after a number.
_ENDS = frozenset(
    """and or of in on at to from by for with as is are was were be been has have had that which who
    whom whose when where while than then but into over under since until during between among after
    before about against per via not also more less fewer most other a an the this these those its
    their his her our it they he she we i you can could will would may might must should do does did
    if so because although though only still already again later earlier ago each both if""".split()
)
_NO_PLURALS = ("ss", "us", "is", "ous", "'s", "’s")
_SINGULAR = frozenset(
    "troops series species headquarters forces aircraft personnel police staff".split()
)


def percent_at(text: str, at: int) -> tuple[str, int] | None:
    """The per cent sign or word at `at` and where it ends; "pp" for percentage points."""
    match = _PERCENT.match(text, at)
    if match is None:
        return None
    return ("pp" if match["points"] or match["after"] else "%"), match.end()


def unit_at(text: str, at: int) -> tuple[str | None, int]:
    """The unit that follows a number ending at `at`, and where it ends (`at` if there is none)."""
    if percent := percent_at(text, at):
        return percent
    if degrees := _DEGREES.match(text, at):
        return "°" + (degrees["scale"] or ""), degrees.end()
    return _noun_at(text, at)


def _noun_at(text: str, at: int) -> tuple[str | None, int]:
    place, first = at, True
    for _ in range(4):
        match = _WORD.match(text, place)
        if match is None or (low := match["word"].lower()) in _ENDS:
            break
        hyphen = text[place] == "-"
        if low in _MEASURES and match["word"] not in {"G", "M"}:  # a 3G network, 5M
            return _MEASURES[low], match.end()
        if name := _NAMED.get(low) or _NAMED.get(low.removesuffix("s")):
            return name, match.end()
        if _plural(match["word"]) or (first and hyphen and low.isalpha()):
            return singular(low), match.end()
        place, first = match.end(), False
    return None, at


def _plural(word: str) -> bool:
    low = word.lower()
    if low in _SINGULAR:
        return True
    return len(low) > 3 and low.endswith("s") and not low.endswith(_NO_PLURALS)


def singular(word: str) -> str:
    """`word` without its plural ending: "companies" is "company", "boxes" is "box"."""
    if word in _SINGULAR or not _plural(word):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1]
