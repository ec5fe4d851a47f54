"""The verdict on every odd server of the farm, through the engine as it is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
import datetime as dt
import time

import pytest

from auditor.evidence.collect import Clients, EvidenceSettings, collect
from auditor.links.engine import Engine
from auditor.links.settings import Clock, LinkSettings
from auditor.model.facts import State, Verdict, Wanted
from farm import Farm

DEADLINE = 0.6
SETTINGS = LinkSettings(allow_private=True, deadline=DEADLINE, connect_timeout=DEADLINE)

CASES = {
    "/alive": "alive",
    "/no-content": "alive",
    "/bare-lf": "alive",
    "/big-head": "alive",
    "/pdf": "alive",
    "/a%2Fb%26c": "alive",
    "/early-hints": "dead not_found",
    "/moved-301": "moved",
    "/moved-302": "moved",
    "/moved-303": "moved",
    "/moved-307": "moved",
    "/moved-308": "moved",
    "/moved-host": "moved",
    "/moved-mixed": "moved",
    "/moved-utf8": "moved",
    "/chain?n=12": "moved",
    "/chain?n=20": "moved",
    "/chain?n=21": "unreachable protocol",
    "/loop-a": "unreachable protocol",
    "/cookie-loop": "moved",
    "/to-mailto": "unreachable protocol",
    "/to-file": "unreachable protocol",
    "/to-nowhere": "unreachable protocol",
    "/articles/2021/to-home": "suspect home_redirect",
    "/to-login": "suspect login",
    "/to-consent": "suspect consent",
    "/404": "dead not_found",
    "/404-once": "alive",
    "/410": "dead gone",
    "/401": "blocked",
    "/402": "blocked",
    "/403": "blocked",
    "/403-programs": "alive",
    "/406-programs": "alive",
    "/451": "blocked",
    "/999": "blocked",
    "/cloudflare-403": "blocked",
    "/cloudflare-503": "blocked",
    "/waf-202": "blocked",
    "/akamai": "blocked",
    "/500": "unreachable",
    "/503": "unreachable",
    "/503-once": "alive",
    "/429": "rate_limited",
    "/429-once": "alive",
    "/429-hour": "rate_limited",
    "/429-date": "alive",
    "/reset": "unreachable reset",
    "/reset-once": "alive",
    "/silent": "unreachable reset",
    "/hang": "unreachable timeout",
    "/hang-body": "unreachable timeout",
    "/drip-head": "unreachable timeout",
    "/drip-body": "alive",
    "/cut-head": "unreachable reset",
    "/cut-body": "alive",
    "/garbage": "unreachable protocol",
    "/endless": "alive",
    "/endless-head": "unreachable protocol",
    "/gzip-bomb": "alive",
    "/redirect-bomb": "moved",
    "/bad-gzip": "unreachable protocol",
    "/soft-404": "suspect soft_404",
    "/soft-404-ja": "suspect soft_404",
    "/about-404": "alive",
    "/parked": "suspect parked",
    "/meta-refresh": "suspect meta_refresh",
    "/empty": "suspect empty",
    "/blank": "suspect empty",
}


@dataclass
class FakeTime:
    """A clock that only moves when someone sleeps; the pauses are kept."""

    at: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds

    def clock(self) -> Clock:
        start = dt.datetime(2022, 6, 1, 9, tzinfo=dt.UTC)
        return Clock(
            monotonic=lambda: self.at,
            now=lambda: start + dt.timedelta(seconds=self.at),
            sleep=self.sleep,
            jitter=lambda: 1.0,
        )


@pytest.fixture
def farm() -> Iterator[Farm]:
    with Farm() as running:
        yield running


def look(*urls: str, settings: LinkSettings = SETTINGS, fake: FakeTime | None = None) -> list[Verdict]:
    clock = (fake or FakeTime()).clock()
    clients = Clients(lambda item: Engine(item, clock), _no_archives, lambda: True)
    facts = collect([Wanted(url) for url in urls], EvidenceSettings(links=settings), None, clients)
    return [facts.links[url] for url in urls]


def _no_archives(_: object) -> None:
    raise AssertionError("no archive is asked")


def word(verdict: Verdict) -> str:
    return " ".join(filter(None, (verdict.state.value, verdict.detail)))


def test_every_odd_server_gets_its_word(farm: Farm) -> None:
    # Each case is a host of its own, so that one's pauses and failures are not another's.
    urls = {path: farm.url(path, host=number) for number, path in enumerate(CASES, start=10)}
    began = time.monotonic()
    verdicts = dict(zip(urls, look(*urls.values()), strict=True))
    assert {path: word(verdict) for path, verdict in verdicts.items()} == CASES
    assert all(verdict.why for verdict in verdicts.values())
    # Three tries up to the deadline, all hosts at once: the slowest case bounds the run.
    assert time.monotonic() - began < 3 * (DEADLINE + 0.5) + 2
