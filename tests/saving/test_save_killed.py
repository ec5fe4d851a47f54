"""kill -9 at the worst moments: nothing is lost, nothing is captured twice."""

from __future__ import annotations

from collections.abc import Iterator
import json
from pathlib import Path
import signal
import sqlite3
import sys

from killing import Killing, at_posts
import pytest
from standin_save import SaveStandin

from auditor.model.archive import Stage

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to a process")

URLS = [f"https://example.org/{number}" for number in range(4)]
QUICK = {
    "save": 0, "status": 0, "poll": 0.05, "settle": 0.6, "check": 0.05, "lost": 3.0,
    "backoff": 0.05, "pause": 0.05, "patience": 5.0,
}  # fmt: skip


@pytest.fixture
def archive() -> Iterator[SaveStandin]:
    with SaveStandin(takes=0.2, lag=3600) as made:
        yield made


@pytest.fixture
def machine(tmp_path: Path, archive: SaveStandin) -> Killing:
    return Killing(tmp_path, archive, URLS, QUICK, ("--format", "json"))


def stages(machine: Killing) -> list[str]:
    db = sqlite3.connect(machine.folder / "cache" / "saves.sqlite")
    try:
        return [row[0] for row in db.execute("SELECT stage FROM save ORDER BY url")]
    finally:
        db.close()


@pytest.mark.parametrize("number", [1, 2, 4])
def test_killed_between_request_and_commit(machine: Killing, number: int) -> None:
    machine.killed_at_request(number)
    assert Stage.ASKED.value in stages(machine)  # the intent was on disk, the answer was not
    ended = machine.to_the_end()
    assert ended.code == 0, ended.err
    assert json.loads(ended.out)["summary"]["saved"] == len(URLS)
    assert machine.archive.captures_of == dict.fromkeys(URLS, 1)


def test_the_same_request_twice_makes_one_capture(machine: Killing) -> None:
    machine.killed_at_request(1)
    machine.to_the_end()
    asked = [url for _, url in machine.archive.posts]
    assert len(asked) == len(URLS) + 1
    assert machine.archive.captures_of == dict.fromkeys(URLS, 1)


def test_a_job_that_runs_is_waited_for_by_the_next_run(machine: Killing) -> None:
    machine.archive.takes = 1.5
    with machine.run() as process, at_posts(machine.archive, lambda _: None):
        while len(machine.archive.posts) < len(URLS):
            assert process.poll() is None
        while stages(machine).count(Stage.RUNNING.value) < len(URLS):
            assert process.poll() is None
        process.kill()
    ended = machine.to_the_end()
    assert json.loads(ended.out)["summary"]["saved"] == len(URLS)
    assert len(machine.archive.posts) == len(URLS)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_run_that_goes_on_later(machine: Killing, number: signal.Signals) -> None:
    machine.archive.slots = 1
    with machine.run() as process:
        while not machine.archive.posts:
            assert process.poll() is None
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    found = json.loads(out)["summary"]
    assert (process.returncode, found["exit_code"]) == (130, 130)
    assert found["planned"] + found["submitted"] > 0
    assert "Traceback" not in err
    ended = machine.to_the_end()
    assert json.loads(ended.out)["summary"]["saved"] == len(URLS)
    assert machine.archive.captures_of == dict.fromkeys(URLS, 1)


def test_two_runs_at_once_share_the_work(machine: Killing) -> None:
    with machine.run() as one, machine.run() as other:
        outs = [process.communicate(timeout=60)[0] for process in (one, other)]
    assert [json.loads(out)["summary"]["saved"] for out in outs] == [len(URLS)] * 2
    assert machine.archive.captures_of == dict.fromkeys(URLS, 1)
