"""Runs of labels to the fields of a citation: words around values taken off, dates read."""

from __future__ import annotations

import re

from auditor.references.part import Fields, Range
from auditor.references.plain import Kind, Plain, Zone
from auditor.references.tagger.days import read_date
from auditor.references.tagger.labels import FIELDS, IBID
from auditor.references.tagger.model import Run, TaggedCitation

_END = r"(?![^\W\d_])"  # of a word; "pp459" is two
_EDITED = rf"(?:ed(?:s|ited|itors?|ité)?|hg|hrsg|hgg|éd|dirs?|directed){_END}\.?\s?"
_BY = rf"(?:(?:by|von|par){_END}\s)?"
_BEFORE = {
    "container": r"(?:in|dans|en|of|from|for)\b:?\s",
    "editor": rf"(?:in:?\s|dans\s)?(?:{_EDITED}{_BY})?",
    "translator": rf"(?:trans(?:l(?:ated)?)?|trad(?:uit)?|tr|übers){_END}\.?\s?{_BY}",
    "author": r"by\s",
    "volume": rf"(?:vol(?:ume|s)?|bd|band|t|tome|jg|v){_END}\.?\s?",
    "issue": rf"(?:no|nr|n|nos|issue|h|heft|iss|num|numéro){_END}[.°º]?\s?|n[°º]\s?|№\s?",
    "number": rf"(?:no|nr|n|vol){_END}[.°º]?\s?|#\s?",
    "page": rf"(?:pp|p|pages?|pgs?|s|ss|seiten?){_END}\.?\s?",
    "locator": rf"(?:(?:at|hier|here){_END}\s?)?(?:(?:pp|p|pages?|s){_END}\.?\s?)?",
    "collection": r"(?:coll|ser|series)\b\.?\s[«\"]?\s?",
    "doi": r"(?:https?://)?(?:(?:dx\.)?doi\.org/)?(?:doi:?\s?)?",
}
_AFTER = {
    "editor": r"[,\s(\[]{0,3}\b(?:eds?|editors?|hg|hrsg|hgg|éds?|dirs?)\b\.?[)\]]?",
    "author": r"[,\s(\[]{0,3}\b(?:eds?|editors?|hg|hrsg|éds?|dirs?)\b\.?[)\]]?",
}
_BEFORE_RES = {name: re.compile(text, re.IGNORECASE) for name, text in _BEFORE.items()}
_AFTER_RES = {name: re.compile(rf"(?:{text})$", re.IGNORECASE) for name, text in _AFTER.items()}
_FAMILY = re.compile(r"(?:[^\W\dA-Z][\w'’]{0,4} ){0,3}[^\W\d_][\w'’\-]{1,40}")
# Family names alone: "Hall, Reyes and Koch", "Hall, Reyes & Koch", "Hall, Reyes, and Koch".
_ALONE = re.compile(r"(?:[\w'’\-]+, ){1,8}(?:[\w'’\-]+,? )?(?:and|&|und|et|y) [\w'’\-]+")
_KEPT = ".?!)]"  # marks after the last word that are part of a value where they belong to it


def fields_of(plain: Plain, cited: TaggedCitation) -> tuple[Fields, dict[str, float]]:
    """The fields of a tagged citation as the rules have them, and the confidence of each."""
    found = Fields()
    sure: dict[str, float] = {}
    for label, name in FIELDS.items():
        run = cited.best(label)
        if run is None:
            continue
        sure[name] = run.confidence
        _take(plain, found, name, run)
    _house(plain, found, sure)
    _url(plain, cited, found)
    found.ibid = cited.best(IBID) is not None
    found.names_stop = _names_stop(plain, cited)
    found.chapter = cited.best("container") is not None and _is_part(plain, cited)
    return found, sure


