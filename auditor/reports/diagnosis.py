"""One finding as an editor reads it: message, place, source line, what it stands against, help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.model.finding import Evidence, Finding, Location
from auditor.reports.lines import Line, Piece, cut, hanging, line, tidy
from auditor.reports.snippet import clear, window
from auditor.reports.words import human_date, human_time

_QUOTED = frozenset({"sentence", "note", "title", "document", "text", "metadata"})
_PLACES = 3  # related places shown with their words; of more, the positions are listed


def diagnosis(finding: Finding, width: int) -> Iterator[Line]:
    """All lines of one finding, at most `width` cells wide but for addresses."""
    role = finding.severity.value
    gutter = len(str(max(finding.location.line, 99)))
    yield from hanging(
        (Piece(f"{role}[{finding.rule}]", role), Piece(": ")), finding.message, width, "message"
    )
    yield line(" " * gutter, Piece("--> ", "gutter"), Piece(_place(finding, finding.location), "path"))
    yield from _source(finding, gutter, width)
    yield from _related(finding, gutter, width)
    yield _bar(gutter)
    yield from _facts(finding, gutter, width)


def brief(finding: Finding, width: int) -> Iterator[Line]:
    """A further finding of the same kind, on its place and message alone."""
    first = (Piece("     · ", "gutter"), Piece(_place(finding, finding.location), "path"), Piece("  "))
    yield from hanging(first, finding.message, width)


def _place(finding: Finding, place: Location) -> str:
    part = f" ({place.part})" if place.part else ""
    return f"{tidy(finding.article)}:{place.line}:{place.column}{tidy(part)}"


def _bar(gutter: int, *parts: Piece) -> Line:
    return (Piece(" " * (gutter + 1) + "│", "gutter"), *((Piece(" "), *parts) if parts else ()))


def _source(finding: Finding, gutter: int, width: int) -> Iterator[Line]:
    place = finding.location
    if not place.excerpt.strip():
        return
    room = width - gutter - 3
    shown = window(place, room)
    yield _bar(gutter)
    yield (Piece(f"{place.line:>{gutter}} │", "gutter"), Piece(" "), Piece(shown.text, "source"))
    marks = " " * shown.before + "^" * shown.marked
    label = _label(finding)
    if label and len(marks) + 1 + len(label) <= room:
        marks += f" {label}"
    yield _bar(gutter, Piece(marks, finding.severity.value))


def _label(finding: Finding) -> str:
    label = finding.location.label or (f"cited {finding.cited}" if finding.cited else "")
    return tidy(label) if len(label) <= 40 else ""


def _related(finding: Finding, gutter: int, width: int) -> Iterator[Line]:
    for place in finding.related[:_PLACES]:
        yield from _other(finding, place, gutter, width)
    rest = finding.related[_PLACES:]
    if rest:
        places = ", ".join(_short(place) for place in rest)
        yield from hanging(_bar(gutter, Piece("and: ", "key")), places, width)


def _other(finding: Finding, place: Location, gutter: int, width: int) -> Iterator[Line]:
    words = clear(place.excerpt)[place.offset : place.offset + place.width].strip()
    verb = " says" if place.label == "the sentence" else ""
    where = f"({tidy(finding.article)}:{place.line})"
    label = tidy(place.label) or "see"
    room = 2 * (width - gutter - 3) - len(label) - len(verb) - len(where) - 12
    text = f"“{cut(words, max(20, room))}” {where}"
    yield from hanging(_bar(gutter, Piece(f"{label}{verb}: ", "key")), text, width)


def _short(place: Location) -> str:
    label = f" ({tidy(place.label)})" if place.label else ""
    return f"{place.line}:{place.column}{label}"


def _facts(finding: Finding, gutter: int, width: int) -> Iterator[Line]:
    for key, text in _rows(finding):
        first = (
            Piece(" " * (gutter + 1) + "= ", "gutter"),
            Piece(f"{key + ':' if key else '':<10}", "help" if key == "help" else "key"),
        )
        yield from hanging(first, text, width)


def _rows(finding: Finding) -> Iterator[tuple[str, str]]:
    if finding.cited:
        yield "cited", human_date(finding.cited)
    if finding.found:
        yield "found", human_date(finding.found)
    key = "evidence"
    for item in _told(finding.evidence, finding):
        yield key, item
        key = ""
    for fix in finding.fixes:
        yield "fix", fix.title if fix.safe else f"{fix.title} (look at it first)"
    if finding.help:
        yield "help", finding.help
    if finding.suppressed:
        until = f", until {human_date(str(finding.suppressed.until))}" if finding.suppressed.until else ""
        yield "waived", f"{finding.suppressed.reason}{until}"


def _told(items: Sequence[Evidence], finding: Finding) -> Iterator[str]:
    """Evidence in words; what a related place shows already is not said twice."""
    places = (finding.location, *finding.related[:_PLACES])
    shown = {f"{finding.article}:{place.line}" for place in places}
    for item in items:
        if item.kind in _QUOTED and item.source in shown:
            continue
        yield _evidence(item)


def _evidence(item: Evidence) -> str:
    excerpt = tidy(item.excerpt)
    if item.kind in _QUOTED and excerpt:
        excerpt = f"“{excerpt}”"
    time = human_time(item.observed_at) if item.observed_at else ""
    parts = [item.kind, excerpt, time]
    said = " ".join(part for part in parts if part)
    return f"{said}  {tidy(item.source)}" if item.source else said
