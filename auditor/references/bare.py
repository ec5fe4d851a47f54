"""Citations without a marked title: ibid., plain imprints, archival items, "Name, 45"."""

from __future__ import annotations

import re

from auditor.references.cues import BARE, IBID, ITEM, LEAD, SIGNAL, YEAR, cut_prose
from auditor.references.names import name_like
from auditor.references.plain import Kind, Plain, Segment

_MARKED = re.compile("[\ue001-\ue003]")
_IMPRINT = re.compile(rf"[A-Z][\w .,]{{2,40}}: [^:]{{2,120}}, {YEAR}$")


def bare_citation(plain: Plain, start: int, end: int) -> Segment | None:
    """The citation that a piece without titles and addresses is, or None for prose."""
    mask = plain.masked(start, end)
    lead = LEAD.match(mask)
    begin = lead.end() if lead else 0
    signal = SIGNAL.match(mask, begin)
    begin = signal.end() if signal else begin
    body = mask[begin:].strip()
    ibid = bool(IBID.match(body))
    if not ibid and not _known_shape(plain, body, start + begin, end):
        return None
    cut = cut_prose(mask[begin:]) if ibid else None
    stop = end if cut is None else start + begin + cut
    word = signal["signal"].strip(" ,:") if signal else None
    return Segment(*plain.trimmed(start + begin, stop), word, marked=ibid)


def _known_shape(plain: Plain, body: str, start: int, end: int) -> bool:
    named = not _MARKED.search(body) and name_like(body) and len(body.split()) <= 16
    author, comma, _ = body.partition(",")
    guess = comma and len(body) < 200 and not _MARKED.search(body) and name_like(author)
    return bool(
        named
        or guess
        or BARE.search(body)
        or ITEM.search(body)
        or _plain_imprint(plain, body, start, end)
    )


def _unmarked_short(body: str) -> bool:
    """Whether it may be "Author, Title, 45" in a text without italics: no sentence, and short."""
    author, _, title = body.partition(", ")
    words = [word for word in title.split() if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    plain = not _MARKED.search(body) and len(body) < 200 and cut_prose(body) is None
    return plain and title[:1].isupper() and small <= len(words) * 0.7 and name_like(author)


def _plain_imprint(plain: Plain, body: str, start: int, end: int) -> bool:
    """Whether "Author, Title (Place: Publisher, Year)" is printed without marks."""
    author, comma, _ = body.partition(",")
    if not comma or not name_like(author):
        return False
    zones = [z for z in plain.within(start, end) if z.kind is Kind.PAREN]
    return any(_IMPRINT.search(plain.text[slice(*zone.inner)]) for zone in zones)
