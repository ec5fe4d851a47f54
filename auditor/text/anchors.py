"""The anchors of a document: those it names, and those that renderers of Markdown make; pure."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
import re
import unicodedata
from urllib.parse import unquote

from auditor.model.article import Article, BlockKind

# Anchors that renderers and converters make for notes and tops; nobody writes them out.
_MADE = re.compile(
    r"top|(?:_?fn|_?fnref|_?ftn|_?ftnref|_?edn|_?ednref|ref|note|footnote|endnote|cite|bib|citation"
    r"|user-content)[-_:.]?.*|_msocom_\d+|page=\d+|:~:text=.*|!.*|/.*|L\d+(?:-L\d+)?",
    re.IGNORECASE | re.DOTALL,
)
_EXPLICIT = re.compile(
    r"\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]{1,200})|\{:?[^}#\n]{0,200}#([^\s}]{1,200})"
    r"|\\(?:label|hypertarget)\{([^}]{1,200})\}",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{%|\{\{|<%|<\?php|^\[TOC\]", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]\n]{0,300}+)\](?:\([^)\n]{0,1000}+\)|\[[^\]\n]{0,200}+\])")
_ATTRIBUTES = re.compile(r"\s{0,9}\{[^}\n]{0,200}\}\s{0,9}$")
_TAG = re.compile(r"<[^>\n]{1,300}+>")


def anchors_of(article: Article) -> frozenset[str] | None:
    """The keys of all anchors; None where they can't be known, as tags of a template make some."""
    if article.format != "markdown" or _TEMPLATE.search(article.source.text):
        return None
    return frozenset(_anchors(article))


def anchors_of_html(text: str) -> frozenset[str] | None:
    """The keys of all anchors of an HTML page; None where a script or a template may make some."""
    if "<script" in text.lower() or _TEMPLATE.search(text):
        return None
    return frozenset(_explicit(text))


def is_made(anchor: str) -> bool:
    """Whether renderers make such an anchor, or a script reads it: it proves nothing if absent."""
    return _MADE.fullmatch(anchor) is not None


def anchor_key(anchor: str) -> str:
    """Anchors are compared without case, escapes, and composition."""
    return unicodedata.normalize("NFC", unquote(anchor)).casefold()


def _anchors(article: Article) -> Iterator[str]:
    yield from _explicit(article.source.text)
    for block in article.blocks:
        if block.kind is BlockKind.HEADING:
            yield from _slugs(block.view.text)


def _explicit(text: str) -> Iterator[str]:
    for match in _EXPLICIT.finditer(text):
        yield anchor_key(unescape(next(group for group in match.groups() if group)))


def _slugs(heading: str) -> Iterator[str]:
    """What renderers make of a heading, first of all GitHub; repetitions up to ten."""
    text = _TAG.sub("", _LINK.sub(r"\1", _ATTRIBUTES.sub("", heading[:500].strip("# \t"))))
    for shown in {text, re.sub(r"[*`]|\b_|_\b", "", text)}:
        low = anchor_key(shown).strip()
        github = re.sub(r"[^\w\- ]", "", low).replace(" ", "-")
        pandoc = re.sub(r"^[^a-z]+", "", re.sub(r"\s+", "-", re.sub(r"[^\w\-. ]", "", low)))
        collapsed = re.sub(r"[-_\W]+", "-", low).strip("-")
        for slug in {github, pandoc, collapsed, collapsed.lstrip("-0123456789"), _ascii(collapsed)}:
            yield slug
            yield from (f"{slug}-{count}" for count in range(1, 11))


def _ascii(slug: str) -> str:
    return unicodedata.normalize("NFKD", slug).encode("ascii", "ignore").decode()
