"""What a work is part of: journal, newspaper, site or book, with volume, issue and pages."""

from __future__ import annotations

import re

from auditor.model.dates import Edtf
from auditor.references.cues import COMMON_PHRASES
from auditor.references.imprint import read_date
from auditor.references.names import name_like
from auditor.references.part import BRACKET, ITALIC, PAREN, QUOTE, URL, YEAR, Part
from auditor.references.plain import Kind, Zone

_INSIDE = re.compile(rf"[\s,.]{{0,30}}(?:published )?[Ii]n:?\s{{1,9}}(?=[A-Z\"“{ITALIC}{QUOTE}])")
_ROLE = re.compile(
    r",?\s{0,9}[(\[]?\b(?P<role>eds?\.?|editors?|hrsg\.)[)\]]?[\s,.:]{0,30}$", re.IGNORECASE
)
_PLAIN_END = re.compile(
    rf"[{URL}{PAREN}{BRACKET}{ITALIC}\ue000;]|https?:|www\.|doi:|, (?=\d|[a-z])|, [A-Z]|"
    r"[, ](?:[Vv]ol\.|[Nn]os?\.|[Ii]ssue|[Ee]ds?\.|pp?\.|[Ee]dited by|[Tt]rans\.)\s|"
    r"(?<=[^\s.]{4})\. |$"
)
_SMALL = frozenset(
    """of the and for in on de et la du und der des by at to a & le les al von y für zur im pour
    do da dos voor het och og e""".split()
)
_NUMBER = r"[A-Za-z]?\d{1,5}[A-Za-z]?(?:[/–-]{1,3}\d{1,4})?"
_VOLUME = re.compile(
    r"(?:vol(?:ume|\.)?|bd\.?|band|tome|jg\.)\s{0,2}(?P<volume>\d{1,4}|[IVXLC]{1,7}\b)",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    rf"(?<!\w)(?:nos?|nr|núm|issue|iss|number|n[°º]|heft|num)\b\.?\s{{0,2}}(?P<issue>{_NUMBER})",
    re.IGNORECASE,
)
_VOLUME_CUES = ("vol", "bd", "band", "tome", "jg.")
_ISSUE_CUES = ("no", "nr", "núm", "iss", "num", "n°", "nº", "heft")
_BARE_VOLUME = re.compile(
    rf"[\s,]{{0,30}}(?P<volume>\d{{1,4}}(?:[/–-]\d{{1,3}})?|[IVXLC]{{1,7}})"
    rf"(?:\.(?P<dotted>\d{{1,3}}))?(?=\s{{0,9}}(?:[,:]|{PAREN}|\(|\ue000|\.?$|\s(?:no|issue|suppl|spec)))"
)
_YEAR_FIRST = re.compile(
    rf"\s{{0,9}}(?P<year>{PAREN}{{6,20}})(?=,\s(?:nos?|nr|núm|issue|iss|number|n[°º]|heft|num)\b)",
    re.IGNORECASE,
)
ONE = r"(?:[A-Za-z]{0,2}\d{1,6}|[ivxlc]{1,8}\b)"
PAGES = rf"{ONE}(?:\s?[–—-]{{1,3}}\s?{ONE})?"
_PAGES = re.compile(
    rf"\s{{0,9}}[:,]\s{{0,9}}(?:pp?\.?\s{{0,9}}|S\.\s{{0,9}}|pages?\s{{0,9}})?"
    rf"(?P<pages>{PAGES}(?:,\s{{0,9}}{PAGES}){{0,30}})(?![\w/])"
)
_LABELLED = re.compile(rf"\b(?:pp\.|p\.|pages?|S\.)\s{{0,9}}(?P<pages>{PAGES})(?!\w)")


def read_container(part: Part, title: Zone, at: int) -> int:
    """The container of a work whose title (and its gloss) end at `at`; the offset after it."""
    inside = _INSIDE.match(part.mask, at)
    part.found.chapter = bool(inside)
    after = inside.end() if inside else at
    zone = _container_zone(part, after, inside=bool(inside))
    if title.kind is Kind.ITALIC and not inside:
        return _zone(part, zone) if zone and _site_follows(part, at, zone) else at
    if zone is None:
        return _plain(part, after)
    between = _dateless(part, after, zone.start - part.start)
    if len(between) > 300 or re.search(rf"[{URL}{PAREN}]|\d{{4}}", between):
        return _plain(part, after)
    if inside:
        _editors(part, between, after)
    return _zone(part, zone)


def _site_follows(part: Part, at: int, zone: Zone) -> bool:
    """Whether an italic site follows an italic title: "*Title*, 6 August 1790, *Site*, URL"."""
    between = _dateless(part, at, zone.start - part.start)
    return part.found.url is not None and "," in between and not between.strip(" ,.")


def _container_zone(part: Part, after: int, *, inside: bool) -> Zone | None:
    cjk = part.mask[after : after + 1] == QUOTE and part.words(after, after + 1) == "『"
    kinds = (Kind.ITALIC, Kind.QUOTE) if inside or cjk else (Kind.ITALIC,)
    for zone in part.zones:
        low, high = part.place(zone)
        if zone.kind in kinds and low >= after:
            words = part.words(low, high).strip(' .,*"“”').lower()
            if words not in COMMON_PHRASES:
                return zone
    return None


def _dateless(part: Part, low: int, high: int) -> str:
    """The mask between two offsets with its dates left out."""
    words = part.mask[low:high]
    for mention in part.dates:
        if low <= mention.start and mention.end <= high:
            words = words.replace(mention.raw, "", 1)
    return words


