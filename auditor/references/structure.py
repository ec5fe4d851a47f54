"""One citation read field by field: deterministic extractors first, then what is left by place."""

from __future__ import annotations

from dataclasses import dataclass, field
import re

from auditor.dates import find_dates
from auditor.model.claim import DateMention, DateState
from auditor.model.dates import Edtf
from auditor.references.cues import COMMON_PHRASES, IBID, YEAR
from auditor.references.plain import Kind, Plain, Zone

Range = tuple[int, int]

_U, _Q, _I, _P, _B = (
    kind.value for kind in (Kind.URL, Kind.QUOTE, Kind.ITALIC, Kind.PAREN, Kind.BRACKET)
)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"“”<>]+")
_ACCESSED = re.compile(
    r"\b(?:(?:last |date )?(?:accessed|retrieved|visited|viewed|consulted|checked)|abgerufen|"
    r"zuletzt besucht|consulté|consultado)(?: on| in| am| le| el)?:?\s*(?=[\w\[(])",
    re.IGNORECASE,
)
_PLACE_PUBLISHER = re.compile(
    rf"(?:(?P<edition>[^:;()]{{0,40}}\bed(?:ition|\.|n\.?)),? )?(?:(?P<place>[^:]{{2,90}}):\s*)?"
    rf"(?P<publisher>[^:]{{2,160}}?)(?:,\s*(?P<date>[^,]{{0,25}}?\b(?:{YEAR})\b[^,]{{0,15}}|n\.d\.|forthcoming))?"
    r"(?:,\s*(?P<more>[^,]{1,40}))?\.?"
)
_THESIS = re.compile(
    r"(?P<genre>(?:unpublished |doctoral |master['’]s )?(?:ph\.? ?d\.?|m\.? ?a\.?|d\. ?phil\.?|m\.? ?phil\.?|"
    r"doctoral|master['’]?s|bachelor['’]?s|b\.? ?a\.?|senior|honors)[^,]{0,12}"
    r"(?:diss(?:ertation|\.)?|thesis))",
    re.IGNORECASE,
)
_NUMBER = r"\d{1,5}[A-Za-z]?(?:[/–-]+\d{1,4})?"
_ISSUE = rf"(?:(?:nos?|nr|issue|iss|number|n[°º]|heft|num)\.?\s*(?P<issue>{_NUMBER}))"
_PAGES = r"(?:[A-Za-z]{0,2}\d{1,6}|[ivxlcdm]{1,8})(?:\s?[–—-]{1,3}\s?(?:[A-Za-z]{0,2}\d{1,6}|[ivxlcdm]{1,8}))?"
_VOLUME = re.compile(
    rf"[\s,.]*(?:(?:vol(?:ume|\.)?|bd\.?|band|t\.|tome)\s*)?(?P<volume>\d{{1,4}}|[IVXLC]{{1,7}}\b)?"
    rf"(?:\s*[,.:]?\s*{_ISSUE}|\.(?P<dotted>\d{{1,3}})(?=[\s,:(\ue004]))?"
    rf"(?P<paren>\s*,?\s*{_P}+)?",
    re.IGNORECASE,
)
_COLON_PAGES = re.compile(
    rf"\s*[:,]\s*(?:pp?\.?\s*|S\.\s*|pages?\s*)?(?P<pages>{_PAGES}(?:,\s*{_PAGES})*)(?!\w)"
)
_LABEL = (
    r"(?:pp?\.?|pages?|fols?\.?|ff\.?|ch(?:ap(?:ter|s|\.)?|\.)?|secs?\.?|§+|paras?\.?|¶+|nn?\.|lines?|ll\.|"
    r"figs?\.?|table|plates?|pl\.|loc\.?|location|verse|s\.v\.|at|S\.|art\.|appendix|book|bk\.|part|pt\.|"
    r"act|scene|act|min\.?|column|cols?\.)"
)
_LOCUS = rf"(?:\d{{1,3}}:\s?)?{_PAGES}(?:\s?(?:ff?|n\.?\s?\d{{0,3}})\b\.?)?"
_LOCATOR = re.compile(
    rf"(?:^|(?<=[\s,:.)]))(?P<locator>(?:{_LABEL}\s*)?{_LOCUS}(?:(?:,| and| &|;)\s(?:{_LABEL}\s*)?{_LOCUS})*|"
    rf"{_LABEL}\s+[\w“\"'’ .-]{{1,60}}|passim)(?=[\s,.;)]|$)"
)
_EDITED = re.compile(
    r"\b(?P<role>[Ee]dited by|[Ee]ds?\.(?: by)?|[Tt]ranslated by|[Tt]rans\.(?: by)?|[Tt]r\.|[Hh]rsg\. von)\s+"
)
_ROLE_AFTER = re.compile(
    r",?\s*\(?\b(?P<role>eds?\.?|editors?|trans\.|translators?|comps?\.)(?=[\s,):\ue003.]|$)\)?\.?"
)