def _take(plain: Plain, found: Fields, name: str, run: Run) -> None:
    if name in ("issued", "accessed"):
        date = read_date(plain.text[run.start : run.end])
        if date is not None:
            found.dates[name] = (date, (run.start, run.end))
        return
    where = trimmed(plain.text, run)
    if name == "URL" or where[0] >= where[1]:
        return
    zone = _marked(plain, where) if name in ("title", "container_title") else None
    found.at[name] = plain.trimmed(*_whole(where, zone))
    if name == "title":
        found.title = zone


def _marked(plain: Plain, where: Range) -> Zone | None:
    """The quotation or italics that a range begins in."""
    marked = (zone for zone in plain.zones if zone.kind in (Kind.QUOTE, Kind.ITALIC))
    return next((zone for zone in marked if zone.start <= where[0] < zone.end), None)


def _whole(where: Range, zone: Zone | None) -> Range:
    """All of the zone for a range that holds most of it: years and numbers end titles too."""
    if zone is None or where[1] > zone.end:
        return where
    low, high = zone.inner
    near = where[0] - low < 2 and (where[1] - where[0]) * 2 > high - low
    return (low, high) if near else where


def _house(plain: Plain, found: Fields, sure: dict[str, float]) -> None:
    """`Place: Publisher` that was labelled as a place alone."""
    place = found.at.get("publisher_place")
    if place is None or "publisher" in found.at:
        return
    town, mark, _ = plain.text[slice(*place)].partition(": ")
    if mark:
        middle = place[0] + len(town)
        found.at["publisher_place"] = (place[0], middle)
        found.at["publisher"] = (middle + len(mark), place[1])
        sure["publisher"] = sure["publisher_place"]


def trimmed(text: str, run: Run) -> Range:
    """The range of a run's value: without "vol." and "edited by", with a mark that closes it."""
    start, end = run.start, run.end
    before = _BEFORE_RES.get(run.label)
    match = before.match(text, start, end) if before else None
    if match and match.end() < end:
        start = match.end()
    after = _AFTER_RES.get(run.label)
    match = after.search(text, max(start, end - 30), end) if after else None
    if match and match.start() > start:
        end = match.start()
    bare = run.label in ("author", "editor") and "." not in text[start:end]  # "Koch AB."
    while end < len(text) and text[end] in _KEPT and _belongs(text[start : end + 1]) and not bare:
        end += 1
    return start, end


def _belongs(value: str) -> bool:
    """Whether a value's last mark is its own: a question mark, or the end of a bracket in it."""
    pairs = {")": "(", "]": "["}
    if value[-1] in pairs:
        return value.count(pairs[value[-1]]) == value.count(value[-1])
    return value[-1] in "?!" or bool(re.search(r"(?:\b[A-Z]|Inc|Ltd|Co|al)\.$", value))


def _url(plain: Plain, cited: TaggedCitation, found: Fields) -> None:
    """The first address within the citation or just behind it (a link whose text is words)."""
    low, high = cited.segment.start, cited.segment.end
    urls = [zone for zone in plain.zones if zone.kind is Kind.URL]
    zones = (z for z in urls if low <= z.start < high + 2 * (z.start == z.end))
    found.url = next(zones, None)


def _names_stop(plain: Plain, cited: TaggedCitation) -> str:
    """A full stop where the first name is inverted, which is what names are asked about."""
    run = cited.best("author")
    if run is None:
        return ""
    names, after = plain.text[run.start : run.end], plain.text[run.end : run.end + 1]
    parts = names.split(", ")
    first = _FAMILY.fullmatch(parts[0]) is not None and len(parts) > 1
    if first and any(" " in part for part in parts[1:]) and len(parts[1].split()) < 4:
        return "." if not _ALONE.fullmatch(names) else ""
    return "." if after == "." else ""


def _is_part(plain: Plain, cited: TaggedCitation) -> bool:
    run = cited.best("container")
    return run is not None and plain.text[run.start : run.start + 3].lower() in ("in ", "in:")
