"""The language of an article, by its script or its commonest words; None where unsure."""

from __future__ import annotations

from collections import Counter
import re

_WORDS = {
    "en": "the of and to in that is was for it with as his on be at by had not are but from which",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch",
    "fr": "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más pero sus",
    "it": "di e il la che in un a per è una non sono da del con si le della i dei nel alla più ma",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao das",
    "nl": "de en van het een in is dat op te zijn met voor niet aan er om ook als bij dan door uit",
}
_SETS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_TOKEN = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_NOT_LATIN = re.compile("[\u0370-\u1dff\u2c00-\ud7ff\uf900-\ufaff]")
_CODE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")
_SAMPLE = 20_000
_FEW = 3


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, from its first 20,000 characters."""
    sample = text[:_SAMPLE]
    return _by_script(sample) or _by_words(sample)


def language_code(tag: str) -> str | None:
    """The language of a tag such as `en-GB` or `pt_BR`, in lower case."""
    match = _CODE.match(tag.strip())
    return match[0].lower() if match else None


def _by_script(sample: str) -> str | None:
    letters = len(_NOT_LATIN.findall(sample))
    if letters * 8 < len(sample):
        return None
    for code, letter in _SCRIPTS:
        # Kana among the ideographs make Japanese, so one sign in eight is enough for it.
        if sum(1 for _ in letter.finditer(sample)) * (8 if code == "ja" else 2) > letters:
            return code
    return None


def _by_words(sample: str) -> str | None:
    counts = Counter(_TOKEN.findall(sample.lower()))
    scores = {code: sum(counts[word] for word in words) for code, words in _SETS.items()}
    best, second = sorted(scores, key=lambda code: -scores[code])[:2]
    clear = scores[best] >= _FEW and scores[best] * 4 >= scores[second] * 5
    return best if clear else None
