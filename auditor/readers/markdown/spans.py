"""Inside a Markdown block: marks, inline notes, links, tags, and what is cut for its readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
import re

from auditor.model.text import View
from auditor.readers.addresses import References, find_links
from auditor.readers.cuts import link_cuts
from auditor.readers.markdown.mask import hide_code
from auditor.readers.raw import Cut, Link, Mark

_MARK = re.compile(r"(?<!\\)\[\^([^\]\s\[\x00\x01]{1,200})\]")
# An undefined label is a mark only if it could be one: `[^a-z]` and `[^"]` are patterns.
_PLAIN_LABEL = re.compile(r"\w[\w:.+-]*")
_PATTERN = re.compile(r"\w-\w.*|\w")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]{0,2000})?/?>")
_INLINE_TAGS = frozenset(
    "a abbr b cite code del em font i ins kbd mark q s small span strong sub sup u".split()
)
_HIDDEN = re.compile("\x00+")
_BRACKET = re.compile(r"\\.|\[|\]", re.DOTALL)


@dataclass(frozen=True)
class Scanned:
    """What was found in a view; `inline` are the ranges of inline notes, `^[` and `]` included."""

    marks: tuple[Mark, ...]
    links: tuple[Link, ...]
    cuts: tuple[Cut, ...]
    inline: tuple[tuple[int, int], ...]


def scan(view: View, notes: Mapping[str, int], references: References) -> Scanned:
    """The marks, inline notes, links and cuts of a block; `notes` index the defined labels."""
    text = hide_code(view.text)
    inline = tuple(_inline_notes(text))
    text = _blanked(text, inline)
    links = find_links(text, references)
    cuts = (*link_cuts(links), *_tag_cuts(text), *hidden_cuts(view.text))
    return Scanned(tuple(_marks(text, notes)), links, cuts, inline)


def _blanked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    parts: list[str] = []
    done = 0
    for start, end in ranges:
        parts += (text[done:start], "\x01" * (end - start))
        done = end
    return "".join([*parts, text[done:]])


def hidden_cuts(text: str) -> tuple[Cut, ...]:
    """Cuts for what the mask hid."""
    return tuple(Cut(*match.span()) for match in _HIDDEN.finditer(text))


def _marks(text: str, notes: Mapping[str, int]) -> Iterator[Mark]:
    for match in _MARK.finditer(text):
        label = match[1]
        if label in notes or _could_be_label(label, among_notes=bool(notes)):
            yield Mark(match.start(), match.end(), label, notes.get(label))


def _could_be_label(label: str, *, among_notes: bool) -> bool:
    if label.isdigit() or (among_notes and len(label) == 1 and label.isalnum()):
        return True
    return bool(_PLAIN_LABEL.fullmatch(label)) and not _PATTERN.fullmatch(label)


def _inline_notes(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of `^[…]` with balanced brackets; the outermost where they nest."""
    if "^[" not in text:
        return
    opened: list[int] = []
    reach = 0
    found: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]" and opened:
            start = opened.pop()
            if start and text[start - 1] == "^" and text[start - 2 : start - 1] not in ("\\", "["):
                found.append((start - 1, match.end()))
    for start, end in sorted(found):
        if start >= reach and text[start + 2 : end - 1].strip():
            yield start, end
            reach = end


def _tag_cuts(text: str) -> Iterator[Cut]:
    if "<" not in text:
        return
    for match in _TAG.finditer(text):
        yield Cut(match.start(), match.end(), "" if match[1].lower() in _INLINE_TAGS else " ")


def with_printed_urls(links: tuple[Link, ...], view: View, source: str) -> tuple[Link, ...]:
    """Links whose address was partly hidden (`{{ site.url }}/x`) with it as printed."""
    return tuple(_printed(link, view, source) if "\x00" in link.url else link for link in links)


def _printed(link: Link, view: View, source: str) -> Link:
    span = view.span(link.url_start, link.url_end)
    return replace(link, url=source[span.start : span.end])
