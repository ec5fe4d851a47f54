"""A first look at a page: which telling words stand anywhere in it, all looked for in one pass.

A page without a cue is what it seems, and most have none. To look for each word by itself takes 5
to 10 µs a word in a page of 16 KiB; automata with SIMD take 10 to 20 µs for all of them, as long as
matches may not overlap: a cue is a whole word or phrase, so no two share letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick


class Cue(Enum):
    """What a word may be a sign of."""

    ABSENCE = auto()
    SORRY = auto()
    SALE = auto()
    LOGIN = auto()
    CONSENT = auto()
    REFRESH = auto()
    ARTICLE = auto()
    WALL = auto()


# Lower case. Of each phrase of `phrases` one word alone: tags may stand between two of them.
# Letters that pages write as entities are left out; "&#" stands for those written as numbers.
CUES: Mapping[Cue, tuple[str, ...]] = {
    Cue.ABSENCE: (
        *"404|found|find|exist|available|longer|removed|deleted|missing|&#|gefunden".split("|"),
        *"introuvable|trouv|encontr|trovata|esiste|gevonden|bestaat|hitta|finns inte".split("|"),
        *"ikke|ydy|ytyn|znalezion|istnie|nalezen|nem tal|nu a fost g|nije prona".split("|"),
        *"найден|знайден|существует|не існує|страницы нет|βρέθηκε|לא נמצא".split("|"),
        *"bulunamad|ditemukan|thấy|موجودة|العثور|نشد|見つかりません".split("|"),
        *"存在しません|不存在|找不到|未找到|没有找到|찾을 수".split("|"),
    ),
    # Beside words of absence; what is in both is listed there.
    Cue.SORRY: tuple("error|sorry|oops|went wrong|gone|fehler|erreur|エラー|错误".split("|")),
    Cue.SALE: tuple("domain|parked|for sale|suspended|welcome to nginx|iis wind|出售".split("|")),
    Cue.LOGIN: ("password",),
    Cue.CONSENT: ("before you continue", "consent", "your privacy choices", "bevor sie", "avant d"),
    Cue.REFRESH: ("refresh",),
    Cue.ARTICLE: ("published_time",),
    Cue.WALL: (
        *"_incapsula_|_cf_chl_opt|challenge|captcha|errors.edgesuite.net|arkoselabs".split("|"),
        *"just a moment|attention required|access denied|pardon our|please wait".split("|"),
        *"ddos-guard|robot check|are you a robot|human verification|security check".split("|"),
        *"access to this page|vercel security|your browser|not a bot|one moment".split("|"),
        *"bot verification|verify you are|sucuri_|sec-if-cpt|百度安全验证".split("|"),
    ),
}
# Words of one automaton. Of more than 64 it uses no SIMD; of fewer it is the faster the fewer false
# starts its words share: 40 real pages took 14.6 µs each with 20 words, 19.7 with 24, 25.9 with 32.
_TOGETHER = 20

# Signs of a page that isn't the one cited.
CLOSER = frozenset({Cue.ABSENCE, Cue.SALE, Cue.LOGIN, Cue.CONSENT})


def cues_in(low: bytes) -> frozenset[Cue]:
    """The cues in a text, lower-cased and in UTF-8."""
    return frozenset(
        meanings[found[0]]
        for finder, meanings in _finders()
        for found in finder.find_matches_as_indexes(low)
    )


@cache
def _finders() -> tuple[tuple[BytesAhoCorasick, tuple[Cue, ...]], ...]:
    from ahocorasick_rs import BytesAhoCorasick, MatchKind

    pairs = [(word.encode(), cue) for cue, words in CUES.items() for word in words]
    parts = [pairs[at : at + _TOGETHER] for at in range(0, len(pairs), _TOGETHER)]
    return tuple(
        (
            BytesAhoCorasick([word for word, _ in part], matchkind=MatchKind.LeftmostLongest),
            tuple(cue for _, cue in part),
        )
        for part in parts
    )