@dataclass(slots=True)
class Fields:
    """What was found: ranges of the plain text by field name, dates apart, words left over."""

    title: Zone | None = None
    at: dict[str, Range] = field(default_factory=dict)
    dates: dict[str, tuple[Edtf, Range]] = field(default_factory=dict)
    url: Zone | None = None
    names_stop: str = ""
    ibid: bool = False
    editors_lead: bool = False
    chapter: bool = False
    imprint: bool = False


def read(plain: Plain, start: int, end: int) -> Fields:
    """The fields of the citation that stands between two offsets of the plain text."""
    found = Fields()
    mask = plain.masked(start, end)
    zones = plain.within(start, end)
    _addresses(plain, found, start, end)
    dates = _dates(mask, start)
    mask = _accessed(found, mask, start, dates)
    if IBID.match(mask):
        found.ibid = True
        _locator(found, mask, start, IBID.match(mask).end())
        return found
    title = next((z for z in zones if _is_title(plain, z)), None)
    if title is None:
        return _untitled(plain, found, mask, start, end, dates)
    found.title = title
    found.at["title"] = title.inner
    _head(plain, found, start, title.start)
    _after(plain, found, mask, start, title, zones, dates)
    return found


def _is_title(plain: Plain, zone: Zone) -> bool:
    if zone.kind not in (Kind.QUOTE, Kind.ITALIC):
        return False
    return plain.text[slice(*zone.inner)].strip(" .,").lower() not in COMMON_PHRASES


def _addresses(plain: Plain, found: Fields, start: int, end: int) -> None:
    for zone in plain.zones:
        if zone.kind is not Kind.URL or zone.start < start or zone.end > end:
            continue
        doi = _DOI.search(zone.url) if "doi" in zone.url.lower() else None
        if doi and "DOI" not in found.at:
            at = plain.text.find(doi[0], zone.start, zone.end)
            found.at["DOI"] = (at, at + len(doi[0])) if at >= 0 else (zone.start, zone.end)
        if found.url is None:
            found.url = zone
    if "DOI" not in found.at:
        match = re.compile(r"doi:?\s*(?P<doi>10\.\d{4,9}/[^\s\"“”<>]+)", re.IGNORECASE).search(
            plain.text, start, end
        )
        if match:
            stop = match.start("doi") + len(match["doi"].rstrip(".,;)]"))
            found.at["DOI"] = (match.start("doi"), stop)


def _dates(mask: str, start: int) -> list[DateMention]:
    if not re.search(r"\d", mask):
        return []
    return [m for m in find_dates(mask) if m.state is DateState.CERTAIN and m.value is not None]


def _accessed(found: Fields, mask: str, start: int, dates: list[DateMention]) -> str:
    """Take out "accessed DATE"; the mask with it blanked, so that the date is not `issued`."""
    match = _ACCESSED.search(mask)
    if not match:
        return mask
    stop = match.end()
    for mention in dates:
        if 0 <= mention.start - match.end() <= 4:
            found.dates["accessed"] = (mention.value, (start + mention.start, start + mention.end))
            stop = mention.end
            dates.remove(mention)
            break
    return mask[: match.start()] + " " * (stop - match.start()) + mask[stop:]


