"""Hints at the end of a run: which hosts wanted fewer requests, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from auditor.cli.messages import hint
from auditor.cli.session import Session
from auditor.config.layers import user_file
from auditor.links.address import parse
from auditor.links.settings import HostSettings
from auditor.model.facts import Facts, State
from auditor.reports.words import many

_MOST = 3  # hosts that are named
_FIRST = 2.0  # seconds between requests to propose where none are set


def slowed(facts: Facts) -> set[str]:
    """The addresses that gave no answer as their hosts, or those they lead to, wanted fewer."""
    limited = (item for item in facts.links.values() if item.state is State.RATE_LIMITED)
    return {item.final_url or item.url for item in limited}


def advise_pace(session: Session, urls: Iterable[str]) -> None:
    """Say how the hosts of some addresses, which asked for it, can be asked more slowly."""
    hosts = Counter(parse(url).host for url in urls)  # settings are for a very host: www and all
    for host, count in hosts.most_common(_MOST):
        hint(
            f"{host} asked for a slower pace ({many(count, 'address', 'addresses')}): "
            f"set host_interval, or interval = {_interval(session, host):g} under "
            f'[links.hosts."{host}"] in {user_file()}'
        )
    if len(hosts) > _MOST:
        hint(f"so did {many(len(hosts) - _MOST, 'more host')}")


def _interval(session: Session, host: str) -> float:
    """Twice the seconds that were kept between two requests."""
    own: HostSettings | None = session.here["hosts"].get(host)
    kept = own.interval if own and own.interval is not None else session.here["host_interval"]
    return 2 * kept or _FIRST


def advise_left_out(count: int) -> None:
    """Say that addresses were left out on purpose, so that none is missed."""
    if count:
        told = many(count, "place of an address", "places of addresses")
        hint(f"{told} left out by --include, --exclude, --scheme, --since or their settings")
