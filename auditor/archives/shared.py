"""One query of the index for several addresses of a directory: which share one, and its answer.

The index allows 24 queries a minute, so each that is spared is 2.5 seconds. A query by prefix may
fail where an exact one doesn't (504 on big sites, more rows than fit): it is never the last word
about an address then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
import os.path
import re
from urllib.parse import urlsplit

from auditor.archives.choice import key_of
from auditor.archives.queries import PREFIX_ROWS, bare
from auditor.model.facts import Memento

LEAST = 3  # addresses of a directory from which on one query for all pays though it may fail


def prefixes(urls: Iterable[str]) -> dict[str, str]:
    """For each address that shares its directory with others, what all of them begin with.

    The root of a host is no such directory: a whole site is more than an index gives at once.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for url in dict.fromkeys(urls):
        if directory := _directory(url):
            groups[directory].append(url)
    return {url: begin for begin, group in _begun(groups) for url in group}


def _begun(groups: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    for group in groups.values():
        if len(group) >= LEAST:
            begin = os.path.commonprefix([_plain(url) for url in group])  # noqa: RUF071 - strings
            yield re.sub(r"%[0-9A-Fa-f]?$", "", begin), group


def _directory(url: str) -> str | None:
    """Host and directory of an address; None for one whose key an index may form otherwise."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or parts.query or ";" in parts.path:
        return None
    plain = _plain(url)
    return plain.rpartition("/")[0] if plain.count("/") > 1 else None


def _plain(url: str) -> str:
    """Host and path as the index is asked for them."""
    parts = urlsplit(bare(url))
    return re.sub(r"^www\d*\.", "", parts.netloc.lower()) + parts.path


def beneath(rows: tuple[Memento, ...], url: str) -> tuple[Memento, ...] | None:
    """The rows of one address among those of a prefix, in the order of their keys.

    None where there may be more of it: the index stops at a number of rows.
    """
    wanted = key_of(url).lower()
    ours = tuple(row for row in rows if key_of(row.original).lower() == wanted)
    whole = len(rows) < PREFIX_ROWS
    if whole or (ours and key_of(rows[-1].original).lower() != wanted):
        return ours
    return None