def _head(plain: Plain, found: Fields, start: int, end: int) -> None:
    """Authors before the title, without a role ("ed.") and the mark that ends them."""
    text = plain.text[start:end]
    role = re.search(r",?\s*\(?\b(?:eds?\.?|editors?|trans\.|comps?\.)\)?[\s,.:]*$", text)
    stop = role.start() if role else len(text)
    found.editors_lead = bool(role and "ed" in role[0])
    names = text[:stop].rstrip()
    tail = names[-1:]
    year = re.search(rf"[\s,.]*\(?\b({YEAR})[a-z]?\)?[\s.,:]*$", names)
    if year:
        found.dates["issued"] = (Edtf(int(year[1])), (start + year.start(1), start + year.end(1)))
        names, tail = names[: year.start()], "."
    found.names_stop = tail if tail in ".," else ""
    names = (
        names.rstrip(" ,:")
        if found.names_stop != "."
        else names.rstrip(" ,:.")
        if _ends_word(names)
        else names.rstrip(" ,:")
    )
    if names.strip(" .,:"):
        lead = len(names) - len(names.lstrip(" ,.:"))
        found.at["author"] = (start + lead, start + len(names))


def _ends_word(names: str) -> bool:
    return bool(re.search(r"\w{2,}\.$", names.rstrip())) and not re.search(
        r"\b(?:al|[JS]r|Inc|Ltd|Co|Corp)\.$", names.rstrip()
    )


def _after(plain, found, mask, start, title, zones, dates) -> None:
    at = title.end - start
    rest = mask[at:]
    gloss = re.match(rf"[\s,.]*(?P<b>{_B}+)", rest)
    if gloss:
        _gloss(plain, found, start + at + gloss.start("b"), start + at + gloss.end("b"))
        at += gloss.end()
    at = _container(plain, found, mask, start, at, title, zones, dates)
    at = _imprints(plain, found, mask, start, at, dates)
    _issued(found, mask, start, at, title, dates)
    if "page" not in found.at and "locator" not in found.at:
        _locator(found, _blanked(mask, start, found, dates), start, title.end - start)


def _gloss(plain: Plain, found: Fields, start: int, end: int) -> None:
    inside = plain.text[start + 1 : end - 1]
    cut = inside.find("/")
    original = plain.text[slice(*found.at["title"])]
    if not re.search(r"[\u0370-\uffdc]", original) and cut < 0:
        found.at["translated"] = (start + 1, end - 1)
        return
    if cut < 0:
        found.at["translated"] = (start + 1, end - 1)
    else:
        found.at["transliterated"] = (start + 1, start + 1 + cut)
        found.at["translated"] = (start + 2 + cut, end - 1)


def _blanked(mask: str, start: int, found: Fields, dates: list[DateMention]) -> str:
    """The mask with everything already read, and all dates, painted over with spaces."""
    chars = list(mask)
    taken = [*found.at.values(), *(where for _, where in found.dates.values())]
    taken += [(start + m.start, start + m.end) for m in dates]
    for low, high in taken:
        for index in range(max(0, low - start), min(len(chars), high - start)):
            chars[index] = "\ue000"
    return "".join(chars)


def _container(plain, found, mask, start, at, title, zones, dates) -> int:
    """What the work is part of: an italic title after a quoted one, or plain words in its place."""
    if title.kind is not Kind.QUOTE:
        return at
    inside = re.match(r"[\s,.]*(?:in|In):?\s+(?=[A-Z\"“]|" + _I + ")", mask[at:])
    found.chapter = bool(inside)
    after = at + (inside.end() if inside else 0)
    italic = next(
        (
            z
            for z in zones
            if z.kind is Kind.ITALIC and z.start - start >= after and _is_title(plain, z)
        ),
        None,
    )
    if italic is not None:
        between = mask[after : italic.start - start]
        if not re.search(rf"[{_U}{_P}]|\d{{4}}", between) and len(between) < 300:
            _between(found, between, start + after, inside=bool(inside))
            return _serial(plain, found, mask, start, italic, zones)
    return _plain_container(found, mask, start, after, dates)


