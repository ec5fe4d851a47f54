"""Buckets on disk: one pace for all processes, whatever the clock or the file does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
import sqlite3
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.model.pace import LONGEST, Bucket, Buckets, OwnBuckets, Rate, paused, taken
from auditor.store.buckets import SharedBuckets

RATE = Rate(per_minute=60, burst=3)
NOW = 1_700_000_000.0


def silent(said: str) -> None:
    pytest.fail(said)


@pytest.fixture(params=["own", "shared"])
def buckets(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Buckets]:
    if request.param == "own":
        yield OwnBuckets()
        return
    with closing(SharedBuckets(tmp_path / "pace.sqlite", silent)) as shared:
        yield shared


def test_a_burst_then_one_each_interval(buckets: Buckets) -> None:
    assert [buckets.take("s", RATE, NOW) for _ in range(5)] == pytest.approx([0, 0, 0, 1, 1])
    assert buckets.take("s", RATE, NOW + 0.4) == pytest.approx(0.6)
    assert buckets.take("s", RATE, NOW + 1) == 0
    assert buckets.take("s", RATE, NOW + 1) == pytest.approx(1)


def test_each_service_has_its_own(buckets: Buckets) -> None:
    assert [buckets.take("s", Rate(1), NOW) for _ in range(2)] == pytest.approx([0, 60])
    assert buckets.take("t", Rate(1), NOW) == 0


def test_a_pause_holds_and_ends(buckets: Buckets) -> None:
    buckets.pause("s", NOW + 30, NOW)
    buckets.pause("s", NOW + 20, NOW)
    assert buckets.take("s", RATE, NOW) == pytest.approx(30)
    assert buckets.take("s", Rate(0), NOW + 29) == pytest.approx(1)
    assert buckets.take("s", RATE, NOW + 30) == 0


def test_no_pause_is_longer_than_a_day(buckets: Buckets) -> None:
    buckets.pause("s", NOW * 10, NOW)
    assert buckets.take("s", RATE, NOW) == LONGEST
    assert buckets.take("s", RATE, NOW + LONGEST) == 0


def test_without_a_limit_nothing_waits(buckets: Buckets) -> None:
    assert [buckets.take("s", Rate(0), NOW) for _ in range(50)] == [0.0] * 50


def test_a_clock_that_is_set_back_costs_a_burst_and_a_minute_at_most(buckets: Buckets) -> None:
    for _ in range(3):
        buckets.take("s", RATE, NOW)
    assert buckets.take("s", RATE, NOW - 60) == pytest.approx(61)
    assert buckets.take("s", RATE, NOW - 86400) == pytest.approx(1)
    assert buckets.take("s", RATE, NOW - 86399) == 0


def test_a_process_that_comes_late_gives_nobody_a_token(buckets: Buckets) -> None:
    for _ in range(3):
        buckets.take("s", RATE, NOW)
    assert buckets.take("s", RATE, NOW - 5) > 5
    assert buckets.take("s", RATE, NOW) == pytest.approx(1)


@given(
    steps=st.lists(st.floats(-2e5, 2e5) | st.floats(0, 5), max_size=60),
    rate=st.builds(Rate, st.floats(0.5, 600), st.integers(1, 9)),
    bucket=st.builds(Bucket, st.floats(), st.floats()),
)
def test_whatever_the_clock_does_a_wait_is_bounded(
    steps: list[float], rate: Rate, bucket: Bucket
) -> None:
    now = NOW
    for step in steps:
        now += step
        bucket, wait = taken(bucket, rate, now)
        assert 0 <= wait <= LONGEST
        bucket = paused(bucket, now + step, now)


@given(
    steps=st.lists(st.floats(0, 5), min_size=1, max_size=80),
    rate=st.builds(Rate, st.floats(0.5, 600), st.integers(1, 9)),
)
def test_no_minute_has_more_than_the_rate_and_a_burst(steps: list[float], rate: Rate) -> None:
    now, bucket = NOW, Bucket()
    went: list[float] = []
    for step in steps:
        now += step
        bucket, wait = taken(bucket, rate, now)
        if not wait:
            went.append(now)
    for start in went:
        assert sum(start <= at < start + 60 for at in went) <= rate.per_minute + rate.burst + 1e-3


WORKER = """
import sys, time
from pathlib import Path
from auditor.model.pace import Rate
from auditor.store.buckets import SharedBuckets
buckets = SharedBuckets(Path(sys.argv[1]), print)
end = time.time() + 1.5
while (now := time.time()) < end:
    if buckets.take("s", Rate(1200, 3), now) == 0:
        print(now)
