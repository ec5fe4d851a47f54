"""HTML as text, with patterns alone: a parser takes a hundred times as long, for little more."""

from __future__ import annotations

import codecs
from html import unescape
import re

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
# Codecs of Python that are no encodings of pages: some raise whatever the error handler, and
# punycode takes minutes for 2 MiB.
_NO_ENCODINGS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
_UNSEEN = re.compile(r"<(?:(script|style|noscript|template)\b|(!--))", re.IGNORECASE)
_COMMENT = re.compile("<(!--)")
_AROUND = re.compile(r"<(head|nav|footer|aside)\b", re.IGNORECASE)
_CLOSED = {
    "!--": re.compile("-->"),
    **{
        name: re.compile(f"</{name}[^<>]{{0,500}}>?", re.IGNORECASE)
        for name in ("script", "style", "noscript", "template", "head", "nav", "footer", "aside")
    },
}
_TITLE = re.compile(r"<title\b[^>]{0,500}>", re.IGNORECASE)
_TITLE_LIMIT = 2000
TAG = re.compile(r"<[^<>]{0,5000}>")


def decoded(body: bytes, kind: str) -> str:
    """A body as text: by the charset of its content type, by the page's own, else as UTF-8."""
    found = _CHARSET.search(kind.encode("latin-1", "ignore"))
    if not found and b"charset" in body[:2048].lower():  # 5 µs less than the pattern where it isn't
        found = _CHARSET.search(body, 0, 2048)
    try:
        return body.decode(_encoding(found[1].decode("ascii")) if found else "utf-8", "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _encoding(label: str) -> str:
    name = codecs.lookup(label).name
    return "utf-8" if name.replace("-", "_") in _NO_ENCODINGS else name


def seen(text: str) -> str:
    """HTML without comments, scripts, styles; what is left open runs to the end."""
    return _without(_UNSEEN, text)


def without_comments(text: str) -> str:
    """HTML without its comments; one that is left open runs to the end."""
    return _without(_COMMENT, text)


def _without(opening: re.Pattern[str], text: str) -> str:
    kept, at = [], 0
    while opened := opening.search(text, at):
        kept.append(text[at : opened.start()])
        closed = _CLOSED[opened[opened.lastindex or 0].lower()].search(text, opened.end())
        at = closed.end() if closed else len(text)
    return "".join([*kept, text[at:]])


def without_frame(text: str) -> str:
    """HTML that is seen, without its head, navigation, footers, asides; one left open is kept."""
    kept, at = [], 0
    lacking: set[str] = set()  # names that are not closed any more: each is looked for once
    for opened in _AROUND.finditer(text):
        name = opened[1].lower()
        if opened.start() < at or name in lacking:
            continue
        if closed := _CLOSED[name].search(text, opened.end()):
            kept.append(text[at : opened.start()])
            at = closed.start()
        else:
            lacking.add(name)
    return "".join([*kept, text[at:]])


def words_of(text: str) -> str:
    """The characters of seen HTML without its tags, one space between words."""
    return " ".join(unescape(TAG.sub(" ", text)).split())


def title_of(text: str) -> str:
    """The title of a page, on one line; empty where there is none."""
    start = _TITLE.search(text)
    if start is None:
        return ""
    raw = text[start.end() : start.end() + _TITLE_LIMIT].partition("</")[0]
    return " ".join(unescape(raw).split())
