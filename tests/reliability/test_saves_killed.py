"""27: kill -9 while pages are saved: none lost, none captured twice, the pace kept."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
import random
import sys
import zlib

from figures import record
from killing import Killing, most_in
import pytest
from standin_save import SaveStandin

from standin import Asked

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal"),
]

KILLS = 50
FASTER = 10  # times by which all that takes time is shortened, the pace among it
MINUTE = 60 / FASTER
ADDRESSES = 110
# The settings of a person, FASTER but for the pauses that only make the test long.
PACED = {
    "save": 6.5 * FASTER, "status": 0, "poll": 1.0, "settle": 6.0, "check": 0.5,
    "lost": 60.0, "backoff": 1.0, "pause": 0.5, "patience": 60.0, "refresh": 600 / FASTER,
}  # fmt: skip

CITED = 4000
ROUNDS = 10
UNPACED = {
    "save": 0, "status": 0, "poll": 0.1, "settle": 1.5, "check": 0.1, "lost": 30.0,
    "backoff": 0.1, "pause": 0.1, "patience": 60.0,
}  # fmt: skip


def test_fifty_kills_lose_nothing_and_capture_nothing_twice(tmp_path: Path) -> None:
    chance = random.Random(27)  # noqa: S311 - the same moments in every run
    urls = [f"https://example.org/page/{number}" for number in range(ADDRESSES)]
    with SaveStandin(takes=1.5, lag=30, slots=12) as archive:
        machine = Killing(tmp_path, archive, urls, PACED, ("--format", "json"))
        for number in range(KILLS):
            if number % 2:
                machine.killed_at_request(chance.randint(1, 2))
            else:
                machine.killed_after(chance.uniform(0.4, 2.5))
        ended = machine.to_the_end()
        assert ended.code == 0, ended.err
        assert json.loads(ended.out)["summary"]["saved"] == ADDRESSES
        assert archive.captures_of == dict.fromkeys(urls, 1)
        most = most_in([at for at, _ in archive.posts], MINUTE)
        asked = len(archive.posts)
    assert most <= 7
    record(
        27,
        f"kill -9, {KILLS} times while {ADDRESSES} pages are saved, half of them between a "
        "request and its commit; look-ups lag behind captures",
        "none lost, one capture an address, never more than 7 requests a minute",
        f"all {ADDRESSES} saved, one capture each, by {asked} requests; at most {most} in any "
        f"minute (a minute being {MINUTE:g} s)",
    )


def test_killed_ten_times_4000_addresses_end_in_the_same_catalogue(tmp_path: Path) -> None:
    unbroken, log = _catalogue(tmp_path / "unbroken", ())
    killed, more = _catalogue(tmp_path / "killed", _moments())
    assert killed == unbroken
    rows = list(csv.DictReader(io.StringIO(unbroken)))
    assert len(rows) == CITED
    assert {row["outcome"] for row in rows} == {"archived", "not_archived"}
    assert {row["save"] for row in rows if row["outcome"] == "not_archived"} == {"saved"}
    a_second = len(log) / (log[-1].at - log[0].at)
    repeated = (len(more) - len(log)) / ROUNDS / a_second
    assert repeated < 2
    record(
        27,
        f"{CITED:,} addresses, a tenth without a copy: looked up and saved, killed {ROUNDS} times",
        "the same catalogue, byte for byte, as of a run that is not killed; a kill costs < 2 s",
        f"equal; a kill made {repeated:.1f} s of requests go out again",
        part="b",
    )


def _moments() -> list[float]:
    chance = random.Random(4000)  # noqa: S311 - the same moments in every run
    return [chance.uniform(1.0, 2.6) for _ in range(ROUNDS)]


def _catalogue(folder: Path, moments: list[float] | tuple[()]) -> tuple[str, list[Asked]]:
    """The catalogue of a run that is killed at some moments, and what was asked for it."""
    urls = [f"https://example.org/{number % 97}/{number}" for number in range(CITED)]
    with SaveStandin(takes=0.05, lag=86400, slots=50) as archive:
        archive.stamp = _stamp
        for number, url in enumerate(urls):
            if number % 10:
                archive.save(url, f"2022{number % 12 + 1:02}01120000")
        machine = Killing(folder, archive, urls, UNPACED, ("--format", "csv"))
        for seconds in moments:
            machine.killed_after(seconds)
        ended = machine.to_the_end()
        assert ended.code == 0, ended.err
        assert set(archive.captures_of.values()) == {1}
        return ended.out.replace(archive.root, ""), archive.log


def _stamp(url: str, at: float) -> str:
    """A time of the capture that is the same in both runs: of its day, by its address."""
    day = dt.datetime.fromtimestamp(at, dt.UTC).replace(hour=0, minute=0, second=0)
    return (day + dt.timedelta(seconds=zlib.crc32(url.encode()) % 3600)).strftime("%Y%m%d%H%M%S")
