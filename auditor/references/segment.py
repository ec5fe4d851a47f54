"""Notes cut into citations: at semicolons and sentence ends, without the prose around them."""

from __future__ import annotations

from collections.abc import Iterator
import re

from auditor.references.authordate import author_date
from auditor.references.cues import ABBREVIATIONS, LEAD, SIGNAL
from auditor.references.heads import citations
from auditor.references.names import is_body, name_like
from auditor.references.plain import Kind, Plain, Segment
from auditor.references.titles import sentence_like

_QUOTE, _ITALIC, _URL = Kind.QUOTE.value, Kind.ITALIC.value, Kind.URL.value
_STOP = re.compile(
    rf"(?P<semicolon>;)|(?P<stop>(?<=[^\s.])[.?!]+[)\"”]?|{_QUOTE}|{_ITALIC}|{_URL})\s+"
    rf"(?=[\"“(]?[^\W\d_a-zß-öø-ÿ]|[{_QUOTE}{_ITALIC}{_URL}])|(?P<line>\n)"
)
_LAST_WORD = re.compile(r"[\w.'’-]{1,20}$")
_NAMES_LAST = re.compile(r"[\d\ue004],? (?:and )?[A-Z][\w'’-]+, [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*)*\.$")
_MORE = re.compile(
    r"\s*(?:\(?[A-Z][\w .,'’&-]{1,60}: [A-Z][^:]{2,90}, (?:c\. ?)?\[?\d{4}\b"
    r"|(?:[Aa]ccessed|[Rr]etrieved|Last (?:accessed|modified|updated|visited)|Available (?:at|from|online)"
    r"|Edited by|Translated by|Trans\.|Ed\.|In:? [A-Z\ue003]|Vol\.|Volume \d|\d+(?:st|nd|rd|th) ed"
    r"|Ph\.?D\.? |PhD|Doctoral|Master['’]s|MA thesis|Box \d|Folder \d|Series \d"
    r"|https?://|www\.|doi:?\s?10\.|DOI)\b)",
)


def segments(plain: Plain) -> Iterator[Segment]:
    """The citations of a note, in order; prose is left out."""
    for start, end in _merged(plain, list(pieces(plain, 0, len(plain.text)))):
        found = list(citations(plain, start, end))
        yield from found or _embedded(plain, start, end)


def _embedded(plain: Plain, start: int, end: int) -> Iterator[Segment]:
    """What prose cites: works in brackets ("… (Marx, *Capital*, 1:930)"), and addresses."""
    for zone in plain.within(start, end):
        if zone.kind in (Kind.PAREN, Kind.BRACKET):
            inside = pieces(plain, *zone.inner)
            found = [item for piece in inside for item in citations(plain, *piece)]
            yield from [item for item in found if item.marked and not _quotation(plain, item)]
        elif zone.kind is Kind.URL:
            yield Segment(zone.inner[0], max(zone.inner[1], zone.end), None)


def _quotation(plain: Plain, segment: Segment) -> bool:
    """Whether a segment is words in quotation marks and nothing else."""
    zones = plain.within(segment.start, segment.end)
    alone = len(zones) == 1 and zones[0].kind is Kind.QUOTE
    return alone and (zones[0].start, zones[0].end) == (segment.start, segment.end)


def pieces(plain: Plain, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between semicolons and sentence ends outside of quotations and brackets."""
    mask = plain.masked(start, end)
    at = 0
    for match in _STOP.finditer(mask):
        if match["semicolon"]:
            yield start + at, start + match.start()
            at = match.end()
        elif match["line"] or _ends_sentence(plain, mask, match, start):
            stop = match.end("stop") if match["stop"] else match.start()
            yield start + at, start + stop
            at = match.end()
    yield start + at, end


def _ends_sentence(plain: Plain, mask: str, match: re.Match[str], offset: int) -> bool:
    mark = match["stop"]
    if mark == _URL:
        return True
    if mark in (_QUOTE, _ITALIC):
        before = plain.text[: offset + match.end("stop")].rstrip("\"'”’»」』")
        return before.endswith((".", "?", "!"))
    if mark != ".":
        return True
    word = _LAST_WORD.search(mask, max(0, match.start("stop") - 20), match.start("stop"))
    last = word[0].strip("'’").lower() if word else ""
    if SIGNAL.match(mask, match.end()):
        return True
    initial = len(last) == 1 or re.fullmatch(r"(?:\w\.)+\w", last)
    return not initial and last not in ABBREVIATIONS


def _merged(plain: Plain, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Pieces put together again where one work is printed in several sentences (bibliographies)."""
    at = 0
    while at < len(parts):
        start, end = parts[at]
        while at + 1 < len(parts) and _continues(plain, (start, end), parts[at + 1]):
            at += 1
            end = parts[at][1]
        yield start, end
        at += 1


def _continues(plain: Plain, piece: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the piece after is more of the same work, as in "Family, Given. *Title*. Place: X"."""
    if plain.text[piece[1] : after[0]].strip(" "):
        return False
    mask, then = plain.masked(*piece), plain.masked(*after).lstrip()
    body = LEAD.sub("", mask.strip(), count=1)
    signals = [match for match in SIGNAL.finditer(body) if name_like(body[match.end() :])]
    body = body[signals[-1].end() :] if signals else body
    titled = _QUOTE in mask or _ITALIC in mask
    if author_date(plain, *piece):
        return not author_date(plain, *after) and not SIGNAL.match(then) and len(then) < 300
    if _MORE.match(then):
        return titled or name_like(body)
    if not titled:
        return _names_continue(body, then)
    if then[:1] in (_QUOTE, _ITALIC) and _NAMES_LAST.search(mask.rstrip()):
        return True
    if then[:1] == _ITALIC and mask.rstrip()[-1:] == _QUOTE:
        quote = plain.within(*piece)[-1]
        if len(body.rstrip()) == quote.end - quote.start and sentence_like(plain, quote):
            return False
        return name_like(body[: body.find(_QUOTE)]) and not SIGNAL.match(then)
    return then[:1] == _URL and plain.text[piece[1] - 1] not in "?!"


def _names_continue(body: str, then: str) -> bool:
    """Whether `body`, without a title, is names whose title comes in the sentence after."""
    if body.endswith(("?", "!")) or len(body.split()) > 30 or not body or not name_like(body):
        return False
    if then[:1] in (_QUOTE, _ITALIC):
        return True
    head = re.split(rf"[{_QUOTE}{_ITALIC}]", then, maxsplit=1)
    return len(head) == 2 and is_body(body) and name_like(head[0]) and is_body(head[0])
