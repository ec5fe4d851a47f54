"""Where a citation begins in the words before its title: after prose, signals, or another work."""

from __future__ import annotations

import re

from auditor.references.cues import ITEM, LEAD, SIGNAL, WEAK_SIGNAL, cut_prose
from auditor.references.names import is_body, name_like
from auditor.references.plain import Kind, Zone
from auditor.references.titles import Title

_LETTER = re.compile(
    r"(?:Letter from )?[A-Z][\w.'’-]{1,40}+(?: [A-Z][\w.'’-]{1,40}+){0,4},? to (?:the )?"
    r"[A-Z][\w.'’ -]{2,60}, "
    r"[^\ue001-\ue005]{4,60}$"
)
_INTRODUCED = re.compile(
    r"(?:\b(?:in|by|is|are|was|were|includes?|remains?|book,|article,|essay,|study,|chapter,)|"
    r"[:—–-])\s{1,30}(?=[A-Z])"
)
_JOIN = re.compile(r",?\s{1,30}(?:and|as well as|or|but)\s{1,30}")
_HEAD = re.compile(r"(?<!\S)[^\W\d_a-zß-öø-ÿ][^\ue001-\ue005;:.?!\d,]{2,100},\s?")
_SENTENCE = re.compile(  # words no body is named with
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|that|"
    r"which|who|whose|where|when|this|these|those|it|its|he|his|she|her|they|their|we|our|you|as|"
    r"not|also|under|about|see|same|in|than|so|says?|said|writes?|wrote|call(?:s|ed)?|titled|"
    r"entitled|quot\w+|cit(?:es|ed|ing)|phrase|words?|terms?|according|article|essay|story|book|"
    r"chapter|post|piece|paper|review|reads?)\b|^(?:on|for|by|with|from|at|to|and|but|or|of)\s",
    re.IGNORECASE,
)
_LINKS = re.compile(r"[\s,;]{0,30}(?:and|or|as well as|also|&)?(?: (?:at|the|see|also))?\s{0,30}")
_CLOSED = re.compile(r"(?:^|[.,)\d\s(\ue001-\ue005])\s{0,3}(?:and\s|but\s)?\s{0,3}$")
_INVERTED = re.compile(r"[A-Z][\w'’-]{1,40}+, [A-Z][\w.'’ -]{1,200}")
_LISTED = re.compile(
    r"(?P<over>[,.\s]{0,30}(?:[^\ue001-\ue005,]{0,60}[\ue004\ue001]+)?"
    r"(?:,\s(?:pp?\.\s?)?[\divxlc][\d–-]*)?),\s(?P<head>.+)"
)


def first_begins(words: str, title: Title, *, alone: bool) -> int | None:
    """Where in `words`, printed before a title, its citation begins; None where all is prose.

    `alone` says that no other title, taken for prose, stands before in the piece.
    """
    for match in reversed(list(SIGNAL.finditer(words))):
        rest = words[match.end() :]
        if name_like(rest) and _signalled(rest, match["signal"], title):
            return match.end() + _blank(rest)
    lead = LEAD.match(words)
    begin = lead.end() if lead else 0
    rest = words[begin:]
    begin += _blank(rest)
    if title.is_address:
        return begin if _names_address(rest, alone=alone) else None
    if not rest.strip():
        cited = title.linked or title.described or (alone and title.cited_alone)
        return begin if cited else None
    return _after_words(words, rest, begin, title, alone=alone)


def _signalled(rest: str, signal: str, title: Title) -> bool:
    """Whether a signal, and `rest` after it, lead to a citation of the title."""
    if title.is_address or title.linked or rest.rstrip().endswith(","):
        return True
    if rest.strip():
        return not title.goes_on
    return title.described or (not WEAK_SIGNAL.match(signal) and title.cited_alone)


def _names_address(rest: str, *, alone: bool) -> bool:
    """Whether words before an address belong to it: "Jane Roe, http://…"; no sentence."""
    named = name_like(rest) and rest.rstrip().endswith((",", ":", "."))
    return not rest.strip() or named or (alone and bool(ITEM.search(rest)))


def _after_words(words: str, rest: str, begin: int, title: Title, *, alone: bool) -> int | None:
    """Where a citation begins in words without a signal: at names, or at the title itself."""
    introduced = _names_at_end(words)
    if introduced is not None and not title.goes_on and cut_prose(title.tail) is None:
        return introduced
    named = name_like(rest) and not title.goes_on
    if alone and (named or _LETTER.match(rest.strip(" ,"))):
        return begin
    dated = alone and title.dated
    if dated and (head := _unknown_head(rest)) is not None:
        return begin + head
    return len(words) if title.linked or title.described or dated else None


def _unknown_head(rest: str) -> int | None:
    """Where words begin that may be an unknown author: few, before a comma, no sentence."""
    low = max((match.end() for match in SIGNAL.finditer(rest)), default=0)
    low += _blank(rest[low:])
    head = rest[low:]
    named = _HEAD.fullmatch(head) and len(head.split()) <= 10 and not _SENTENCE.search(head)
    return low if named else None


def _names_at_end(words: str) -> int | None:
    """Where the names begin that prose leads to: "… is explored in Smith and Jones, *Title*"."""
    for match in _INTRODUCED.finditer(words):
        rest = words[match.end() :]
        if rest.rstrip().endswith(",") and name_like(rest) and not is_body(rest.strip(" ,")):
            return match.end()
    return None


def next_begins(words: str, before: Zone, zone: Zone) -> int | None:
    """Where a further work begins after one: "…, 45, and Smith, *Title*"."""
    if zone.kind is Kind.URL:
        return len(words) if before.kind is Kind.URL and _LINKS.fullmatch(words) else None
    for match in SIGNAL.finditer(words):
        rest = words[match.end() :]
        if name_like(rest) and _CLOSED.search(words[max(0, match.start() - 20) : match.start()]):
            return match.end() + _blank(rest)
    joined = _joined(words, before, zone)
    return joined if joined is not None else _listed(words, before)


def _joined(words: str, before: Zone, zone: Zone) -> int | None:
    """A work after "and"; two italic titles side by side are one container."""
    joint = _JOIN.search(words)
    if joint is None:
        return None
    over, head = words[: joint.start()], words[joint.end() :]
    if not name_like(head) or re.match(r"[,.\s]{0,30}[Ii]n\b", over):
        return None
    closed = before.kind is Kind.URL or bool(re.search(r"[\d\ue001\ue004]", over))
    alike = before.kind is zone.kind or zone.kind is Kind.ITALIC
    if closed or (head.strip() and alike and not over.strip(" ,")):
        return joint.end() + _blank(head)
    return None


def _listed(words: str, before: Zone) -> int | None:
    """A work after a comma alone: "…, 2016), p. 10, Wiltz, John. “Title”"."""
    match = _LISTED.match(words)
    if not match or before.kind is Kind.URL:
        return None
    head = match["head"]
    ended = head.rstrip().endswith((",", ".")) or _INVERTED.fullmatch(head.strip())
    person = ended and re.search(r"[a-z]", head) and name_like(head)
    closed = re.search(r"[\d\ue004]", match["over"])
    return match.start("head") if person and closed else None


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip())