def _between(found: Fields, text: str, start: int, *, inside: bool) -> None:
    """Editors before the container: "in A and B, eds., *Book*", "*Book*, ed. A"."""
    role = re.search(
        r",?\s*\(?\b(?P<role>eds?\.?|editors?|hrsg\.)\)?[\s,.:]*$", text, re.IGNORECASE
    )
    names = text[: role.start()] if role else text
    names = names.strip(" ,.") if inside else ""
    if names:
        low = start + text.index(names)
        found.at["editor" if role or inside else "author"] = (low, low + len(names))


def _serial(plain, found, mask, start, italic, zones) -> int:
    low, high = italic.inner
    also = next((z for z in zones if z.kind is Kind.ITALIC and z.start >= italic.end), None)
    if also and re.fullmatch(r"\s+and\s+", plain.text[italic.end : also.start]):
        high, italic = also.inner[1], also
    found.at["container_title"] = (low, high)
    return italic.end - start


def _plain_container(found, mask, start, at, dates) -> int:
    stops = [m.start for m in dates if m.start >= at]
    match = re.compile(
        rf"[{_U}{_P}]|https?:|www\.|doi:| {{3}}|;|\b(?:vol\.|no\.|[Nn]o\. |eds?\. |edited by|trans\.)\s|, \d"
    ).search(mask, at)
    stops += [match.start()] if match else []
    stop = min([*stops, len(mask)])
    words = mask[at:stop]
    if words.rstrip().endswith("(") or (
        match and match.start() == stop and mask[stop] == _P and stop + 1 < len(mask)
    ):
        pass
    text = words.strip(" ,.:\n[(")
    if (
        not text
        or not re.match(r"[A-Z\u00c0-\uffff]", text)
        or len(text) > 160
        or re.match(r"(?:pp?|ed|vol|no|trans)\.", text)
    ):
        return at
    if not _has_substance(text):
        return at
    low = at + words.index(text)
    high = low + len(text)
    if match and mask[stop : stop + 1] == _P:
        gloss = re.match(rf"{_P}+", mask[stop:])
        if (
            high == stop - 1
            and re.fullmatch(r"\ue004+", gloss[0])
            and _acronym_gloss(found, text, gloss[0])
        ):
            high = stop + gloss.end()
    found.at["container_title"] = (start + low, start + high)
    return high


def _acronym_gloss(found: Fields, text: str, gloss: str) -> bool:
    return 4 <= len(gloss) <= 12


def _has_substance(text: str) -> bool:
    small = [
        w
        for w in text.split()
        if w[0].islower()
        and w
        not in (
            "of",
            "the",
            "and",
            "for",
            "in",
            "on",
            "de",
            "et",
            "la",
            "du",
            "und",
            "der",
            "des",
            "by",
            "at",
            "to",
            "a",
        )
    ]
    return not small


def _imprints(plain, found, mask, start, at, dates) -> int:
    """Volume, issue, pages, and the brackets with place, publisher and year."""
    match = _VOLUME.match(mask, at) if "container_title" in found.at and not found.chapter else None
    if match and (match["volume"] or match["issue"]):
        if match["volume"] and not (re.fullmatch(YEAR, match["volume"])):
            found.at["volume"] = _range(match, "volume", start)
        elif match["volume"]:
            found.dates["issued"] = (Edtf(int(match["volume"])), _range(match, "volume", start))
        for name in ("issue", "dotted"):
            if match[name]:
                found.at["issue"] = _range(match, name, start)
        at = match.start("paren") if match["paren"] else match.end()
    for zone in [
        z
        for z in plain.within(start, start + len(mask))
        if z.kind is Kind.PAREN and z.start - start >= at
    ]:
        if _imprint(plain, found, zone):
            at = zone.end - start
    pages = _COLON_PAGES.match(mask, at)
    if pages and (("container_title" in found.at and not found.chapter) or found.imprint):
        whole = (
            found.at.get("container_title")
            and not found.imprint
            and re.search(r"\d\D+\d|–|-", pages["pages"])
        )
        if not _is_date_part(pages, dates):
            found.at["page" if whole else "locator"] = _range(pages, "pages", start)
            at = pages.end()
    return at


