"""Quotation marks and brackets of a plain text, closed or left alone, as zones."""

from __future__ import annotations

from collections.abc import Iterable
import re

from auditor.references.plain import Kind, Zone

_MARK = re.compile('["“”„«»()\\[\\]（）「」『』《》]')
_PAIRS = {")": "(", "]": "[", "）": "（", "」": "「", "』": "『", "》": "《"}
_QUOTING = {"「", "『", "《"}
_DOUBLE = set('"“”„«»')
_SINGLE_OPEN = re.compile(r"(?:^|(?<=[\s(\[]))['‘](?=[\w“\"])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w,.?!)…])['’](?=[,.;:)\]\s]|$)")
_MOST = 4000  # characters between the marks of one quotation or bracket


def find_zones(text: str, zones: Iterable[Zone]) -> tuple[Zone, ...]:
    """`zones` with quotations and brackets added; zones may lie in one another, not across."""
    known = list(zones)
    addresses = [zone for zone in known if zone.kind is Kind.URL and zone.end > zone.start]
    marks = list(_MARK.finditer(_without(text, addresses)))
    found = known + _quotes(text, marks) + _brackets(marks)
    if not any(zone.kind is Kind.QUOTE for zone in found):
        found += _single_quotes(text)
    found.sort(key=lambda zone: (zone.start, -zone.end))
    return _nested(found)


def _without(text: str, zones: list[Zone]) -> str:
    """`text` with some zones blanked: what stands in an address is no quotation mark."""
    for zone in zones:
        text = text[: zone.start] + " " * (zone.end - zone.start) + text[zone.end :]
    return text


def _quotes(text: str, marks: list[re.Match[str]]) -> list[Zone]:
    """Quotations in double marks. Straight ones open before a word and close after one."""
    found: list[Zone] = []
    opened: list[int] = []
    for mark in marks:
        if mark[0] not in _DOUBLE:
            continue
        at = mark.start()
        if _opens(text, at, inside=bool(opened)):
            opened.append(at)
        elif opened:
            start = _opening(text, opened, at)
            if at - start <= _MOST:
                found.append(Zone(Kind.QUOTE, start, at + 1, (start + 1, at)))
    return found


def _opens(text: str, at: int, *, inside: bool) -> bool:
    char = text[at]
    if char in "“„«":
        return not (inside and (text[at + 1 : at + 2] in ("", " ", ",", ".", ";", ")")))
    if char == "»":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    free = not before or before in " \n\t([{—–-/'‘>" or not before.isascii()
    if not inside:
        # a closing mark typed first (”Title”) still opens where a word follows
        return (char == '"' and bool(after.strip())) or (free and bool(after.strip()))
    return free and after.isalnum() and before != "-"


def _opening(text: str, opened: list[int], at: int) -> int:
    """The mark that the one at `at` closes: the first where a stop says that all is closed."""
    if len(opened) > 1 and (text[at - 1] in ",.?!" or text[at + 1 : at + 2] in (",", ".", ";", "")):
        rest = text[at + 1 : at + 300]
        if not re.match(r"[^“\"]{0,299}[”\"](?=[\s,.;:)]|$)", rest):
            start = opened[0]
            opened.clear()
            return start
    return opened.pop()


def _single_quotes(text: str) -> list[Zone]:
    """Titles in single marks, looked for only where there are no double ones."""
    found: list[Zone] = []
    at = 0
    while opening := _SINGLE_OPEN.search(text, at):
        closing = _SINGLE_CLOSE.search(text, opening.end() + 1, opening.end() + 600)
        if not closing:
            break
        found.append(
            Zone(Kind.QUOTE, opening.start(), closing.end(), (opening.start() + 1, closing.start()))
        )
        at = closing.end()
    return found


def _brackets(marks: list[re.Match[str]]) -> list[Zone]:
    found: list[Zone] = []
    stack: list[tuple[str, int]] = []
    for mark in marks:
        char, at = mark[0], mark.start()
        if char in _DOUBLE:
            continue
        if char not in _PAIRS:
            stack.append((char, at))
            continue
        while stack:
            opening, start = stack.pop()
            if opening == _PAIRS[char]:
                if at - start <= _MOST:
                    found.append(Zone(_kind(opening), start, at + 1, (start + 1, at)))
                break
    return found


def _kind(opening: str) -> Kind:
    if opening in _QUOTING:
        return Kind.QUOTE
    return Kind.PAREN if opening in "(（" else Kind.BRACKET


def _nested(zones: list[Zone]) -> tuple[Zone, ...]:
    """`zones` (sorted) without those that cross the end of one that began before."""
    kept: list[Zone] = []
    open_ends: list[int] = []
    for zone in zones:
        while open_ends and open_ends[-1] <= zone.start:
            open_ends.pop()
        if open_ends and zone.end > open_ends[-1]:
            continue
        kept.append(zone)
        open_ends.append(zone.end)
    return tuple(kept)
