"""Folding: two spellings of the same words become equal (quotes, dashes, accents, UK and US)."""

from __future__ import annotations

from functools import lru_cache
import re
import unicodedata

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "\u00a0": " ",
        "\u202f": " ",
        "\u00ad": None,
        "\u200b": None,
    }
)

# House style is applied to titles too: "unravelling" is cited for "unraveling" (seed, note 57).
# Word endings first, then the words that follow no pattern; both sides of a comparison are folded,
# so that a wrong but equal result does no harm.
_ENDINGS = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"(?<=[a-z]{2})is(e[drs]?|ing|ations?)$", r"iz\1"),
        (r"(?<=[a-z]{2})ys(e[drs]?|ing)$", r"yz\1"),
        (r"(?<=[a-z]{2})our(s|ed|ing|able|ably|ite|ites|ful|less|hood|hoods|al)?$", r"or\1"),
        (r"(?<=[a-z]{2}[^aeiou])re(s|d)?$", r"er\1"),
        (r"(?<=[a-z]{2}[aeiou])ll(ed|ing|ers?|ous)$", r"l\1"),
        (r"(?<=[a-z]{2})ogue(s)?$", r"og\1"),
        (r"(?<=[a-z]{2})ence(s|less)?$", r"ense\1"),
    )
)
# All that those patterns can match ends so: most words have none of it, and need no pattern tried.
_MAY_END = tuple(
    """ise ised iser ises ising isation isations yse ysed yser yses ysing our ours oured ouring
    ourable ourably ourite ourites ourful ourless ourhood ourhoods oural re res red lled lling
    ller llers llous ogue ogues ence ences enceless""".split()
)
_WORDS = {
    "programme": "program", "programmes": "programs", "grey": "gray", "cheque": "check",
    "tyre": "tire", "plough": "plow", "sceptic": "skeptic", "sceptical": "skeptical",
    "ageing": "aging", "judgement": "judgment", "licence": "license", "practise": "practice",
    "aluminium": "aluminum", "mediaeval": "medieval", "anaesthesia": "anesthesia",
    "encyclopaedia": "encyclopedia", "archaeology": "archeology", "paediatric": "pediatric",
    "haemorrhage": "hemorrhage", "manoeuvre": "maneuver", "manoeuvres": "maneuvers",
    "catalogue": "catalog", "storey": "story", "whisky": "whiskey", "mould": "mold",
    "moustache": "mustache", "pyjamas": "pajamas", "speciality": "specialty", "towards": "toward",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_LOOSE = re.compile(r"[^\w]+")
_FLAT = re.compile(r"[\W_]+")


def fold_marks(text: str) -> str:
    """Quotation marks, dashes, ellipses and odd spaces made plain; one space between words."""
    plain = text.translate(_QUOTES)
    if not unicodedata.is_normalized("NFKC", plain):
        plain = unicodedata.normalize("NFKC", plain).translate(_QUOTES)
    return " ".join(plain.split())


def flat(text: str) -> str:
    """The letters and digits alone, folded: markup and styles of typing make no difference."""
    return _FLAT.sub("", fold_marks(text).casefold())


def strip_accents(text: str) -> str:
    """`text` without combining marks: "Gardes Côtes" becomes "Gardes Cotes"."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """One word, case-folded, without accents, in US spelling as far as patterns go."""
    low = strip_accents(word.casefold())
    if low in _WORDS or not low.endswith(_MAY_END):
        return _WORDS.get(low, low)
    for pattern, new in _ENDINGS:
        low, count = pattern.subn(new, low)
        if count:
            break
    return low


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """A key under which spellings of one title or name are equal: folded words, one space apart."""
    words = _LOOSE.sub(" ", fold_marks(text).replace("'", "").replace("\\", "")).split()
    folded = [fold_word(word) if word.isalpha() else _fold_parts(word) for word in words]
    return " ".join(" ".join(folded).split())


def _fold_parts(word: str) -> str:
    """A word with digits or underscores in it, its letters folded."""
    return _WORD.sub(lambda match: fold_word(match[0]), word).replace("_", " ")