def _is_date_part(match: re.Match[str], dates: list[DateMention]) -> bool:
    return any(m.start < match.end("pages") and match.start("pages") < m.end for m in dates)


def _range(match: re.Match[str], name: str, start: int) -> Range:
    return start + match.start(name), start + match.end(name)


def _imprint(plain: Plain, found: Fields, zone: Zone) -> bool:
    low, high = zone.inner
    text = plain.text[low:high]
    thesis = _THESIS.search(text)
    year = re.search(rf"\b({YEAR})\b", text)
    if thesis:
        found.at["genre"] = (low + thesis.start("genre"), low + thesis.end("genre"))
        rest = re.compile(r"[,.]?\s*(?P<publisher>[^,]{3,100})").match(text, thesis.end())
        if rest:
            found.at["publisher"] = _range(rest, "publisher", low)
    elif re.fullmatch(
        rf"(?:[^,\d:]{{0,30}}\s)?(?:\d{{1,2}},?\s)?{YEAR}(?:[–/-]+\d{{2,4}})?", text.strip()
    ):
        pass
    else:
        match = _PLACE_PUBLISHER.fullmatch(text.strip())
        if not match or not (match["place"] or year) or "publisher" in found.at:
            return False
        low += len(text) - len(text.lstrip())
        for name in ("place", "publisher", "edition"):
            if match[name] and not re.fullmatch(rf"{YEAR}|n\.d\.", match[name]):
                found.at[{"place": "publisher_place"}.get(name, name)] = _range(match, name, low)
        found.imprint = True
    if year and "issued" not in found.dates:
        dates = [
            m for m in find_dates(text) if m.value is not None and m.state is DateState.CERTAIN
        ]
        at = zone.inner[0]
        if dates:
            found.dates["issued"] = (dates[-1].value, (at + dates[-1].start, at + dates[-1].end))
        else:
            found.dates["issued"] = (Edtf(int(year[1])), (at + year.start(1), at + year.end(1)))
    return True


def _issued(found, mask, start, at, title, dates) -> None:
    if "issued" in found.dates:
        return
    after = [m for m in dates if m.start >= title.end - start]
    for mention in after:
        found.dates["issued"] = (mention.value, (start + mention.start, start + mention.end))
        return
    year = re.search(rf"[,.(\s]({YEAR})(?=[),.;:\s]|$)", mask[title.end - start :])
    if year and found.url is not None:
        low = title.end + year.start(1)
        found.dates["issued"] = (Edtf(int(year[1])), (low, low + 4))


def _locator(found: Fields, mask: str, start: int, at: int) -> None:
    match = _LOCATOR.search(mask, at)
    if match:
        found.at["locator"] = _range(match, "locator", start)


def _untitled(plain, found, mask, start, end, dates) -> Fields:
    """A citation with no marked title: an imprint after plain words, an address, a bare name."""
    paren = next(
        (z for z in plain.within(start, end) if z.kind is Kind.PAREN and _imprint(plain, found, z)),
        None,
    )
    stop = (
        paren.start
        if paren
        else (found.url.start if found.url and found.url.start >= start else end)
    )
    words = plain.text[start:stop].rstrip(" ,.:")
    cut = words.find(", ")
    if paren and cut > 0:
        found.at["author"] = (start, start + cut)
        found.at["title"] = (start + cut + 2, start + len(words))
        _locator(found, mask, start, paren.end - start)
    elif words and found.url is not None:
        found.at["title"] = (start, start + len(words))
    elif words:
        match = re.compile(rf",?\s(?P<locator>(?:{_LABEL}\s*)?{_LOCUS})\.?$").search(words)
        if match:
            found.at["locator"] = _range(match, "locator", start)
            words = words[: match.start()]
        found.at["author"] = (start, start + len(words.rstrip(" ,")))
    if dates and "issued" not in found.dates:
        found.dates["issued"] = (dates[0].value, (start + dates[0].start, start + dates[0].end))
    return found
