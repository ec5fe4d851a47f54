"""A bibliography in a citation style: CSL items rendered by citeproc-py, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
import io
import re
from typing import Any
import warnings

from citeproc import (
    NAMES,
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from lxml import etree

from auditor.bibliography.entries import Entry
from auditor.bibliography.parts import edtf
from auditor.bibliography.reading.csljson import DATES, TEXTS
from auditor.model.errors import InputError
from auditor.text.clean import clean_line

MAX_ENTRIES = 2000  # a minute of the processor's time
_MAX_STYLE = 2_000_000  # bytes; the largest style published has 200,000
_CSL = "{http://purl.org/net/xbiblio/csl}"
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_NUMBER = re.compile(r"^(\[\d+\]|\(\d+\)|\d+\.)(?=\S)")
_LONGEST = 5000  # characters of one printed entry


def rendered(items: Sequence[Entry], style: bytes) -> tuple[list[str], int]:
    """The entries of a bibliography in the style's order, and how many of them are left out.

    Some styles print nothing of some types (letters in APA), the processor fails on some entries,
    and only so many are tried. `style` is an independent CSL style; InputError where it is none.
    """
    known = load(style)
    plain = [_plain(item, at) for at, item in enumerate(items[:MAX_ENTRIES])]
    lines = _lines(known, plain)
    if lines is None:  # something in an entry is more than the processor can do
        lines = _lines(known, [item for item in plain if _lines(known, [item]) is not None]) or []
    return lines, len(items) - len(lines)


def load(style: bytes) -> Any:
    """The processor's style; InputError where the bytes are no independent CSL style."""
    if len(style) > _MAX_STYLE or b"<!ENTITY" in style:
        raise InputError("the style is too long, or defines entities", "use one of the CSL project")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(style, parser)
        _keep_given_names(root)
        found = CitationStylesStyle(io.BytesIO(etree.tostring(root)), validate=False)
        listed = root.find(f"{_CSL}bibliography") is not None
    except (etree.XMLSyntaxError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise InputError(f"no CSL style: {error}", "name one of the CSL project") from error
    if not listed:
        raise InputError(
            "the style has no bibliography (a dependent style, or one of notes alone)",
            "use the style it depends on, or a bibliography variant of it",
        )
    return found


def _keep_given_names(root: Any) -> None:
    """Move `initialize-with` to the names it is meant for.

    citeproc-py 0.11 doesn't know `initialize="false"`, and would shorten all given names of Chicago
    and MLA, whose styles say so on each name.
    """
    marks = root.attrib.pop("initialize-with", None)
    for name in root.iter(f"{_CSL}name"):
        if name.get("initialize") == "false":
            name.attrib.pop("initialize-with", None)
        elif marks is not None and "initialize-with" not in name.attrib:
            name.set("initialize-with", marks)


def _lines(style: Any, items: Sequence[Entry]) -> list[str] | None:
    """The printed entries; None where the processor fails, as on what it wasn't made for."""
    if not items:
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
            for item in items:
                made.register(Citation([CitationItem(item["id"])]))
            made.sort()
            return [_line(text) for text in _once(map(str, made.bibliography()), items)]
        except Exception:  # noqa: BLE001 - its errors are of any kind, and each means "can't"
            return None


def _once(texts: Iterable[str], items: Sequence[Entry]) -> Iterator[str]:
    """Entries whose dates in words stand there once: the processor prints them for each part."""
    dates = {item.get("issued", {}).get("literal") for item in items} - {None}
    for text in texts:
        for date in sorted(dates):
            for gap in (", ", ". ", " ") if date in text else ():
                text = text.replace(f"{date}{gap}{date}", date)  # noqa: PLW2901
        yield text


def _line(text: str) -> str:
    return clean_line(" ".join(_NUMBER.sub(r"\1 ", text).split()), _LONGEST)


def _plain(item: Entry, at: int) -> Entry:
    """An item with what the processor can print: no markup, and ranges of dates in words."""
    found: Entry = {"id": str(at), "type": item["type"]}
    for name, value in item.items():
        if name in TEXTS:
            found[name] = _MARKUP.sub("", str(value))
        elif name.replace("-", "_") in NAMES:
            found[name] = [{part: _MARKUP.sub("", text) for part, text in each.items()}
                           for each in value]  # fmt: skip
        elif name in DATES:
            found[name] = _date(value)
    if item.get("custom", {}).get("et-al") and found.get("author"):
        found["author"] = [*found["author"], {"literal": "others"}]
    return {name: value for name, value in found.items() if value}


def _date(value: dict[str, Any]) -> dict[str, Any]:
    ends = value.get("date-parts", ())
    if len(ends) < 2:
        return value
    return {"literal": edtf({"date-parts": ends}).replace("/", "–")}
