"""22: the clock on the wall leaps by a day in mid-run: no hang, no early retry, ordered history."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
import datetime as dt
from pathlib import Path

from farm import Farm
import pytest
from replies import Ask, page, titled
from times import FakeTime

from auditor.evidence.collect import Clients, EvidenceSettings, collect
from auditor.evidence.memory import Memory
from auditor.links.engine import Engine
from auditor.links.settings import Clock, LinkSettings
from auditor.model.facts import State, Wanted
from auditor.store.store import Store

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
PAUSE = 7.0


@dataclass
class Leaping:
    """Time that passes evenly, under a wall clock that leaps once the server was asked so often."""

    leap: dt.timedelta
    farm: Farm
    after: int
    fake: FakeTime = field(default_factory=FakeTime)

    def now(self) -> dt.datetime:
        leap = self.leap if len(self.farm.log.paths) >= self.after else dt.timedelta(0)
        return NOON + dt.timedelta(seconds=self.fake.at) + leap

    def clock(self) -> Clock:
        return Clock(lambda: self.fake.at, self.now, self.fake.sleep, lambda: 1.0)


@pytest.mark.parametrize("leap", [DAY, -DAY])
@pytest.mark.parametrize("after", [1, 3, 6])
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_the_wall_clock_leaps(tmp_path: Path, leap: dt.timedelta, after: int, form: str) -> None:
    said: list[str] = []
    with Farm() as farm, closing(Store(tmp_path / "s.sqlite", said.append)) as store:
        time = Leaping(leap, farm, after)
        asked: list[float] = []

        def busy(ask: Ask) -> bytes:
            asked.append(time.fake.at)
            if ask.nth > 1:
                return titled("A page", "Words of a page that is there. " * 20)
            until = {"seconds": f"{PAUSE:.0f}", "date": "Sun, 01 Mar 2026 12:00:07 GMT"}[form]
            dated = "Date: Sun, 01 Mar 2026 12:00:00 GMT\r\n"
            return page(b"", "429 Busy", extra=f"{dated}Retry-After: {until}\r\n")

        farm.routes["/busy"] = busy
        urls = [farm.url("/busy", 2), *(farm.url("/410", host) for host in range(3, 8))]
        settings = LinkSettings(allow_private=True, concurrency=1, near_misses=0)
        for _ in range(3):  # runs one after another, the leap in the first
            memory = Memory(store, now=time.now)
            facts = collect(
                [Wanted(url) for url in urls],
                EvidenceSettings(links=settings),
                clients=Clients(lambda it: Engine(it, time.clock()), _no_archive, lambda: True),
                memory=memory,
            )
            assert facts.links[urls[0]].state is State.ALIVE
            assert {facts.links[url].state for url in urls[1:]} == {State.DEAD}
        assert asked[1] - asked[0] == pytest.approx(PAUSE, abs=0.1)
        assert sum(time.fake.slept) < 60  # three runs, and nobody waited for the wall clock
        order = [check.checked_at for check in store.history(urls[1])]
    assert len(order) == 3
    assert said == []


def _no_archive(_: object) -> Engine:
    raise AssertionError("no archive is asked")


@pytest.mark.parametrize("leap", [DAY, -DAY])
def test_what_was_checked_in_the_future_is_checked_again(
    tmp_path: Path, leap: dt.timedelta
) -> None:
    with Farm() as farm, closing(Store(tmp_path / "s.sqlite", print)) as store:
        url = farm.url("/alive")
        settings = EvidenceSettings(links=LinkSettings(allow_private=True))
        for now in (NOON, NOON + leap, NOON + 2 * leap):
            clock = Clock(now=lambda now=now: now)  # type: ignore[misc]
            clients = Clients(
                lambda it, clock=clock: Engine(it, clock),  # type: ignore[misc]
                _no_archive,
                lambda: True,
            )
            memory = Memory(store, max_age=DAY / 2, now=lambda now=now: now)  # type: ignore[misc]
            facts = collect([Wanted(url)], settings, clients=clients, memory=memory)
            assert not facts.links[url].cached
        order = [check.checked_at for check in store.history(url)]
    assert order == [
        NOON,
        NOON + leap,
        NOON + 2 * leap,
    ]  # as they were made
