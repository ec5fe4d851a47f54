"""Entries of a bibliography as a list to read, in the shape of the list of an article's notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditor.bibliography.entries import Entry
from auditor.bibliography.parts import edtf, family, given
from auditor.reports.lines import BLANK, Line, Piece, hanging, line, tidy
from auditor.reports.words import human_date, many

_INDENT = "    "


class ItemsText:
    """Each entry on a few rows under its key."""

    def __init__(self, write: Callable[[Line], None], width: int) -> None:
        self._write = write
        self._width = min(200, max(60, width))

    def add(self, path: str, items: Sequence[Entry]) -> None:
        """Print one bibliography."""
        name = tidy(path)
        rule = "─" * max(2, self._width - len(name) - 1)
        self._write(line(Piece(name, "heading"), Piece(f" {rule}", "gutter")))
        self._write(line(Piece(many(len(items), "entry", "entries"), "dim")))
        self._write(BLANK)
        for item in items:
            for row in self._entry(item):
                self._write(row)
        self._write(BLANK)

    def _entry(self, item: Entry) -> Iterator[Line]:
        yield from hanging((), item["id"], self._width, "heading")
        for text, role in _rows(item):
            yield from hanging((Piece(_INDENT),), text, self._width, role)


def _rows(item: Entry) -> Iterator[tuple[str, str]]:
    """Who, what, where and when, address."""
    if names := item.get("author") or item.get("editor"):
        yield "; ".join(_name(name) for name in names), ""
    if title := item.get("title"):
        yield title, "title"
    yield " · ".join((*_published(item), item["type"])), ""
    if doi := item.get("DOI"):
        yield f"https://doi.org/{doi}", ""
    elif url := item.get("URL"):
        yield url, ""


def _name(name: dict[str, str]) -> str:
    parts = (given(name), family(name), name.get("suffix"))
    return name.get("literal") or " ".join(part for part in parts if part)


def _published(item: Entry) -> Iterator[str]:
    yield from (item[name] for name in ("container-title",) if name in item)
    marked = [
        f"{mark} {item[name]}" for name, mark in (("volume", "vol."), ("issue", "no."))
        if name in item
    ]  # fmt: skip
    if marked:
        yield ", ".join(marked)
    if imprint := [item[name] for name in ("publisher-place", "publisher") if name in item]:
        yield ": ".join(imprint)
    if issued := edtf(item.get("issued")):
        yield human_date(issued) if "date-parts" in item["issued"] else issued
    if page := item.get("page"):
        yield f"pp. {page}"
