"""Citations without a marked title: plain imprints, addresses, letters, archives, cases, names."""

from __future__ import annotations

import re

from auditor.references.imprint import read_imprints
from auditor.references.locators import read_locator
from auditor.references.names import is_body, name_like
from auditor.references.part import YEAR, Part
from auditor.references.plain import Kind
from auditor.references.roles import LETTER, read_head
from auditor.references.serial import read_pages

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
_DATED = re.compile(rf"(?:: |, ).{{0,160}}{YEAR}$")
_TALK = re.compile(
    r"(?:Author(?:['’]s)? |Personal |Telephone |Phone )?(?:Interview|Conversation|E-?mail|"
    r"Correspondence) "
    r"(?:with|by|from|to) [^,\ue001-\ue005]{2,80}",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"[^\d]{2,200}?(?=,?\s(?:pp?\.\s?)?\d|\.?$|,\s(?:op|loc)\.|,\sa\. ?a\.|,\s*supra)"
)


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
        _author_and_title(part, match[0].rstrip(" ,."), alone=True)
    if part.dates and "issued" not in part.found.dates and (value := part.dates[0].value):
        part.take_date("issued", value, part.dates[0].start, part.dates[0].end)
    if supra := re.search(r"supra(?: note| n\.)? \d+,?", part.mask):
        part.paint(*supra.span())
    if not (part.found.url or part.found.imprint) and "archive" not in part.found.at:
        read_locator(part, 0)


def _plain_imprint(part: Part) -> bool:
    """Read "Author, Title without marks (Place: Publisher, Year)"; whether it was one."""
    for zone in part.zones:
        low = part.place(zone)[0]
        dated = _DATED.search(part.plain.text[slice(*zone.inner)])
        if zone.kind is Kind.PAREN and low > 0 and dated:
            at = read_imprints(part, low)
            if at > low and part.found.imprint:
                _author_and_title(part, part.words(0, low).rstrip(" ,."), alone=False)
                read_pages(part, at)
                return True
    return False


def _author_and_title(part: Part, words: str, *, alone: bool) -> None:
    """Split words without marks at the comma that ends the names; `alone`: no imprint follows."""
    chunks = words.split(", ")
    count = _names_end(chunks)
    author, title = ", ".join(chunks[:count]), ", ".join(chunks[count:])
    named = title and name_like(author) and (alone or len(author.split()) > 1 or is_body(author))
    if named and not (alone and "&" in title and name_like(title)):
        part.take("author", 0, len(author))
        part.take("title", len(author) + 2, len(words))
    else:
        part.take("author" if alone else "title", 0, len(words))


def _names_end(chunks: list[str]) -> int:
    """How many chunks are names: all up to one with "and", if they look alike; else the first."""
    for count, chunk in enumerate(chunks[:8], 1):
        if not name_like(chunk) or len(chunk.split()) > 9:
            break
        if re.search(r" (?:and|&) ", chunk) and count < len(chunks) and _alike(chunks[:count]):
            return count
    return 1


def _alike(chunks: list[str]) -> bool:
    """Whether all names have initials, or all are single surnames."""
    names = [name for chunk in chunks for name in re.split(r" (?:and|&) ", chunk)]
    initials = all(re.match(r"[A-Z]\.", name) for name in names)
    return initials or all(" " not in name for name in names)


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
