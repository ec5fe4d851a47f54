"""Content words: what is left of a text when the words that say nothing of its subject are gone."""

from __future__ import annotations

from functools import lru_cache
import re

from auditor.text.fold import fold

STOP_WORDS = frozenset(
    """a about above after again against all also although always am among an and any are around as
    at be became because been before being below between both but by came can cannot could did do
    does doing down during each either even ever every few first for from further get got had has
    have having he her here hers him his how however i if in into is it its itself just last least
    less like made many may me might more most much must my near neither new no nor not now of off
    often on once one only onto or other others our out over own per rather same second several she
    should since so some still such than that the their them then there these they third this those
    though three through thus to together too toward two under until up upon us very via was we well
    were what when where whether which while who whom whose why will with within without would yet
    you your according said says say told including amid latest""".split()
)
_TOKEN = re.compile(r"[^\W_]+")


@lru_cache(maxsize=16384)
def content_words(text: str) -> tuple[str, ...]:
    """Folded words of `text` but stop words, in order; plurals lose their s."""
    return tuple(_singular(word) for word in _TOKEN.findall(fold(text)) if word not in STOP_WORDS)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
