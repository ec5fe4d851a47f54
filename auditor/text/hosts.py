"""Hosts of addresses: the host itself and the registrable domain it belongs to."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

# Addresses made to redirect: the identifier is what is cited, not the place it leads to.
RESOLVERS = frozenset(
    "doi.org dx.doi.org hdl.handle.net handle.net purl.org purl.oclc.org w3id.org n2t.net "
    "identifiers.org nbn-resolving.org nbn-resolving.de resolver.kb.nl ark.org persistent-"
    "identifier.nl perma.cc".split()
)


@lru_cache(maxsize=16384)
def host_of(url: str) -> str:
    """The lower-case host of an address without `www.`; empty where there is none."""
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").rstrip(".")


@lru_cache(maxsize=4096)
def site_of(host: str) -> str:
    """The registrable domain of a host by the public suffix list: `asia.nikkei.com` → nikkei.com.

    Government suffixes are in the list (`go.jp`), so `mofa.go.jp` stays apart from `mod.go.jp`.
    A host the list can't split is its own site.
    """
    parts = _extract()(host)
    return f"{parts.domain}.{parts.suffix}" if parts.domain and parts.suffix else host


@lru_cache(maxsize=1)
def _extract():  # type: ignore[no-untyped-def]  # noqa: ANN202 - tldextract costs 30 ms to import
    from tldextract import TLDExtract

    # suffix_list_urls=() keeps it to the bundled list: nothing leaves the machine for it.
    return TLDExtract(suffix_list_urls=(), cache_dir=None)
