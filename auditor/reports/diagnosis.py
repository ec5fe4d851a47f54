"""One finding as an editor reads it: message, place, source line, what it stands against, help."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model.finding import Evidence, Finding, Location
from auditor.reports.lines import Line, Piece, hanging, labelled, line, shorten, tidy
from auditor.reports.snippet import clear, window
from auditor.reports.words import human_date, human_time

_QUOTED = frozenset({"sentence", "note", "title", "document", "text", "metadata"})
_PLACES = 4  # related places told with their words; of more, the lines are listed
_ROWS = 3  # rows a quoted sentence may take


def diagnosis(finding: Finding, width: int) -> Iterator[Line]:
    """All lines of one finding, at most `width` cells wide but for addresses."""
    role = finding.severity.value
    gutter = len(str(max(finding.location.line, 10)))
    head = (Piece(f"{role}[{finding.rule}]", role), Piece(": "))
    yield from hanging(head, finding.message, width, "message")
    yield line(" " * gutter, Piece("--> ", "gutter"), *_place(finding))
    yield from _source(finding, gutter, width)
    yield from _related(finding, gutter, width)
    facts = list(_rows(finding))
    if facts:
        yield _bar(gutter)
    for key, text in facts:
        first = (
            Piece(" " * (gutter + 1) + "= ", "gutter"),
            Piece(f"{key + ':' if key else '':<10}", "key"),
        )
        yield from hanging(first, text, width, "help" if key == "help" else "")


def brief(finding: Finding, width: int) -> Iterator[Line]:
    """A further finding of the same kind, on its place and message alone."""
    place = finding.location
    first = (Piece("    · ", "gutter"), Piece(f"{place.line}:{place.column}", "path"), Piece("  "))
    note = f" (note {tidy(finding.note)})" if finding.note else ""
    yield from hanging(first, finding.message + note, width)


def _place(finding: Finding) -> Iterator[Piece]:
    place = finding.location
    part = f" ({tidy(place.part)})" if place.part else ""
    yield Piece(f"{tidy(finding.article)}:{place.line}:{place.column}{part}", "path")
    if finding.note:
        yield Piece(f"  note {tidy(finding.note)}", "dim")


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
    """What stands after the carets: the cited value, unless the marked words say it already."""
    place = finding.location
    label = tidy(place.label or (f"cited {finding.cited}" if finding.cited else ""))
    marked = clear(place.excerpt)[place.offset : place.offset + place.width]
    said = finding.cited is not None and tidy(finding.cited).casefold() in marked.casefold()
    return "" if said or len(label) > 40 else label


def _related(finding: Finding, gutter: int, width: int) -> Iterator[Line]:
    groups: dict[tuple[str, str], list[int]] = {}
    for place in finding.related:
        groups.setdefault((tidy(place.label), _words(place)), []).append(place.line)
    bar = (*_bar(gutter), Piece(" "))
    for (name, words), lines in list(groups.items())[:_PLACES]:
        label = "also" if name == words else name
        verb = " says" if label == "the sentence" else ""
        where = f"({_lines(lines)})"
        room = _ROWS * (width - gutter - 3) - len(label) - len(verb) - len(where) - 16
        more = " …" if label.endswith(" begins") else ""
        said = _quoted(shorten(words, max(20, room)) + more)
        text = f"{said} {where}" if words else where
        yield from labelled(bar, f"{label or 'see'}{verb}: ", text, width)
    rest = list(groups.items())[_PLACES:]
    if rest:
        places = ", ".join(f"{label} ({_lines(lines)})" for (label, _), lines in rest)
        yield from labelled(bar, "and: ", places, width)


def _quoted(words: str) -> str:
    """Words in quotation marks, unless they begin with their own."""
    return words if words.startswith(("“", '"', "«", "„")) else f"“{words}”"


def _words(place: Location) -> str:
    return clear(place.excerpt)[place.offset : place.offset + place.width].strip()


def _lines(numbers: list[int]) -> str:
    distinct = list(dict.fromkeys(numbers))
    said = ", ".join(map(str, distinct[:12])) + (", …" if len(distinct) > 12 else "")
    return f"{'line' if len(distinct) == 1 else 'lines'} {said}"


def _rows(finding: Finding) -> Iterator[tuple[str, str]]:
    if finding.cited:
        yield "cited", human_date(finding.cited)
    if finding.found:
        yield "found", human_date(finding.found)
    key = "evidence"
    for item in _told(finding):
        yield key, item
        key = ""
    for title in dict.fromkeys(fix.title for fix in finding.fixes):
        yield "fix", title
    if finding.help:
        yield "help", finding.help
    if finding.suppressed:
        until = finding.suppressed.until
        end = f", until {human_date(until.isoformat())}" if until else ""
        yield "waived", f"{finding.suppressed.reason}{end}"


def _told(finding: Finding) -> Iterator[str]:
    """Evidence in words; what the places above show already is not said twice."""
    shown = {f"{finding.article}:{place.line}" for place in finding.related}
    shown.add(f"{finding.article}:{finding.location.line}")
    for item in finding.evidence:
        if item.kind not in _QUOTED or item.source not in shown:
            yield _evidence(item, finding.article)


def _evidence(item: Evidence, article: str) -> str:
    excerpt = tidy(item.excerpt)
    if item.kind in _QUOTED and excerpt:
        excerpt = f"“{excerpt}”"
    time = human_time(item.observed_at) if item.observed_at else ""
    source = item.source
    if source.startswith(f"{article}:"):
        source = f"(line {source.removeprefix(f'{article}:')})"
    if item.kind == "url":
        return f"“{excerpt}” in {tidy(source)}" if excerpt else tidy(source)
    seen = ", ".join(part for part in (excerpt, time) if part)
    return " ".join(part for part in (item.kind, seen, tidy(source)) if part)
