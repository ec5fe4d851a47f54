"""Addresses near a dead one that the writer may have meant, likeliest first; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
import re

from auditor.links.address import Parsed, UnfitError, is_literal, parse
from auditor.links.chain import walk
from auditor.links.probe import is_doubtful
from auditor.links.signs import doubt
from auditor.model.port import Answer, Exchange
from auditor.text.hosts import site_of

# What a sentence leaves at the end of an address: marks, brackets, quotation marks, full stops.
_LEFT_OVER = re.compile(
    r"(?:[.,;:!?'\")\]}>*]|%(?:22|29|3E|5D|7D|E2%80%9[0-9A-F]|E3%80%8[0-9A-F])){1,9}$",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"[_ .-](?:Inc|Ltd|Corp|Co|Jr|Sr|Bros|St|Dr|vs|[A-Z]\.[A-Z])$")
_ESCAPE = re.compile(r"(%[0-9A-Fa-f]{2})")
_SHORTEST = 4  # letters of a name in which one may be wrong
_MOST = 500  # siblings on a host that are compared


@dataclass(frozen=True)
class Siblings:
    """The pages an audit cites, by host: among them a typo shows."""

    pages: Collection[str] = ()

    @cached_property
    def by_host(self) -> dict[str, tuple[Parsed, ...]]:
        """The pages that can be asked for, in alphabetical order."""
        found: dict[str, list[Parsed]] = {}
        for page in sorted(self.pages):
            try:
                parsed = parse(page)
            except UnfitError:
                continue
            found.setdefault(parsed.host, []).append(parsed)
        return {host: tuple(pages[:_MOST]) for host, pages in found.items()}


@dataclass(frozen=True, slots=True)
class Dead:
    """A dead address; `nameless` where its host doesn't exist."""

    url: Parsed
    nameless: bool
    siblings: Siblings = field(default_factory=Siblings)


def near_misses(dead: Dead) -> tuple[str, ...]:
    """Addresses worth a request each, likeliest first; none is the dead address itself."""
    makers = (_host_typos, _www) if dead.nameless else _PAGE_MAKERS
    found = dict.fromkeys(url for make in makers for url in make(dead))
    return tuple(url for url in found if url != dead.url.href)


def answers_well(answer: Answer) -> bool:
    """Whether an address that was tried is there, without a doubt."""
    if not isinstance(answer, Exchange) or answer.status != 200 or not answer.body:
        return False
    if is_doubtful(walk((answer,)), answer):
        return False
    return doubt(answer, parse(answer.request.url)) is None


def is_typo(one: str, other: str) -> bool:
    """Whether two names differ by one letter: wrong, missing, doubled or swapped."""
    if one == other or min(len(one), len(other)) < _SHORTEST:
        return False
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    swapped = len(left) == len(right) == 2 and left == right[::-1]
    single = len(left) <= 1 and len(right) <= 1
    return (single or swapped) and (left + right).isalpha()


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _trimmed(dead: Dead) -> Iterator[str]:
    href = dead.url.href
    bare = _LEFT_OVER.sub("", href)
    if bare != href:
        yield bare
    if href.count("(") > href.count(")"):
        yield f"{href})"


def _path_typos(dead: Dead) -> Iterator[str]:
    segments = dead.url.path.split("/")
    for other in dead.siblings.by_host.get(dead.url.host, ()):
        for at, (one, name) in enumerate(zip(segments, other.path.split("/"), strict=False)):
            if is_typo(one, name):
                yield _with(dead.url, "/".join([*segments[:at], name, *segments[at + 1 :]]))


def _host_typos(dead: Dead) -> Iterator[str]:
    hosts = sorted(dead.siblings.by_host)
    return (_on(dead.url, host) for host in hosts if is_typo(dead.url.host, host))


def _case(dead: Dead) -> Iterator[str]:
    # An escape is the same in either case, and stays as cited.
    parts = _ESCAPE.split(dead.url.path)
    yield _with(dead.url, "".join(part if "%" in part else part.lower() for part in parts))


def _slash(dead: Dead) -> Iterator[str]:
    path = dead.url.path
    if path.endswith("/"):
        yield _with(dead.url, path.rstrip("/") or "/")
    elif "." not in path.rpartition("/")[2]:
        yield _with(dead.url, f"{path}/")


def _scheme(dead: Dead) -> Iterator[str]:
    if dead.url.origin == f"{dead.url.scheme}://{dead.url.host}":  # no port of its own
        other = "http" if dead.url.scheme == "https" else "https"
        yield other + dead.url.href.removeprefix(dead.url.scheme)


def _www(dead: Dead) -> Iterator[str]:
    host = dead.url.host
    if host.startswith("www."):
        yield _on(dead.url, host.removeprefix("www."))
    elif not is_literal(host) and site_of(host) == host and "." in host:
        yield _on(dead.url, f"www.{host}")


def _full_stop(dead: Dead) -> Iterator[str]:
    if _ABBREVIATED.search(dead.url.href):
        yield f"{dead.url.href}."


def _with(url: Parsed, path: str) -> str:
    return f"{url.origin}{path}{url.query}"


def _on(url: Parsed, host: str) -> str:
    return f"{url.origin.replace(url.host, host)}{url.path}{url.query}"


_PAGE_MAKERS = (_trimmed, _full_stop, _path_typos, _case, _slash, _scheme, _www)
