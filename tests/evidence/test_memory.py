"""What is remembered between runs: successes for a while, failures as history alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
import datetime as dt
from pathlib import Path

import pytest

from auditor.evidence.collect import Clients, EvidenceSettings, Interrupted, collect
from auditor.evidence.memory import NEAR, NO_COPY_AGE, Memory
from auditor.links.settings import LinkSettings
from auditor.model.facts import Facts, Lookup, Memento, Outcome, Presence, State, Verdict, Wanted
from auditor.model.port import Answer, Exchange, Fetch, Request
from auditor.store.store import Store

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
FOREVER = dt.timedelta(days=36500)
HOUR = dt.timedelta(hours=1)
A, B = "http://www.iana.org/a", "http://www.iana.org/b"
ARCHIVE = "https://web.archive.org/web/"
Says = Callable[[Request], int]


class World:
    """Runs one after another over one store, at times of one's choosing."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "s.sqlite"
        self.asked: list[Request] = []
        self.says: Says = lambda _: 200
        self.headers = (("etag", '"1"'), ("content-type", "text/html"))

    def client(self, now: dt.datetime) -> Fetch:
        def fetch(queue: deque[Request], /) -> Iterator[Answer]:
            while queue:
                request = queue.popleft()
                self.asked.append(request)
                status = self.says(request)
                body = b"" if status == 304 else b"words"
                yield Exchange(
                    request=request, status=status, headers=self.headers, body=body, started=now
                )

        return fetch

    def run(
        self, *urls: str, after: dt.timedelta = dt.timedelta(0), offline: bool = False,
        max_age: dt.timedelta = DAY,
    ) -> tuple[Facts, list[str]]:  # fmt: skip
        """A run so long after the first; its facts and what was asked."""
        self.asked.clear()
        now = NOON + after
        fetch = self.client(now)
        clients = Clients(lambda _: fetch, lambda _: fetch, lambda: True)
        settings = EvidenceSettings(offline=offline, links=LinkSettings())
        said: list[str] = []
        with closing(Store(self.path, said.append)) as store:
            memory = Memory(store, max_age, "", lambda: now)
            facts = collect([Wanted(url) for url in urls], settings, None, clients, memory)
        assert said == []
        return facts, [request.url for request in self.asked]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_success_is_not_asked_again_within_its_age(world: World) -> None:
    first, asked = world.run(A)
    assert (asked, first.links[A].cached) == ([A], False)
    again, asked = world.run(A, B, after=23 * HOUR)
    assert asked == [B]
    assert (again.links[A].cached, again.links[A].checked_at) == (True, NOON)
    assert again.links[B].checked_at == NOON + 23 * HOUR
    assert world.run(A, after=24 * HOUR)[1] == [A]
    assert world.run(A, after=25 * HOUR, max_age=0 * DAY)[1] == [A]


@pytest.mark.parametrize("status", [403, 404, 410, 429, 500])
def test_failures_are_always_asked_again(world: World, status: int) -> None:
    world.says = lambda _: status
    world.run(A)
    assert A in world.run(A, after=HOUR)[1]


def test_offline_reads_no_cache(world: World) -> None:
    world.run(A)
    facts, asked = world.run(A, offline=True)
    assert (asked, facts.links[A].state, facts.links[A].detail) == ([], State.UNCHECKED, "offline")


def test_a_verdict_of_the_future_does_not_hold(world: World) -> None:
    world.run(A, after=DAY)
    assert world.run(A)[1] == [A]
    assert world.run(A, after=HOUR)[1] == []


def test_a_page_is_asked_again_for_fragments_it_was_not_asked_for(world: World) -> None:
    world.run(A, A + "#one")
    assert world.run(A, after=HOUR)[1] == [A]  # the fragment was not there: no success
    world.run(B)
    assert world.run(B, after=HOUR)[1] == []
    assert world.run(B, B + "#two", after=HOUR)[1] == [B]


