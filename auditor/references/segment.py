"""Notes cut into citations: at semicolons and sentence ends, without the prose around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
import re

from auditor.references.cues import (
    ABBREVIATIONS,
    BARE,
    COMMON_PHRASES,
    IBID,
    LEAD,
    SIGNAL,
    strong_tail,
)
from auditor.references.names import name_like
from auditor.references.plain import Kind, Plain, Zone

_QUOTE, _ITALIC, _URL = Kind.QUOTE.value, Kind.ITALIC.value, Kind.URL.value
_STOP = re.compile(
    rf"(?P<semicolon>;)|(?P<stop>(?<=[^\s.])[.?!]+[)\"”]?|{_QUOTE}|{_URL})\s+"
    rf"(?=[\"“(]?[^\W\d_a-zß-öø-ÿ]|[{_QUOTE}{_ITALIC}{_URL}])"
)
_LAST_WORD = re.compile(r"[\w.'’-]{1,20}$")
_JOIN = re.compile(r"(?P<tail>.*?),?\s+(?:and|as well as|or|but)\s+(?P<head>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """Where one citation stands in the plain text, and the signal printed before it."""

    start: int
    end: int
    signal: str | None = None


def segments(plain: Plain) -> Iterator[Segment]:
    """The citations of a note, in order; prose is left out."""
    for start, end in _merged(plain, list(_pieces(plain, 0, len(plain.text)))):
        yield from _citations(plain, start, end)


def _pieces(plain: Plain, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between semicolons and sentence ends outside of quotations and brackets."""
    mask = plain.masked(start, end)
    at = 0
    for match in _STOP.finditer(mask):
        if match["semicolon"]:
            yield start + at, start + match.start()
            at = match.end()
        elif _ends_sentence(plain, mask, match, start):
            stop = match.end("stop")
            yield start + at, start + stop
            at = match.end()
    yield start + at, end


def _ends_sentence(plain: Plain, mask: str, match: re.Match[str], offset: int) -> bool:
    mark = match["stop"]
    if mark == _URL:
        return True
    if mark == _QUOTE:
        return plain.text[offset + match.start("stop") - 1] in ".?!"
    if mark != ".":
        return True
    word = _LAST_WORD.search(mask, max(0, match.start() - 20), match.start())
    last = word[0].strip("'’").lower() if word else ""
    if SIGNAL.match(mask, match.end()):
        return True
    initial = len(last) == 1 or re.fullmatch(r"(?:\w\.)+\w", last)
    return not initial and last not in ABBREVIATIONS


