"""What a person may set for the engine, and the clock it lives by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
import datetime as dt
import random
import time

from auditor import __version__

AGENT = f"auditor/{__version__} (citation checker)"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSettings:
    """Limits of the engine. Times are in seconds, sizes in bytes.

    `allow_private` may come from the command line alone. `deadline` is for one whole transfer,
    `retry_after_cap` the longest pause a host may ask for before it is given up, `retries` how
    often a failed request is made again after everything else. `header_limit` caps all header
    blocks of an answer together; `page_limit` holds instead of `body_limit` for pages of which a
    fragment is cited. `seed` makes the address nobody made that soft 404s are probed with, so that
    a replay asks the same.
    """

    user_agent: str = AGENT
    allow_private: bool = False
    concurrency: int = 200
    host_concurrency: int = 2
    deadline: float = 20.0
    connect_timeout: float = 10.0
    body_limit: int = 65536
    page_limit: int = 2 << 20
    header_limit: int = 131072
    retries: int = 2
    retry_pause: float = 1.0
    retry_after_cap: float = 60.0
    host_failures: int = 5
    max_hops: int = 20
    seed: int = 0


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
