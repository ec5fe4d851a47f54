"""What the tagger sees of each word: itself, its marks, its zones, and what extractors say of it.

Extractors (dates, imprints, bracketed glosses, numbers of journals) only add features: the model
weighs them against everything else.
"""

from __future__ import annotations

import re

from auditor.references.plain import Kind, Plain
from auditor.references.tagger.tokens import Token, covered, tokens

_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|fév|avr|juin|juil|août|déc|"
    r"ene|abr|ago|dic)[a-zéûíèü]{0,8}|janvier|février|enero|febrero|gennaio|maggio",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d[a-z]?")
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th|\.)?)"
_NAME = (
    r"(?:[A-ZÉ][a-zé]{2,9}\.?|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre"
    r"|novembre|décembre)"
)
_FOUR = r"(?:1[4-9]|20)\d\d"
_DATE = re.compile(
    rf"{_NAME} {_DAY},? {_FOUR}|{_DAY} (?:de )?{_NAME},? (?:de )?{_FOUR}"
    rf"|{_FOUR}, {_NAME} \d{{1,2}}|{_FOUR}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}"
)
_IMPRINT = re.compile(r"\(([^():;]{2,60}): ([^():]{2,90}), (\d{4})\)?")
_NUMBERS = re.compile(
    r"\b\d{1,4} ?\(\d{1,4}(?:[–-]\d{1,3})?\)|\bvol\. ?\d+|\bno\. ?\d+|\b\d{1,4}[:.]\d{1,3}(?= \()",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\b\d{1,5}[–-]\d{1,5}\b")
_EXTRACTORS = ((_DATE, "x=date"), (_NUMBERS, "x=nums"), (_RANGE, "x=range"))
_ZONES = {Kind.QUOTE: "q", Kind.ITALIC: "i", Kind.PAREN: "p", Kind.BRACKET: "b"}
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def features(plain: Plain) -> tuple[list[Token], list[list[str]]]:
    """The words of a note with the features of each."""
    words = tokens(plain)
    if not words:
        return [], []
    starts = [word.start for word in words]
    own = [_own(word) for word in words]
    gaps = _gaps(plain.text, words)
    more = _extracted(plain, starts, len(words))
    _zones(plain, starts, more)
    _joints(plain, words, more)
    _runs(own, more)
    _passed(words, gaps, more)
    return words, [_around(at, own, gaps, more[at]) for at in range(len(words))]


def _own(word: Token) -> tuple[str, str]:
    """The word in small letters and its shape."""
    text = word.text
    if word.kind != "w":
        return f"<{word.kind}>", word.kind
    if text[0].isdigit():
        if _YEAR.fullmatch(text):
            return "<year>", "Y"
        return (text if len(text) < 3 else f"<d{len(text)}>"), f"d{min(len(text), 6)}"
    return text.lower(), _shape(text)


def _shape(text: str) -> str:
    if _MONTH.fullmatch(text):
        return "month"
    if len(text) == 1:
        return "X" if text.isupper() else "x"
    if text.isupper():
        return f"X{min(len(text), 4)}"
    if text[0].isupper():
        return "Xx" if text[1:].islower() else "XxX"
    return "cjk" if _CJK.match(text) else "xx"


def _gaps(text: str, words: list[Token]) -> list[str]:
    """The marks before each word and behind the last: one more than there are words.

    Seven characters at most, without spaces; "_" says that one stands at the end.
    """
    edges = [0, *(word.end for word in words)]
    ends = [*(word.start for word in words), len(text)]
    return [_gap(text[a:b]) for a, b in zip(edges, ends, strict=True)]


def _gap(text: str) -> str:
    return "".join(text[:7].split()) + "_" * text.endswith((" ", "\n"))


def _extracted(plain: Plain, starts: list[int], count: int) -> list[list[str]]:
    """For each word, what extractors say of it."""
    more: list[list[str]] = [[] for _ in range(count)]
    text = plain.text
    for pattern, name in _EXTRACTORS:
        for match in pattern.finditer(text):
            for at in covered(starts, *match.span()):
                more[at].append(name)
    for match in _IMPRINT.finditer(text):
        for group, name in ((1, "x=place"), (2, "x=house"), (3, "x=year")):
            for at in covered(starts, *match.span(group)):
                more[at].append(name)
    return more


def _joints(plain: Plain, words: list[Token], more: list[list[str]]) -> None:
    """Whether a semicolon or full stop before a word stands outside of all zones, and its like."""
    mask = plain.mask
    for at in range(1, len(words)):
        low, high = words[at - 1].end, words[at].start
        if high - low > 1:
            gap = mask[low:high]
            for mark in ";.":
                if mark in plain.text[low:high]:
                    more[at].append(f"j={mark}{mark in gap}")
                    more[at - 1].append(f"J={mark}{mark in gap}")


def _runs(own: list[tuple[str, str]], more: list[list[str]]) -> None:
    """The case of a word and of two on each side: titles and names of journals differ in it."""
    signs = "".join("l" if s in ("xx", "x") else "d" if s[0] in "dY" else "u" for _, s in own)
    padded = f"^^{signs}$$"
    for at, found in enumerate(more):
        found.append("u=" + padded[at : at + 5])


def _zones(plain: Plain, starts: list[int], more: list[list[str]]) -> None:
    """Which zones a word stands in, whether it is the first or last there, and their lengths."""
    for zone in plain.zones:
        name = _ZONES.get(zone.kind)
        inside = covered(starts, zone.start, zone.end) if name else range(0)
        if not inside:
            continue
        size = "1" if len(inside) == 1 else "s" if len(inside) < 5 else "l"
        for at in inside:
            more[at].append(f"z={name}{size}")
        more[inside[0]].append(f"z<{name}")
        more[inside[-1]].append(f"z>{name}")
        if zone.kind is Kind.BRACKET and plain.text[zone.start - 2 : zone.start].strip(" ,.") in (
            '"',
            "”",
            "»",
            "",
        ):
            for at in inside:
                more[at].append("x=gloss")


def _passed(words: list[Token], gaps: list[str], more: list[list[str]]) -> None:
    """What has been passed since the last semicolon or sentence, and what comes next."""
    seen: list[str] = []
    for at, word in enumerate(words):
        if ";" in gaps[at]:
            seen = []
        more[at].append("p=" + "".join(seen[-3:]))
        sign = next((f[2] for f in more[at] if f[:2] == "z>"), "")
        sign = sign or ("u" if word.kind != "w" else "Y" if _YEAR.fullmatch(word.text) else "")
        if sign and (not seen or seen[-1] != sign):
            seen.append(sign)
    ahead = ""
    for at in range(len(words) - 1, -1, -1):
        more[at].append("n=" + ahead)
        sign = next((f[2] for f in more[at] if f[:2] == "z<"), "")
        if sign or words[at].kind != "w":
            ahead = (sign or "u") + ahead[:1]
        elif ";" in gaps[at]:
            ahead = ";"


def _around(at: int, own: list[tuple[str, str]], gaps: list[str], more: list[str]) -> list[str]:
    """All features of one word."""
    word, shape = own[at]
    last = len(own) - 1
    before, left = own[at - 1] if at else ("^", "^")
    after, right = own[at + 1] if at < last else ("$", "$")
    second, far = own[at - 2] if at > 1 else ("^", "^")
    third, beyond = own[at + 2] if at < last - 1 else ("$", "$")
    gap, next_gap = gaps[at], gaps[at + 1]
    return [
        f"w={word}",
        f"s={shape}",
        f"e={word[-3:]}",
        f"g={gap}",
        f"h={next_gap}",
        f"a={before}",
        f"c={after}",
        f"aa={second}",
        f"cc={third}",
        f"gs={gap}{shape}",
        f"sh={shape}{next_gap}",
        f"ls={left}{gap}{shape}",
        f"sr={shape}{next_gap}{right}",
        f"f={far}{left}",
        f"r={right}{beyond}",
        f"gh={gap}|{next_gap}",
        f"wg={word}{next_gap}",
        f"i={min(at, 4)}",
        *more,
    ]
