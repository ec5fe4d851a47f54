"""Cited addresses as robust links: the page, a copy of it and the day meant, in one link.

The attributes are those of the Robust Links specification (robustlinks.mementoweb.org/spec).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
import re

from auditor.bibliography.entries import COPIED, Entry
from auditor.bibliography.parts import day
from auditor.text.mementos import recognise

_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def robust_html(items: Iterable[Entry]) -> str:
    """One `<a>` a line for each reference with an address."""
    return "".join(
        f'<a href="{escape(url)}"{_attributes(url, item)}>{escape(_label(item, url))}</a>\n'
        for url, item in _linked(items)
    )


def robust_markdown(items: Iterable[Entry]) -> str:
    """One link a line, its attributes as Pandoc and Kramdown-like readers take them."""
    return "".join(
        f"[{_plain(_label(item, url))}](<{url}>){{{_attributes(url, item).strip()}}}\n"
        for url, item in _linked(items)
    )


def _linked(items: Iterable[Entry]) -> Iterator[tuple[str, Entry]]:
    """The items that have an address, with the address of the page itself, not of its copy."""
    for item in items:
        copy = recognise(item.get("URL", ""))
        url = (copy.original if copy else None) or item.get("URL", "")
        if _WEB.fullmatch(url):
            yield url, item


def _attributes(url: str, item: Entry) -> str:
    copied = item.get("custom", {}).get(COPIED, "")[:10]
    accessed = day(item.get("accessed"))
    found = {
        "data-originalurl": url,
        "data-versionurl": item.get("archive_location", ""),
        "data-versiondate": accessed if len(accessed) == 10 else copied,
    }
    return "".join(f' {name}="{escape(value)}"' for name, value in found.items() if value)


def _label(item: Entry, url: str) -> str:
    return str(item.get("title") or url)


def _plain(text: str) -> str:
    """Text as Markdown prints it: nothing in it is markup."""
    return re.sub(r"([\\`*_\[\]<>&#|~^$!])", r"\\\1", text)
