"""One citation read field by field: deterministic extractors first, then what is left by place."""

from __future__ import annotations

import re

from auditor.model.dates import Edtf
from auditor.references.addresses import read_accessed, read_addresses
from auditor.references.authordate import author_date, read_author_date
from auditor.references.cues import IBID
from auditor.references.imprint import TIME, read_edition, read_imprints, read_thesis
from auditor.references.locators import read_locator
from auditor.references.part import BRACKET, ITALIC, YEAR, Fields, Part
from auditor.references.plain import Kind, Plain, Zone
from auditor.references.roles import read_head, read_roles
from auditor.references.serial import read_container, read_numbers, read_pages
from auditor.references.titles import is_title
from auditor.references.untitled import read_untitled
from auditor.references.vancouver import read_vancouver, vancouver

_GLOSS = re.compile(rf"[\s,.]{{0,30}}(?P<gloss>{BRACKET}+)")
_TIME = re.compile(TIME)
_LATE_YEAR = re.compile(rf"[,.(\s]({YEAR})(?=[),.;:\s\ue001]|$)")


def read(plain: Plain, start: int, end: int) -> Fields:
    """The fields of the citation that stands between two offsets of the plain text."""
    part = Part(plain, start, end)
    read_addresses(part)
    read_accessed(part)
    ibid = IBID.match(part.mask)
    title = _title(part)
    if ibid and title is None:
        part.found.ibid = True
        read_locator(part, ibid.end())
    elif medical := vancouver(plain, start, end):
        read_vancouver(part, *medical)
    elif head := author_date(plain, start, end):
        read_author_date(part, head)
    elif title is None:
        read_untitled(part)
    else:
        _read_titled(part, title)
    return part.found


def _title(part: Part) -> Zone | None:
    """The zone that holds the title: a quotation after a newspaper's italic name counts first."""
    zones = [zone for zone in part.zones if is_title(part.plain, zone)]
    if len(zones) > 1 and zones[0].kind is Kind.ITALIC and zones[1].kind is Kind.QUOTE:
        between = part.plain.text[zones[0].end : zones[1].start]
        if (
            re.fullmatch(r"[\s,.:]*", between)
            and not part.plain.text[part.start : zones[0].start].strip()
        ):
            part.take(
                "container_title", zones[0].inner[0] - part.start, zones[0].inner[1] - part.start
            )
            return zones[1]
    return zones[0] if zones else None


def _read_titled(part: Part, title: Zone) -> None:
    found = part.found
    found.title = title
    if _issue_alone(part, title):
        part.take("container_title", title.inner[0] - part.start, title.inner[1] - part.start)
        at = read_imprints(part, read_numbers(part, title.end - part.start))
        read_pages(part, at)
        _issued(part, title.end - part.start)
        read_locator(part, title.end - part.start)
        return
    if "container_title" not in found.at:
        read_head(part, title.start - part.start)
    after_letter = "title" in found.at
    found.at.setdefault("title", title.inner)
    at = title.end - part.start
    if after_letter:
        found.at["container_title"] = title.inner
        at = found.at["title"][1] - part.start
    else:
        at = _gloss(part, at)
        read_roles(part, at)
        read_edition(part, at)
        at = max(at, read_container(part, title, at))
        at = read_numbers(part, at)
        at = read_imprints(part, at)
        read_pages(part, at)
        read_thesis(part, at)
    _issued(part, at if after_letter else title.end - part.start)
    if "page" not in found.at and "locator" not in found.at:
        read_locator(part, title.end - part.start)


def _issue_alone(part: Part, title: Zone) -> bool:
    """Whether a newspaper or journal is cited without an article: "*The Times*, 5 May 1920"."""
    at = title.end - part.start
    if title.kind is not Kind.ITALIC or part.mask[: title.start - part.start].strip():
        return False
    if re.match(r" \d{1,3}(?:, no\.| \ue004)", part.mask[at:]):
        return True
    days = [m for m in part.dates if m.value is not None and m.value.day]
    return any(0 < m.start - at <= 3 for m in days) and ITALIC not in part.mask[at:]


def _gloss(part: Part, at: int) -> int:
    """A bracket after the title: [transliteration/translation], or the translation alone."""
    match = _GLOSS.match(part.mask, at)
    if not match:
        return at
    low, high = match.start("gloss") + 1, match.end("gloss") - 1
    cut = part.words(low, high).find("/")
    original = part.plain.text[slice(*part.found.at["title"])]
    if cut >= 0 and re.search(r"[\u0370-\uffdc]", original):
        part.take("transliterated", low, low + cut)
        low += cut + 1
    part.take("translated", low, high)
    part.paint(match.start("gloss"), match.end("gloss"))
    return match.end()


def _issued(part: Part, at: int) -> None:
    """The work's date: the first one left after the title."""
    if "issued" in part.found.dates:
        return
    mention = next((m for m in part.dates if m.start >= at and m.value and not m.value.until), None)
    if mention is not None and mention.value is not None:
        time = _TIME.match(part.mask, mention.end)
        part.take_date("issued", mention.value, mention.start, time.end() if time else mention.end)
        return
    year = (
        _LATE_YEAR.search(part.mask, at) if part.found.url or "publisher" in part.found.at else None
    )
    if year:
        part.take_date("issued", Edtf(int(year[1])), *year.span(1))
