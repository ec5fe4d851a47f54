"""What a person may set for the engine, and the clock it lives by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
import datetime as dt
import random
import time
from urllib.parse import quote

from auditor import __version__

AGENT = f"auditor/{__version__} (citation checker)"


@dataclass(frozen=True, slots=True, kw_only=True)
class HostSettings:
    """What a person set for one host; None is as for every host.

    `headers` and `basic_auth` (name and password) are sent to this very host alone, no redirect
    takes them elsewhere, and no request that is kept or told holds them. They may come from a
    person's own configuration only, never from the repository that is audited.
    """

    interval: float | None = None
    concurrency: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    basic_auth: tuple[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy by its address (scheme, host, port), with a name and a password where it wants them.

    The proxy dials in our place: which address a name leads to is then out of our sight, and so is
    the policy on private ones (`auditor.links.policy`), but for addresses that are numbers.
    """

    url: str
    auth: tuple[str, str] | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return self.url

    @property
    def whole(self) -> str:
        """The address with name and password in it, for clients that want it so."""
        if self.auth is None:
            return self.url
        name, password = (quote(part, safe="") for part in self.auth)
        return self.url.replace("://", f"://{name}:{password}@", 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSettings:
    """Limits of the engine. Times are in seconds, sizes in bytes.

    `allow_private` may come from the command line alone. `deadline` is for one whole transfer,
    `retry_after_cap` the longest pause a host may ask for before it is given up, `retries` how
    often a failed request is made again after everything else. `header_limit` caps all header
    blocks of an answer together; `page_limit` holds instead of `body_limit` for pages of which a
    fragment is cited, `text_limit` for those that are compared with a copy. `seed` makes the
    address nobody made that soft 404s are probed with, so that a replay asks the same.
    `host_interval` is the least time between the starts of two requests to a host,
    `host_concurrency` the most requests to it at once; `hosts` says otherwise for hosts by name.
    `near_misses` is how many addresses near a dead one are tried. `min_tls` is the oldest version
    of TLS that is spoken. With `by_domain` all hosts of one registrable domain share a queue, as
    where a platform gives each of its authors a host.
    """

    user_agent: str = AGENT
    allow_private: bool = False
    concurrency: int = 400
    host_concurrency: int = 2
    host_interval: float = 0.0
    hosts: Mapping[str, HostSettings] = field(default_factory=dict, hash=False)
    deadline: float = 20.0
    connect_timeout: float = 10.0
    body_limit: int = 65536
    page_limit: int = 2 << 20
    text_limit: int = 1 << 19
    header_limit: int = 131072
    retries: int = 2
    retry_pause: float = 1.0
    retry_after_cap: float = 60.0
    host_failures: int = 5
    max_hops: int = 20
    seed: int = 0
    near_misses: int = 3
    proxy: Proxy | None = None
    min_tls: str = "1.2"
    by_domain: bool = False

    def interval_of(self, host: str) -> float:
        """The least time between the starts of two requests to a host."""
        own = self.for_host(host).interval
        return self.host_interval if own is None else own

    def concurrency_of(self, host: str) -> int:
        """The most requests to a host at once."""
        return self.for_host(host).concurrency or self.host_concurrency

    def for_host(self, host: str) -> HostSettings:
        """What is set for a host by its name (ASCII, lower case)."""
        return self.hosts.get(host, _UNSET)


_UNSET = HostSettings()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """The times the engine needs, so that tests wait for nothing.

    `monotonic` counts seconds, `now` is the time of day, `sleep` waits when nothing is under way,
    `jitter` is a factor in 0..1 drawn anew for each pause.
    """

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], dt.datetime] = _now
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random
