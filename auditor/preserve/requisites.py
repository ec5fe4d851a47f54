"""What a page needs to be shown: images, styles, scripts, fonts, as HTML and CSS name them; pure.

Every pattern is linear: none may run over the sign that it begins with.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
import re

from auditor.links.address import UnfitError, parse

_TAG = re.compile(
    r"<(img|image|input|source|video|link|script|base|body|table|td)\b([^<>]{0,4000})>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"([a-zA-Z:-]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]{0,4000})\"|'([^']{0,4000})'|([^\s\"'<>=]{1,2000}))"
)
_STYLE = re.compile(r"<style\b[^<>]{0,1000}>([^<]{0,400000})", re.IGNORECASE)
_INLINE = re.compile(
    r"\sstyle\s{0,9}=\s{0,9}(?:\"([^\"<>]{0,4000})\"|'([^'<>]{0,4000})')", re.IGNORECASE
)
_URL = re.compile(r"url\(\s{0,9}[\"']?([^\"'()\s<>]{1,2000})", re.IGNORECASE)
_IMPORT = re.compile(r"@import\s{1,9}[\"']([^\"'<>\s]{1,2000})", re.IGNORECASE)
_RELATIONS = frozenset(
    "stylesheet icon preload modulepreload apple-touch-icon mask-icon manifest".split()
)
_SOURCES = {
    "img": ("src", "srcset"),
    "image": ("href", "xlink:href"),
    "input": ("src",),
    "source": ("srcset",),  # of a picture: films and sound are no requisites
    "video": ("poster",),
    "script": ("src",),
    "body": ("background",),
    "table": ("background",),
    "td": ("background",),
}


def of_html(text: str, url: str) -> list[str]:
    """The addresses a page names, each once, in order; relative ones against the page's base."""
    base = url
    found: list[str] = []
    for match in _TAG.finditer(text):
        kind, attributes = match[1].lower(), _attributes(match[2])
        if kind == "base" and base == url:
            base = _resolved(attributes.get("href", ""), url) or url
        found += _named(kind, attributes)
    for match in _STYLE.finditer(text):
        found += _in_css(match[1])
    for match in _INLINE.finditer(text):
        found += _in_css(unescape(match[1] or match[2] or ""))
    return _distinct(found, base)


def of_css(text: str, url: str) -> list[str]:
    """The addresses a style sheet names."""
    return _distinct(_in_css(text), url)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value).strip())
    return found


def _named(kind: str, attributes: dict[str, str]) -> Iterator[str]:
    if kind == "link":
        if _RELATIONS & set(attributes.get("rel", "").lower().split()):
            yield attributes.get("href", "")
        return
    for name in _SOURCES.get(kind, ()):
        value = attributes.get(name, "")
        yield from _of_set(value) if name == "srcset" else (value,)


def _of_set(value: str) -> Iterator[str]:
    """The addresses of a srcset: each the first word between commas with a space behind them."""
    for candidate in re.split(r",\s", value):
        yield candidate.strip(" \t\r\n,").partition(" ")[0]


def _in_css(text: str) -> list[str]:
    plain = _without_comments(text)
    return [match[1] for pattern in (_IMPORT, _URL) for match in pattern.finditer(plain)]


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("/*", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("*/", start + 2)
        at = len(text) if end < 0 else end + 2
    return "".join([*kept, text[at:]])


def _distinct(found: list[str], base: str) -> list[str]:
    resolved = (_resolved(item, base) for item in found if item)
    return list(dict.fromkeys(item for item in resolved if item))


def _resolved(reference: str, base: str) -> str | None:
    if reference.startswith(("data:", "#")):
        return None
    try:
        return parse(reference, base).href
    except UnfitError:
        return None