"""


def test_processes_share_one_bucket(tmp_path: Path) -> None:
    path = tmp_path / "pace.sqlite"
    command = [sys.executable, "-c", WORKER, str(path)]
    workers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(4)
    ]
    said = [worker.communicate(timeout=60)[0].split() for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * 4
    went = sorted(float(word) for words in said for word in words)
    assert 10 <= len(went) <= 3 + 20 * (went[-1] - went[0]) + 1


def test_a_pause_is_heard_by_others_and_outlives_a_process(tmp_path: Path) -> None:
    path = tmp_path / "pace.sqlite"
    with closing(SharedBuckets(path, silent)) as one, closing(SharedBuckets(path, silent)) as two:
        one.take("s", RATE, NOW)
        two.pause("s", NOW + 9, NOW)
        assert one.take("s", RATE, NOW) == pytest.approx(9)
    with closing(SharedBuckets(path, silent)) as three:
        assert three.take("s", RATE, NOW) == pytest.approx(9)


def test_a_locked_file_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pace.sqlite"
    with closing(SharedBuckets(path, silent)) as shared:
        shared.take("s", RATE, NOW)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert shared.take("s", RATE, NOW) > 0
            other.execute("ROLLBACK")
        assert shared.take("s", RATE, NOW) == 0


def _garbage(path: Path) -> None:
    path.write_bytes(b"no database at all" * 100)


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE bucket (service, due, rest)")


def _trigger(path: Path) -> None:
    with closing(SharedBuckets(path, silent)) as shared:
        shared.take("s", RATE, NOW)
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TRIGGER t AFTER INSERT ON bucket BEGIN DELETE FROM bucket; END")


@pytest.mark.parametrize("spoil", [_garbage, _foreign, _trigger])
def test_a_file_of_others_is_made_anew(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = tmp_path / "pace.sqlite"
    spoil(path)
    for wanted in ([0, 0, 0], [1]):
        with closing(SharedBuckets(path, silent)) as shared:
            assert [shared.take("s", RATE, NOW) for _ in wanted] == pytest.approx(wanted)


def test_lies_in_the_file_end_within_a_day(tmp_path: Path) -> None:
    path = tmp_path / "pace.sqlite"
    with closing(SharedBuckets(path, silent)) as shared:
        shared.take("s", RATE, NOW)
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("UPDATE bucket SET due = 9e999, rest = 9e999")
        assert shared.take("s", RATE, NOW) == LONGEST
        assert shared.take("s", RATE, NOW + LONGEST) <= 3
        assert shared.take("s", RATE, NOW + LONGEST + 3) == 0


def test_where_no_file_can_be_the_pace_still_holds(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    said: list[str] = []
    with closing(SharedBuckets(tmp_path / "file" / "pace.sqlite", said.append)) as shared:
        assert [shared.take("s", RATE, NOW) for _ in range(4)] == pytest.approx([0, 0, 0, 1])
        shared.pause("s", NOW + 5, NOW)
        assert shared.take("s", RATE, NOW) == pytest.approx(5)
    assert len(said) == 1
    assert "pace.sqlite can't be used" in said[0]


def test_old_services_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "pace.sqlite"
    for number in range(3):
        with closing(SharedBuckets(path, silent)) as shared:
            shared.take(f"s{number}", RATE, NOW + number * 3 * LONGEST)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT service FROM bucket").fetchall() == [("s2",)]
