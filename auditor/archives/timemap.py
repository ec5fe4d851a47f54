"""What a Memento archive says in headers and TimeMaps: links (RFC 8288, 6690) as mementos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
import datetime as dt
import re

from auditor.archives.answers import Trouble, original_of, read_target, trouble_of
from auditor.archives.endpoints import Further
from auditor.archives.queries import is_address
from auditor.model.facts import Memento
from auditor.model.port import Answer, Exchange, Failure
from auditor.text.http import http_date

_LINK = re.compile(r"<([^<>\s]{1,8192})>([^<]{0,2000})")
_REL = re.compile(r';\s{0,9}rel\s{0,9}=\s{0,9}(?:"([^"]{1,200})"|([^\s";,]{1,200}))', re.IGNORECASE)
_DATETIME = re.compile(r';\s{0,9}datetime\s{0,9}=\s{0,9}"([^"]{1,100})"', re.IGNORECASE)
_RELS = frozenset({"original", "memento", "self", "timegate", "timemap"})
_PREFIX = re.compile(r"(\S{1,2000}?/)[0-9]{14}(?:[a-z]{2}_)?/")


@dataclass(frozen=True, slots=True)
class Link:
    """One link: where it leads, what for, and the datetime of a memento."""

    uri: str
    rels: frozenset[str]
    datetime: dt.datetime | None = None


def links(text: str) -> Iterator[Link]:
    """The links of a header or a TimeMap, in order; what is none is passed over."""
    for match in _LINK.finditer(text):
        rel, date = _REL.search(match[2]), _DATETIME.search(match[2])
        names = (rel[1] or rel[2]).lower().split() if rel else ()
        yield Link(match[1], frozenset(names), http_date(date[1]) if date else None)


def linked(answer: Exchange, rel: str, archive: Further) -> str:
    """Where the Link header of an answer leads for a relation, within the archive; else ""."""
    for link in links(answer.header("link") or ""):
        if rel in link.rels and (uri := archive.own(link.uri, answer.request.url)):
            return uri
    return ""


def memento_of(answer: Exchange, archive: Further) -> Memento | None:
    """The memento that an answer is, by its own headers (RFC 7089, 2.1.1)."""
    moment = http_date(answer.header("memento-datetime") or "")
    place = answer.header("content-location") or ""
    uri = archive.own(place, answer.request.url)
    if moment is None or uri is None or not is_address(uri):
        return None
    original = original_of(answer) or answer.request.url
    return Memento(original=original, memento_uri=uri, memento_datetime=moment)


def read_timemap(answer: Answer, archive: Further) -> tuple[tuple[Memento, ...], Trouble | None]:
    """The mementos of a TimeMap, and the trouble where it does not tell all of them."""
    trouble = trouble_of(answer)
    if trouble or isinstance(answer, Failure):
        return (), trouble or Trouble(archive.name, "malformed")
    if answer.status == 404:
        return (), None
    text = answer.body.decode("utf-8", "replace")
    listed = tuple(link for link in links(text) if link.rels & _RELS)
    known = tuple(_mementos(listed, archive))
    if answer.status != 200 or not listed:
        return (), Trouble(archive.name, "malformed")
    if answer.truncated:
        return known, Trouble(archive.name, "too_large")
    if any("timemap" in link.rels and "self" not in link.rels for link in listed):
        return known, Trouble(archive.name, "paged")
    foreign = not known and any("memento" in link.rels for link in listed)
    return known, Trouble(archive.name, "elsewhere") if foreign else None


def _mementos(listed: tuple[Link, ...], archive: Further) -> Iterator[Memento]:
    original = next((link.uri for link in listed if "original" in link.rels), "")
    for link in listed:
        uri = archive.own(link.uri) if "memento" in link.rels and link.datetime else None
        if uri and link.datetime and is_address(uri):
            target = read_target(uri)
            inner = target.original if target else original
            yield Memento(original=inner, memento_uri=uri, memento_datetime=link.datetime)


def prefix_of(memento_uri: str) -> str:
    """What stands before the 14 digits of a memento's address; "" where it has none."""
    match = _PREFIX.match(memento_uri)
    return match[1] if match else ""