def test_a_page_that_has_not_changed_is_as_it_was(tmp_path: Path) -> None:
    known = Verdict(
        url=A, state=State.ALIVE, status=200, final_url=A, title="Words",
        checked_at=NOON, attempts=1, validators={"etag": '"1"'},
        fragments={"one": Presence.PRESENT},
    )  # fmt: skip
    told = Verdict(url=A, state=State.SUSPECT, detail="empty", status=304, checked_at=NOON + DAY)
    with closing(Store(tmp_path / "s.sqlite", print)) as store:
        memory = Memory(store, now=lambda: NOON + DAY)
        memory.learn(Wanted(A), known)
        memory.flush()
        page = Wanted(A, fragments=("one",))
        assert memory.verdict(page) is None
        assert memory.conditional(Wanted(A, fragments=("two",))).validators == {}
        asked = memory.conditional(page)
        assert asked.validators == known.validators
        verdict, history = memory.learn(asked, told)
        assert (verdict.state, verdict.title, verdict.status) == (State.ALIVE, "Words", 200)
        assert (verdict.checked_at, verdict.cached, history) == (NOON + DAY, False, ())
        assert verdict.fragments == {"one": Presence.PRESENT}
        memory.flush()
        assert memory.verdict(page) is not None
        unasked, _ = memory.learn(Wanted(A), told)  # nobody asked on a condition
        assert unasked.state is State.SUSPECT


def test_history_comes_with_failures_and_grows(world: World) -> None:
    world.run(A)
    world.says = lambda _: 404
    first, _ = world.run(A, B, after=DAY)
    assert [check.state.value for check in first.history[A]] == ["alive", "dead"]
    assert [check.state.value for check in first.history[B]] == ["dead"]
    second, _ = world.run(A, after=2 * DAY)
    assert [check.checked_at for check in second.history[A]] == [NOON + n * DAY for n in range(3)]
    world.says = lambda _: 200
    assert world.run(A, after=3 * DAY)[0].history == {}


def test_an_interrupted_run_loses_nothing_it_checked(world: World) -> None:
    def stop(request: Request) -> int:
        if request.url == B:
            raise KeyboardInterrupt
        return 200

    world.says = stop
    with pytest.raises(Interrupted):
        world.run(A, B)
    world.says = lambda _: 200
    assert world.run(A, B, after=HOUR)[1] == [B]


def test_without_a_store_everything_is_asked() -> None:
    memory = Memory()
    verdict = Verdict(url=A, state=State.DEAD, checked_at=NOON)
    assert memory.learn(Wanted(A), verdict) == (verdict, ())
    assert memory.verdict(Wanted(A)) is None
    assert memory.conditional(Wanted(A)) == Wanted(A)


@pytest.mark.parametrize(
    ("outcome", "days", "age"),
    [
        (Outcome.ARCHIVED, None, FOREVER),
        (Outcome.ARCHIVED, -NEAR, FOREVER),
        (Outcome.ARCHIVED, NEAR + 1, NO_COPY_AGE),
        (Outcome.NO_USABLE_COPY, None, NO_COPY_AGE),
        (Outcome.NOT_ARCHIVED, None, NO_COPY_AGE),
        (Outcome.UNKNOWN, None, dt.timedelta(0)),
    ],
)
def test_copies_are_remembered_for_good_and_their_absence_for_a_week(
    tmp_path: Path, outcome: Outcome, days: int | None, age: dt.timedelta
) -> None:
    copy = Memento(
        original=A,
        memento_uri=f"{ARCHIVE}20220305080000/{A}",
        memento_datetime=dt.datetime(2022, 3, 5, 8, tzinfo=dt.UTC),
    )
    found = copy if outcome is Outcome.ARCHIVED else None
    lookup = Lookup(url=A, outcome=outcome, memento=found, days_from_anchor=days, checked_at=NOON)
    with closing(Store(tmp_path / "s.sqlite", print)) as store:
        Memory(store).learn_lookup(Wanted(A), lookup, ARCHIVE)
        store.flush()
        for after in (dt.timedelta(0), age - HOUR, age):
            memory = Memory(store, now=lambda after=after: NOON + after)  # type: ignore[misc]
            holds = dt.timedelta(0) <= after and (after < age or age == FOREVER)
            assert (memory.lookup(Wanted(A), ARCHIVE) == lookup) is holds
        other = Wanted(A, dt.date(2022, 1, 1), "accessed")
        memory = Memory(store, now=lambda: NOON)
        assert memory.lookup(other, ARCHIVE) is None
        assert memory.lookup(Wanted(A), "http://127.0.0.1/web/") is None
        assert memory.lookup(Wanted(A), f"{ARCHIVE} https://arquivo.pt/wayback/") is None
