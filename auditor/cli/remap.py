"""Addresses that a person wants asked for elsewhere, such as a site's preview before it is public.

The verdict is on the other place, the archive copy on the address as cited. The policy on private
networks holds for the other place too: it is applied to the socket.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from auditor.evidence.collect import EvidenceSettings, Interrupted
from auditor.model.facts import Facts, Wanted

Collect = Callable[[Sequence[Wanted], EvidenceSettings], Facts]


def remapped(url: str, pairs: Mapping[str, str]) -> str:
    """The address to ask for: the longest beginning that fits is replaced, else `url` itself."""
    start = max((start for start in pairs if url.startswith(start)), key=len, default="")
    return pairs[start] + url[len(start) :] if start else url


def collect_elsewhere(
    wanted: Sequence[Wanted],
    settings: EvidenceSettings,
    pairs: Mapping[str, str],
    collect: Collect,
) -> Facts:
    """Facts about addresses as cited, their verdicts from where `pairs` lead them."""
    places = {item.url: remapped(item.url, pairs) for item in wanted}
    asked = [Wanted(url) for url in dict.fromkeys(places.values())]
    try:
        found = collect(asked, replace(settings, archives=None))
    except Interrupted as error:
        raise Interrupted(_as_cited(error.facts, places)) from error
    copies = collect(wanted, replace(settings, links=None))
    return replace(_as_cited(found, places), mementos=copies.mementos)


def _as_cited(found: Facts, places: Mapping[str, str]) -> Facts:
    known = {url: place for url, place in places.items() if place in found.links}
    return replace(
        found,
        links={url: replace(found.links[place], url=url) for url, place in known.items()},
        history={url: found.history[at] for url, at in known.items() if at in found.history},
    )