def _editors(part: Part, between: str, at: int) -> None:
    """Editors before the book: "in A and B, eds., *Book*"."""
    role = _ROLE.search(between)
    names = (between[: role.start()] if role else between).strip(" ,.")
    if names and name_like(names):
        low = at + between.index(names)
        part.take("editor" if role else "container_author", low, low + len(names))


def _zone(part: Part, zone: Zone) -> int:
    """Take the container; two italic titles joined by "and" are one."""
    low, high = zone.inner[0] - part.start, zone.inner[1] - part.start
    end = zone.end - part.start
    for other in part.zones:
        start, stop = part.place(other)
        if other.kind is Kind.ITALIC and re.fullmatch(
            r"\s{1,9}(?:and|und|et|y|/|&)\s{1,9}", part.mask[end:start]
        ):
            high, end = other.inner[1] - part.start, stop
    part.take("container_title", low, high)
    return end


def _plain(part: Part, at: int) -> int:
    """A container without italics: the capitalised words up to a comma, date, number or address."""
    match = _PLAIN_END.search(part.mask, at + 1 + _blank(part.mask[at:]))
    stops = [match.start()] if match else [len(part.mask)]
    stops += [m.start for m in part.dates if m.start > at]
    stop = min(stops)
    text = part.mask[at:stop].strip(" ,.:\n[(")
    if not _is_container(text):
        return at
    low = part.mask.index(text, at)
    numbered = re.fullmatch(r"(?P<name>.{3,160}\S)\s\d{1,4}", text)
    if numbered and not re.fullmatch(YEAR, text[-4:]):
        text = numbered["name"]
    high = low + len(text)
    gloss = re.compile(rf"\s{PAREN}{{3,14}}(?!{PAREN})").match(part.mask, high)
    if gloss and re.fullmatch(r"\s\([A-Z][\w.-]+\)", part.words(high, gloss.end())):
        high = gloss.end()
    part.take("container_title", low, high)
    return high


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip(" ,.:"))


def _is_container(text: str) -> bool:
    if not 2 < len(text) <= 160 or not (text[0].isupper() or ord(text[0]) > 0x2E7F):
        return False
    if re.match(
        r"(?:pp?|eds?|vols?|nos?|trans|box|folder|roll|rg|mss?|ph\.?d|m\.?a|interview)\b",
        text,
        re.IGNORECASE,
    ):
        return False
    if re.fullmatch(r"[IVXLC]+|(?:Vol|Chap|Ch|Part|Book)\w{0,40}+\.?\s.*", text):
        return False
    return all(not word[0].islower() or word in _SMALL for word in text.split())


def read_numbers(part: Part, at: int) -> int:
    """Volume and issue after a container (or a book's volume); the offset after them."""
    serial = "container_title" in part.found.at and not part.found.chapter
    volume = _VOLUME.search(part.mask, at) if part.may_hold(_VOLUME_CUES) else None
    if volume and not part.dated(*volume.span("volume")):
        part.take("volume", *volume.span("volume"))
        at = _pass(part, at, volume)
    elif serial:
        at = _bare_volume(part, at)
    at = _year_before_issue(part, at) if serial else at
    issue = _ISSUE.search(part.mask, at) if serial and part.may_hold(_ISSUE_CUES) else None
    if issue:
        part.take("issue", *issue.span("issue"))
        at = _pass(part, at, issue)
    attached = re.compile(rf"{PAREN}+").match(part.mask, at)
    if attached and "volume" in part.found.at and "issue" not in part.found.at:
        inner = part.words(attached.start() + 1, attached.end() - 1)
        if re.fullmatch(_NUMBER, inner) and not re.fullmatch(YEAR, inner):
            part.take("issue", attached.start() + 1, attached.end() - 1)
            part.paint(*attached.span())
            at = attached.end()
    return at


def _year_before_issue(part: Part, at: int) -> int:
    """The date between volume and issue: "137 (2022), no. 1"; the offset after it."""
    match = _YEAR_FIRST.match(part.mask, at)
    inner = part.words(match.start("year") + 1, match.end("year") - 1) if match else ""
    if match is None or not re.fullmatch(rf"(?:[^\W\d_]{{3,12}}\.? )?{YEAR}", inner):
        return at
    read_date(part, match.start("year") + 1, inner)
    part.paint(*match.span("year"))
    return match.end()


def _pass(part: Part, at: int, match: re.Match[str]) -> int:
    part.paint(match.start(), match.end())
    return max(at, match.end())


def _bare_volume(part: Part, at: int) -> int:
    """A volume right after the journal: "Survival 64, no. 3"; a year there is the date."""
    match = _BARE_VOLUME.match(part.mask, at)
    if not match:
        return at
    low, high = match.span("volume")
    if re.fullmatch(YEAR, match["volume"]):
        part.take_date("issued", Edtf(int(match["volume"])), low, high)
        return match.end()
    if part.dated(low, high):
        return at
    part.take("volume", low, high)
    if match["dotted"]:
        part.take("issue", *match.span("dotted"))
    return match.end()


def read_pages(part: Part, at: int) -> None:
    """Pages after volume, issue or imprint: the extent of an article, else the place cited."""
    serial = "container_title" in part.found.at and not part.found.imprint
    blank = re.compile(r"(?:\s|\ue000|,(?=\s*\ue000))*").match(part.mask, at)
    at = blank.end() if blank else at
    match = _PAGES.match(part.mask, at) or (serial and _LABELLED.search(part.mask, at)) or None
    if not match or part.dated(*match.span("pages")) or not (serial or part.found.imprint):
        return
    if (
        re.fullmatch(YEAR, match["pages"])
        and not part.found.imprint
        and part.mask[match.start()] == ","
    ):
        return
    whole = serial and re.search(r"\w\s?[–—-]", match["pages"])
    part.take("page" if whole else "locator", *match.span("pages"))
