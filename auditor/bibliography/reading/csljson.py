"""CSL-JSON to items: a list, one item, or an object with `items`; only CSL's own variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
import json
from typing import Any

from auditor.bibliography.entries import Entry
from auditor.bibliography.parts import date_of
from auditor.bibliography.reading.result import Problem, Yielded, entry, plain

# Variables and name parts of CSL 1.0.2, appendix IV.
NAMES = frozenset(
    """author chair collection-editor compiler composer container-author contributor curator
    director editor editorial-director executive-producer guest host illustrator interviewer
    narrator organizer original-author performer producer recipient reviewed-author script-writer
    series-creator translator""".split()
)
DATES = frozenset("accessed available-date event-date issued original-date submitted".split())
TEXTS = frozenset(
    """abstract annote archive archive_collection archive_location archive-place authority
    call-number chapter-number citation-key citation-label citation-number collection-number
    collection-title container-title container-title-short dimensions division DOI edition event
    event-place event-title first-reference-note-number genre ISBN ISSN issue journalAbbreviation
    jurisdiction keyword language locator medium note number number-of-pages number-of-volumes
    original-publisher original-publisher-place original-title page page-first part-number
    part-title PMCID PMID printing-number publisher publisher-place references reviewed-genre
    reviewed-title scale section shortTitle source status supplement-number title title-short URL
    version volume volume-title volume-title-short year-suffix""".split()
)
_PARTS = ("family", "given", "non-dropping-particle", "dropping-particle", "suffix", "literal")
_MAX_NAMES = 5000  # of one field; the longest author list in print has 5,154
_WRAPPERS = ("items", "references")


def read_csl_json(text: str) -> Yielded:
    """The items of a CSL-JSON text; faults with their lines, the rest is kept."""
    start = len(text) - len(text.lstrip())
    if text[start] == "{":
        return _of_object(text, start)
    return _listed(text, start)


def _of_object(text: str, start: int) -> Iterator[Entry | Problem]:
    """The items that an object wraps, or the one that it is."""
    try:
        whole, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        yield _broken(text, start, error)
        return
    wrapped = next((whole[name] for name in _WRAPPERS if isinstance(whole.get(name), list)), None)
    for value in [whole] if wrapped is None else wrapped:
        yield _item(value, _line(text, start))


def _listed(text: str, start: int) -> Iterator[Entry | Problem]:
    """The items of a list, read one by one: what stands before a break in the text is kept."""
    decode = json.JSONDecoder().raw_decode
    at, line, counted = start + 1, _line(text, start), start
    while True:
        at = _skipped(text, at)
        if text[at : at + 1] in ("]", ""):
            if at >= len(text):
                yield Problem(_line(text, len(text)), "the list is not closed; all before is kept")
            return
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = decode(text, at)
        except (ValueError, RecursionError) as error:
            yield _broken(text, at, error)
            return
        yield _item(value, line)


def _skipped(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def _broken(text: str, at: int, error: Exception) -> Problem:
    """What is wrong with the JSON; nothing behind it can be told apart from it."""
    if isinstance(error, json.JSONDecodeError):
        return Problem(error.lineno, f"no JSON: {error.msg.lower()}; the entries behind are lost")
    return Problem(_line(text, at), "nested too deeply, or a number too long; the rest is lost")


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _item(value: Any, line: int) -> Entry | Problem:
    """One item, of which all is kept that CSL knows and that has the shape it should have."""
    if not isinstance(value, dict):
        return Problem(line, "an entry that is no object")
    kind = value.get("type")
    if not isinstance(kind, str) or not any(name in value for name in ("title", "author", "URL")):
        return Problem(line, "an entry without a type, or without title, author and URL")
    fields = dict(_fields(value))
    return entry(str(value.get("id", "")), plain(kind)[:50], fields)


def _fields(value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, given in value.items():
        if name in TEXTS and isinstance(given, str | int | float):
            yield {"shortTitle": "title-short", "event": "event-title"}.get(name, name), str(given)
        elif name in NAMES and isinstance(given, list):
            yield name, [made for each in given[:_MAX_NAMES] if (made := _name(each))]
        elif name in DATES and isinstance(given, dict):
            yield name, _date(given)
        elif name == "custom" and isinstance(given, dict):
            yield (
                name,
                {
                    plain(str(key))[:100]: plain(part) if isinstance(part, str) else part
                    for key, part in list(given.items())[:50]
                    if isinstance(part, str | bool | int)
                },
            )


def _name(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    texts = {part: value.get(part) for part in _PARTS}
    return {
        part: kept
        for part, text in texts.items()
        if isinstance(text, str) and (kept := plain(text))
    }


def _date(value: Mapping[str, Any]) -> dict[str, Any]:
    """A date of parts, else of the words under `raw` or `literal`."""
    ends = value.get("date-parts")
    parts = [_numbers(end) for end in ends[:2]] if isinstance(ends, list) else []
    if parts and all(parts):
        found: dict[str, Any] = {"date-parts": parts}
        if value.get("circa"):
            found["circa"] = True
        if isinstance(season := value.get("season"), int | str) and str(season) in "1234":
            found["season"] = int(season)
        return found
    for name in ("raw", "literal"):
        if isinstance(text := value.get(name), str):
            return date_of(plain(text))
    return {}


def _numbers(end: Any) -> list[int]:
    """Year, month and day as numbers, up to the first that can be none."""
    found: list[int] = []
    limits = ((-9999, 9999), (1, 12), (1, 31))
    for part, (low, high) in zip(end if isinstance(end, Sequence) else (), limits, strict=False):
        try:
            number = int(str(part)[:6])
        except ValueError:
            break
        if not low <= number <= high:
            break
        found.append(number)
    return found
