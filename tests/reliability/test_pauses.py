"""21: Retry-After in both forms, and junk: never asked early, never waited for above the cap."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime
import random

from figures import record
import pytest

from auditor.links.schedule import Schedule
from auditor.links.settings import LinkSettings
from auditor.model.port import Exchange, Failure, Fault, Purpose, Request
from auditor.text.http import retry_after

NOW = dt.datetime(2022, 6, 1, 10, tzinfo=dt.UTC)
SETTINGS = LinkSettings(host_failures=100)
JUNK = (
    *(
        "soon",
        "",
        "-5",
        "+5",
        "5s",
        "1e9",
        "0x10",
        "５",
        "1,5",
        "5, 10",
        "NaN",
        "inf",
        "\x00",
        "5 5",
    ),
    *("Wed, 99 Jun 2022 10:00:30 GMT", "Wed, 01 Foo 2022 10:00:30 GMT", "2022-06-01T10:00:30Z"),
    *("Wed, 01 Jun 99999 10:00:30 GMT", "Wed, 01 Jun 2022 25:00:30 GMT", "9" * 400, "\udcff"),
)
STATUSES = (429, 429, 503, 503, 500, 502, 504, 403, 408, 425)


def _dated(until: dt.datetime, form: int) -> str:
    """A date in one of the three forms of RFC 9110, 5.6.7."""
    if form == 0:
        return format_datetime(until, usegmt=True)
    if form == 1:
        return until.strftime("%A, %d-%b-%y %H:%M:%S GMT")
    return until.strftime("%a %b %e %H:%M:%S %Y")


def _made(chance: random.Random) -> tuple[Exchange, float | None]:
    """An answer that asks for a pause, and the pause it means, in seconds from its arrival."""
    status, headers, means = chance.choice(STATUSES), {}, None
    kind = chance.choice(("seconds", "seconds", "date", "date", "junk"))
    if kind == "seconds":
        means = float(chance.choice((0, 1, 7, 30, 59, 60, 61, 3600, 10**9, chance.randrange(200))))
        headers["retry-after"] = f"{means:.0f}".zfill(chance.choice((1, 4)))
    elif kind == "date":
        skew = dt.timedelta(seconds=chance.choice((0, 0, -86_400, 86_400, 31)))
        means = float(chance.randrange(-100, 4000))
        headers["retry-after"] = _dated(
            NOW + skew + dt.timedelta(seconds=means), chance.randrange(3)
        )
        if skew or chance.random() < 0.5:
            headers["date"] = format_datetime(NOW + skew, usegmt=True)
    else:
        headers["retry-after"] = chance.choice(JUNK)
    request = Request(url="http://a.org/", purpose=Purpose.LINK)
    pairs = tuple(headers.items())
    return Exchange(request=request, status=status, headers=pairs, started=NOW), means


def _next(answer: Exchange, at: float) -> tuple[float, Failure | None]:
    """After how many seconds the host is asked again, or given up, once it answered so."""
    schedule = Schedule(SETTINGS)
    for number in (1, 2):
        schedule.add(Request(url=f"http://a.org/{number}", purpose=Purpose.LINK), "a.org", at, 0.0)
    first = schedule.take(at)
    schedule.take(at)  # a second one was under way already
    assert first is not None
    schedule.done(answer, "a.org", at, spared=False)
    schedule.add(Request(url="http://a.org/3", purpose=Purpose.LINK), "a.org", at, 0.0)
    now = at
    while (taken := schedule.take(now)) is None:
        due = schedule.next_time()
        assert due is not None
        assert due > now
        now = due
    return now - at, taken[1]


def _checked(many: int) -> tuple[int, int, float]:
    """How often it was waited and given up, and the longest wait."""
    chance = random.Random(21)  # noqa: S311 - the same answers in every run
    waited = given_up = 0
    longest = 0.0
    for _ in range(many):
        answer, means = _made(chance)
        asked = retry_after(answer)
        assert asked == (None if means is None else max(0.0, means)), answer
        wait, spared = _next(answer, chance.uniform(0, 1e6))
        longest = max(longest, wait)
        assert wait <= SETTINGS.retry_after_cap, answer
        if spared is None:
            waited += 1
            assert wait >= (asked or 0.0) - 1e-6, answer
        else:
            given_up += 1
            assert spared.fault is Fault.BUDGET
            assert asked is not None
            assert asked > SETTINGS.retry_after_cap - 1e-6, answer
    return waited, given_up, longest


def test_pauses_are_kept() -> None:
    waited, given_up, _ = _checked(1000)
    assert min(waited, given_up) > 100


@pytest.mark.reliability
def test_many_pauses_are_kept() -> None:
    waited, given_up, longest = _checked(20_000)
    record(
        21,
        "20,000 answers with Retry-After in seconds, three forms of dates, junk; clocks a day off",
        f"never early, never above the cap of {SETTINGS.retry_after_cap:g} s",
        f"{waited} waited for, none early, at most {longest:.0f} s; {given_up} given up at once",
    )
