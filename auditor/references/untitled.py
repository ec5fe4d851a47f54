"""Citations without a marked title: plain imprints, addresses, letters, archives, cases, names."""

from __future__ import annotations

import re

from auditor.references.imprint import read_imprints
from auditor.references.locators import read_locator
from auditor.references.names import is_body, name_like
from auditor.references.part import Part
from auditor.references.roles import LETTER, read_head

_CASE = re.compile(r"(?P<title>[A-Z][^,;]{1,80}? v\.? [A-Z][^,;]{1,80}),")
_ARCHIVAL = re.compile(
    r"\b(?:[Bb]ox|[Ff]older|RG|MSS?\.?|[Rr]oll|[Rr]eel|[Mm]icrofilm|[Cc]arton|[Pp]apers|"
    r"[Cc]ollections?|"
    r"[Aa]rchives|[Mm]anuscripts|[Ff]ol\.|[Rr]ecords?)\b|\b[A-Z]{2,4} \d+/\d+"
)
_GENRE = re.compile(
    r"(?P<name>[^,]{2,80}),\s*(?P<genre>(?:personal |telephone |phone |oral history )?"
    r"(?:interview|communication|e-?mail|correspondence)\b[^,]{0,80})",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"(?:Author['’]s |Personal |Telephone |Phone )?(?:Interview|Conversation|E-?mail|"
    r"Correspondence) "
    r"(?:with|by|from|to) [^,\ue001-\ue005]{2,80}",
    re.IGNORECASE,
)
_SHORT = re.compile(r"[^\d]{2,200}?(?=,?\s(?:pp?\.\s?)?\d|\.?$|,\s(?:op|loc)\.|,\s*supra)")


def read_untitled(part: Part) -> None:
    """Read the citation by the first reading that fits."""
    case = _CASE.match(part.mask)
    genre = _GENRE.match(part.mask)
    if case and not part.found.url:
        part.take("title", *case.span("title"))
    elif talk := _TALK.match(part.mask):
        part.take("title", *talk.span())
    elif genre:
        part.take("author", *genre.span("name"))
        part.take("genre", *genre.span("genre"))
    elif letter := LETTER.match(part.mask):
        part.take("title", *letter.span("letter"))
        _archival(part)
    elif _plain_imprint(part) or _addressed(part) or _archival(part):
        pass
    elif match := _SHORT.match(part.mask):
        part.take("author", match.start(), match.start() + len(match[0].rstrip(" ,")))
    if part.dates and "issued" not in part.found.dates and (value := part.dates[0].value):
        part.take_date("issued", value, part.dates[0].start, part.dates[0].end)
    if supra := re.search(r"supra(?: note| n\.)? \d+,?", part.mask):
        part.paint(*supra.span())
    if not part.found.url and "archive" not in part.found.at:
        read_locator(part, 0)


def _plain_imprint(part: Part) -> bool:
    """Read "Author, Title without marks (Place: Publisher, Year)"; whether it was one."""
    head = re.match(r"[^\ue000-\ue005]+", part.mask)
    if not head or read_imprints(part, head.end()) == head.end():
        return False
    _author_and_title(part, head[0].rstrip(" ,."))
    return True


def _author_and_title(part: Part, words: str) -> None:
    author, comma, _title = words.partition(", ")
    if (comma and name_like(author) and len(author.split()) > 1) or (comma and is_body(author)):
        part.take("author", 0, len(author))
        part.take("title", len(author) + 2, len(words))
    else:
        part.take("title", 0, len(words))


def _addressed(part: Part) -> bool:
    """Words before an address, or a link's own words."""
    zone = part.found.url
    if zone is None:
        return False
    low = zone.inner[0] - part.start
    linked = zone.start == zone.end
    stop = low if linked else zone.start - part.start
    words = part.mask[: max(0, stop)].strip(" ,.:(")
    if linked:
        part.take("title", low, zone.inner[1] - part.start)
    if not words or not name_like(words):
        return True
    if linked:
        read_head(part, stop)
    elif (
        len(words.split()) <= 4
        and "," not in words
        and not is_body(words)
        and len(words.split()) > 1
    ):
        part.take("author", part.mask.index(words), part.mask.index(words) + len(words))
    else:
        part.take("title", part.mask.index(words), part.mask.index(words) + len(words))
    return True


def _archival(part: Part) -> bool:
    """A letter or other item with the place where it is kept."""
    match = _ARCHIVAL.search(part.mask)
    if not match:
        return False
    chunks = list(re.finditer(r"[^,\ue001]+", part.mask))
    kept = next((m for m in chunks if m.end() > match.start()), chunks[0])
    if kept.start() > 0 and "title" not in part.found.at:
        _item(part, chunks)
    low = kept.start() + len(kept[0]) - len(kept[0].lstrip())
    end = part.mask.find("\ue001", low)
    part.take("archive", low, len(part.mask[: end if end > 0 else None].rstrip(" .,")))
    return True


def _item(part: Part, chunks: list[re.Match[str]]) -> None:
    """A kept item: a letter ("X to Y"), or a person and what he wrote."""
    first, second = chunks[0], chunks[1]
    what = second[0].strip()
    letter = " to " in first[0]
    if letter or part.dated(*second.span()) or not what[:1].isupper() or _ARCHIVAL.search(what):
        part.take("title", *first.span())
    else:
        part.take("author", *first.span())
        part.take("title", *second.span())
