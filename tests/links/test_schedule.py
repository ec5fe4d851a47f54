"""When a host that fails is asked again, and when it is left alone; the clock is the test's."""

from __future__ import annotations

from auditor.links.schedule import Schedule
from auditor.links.settings import LinkSettings
from auditor.model.port import Exchange, Failure, Fault, Purpose, Request

HOST = "a.org"
SETTINGS = LinkSettings(host_concurrency=1, host_failures=5)


def _filled(many: int) -> Schedule:
    schedule = Schedule(SETTINGS)
    for number in range(many):
        request = Request(url=f"http://a.org/{number}", purpose=Purpose.LINK)
        schedule.add(request, HOST, 0.0, 0.0)
    return schedule


def _asked(schedule: Schedule, up_from: float) -> tuple[list[float], int]:
    """When the host was asked while it was down until `up_from`, and how many were spared."""
    now, times, spared = 0.0, [], 0
    while schedule:
        taken = schedule.take(now)
        if taken is None:
            now = schedule.next_time() or now
            continue
        request, instead = taken
        if instead is not None:
            schedule.done(instead, HOST, now, spared=True)
            spared += 1
            continue
        times.append(now)
        reset = Failure(request=request, fault=Fault.RESET)
        there = Exchange(request=request, status=200)
        schedule.done(reset if now < up_from else there, HOST, now, spared=False)
    return times, spared


def test_a_host_that_comes_back_is_asked_for_the_rest() -> None:
    times, spared = _asked(_filled(20), up_from=10.0)
    assert (times[:6], spared) == ([0.0] * 5 + [5.0], 0)
    assert set(times[6:]) == {15.0}
    assert len(times) == 20


def test_a_host_that_stays_away_is_given_up() -> None:
    times, spared = _asked(_filled(20), up_from=1e9)
    assert times == [0.0] * 5 + [5.0, 15.0]
    assert spared == 13
