"""Addresses in a text: in angle brackets, bare, as Markdown links and images, in HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import unescape
import re

from auditor.model.article import AddressForm
from auditor.model.text import Span
from auditor.readers.raw import Link

# Misspelt schemes are found too: that such an address is malformed is worth saying (LNK002).
_SCHEME = r"(?:https?|ftps?|htps?|ttps?|hhttps?):/{1,3}"
_LONGEST_SCHEME = len("hhttps")
_ANGLE = re.compile(rf"<({_SCHEME}[^<>\n]{{1,4000}}|www\.[^<>\s]{{3,2000}})>", re.IGNORECASE)
# What no address holds in running text; ideographs and kana may stand in one (an IRI).
_NOT = r"\s<>\"“”«»`\x00\x01|\\^{}。、，；「」『』【】《》〈〉"
_BARE = re.compile(
    rf"(?<![A-Za-z0-9_@/.])(?:{_SCHEME}|www\.(?=[\w-]+\.))(?:[^{_NOT}]|\\[!-/:-@\[-`{{-~]){{1,4000}}",
    re.IGNORECASE,
)
_LABEL = r"[^\[\]]{0,2000}(?:\[[^\[\]]{0,1000}\][^\[\]]{0,1000}){0,9}"
_TARGET = r"<[^<>\n]{0,4000}>|[^\s()<>]{0,4000}(?:\([^\s()]{0,1000}\)[^\s()]{0,4000}){0,9}"
_TITLE = r"(?:\s{1,9}(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'|\([^()]{0,1000}\)))?"
_INLINE = re.compile(rf"(?<!\\)(!?)\[({_LABEL})\]\(\s{{0,9}}({_TARGET}){_TITLE}\s{{0,9}}\)")
_BY_REFERENCE = re.compile(rf"(?<!\\)(!?)\[({_LABEL})\](?:[ ]?\[([^\[\]]{{0,500}})\])?")
_HTML = re.compile(
    r"<(a|img|iframe|video|audio|source|embed)\b[^<>]{0,2000}?\s(?:href|src)\s{0,9}=\s{0,9}"
    r"(?:\"([^\"<>]{0,4000})\"|'([^'<>]{0,4000})')[^<>]{0,2000}>",
    re.IGNORECASE,
)
_CLOSING_TAG = re.compile(r"</a\s{0,9}>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TRAILING = ".,;:!?'’‘*…"
_PAIRS = {")": "(", "]": "[", "}": "{", "）": "（"}
# A bare address in Japanese prose ends where hiragana follows its last ASCII letter directly.
_RUN_ON = re.compile("^[\x21-\x7e]*[A-Za-z0-9](?=[\u3040-\u309f])")

References = Mapping[str, tuple[str, Span]]


def find_links(text: str, references: References | None = None) -> tuple[Link, ...]:
    """All addresses of a raw view, in order; `references` are Markdown's link definitions."""
    found = [*_inline(text), *_html(text)]
    found += _outside(_by_reference(text, references or {}), found)
    found += _outside(_angle(text), found)
    found += _outside(_bare(text), found)
    return tuple(sorted(found, key=lambda link: (link.start, link.end)))


def reference_key(label: str) -> str:
    """The label of a link definition as it is compared: case and white space don't count."""
    return " ".join(label.casefold().split())


def clean_target(raw: str) -> str:
    """A delimited address as it is meant: escapes and entities undone, white space gone."""
    return unescape(_ESCAPE.sub(r"\1", raw.strip()))


def bare_end(raw: str) -> int:
    """How much of a bare match is address: not the sentence's own punctuation or brackets."""
    run_on = _RUN_ON.match(raw)
    end = run_on.end() if run_on else len(raw)
    opened = {char: raw.count(char, 0, end) for pair in _PAIRS.items() for char in pair}
    while end:
        last = raw[end - 1]
        if last in _PAIRS and opened[last] > opened[_PAIRS[last]]:
            opened[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end


def _outside(links: Iterable[Link], taken: list[Link]) -> list[Link]:
    """The links that begin in none of those found before (an address as a link's own text)."""
    if not taken:
        return list(links)
    ends: list[tuple[int, int]] = sorted((link.start, link.end) for link in taken)
    kept: list[Link] = []
    index = 0
    reach = 0
    for link in links:
        while index < len(ends) and ends[index][0] <= link.start:
            reach = max(reach, ends[index][1])
            index += 1
        if link.start >= reach:
            kept.append(link)
    return kept


def _inline(text: str) -> Iterator[Link]:
    if "](" not in text:
        return
    for match in _INLINE.finditer(text):
        label = match.start(2)
        if "![" in match[2]:
            yield from (_moved(link, label) for link in _inline(match[2]))
        low, high = match.span(3)
        if match[3].startswith("<"):
            low, high = low + 1, high - 1
        form = AddressForm.IMAGE if match[1] else AddressForm.MARKDOWN
        url = clean_target(text[low:high])
        yield Link(match.start(), match.end(), low, high, url, form, match[2])


def _moved(link: Link, by: int) -> Link:
    return Link(
        link.start + by, link.end + by, link.url_start + by, link.url_end + by, link.url, link.form,
        link.text,
    )  # fmt: skip


def _by_reference(text: str, references: References) -> Iterator[Link]:
    if not references:
        return
    for match in _BY_REFERENCE.finditer(text):
        target = references.get(reference_key(match[3] or match[2]))
        if target is not None:
            form = AddressForm.IMAGE if match[1] else AddressForm.REFERENCE
            start, end = match.span()
            yield Link(start, end, start, start, target[0], form, match[2], target[1])


def _html(text: str) -> Iterator[Link]:
    if "<" not in text:
        return
    for match in _HTML.finditer(text):
        group = 2 if match[2] is not None else 3
        low, high = match.span(group)
        closing = _CLOSING_TAG.search(text, match.end(), match.end() + 2000)
        linked = match[1].lower() == "a" and closing is not None
        inner = text[match.end() : closing.start()] if linked and closing else None
        end = closing.end() if linked and closing else match.end()
        yield Link(
            match.start(), end, low, high, clean_target(match[group]), AddressForm.HTML, inner
        )


def _angle(text: str) -> Iterator[Link]:
    if "<" not in text:
        return
    for match in _ANGLE.finditer(text):
        low, high = match.span(1)
        url = _schemed(clean_target(match[1]))
        yield Link(match.start(), match.end(), low, high, url, AddressForm.ANGLE)


def _bare(text: str) -> Iterator[Link]:
    begin = _first_scheme(text)
    for match in _BARE.finditer(text, begin) if begin >= 0 else ():
        raw = match[0][: bare_end(match[0])]
        if len(raw) < 8:
            continue
        start, end = match.start(), match.start() + len(raw)
        url = _schemed(_ESCAPE.sub(r"\1", raw).replace("&amp;", "&"))
        yield Link(start, end, start, end, url, AddressForm.BARE)


def _first_scheme(text: str) -> int:
    """Where a bare address can first begin, -1 where none can: notes mostly end in theirs."""
    if "ww." in text.lower():
        return 0
    colon = text.find(":/")
    return max(0, colon - _LONGEST_SCHEME) if colon >= 0 else -1


def _schemed(url: str) -> str:
    return f"http://{url}" if url[:4].lower() == "www." else url
