r"""Addresses parsed once, by WHATWG's rules, and sent exactly as parsed.

Of 40 tricky addresses 27 are read otherwise by some parser (`http://127.0.0.1\@127.0.0.2/`), so
nothing else here takes an address apart, and the client is handed `href` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
import re

import can_ada

SCHEMES = frozenset({"http", "https"})
_IGNORED = re.compile(r"[\t\r\n]")
_TRIMMED = "".join(map(chr, range(33)))
_SCHEME = re.compile(r"\s{0,9}([a-zA-Z][a-zA-Z0-9+.-]{0,40}):")


@dataclass(frozen=True, slots=True)
class Parsed:
    """An address that can be asked for. `href` keeps escapes as cited and has no fragment.

    `host` is ASCII (IDN encoded by the parser, UTS 46), `origin` is scheme, host and port.
    """

    href: str
    scheme: str
    host: str
    path: str
    query: str
    fragment: str
    origin: str


class UnfitError(ValueError):
    """An address that can't be asked for; `scheme` is set where only its scheme is another."""

    def __init__(self, message: str, scheme: str | None = None) -> None:
        super().__init__(message)
        self.scheme = scheme


@lru_cache(maxsize=4096)  # an address is looked at some seven times on its way to a verdict
def parse(url: str, base: str | None = None) -> Parsed:
    """Take an http(s) address apart, a relative one against `base`; UnfitError where that fails."""
    try:
        made = can_ada.parse(_absolute(url, base) if base else url)
    except (ValueError, TypeError):  # TypeError: lone surrogates
        raise _unfit(url) from None
    scheme = made.protocol.rstrip(":")
    if scheme not in SCHEMES:
        raise UnfitError(f"the scheme is {scheme}", scheme)
    href = made.href.partition("#")[0]
    return Parsed(
        href, scheme, made.hostname, made.pathname, made.search, made.hash[1:], made.origin
    )


def _absolute(reference: str, base: str) -> str:
    """`reference` made absolute (URL standard, relative states); the parser does the rest."""
    plain = _IGNORED.sub("", reference).strip(_TRIMMED)
    if _SCHEME.match(plain):
        return plain
    made = can_ada.parse(base)
    slashed = plain.replace("\\", "/")
    if slashed.startswith("//"):
        return f"{made.protocol}{plain}"
    if slashed.startswith("/"):
        return f"{made.origin}{plain}"
    if not plain or plain.startswith(("?", "#")):
        query = "" if plain.startswith("?") else made.search
        return f"{made.origin}{made.pathname}{query}{plain}"
    return f"{made.origin}{made.pathname.rpartition('/')[0]}/{plain}"


def _unfit(url: str) -> UnfitError:
    match = _SCHEME.match(url)
    if match and match[1].lower() not in SCHEMES:
        return UnfitError(f"the scheme is {match[1].lower()}", match[1].lower())
    return UnfitError("it is not a valid address")


def page_of(url: str) -> str:
    """The address to ask for, without fragment; `url` itself where it can't be parsed."""
    try:
        href = parse(url).href
    except UnfitError:
        return url
    return url if href == url else href  # no second copy of what many runs have 100,000 of


def is_literal(host: str) -> bool:
    """Whether a parsed host is an IP address, so that no resolver is asked for it.

    A host whose last label is a number is an IPv4 address or no host at all (URL standard, 3.5).
    """
    return host.startswith("[") or host.rpartition(".")[2].isdigit()