def _merged(plain: Plain, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Pieces put together again where one work is printed in several sentences (bibliographies)."""
    at = 0
    while at < len(pieces):
        start, end = pieces[at]
        while at + 1 < len(pieces) and _continues(plain, (start, end), pieces[at + 1]):
            at += 1
            end = pieces[at][1]
        yield start, end
        at += 1


_IMPRINT = re.compile(
    r"\s*(?:[A-Z][\w .,'’&-]{1,60}: [A-Z][^:]{2,90}, (?:c\. ?)?\[?\d{4}\b"
    r"|(?:Accessed|Retrieved|Last (?:accessed|modified|updated|visited)|Available (?:at|from|online)"
    r"|Edited by|Translated by|Trans\.|Ed\.|In:? [A-Z\ue003]|Vol\.|Volume \d|\d+(?:st|nd|rd|th) ed"
    r"|Ph\.?D\.? |PhD|Doctoral|Master['’]s|MA thesis|Box \d|Folder \d|Series \d"
    r"|https?://|www\.|doi:?\s?10\.|DOI)\b)",
)


def _continues(plain: Plain, piece: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the piece after is more of the same work, as in "Family, Given. *Title*. Place: X"."""
    if plain.text[piece[1] : after[0]].strip():
        return False
    mask, then = plain.masked(*piece), plain.masked(*after).lstrip()
    body = LEAD.sub("", mask.strip(), count=1)
    titled = _QUOTE in mask or _ITALIC in mask
    if _IMPRINT.match(then):
        return titled or name_like(body)
    if not titled and then[:1] in (_QUOTE, _ITALIC):
        return name_like(body) and not mask.rstrip().endswith(("?", "!")) and len(body.split()) < 30
    ends_in_quote = mask.rstrip()[-1:] == _QUOTE
    if then[:1] == _ITALIC and ends_in_quote and name_like(body[: body.find(_QUOTE)]):
        return True
    return then[:1] == _URL and plain.text[piece[1] - 1] not in "?!" and titled


def _citations(plain: Plain, start: int, end: int) -> Iterator[Segment]:
    """The citations of one piece: what stands before the first is prose or a signal."""
    mask = plain.masked(start, end)
    if mask.strip(" .,()") == "":
        return
    heads = list(_heads(plain, mask, start, end))
    if not heads:
        bare = _bare(plain, mask, start, end)
        if bare:
            yield bare
        else:
            yield from _embedded(plain, start, end)
        return
    for index, (at, signal) in enumerate(heads):
        stop = _before(plain, heads[index + 1][0], at) if index + 1 < len(heads) else end
        yield Segment(*_trim(plain.text, at, stop), signal)


def _heads(plain: Plain, mask: str, start: int, end: int) -> Iterator[tuple[int, str | None]]:
    """Where citations begin in a piece, with their signals."""
    zones = [zone for zone in plain.within(start, end) if _titles(plain, zone)]
    at, last = 0, None
    for zone in zones:
        head = mask[at : zone.start - start]
        tail = mask[zone.end - start :]
        found = _begin(head, first=last is None, kinds=(last, zone), tail=tail)
        if found is not None:
            begin, signal = found
            yield start + at + begin, signal
            last = zone
        elif last is None:
            at = zone.end - start
            continue
        at = zone.end - start
        last = last and zone


def _titles(plain: Plain, zone: Zone) -> bool:
    if zone.kind is Kind.URL:
        return True
    if zone.kind not in (Kind.QUOTE, Kind.ITALIC):
        return False
    return plain.text[zone.inner[0] : zone.inner[1]].strip(" .,").lower() not in COMMON_PHRASES


def _begin(
    head: str, *, first: bool, kinds: tuple[Zone | None, Zone], tail: str
) -> tuple[int, str | None] | None:
    """Where in `head`, the words before a title, its citation begins; None for prose."""
    if not first:
        return _another(head, kinds)
    signals = list(SIGNAL.finditer(head))
    for match in reversed(signals):
        rest = head[match.end() :]
        if name_like(rest):
            return match.end() + _blank(rest), match["signal"].strip(" ,:")
    lead = LEAD.match(head)
    begin = lead.end() if lead else 0
    if name_like(head[begin:]):
        if kinds[1].kind is Kind.URL and not head[begin:].strip() and head.strip():
            return begin, None
        return begin + _blank(head[begin:]), None
    if strong_tail(tail):
        return len(head), None
    return None


def _another(head: str, kinds: tuple[Zone | None, Zone]) -> tuple[int, str | None] | None:
    """Where a further work begins after one: "…, 45, and Smith, *Title*"."""
    before, zone = kinds
    if before is None or zone.kind is Kind.URL:
        return None
    for match in SIGNAL.finditer(head):
        rest = head[match.end() :]
        if name_like(rest) and re.match(
            r"[\s,.(]*(?:and\s|but\s)?\s*$|.*[.,)\d]\s*", head[: match.start()]
        ):
            return match.end() + _blank(rest), match["signal"].strip(" ,:")
    joint = _JOIN.fullmatch(head)
    if not joint:
        return None
    name, over = joint["head"], joint["tail"]
    closed = before.kind is Kind.URL or bool(re.search(r"[\d\ue001\ue004]", over))
    inside = re.match(r"[,.\s]*(?:in|In)\b", over)
    alike = before.kind is zone.kind or zone.kind is Kind.ITALIC
    if name_like(name) and (
        (closed and not inside) or (name.strip() and alike and not over.strip(" ,"))
    ):
        return joint.start("head") + _blank(name), None
    return None


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip())


def _before(plain: Plain, stop: int, start: int) -> int:
    """The end of a citation that another follows: without "and", "see" and commas."""
    text = plain.text[start:stop]
    text = re.sub(
        r"[\s,;(]*(?:\b(?:and|as well as|or|but|see|also|cf\.?|in|for example|e\.g\.)[\s,]*)*$",
        "",
        text,
    )
    return start + len(text)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\n,;:":
        start += 1
    while end > start and text[end - 1] in " \t\n,;":
        end -= 1
    return start, end


def _bare(plain: Plain, mask: str, start: int, end: int) -> Segment | None:
    """A citation without a marked title: ibid., an imprint, an archival item, "Name, 45"."""
    lead = LEAD.match(mask)
    signal = SIGNAL.match(mask, lead.end() if lead else 0)
    begin = signal.end() if signal else (lead.end() if lead else 0)
    body = mask[begin:]
    if IBID.match(body.lstrip()) or BARE.search(body.strip()):
        return Segment(
            *_trim(plain.text, start + begin, end),
            signal["signal"].strip(" ,:") if signal else None,
        )
    if name_like(body) and len(body.split()) <= 16:
        return Segment(*_trim(plain.text, start + begin, end), None)
    return None


def _embedded(plain: Plain, start: int, end: int) -> Iterator[Segment]:
    """Citations in brackets inside of prose: "… (Marx, *Capital*, 1:930)"."""
    for zone in plain.within(start, end):
        if zone.kind in (Kind.PAREN, Kind.BRACKET):
            for piece in _pieces(plain, *zone.inner):
                inside = plain.within(*piece)
                if any(_titles(plain, item) for item in inside):
                    yield from _citations(plain, *piece)
