"""Sentences put together again that print one work, as bibliographies do."""

from __future__ import annotations

from collections.abc import Iterator
import re

from auditor.references.authordate import author_date
from auditor.references.cues import LEAD, SIGNAL
from auditor.references.names import is_body, name_like
from auditor.references.part import ITALIC, PAREN, QUOTE, URL, Range
from auditor.references.plain import Plain
from auditor.references.titles import sentence_like

_NAMES_LAST = re.compile(
    r"[\d\ue004],? (?:and )?[A-Z][\w'’-]{1,40}+, "
    r"[A-Z][\w.'’-]{1,40}(?: [A-Z][\w.'’-]{0,40}){0,5}\.$"
)
_JOURNAL = re.compile(  # "Who Pays?" Economic Review 109 (2019)
    rf"[A-Z][^\ue000-\ue005.;:\d]{{2,100}} \d{{1,4}}(?: {PAREN}|, no\. \d)"
)
_MORE = re.compile(
    r"\s{0,9}(?:\(?[A-Z][\w .,'’&-]{1,60}: [A-Z][^:]{2,90}, (?:c\. ?)?\[?\d{4}\b"
    r"|(?:[Aa]ccessed|[Rr]etrieved|Last (?:accessed|modified|updated|visited)|Available (?:at|from|"
    r"online)"
    r"|Edited by|Translated by|Trans\.|Ed\.|In:? [A-Z\ue003]|Vol\.|Volume \d|"
    r"\d{1,4}(?:st|nd|rd|th) ed|"
    r"Ph\.?D\.? |PhD|Doctoral|Master['’]s|MA thesis|Box \d|Folder \d|Series \d"
    r"|https?://|www\.|doi:?\s?10\.|DOI)\b)",
)


def merged(plain: Plain, parts: list[Range]) -> Iterator[Range]:
    """Pieces put together again where one work is printed in several sentences (bibliographies)."""
    at = 0
    while at < len(parts):
        start, end = parts[at]
        while at + 1 < len(parts) and _continues(plain, (start, end), parts[at + 1]):
            at += 1
            end = parts[at][1]
        yield start, end
        at += 1


def _continues(plain: Plain, piece: Range, after: Range) -> bool:
    """Whether `after` is more of the same work, as in "Family, Given. *Title*. Place: X"."""
    if plain.text[piece[1] : after[0]].strip(" "):
        return False
    mask, then = plain.masked(*piece).rstrip(), plain.masked(*after).lstrip()
    if author_date(plain, *piece):
        return not author_date(plain, *after) and not SIGNAL.match(then) and len(then) < 300
    titled = QUOTE in mask or ITALIC in mask
    body = _without_lead(mask)
    if _MORE.match(then):
        return titled or name_like(body)
    return _title_continues(plain, piece, body, then) if titled else _names_continue(body, then)


def _without_lead(mask: str) -> str:
    """The masked words of a piece after "and" and the last signal before names."""
    body = LEAD.sub("", mask, count=1)
    signals = [match for match in SIGNAL.finditer(body) if name_like(body[match.end() :])]
    return body[signals[-1].end() :] if signals else body


def _title_continues(plain: Plain, piece: Range, body: str, then: str) -> bool:
    """Whether a sentence with a title goes on with its container, its address, or names' title."""
    if then[:1] in (QUOTE, ITALIC) and _NAMES_LAST.search(body):
        return True
    if body[-1:] == QUOTE and _JOURNAL.match(then):
        return True
    if then[:1] != ITALIC or body[-1:] != QUOTE:
        return then[:1] == URL and plain.text[piece[1] - 1] not in "?!"
    quote = plain.within(*piece)[-1]
    if len(body) == quote.end - quote.start and sentence_like(plain, quote):
        return False
    return name_like(body[: body.find(QUOTE)])


def _names_continue(body: str, then: str) -> bool:
    """Whether `body`, without a title, is names whose title comes in the sentence after."""
    if body.endswith(("?", "!")) or len(body.split()) > 30 or not body or not name_like(body):
        return False
    if then[:1] in (QUOTE, ITALIC):
        return True
    head = re.split(rf"[{QUOTE}{ITALIC}]", then, maxsplit=1)
    return len(head) == 2 and is_body(body) and name_like(head[0]) and is_body(head[0])
