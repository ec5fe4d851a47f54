"""Addresses and DOIs of a citation, and when it was accessed."""

from __future__ import annotations

import re

from auditor.references.part import Part, dates_in
from auditor.references.plain import Kind, Zone
from auditor.text.mementos import recognise

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"“”<>]+")
_LABELLED_DOI = re.compile(
    r"doi:?\s{0,3}(?P<doi>10\.\d{4,9}/[^\s\"“”<>\ue000-\ue005]+)", re.IGNORECASE
)
_ACCESSED = re.compile(
    r"[\[(]?\b(?:(?:last |date |was )?(?:accessed|retrieved|visited|viewed|consulted|checked)|"
    r"abgerufen|zuletzt besucht|consulté|consultado)(?: on| in| am| le|"
    r" el)?:?\s{0,3}(?=[\w\[(\ue001]|$)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"(?:^|[;,]\s*)(?:(?:last |date )?(?:accessed|retrieved|visited|viewed|consulted|checked)|"
    r"cited|abgerufen|zuletzt besucht|consulté|consultado)(?: on| in| am| le| el)?:?\s+(?=\w)",
    re.IGNORECASE,
)
_ACCESSED_CUES = tuple(
    "accessed retrieved visited viewed consult checked abgerufen besucht".split()
)


def read_addresses(part: Part) -> None:
    """The address as cited (an archived copy only where there is no other), and the DOI."""
    end = part.start + len(part.mask)
    zones = [
        z for z in part.plain.zones if z.kind is Kind.URL and z.start >= part.start and z.end <= end
    ]
    for zone in zones:
        _doi(part, zone)
    direct = [z for z in zones if recognise(z.url) is None]
    part.found.url = next(iter(direct or zones), None)
    labelled = _LABELLED_DOI.search(part.mask)
    if labelled:
        low = labelled.start("doi")
        part.take("DOI", low, low + len(labelled["doi"].rstrip(".,;)]")))
        part.paint(labelled.start(), labelled.end())


def _doi(part: Part, zone: Zone) -> None:
    match = _DOI.search(zone.url) if "doi" in zone.url.lower() else None
    if not match or "DOI" in part.found.at:
        return
    at = part.plain.text.find(match[0], zone.start, zone.end)
    where = (at, at + len(match[0])) if at >= 0 else zone.inner
    part.found.at["DOI"] = where


def read_accessed(part: Part) -> None:
    """The date in "accessed DATE", painted out so that it is not taken for the work's own."""
    match = _ACCESSED.search(part.mask) if part.may_hold(_ACCESSED_CUES) else None
    if match is None:
        _accessed_in_brackets(part)
        return
    mention = next((m for m in part.dates if 0 <= m.start - match.end() <= 4), None)
    if mention is not None and mention.value is not None:
        part.take_date("accessed", mention.value, mention.start, mention.end)
    part.paint(match.start(), match.end())


def _accessed_in_brackets(part: Part) -> None:
    for zone in part.zones:
        low, high = zone.inner[0] - part.start, zone.inner[1] - part.start
        if zone.kind not in (Kind.PAREN, Kind.BRACKET) or high - low > 120:
            continue
        match = _IN_BRACKETS.search(part.words(low, high))
        if match:
            _bracketed(part, zone, low + match.start(), low + match.end())
            return


def _bracketed(part: Part, zone: Zone, cue: int, after: int) -> None:
    """Read "(4 May 2020; accessed 5 June 2021)", the cue of whose access stands at `cue`."""
    low, high = zone.inner[0] - part.start, zone.inner[1] - part.start
    seen = next(iter(dates_in(part.words(after, high))), None)
    if seen is not None and seen.value is not None:
        part.take_date("accessed", seen.value, after + seen.start, after + seen.end)
    own = dates_in(part.words(low, cue)) if part.words(low, low + 1).isdigit() else []
    for mention in own[:1]:
        if mention.value is not None:
            part.take_date("issued", mention.value, low + mention.start, low + mention.end)
    part.paint(*part.place(zone))
