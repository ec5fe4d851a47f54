"""The queue of saves against a service of every mood: what is saved, tried again, given up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
import datetime as dt
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest
from saverun import START, Desk, Time
from standin_save import SaveStandin

from auditor.archives.saving.codes import COURSES, TRIES, Course
from auditor.archives.saving.settings import Keys
from auditor.archives.settings import Limits
from auditor.model.archive import Stage
from auditor.model.errors import ConfigError
from standin import Reply

URL = "https://example.org/a"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    time = Time()
    with (
        SaveStandin(time.seconds, takes=30, lag=120) as archive,
        closing(Desk(archive, time, tmp_path / "saves.sqlite")) as made,
    ):
        yield made


def test_a_page_is_saved_once_and_its_memento_told(desk: Desk) -> None:
    entry = desk.run(URL)[URL]
    assert entry.stage is Stage.SAVED
    assert desk.memento(entry) == f"{desk.archive.replay}20260302090030/{URL}"
    assert entry.job_id
    assert desk.archive.captures_of == {URL: 1}


def test_what_was_saved_is_not_asked_for_again(desk: Desk) -> None:
    first = desk.run(URL)[URL]
    desk.time.wait(3600)
    assert desk.run(URL)[URL] == first
    assert len(desk.archive.posts) == 1


@pytest.mark.parametrize(
    "code", [code for code, course in COURSES.items() if course is Course.RETRY]
)
def test_what_may_pass_is_tried_again(desk: Desk, code: str) -> None:
    desk.archive.fail(URL, code, code)
    assert desk.run(URL)[URL].stage is Stage.SAVED
    assert len(desk.archive.posts) == 3


@pytest.mark.parametrize(
    "code", [code for code, course in COURSES.items() if course is Course.PERMANENT]
)
def test_what_will_not_pass_is_asked_for_once(desk: Desk, code: str) -> None:
    desk.archive.fail(URL, code, always=True)
    entry = desk.run(URL)[URL]
    assert (entry.stage, entry.reason) == (Stage.FAILED, code)
    assert len(desk.archive.posts) == 1


@pytest.mark.parametrize(
    "code",
    [code for code, course in COURSES.items() if course in (Course.TOMORROW, Course.DAY_IS_OVER)],
)
def test_what_is_over_for_today_goes_on_tomorrow(desk: Desk, code: str) -> None:
    desk.archive.fail(URL, code)
    entry = desk.run(URL)[URL]
    assert (entry.stage, entry.reason) == (Stage.TOMORROW, code)
    assert entry.due == dt.datetime(2026, 3, 3, tzinfo=dt.UTC)
    desk.time.wait(60)
    assert desk.run(URL)[URL] == entry
    assert len(desk.archive.posts) == 1
    desk.time.wait(16 * 3600)
    assert desk.run(URL)[URL].stage is Stage.SAVED


@pytest.mark.parametrize(("code", "tries"), [("never-heard-of", 3), ("job-failed", 5)])
def test_nothing_is_tried_for_ever(desk: Desk, code: str, tries: int) -> None:
    desk.archive.fail(URL, code, always=True)
    entry = desk.run(URL)[URL]
    assert (entry.stage, entry.reason) == (Stage.FAILED, code)
    assert len(desk.archive.posts) == tries in TRIES.values()


def test_bandwidth_used_up_ends_the_day_for_all(desk: Desk) -> None:
    urls = [f"https://example.org/{number}" for number in range(12)]
    desk.archive.fail(urls[0], "max-daily-bandwidth")
    found = desk.run(*urls)
    assert found[urls[0]].stage is Stage.TOMORROW
    assert {found[url].stage for url in urls} == {Stage.TOMORROW, Stage.SAVED}
    assert len(desk.archive.posts) < len(urls)


@pytest.mark.parametrize("code", ["too-many-requests", "user-session-limit"])
def test_a_full_service_is_left_alone_for_a_while(desk: Desk, code: str) -> None:
    desk.archive.fail(URL, *[code] * 6)
    assert desk.run(URL)[URL].stage is Stage.SAVED
    times = [at for at, _ in desk.archive.posts]
    pauses = [after - before for before, after in pairwise(times)]
    assert pauses == sorted(pauses)
    assert pauses[0] >= 60
    assert pauses[-1] >= 600


def test_an_error_may_be_wrong(desk: Desk) -> None:
    desk.archive.fail(URL, "not-found", always=True)
    desk.archive.save(URL, "20260302091500")
    entry = desk.run(URL)[URL]
    assert entry.stage is Stage.SAVED
    assert desk.memento(entry) == f"{desk.archive.replay}20260302091500/{URL}"


def test_an_old_copy_is_no_save(desk: Desk) -> None:
    desk.archive.fail(URL, "not-found", always=True)
    desk.archive.save(URL, "20250302091500")
    assert desk.run(URL)[URL].stage is Stage.FAILED


def test_a_lost_job_is_looked_up_after_an_hour(desk: Desk) -> None:
    desk.archive.forget(URL)
    entry = desk.run(URL)[URL]
    assert entry.stage is Stage.SAVED
    assert desk.memento(entry) == f"{desk.archive.replay}20260302090030/{URL}"
    assert dt.timedelta(hours=1) <= desk.time.at - START < dt.timedelta(hours=2)
    assert len(desk.archive.posts) == 1


def test_a_lost_job_that_nobody_finds_is_asked_for_again_but_not_captured_twice(
    desk: Desk,
) -> None:
    desk.archive.lag = 86400
    desk.archive.forget(URL)
    entry = desk.run(URL)[URL]
    assert entry.stage is Stage.SAVED
    assert len(desk.archive.posts) == 2
    assert desk.archive.captures_of == {URL: 1}


def test_jobs_that_are_always_lost_are_given_up(desk: Desk) -> None:
    desk.archive.lag = 10 * 86400
    desk.archive.recent = "job"
    desk.archive.forget(URL, 99)
    entry = desk.run(URL)[URL]
    assert (entry.stage, entry.reason) == (Stage.FAILED, "lost_job")
    assert desk.archive.captures_of == {URL: 1}


@pytest.mark.parametrize("recent", ["job", "message"])
def test_a_young_capture_is_good_enough(desk: Desk, recent: str) -> None:
    desk.archive.recent = recent
    desk.run(URL)
    desk.path.unlink()  # the queue is lost, and look-ups may not know yet
    desk.archive.lag = 86400
    desk.time.wait(20 * 3600)
    entry = desk.run(URL)[URL]
    assert entry.stage is Stage.SAVED
    assert desk.archive.captures_of == {URL: 1}


def test_the_pace_is_kept(desk: Desk) -> None:
    desk.archive.slots = 12
    urls = [f"https://example.org/{number}" for number in range(40)]
    assert {entry.stage for entry in desk.run(*urls).values()} == {Stage.SAVED}
    times = [at for at, _ in desk.archive.posts]
    most = max(sum(start <= at < start + 60 for at in times) for start in times)
    assert most == 7
    assert times[-1] - times[0] < 40 / 6.3 * 60


def test_no_more_jobs_run_than_there_are_places(desk: Desk) -> None:
    desk.archive.takes, desk.archive.slots = 200, 2
    urls = [f"https://example.org/{number}" for number in range(10)]
    assert {entry.stage for entry in desk.run(*urls).values()} == {Stage.SAVED}
    assert len(desk.archive.posts) == len(urls)  # none was refused for want of a place


def test_the_daily_quota_is_kept(desk: Desk) -> None:
    desk.archive.daily = 5
    urls = [f"https://example.org/{number}" for number in range(8)]
    found = desk.run(*urls)
    assert [entry.stage for entry in found.values()].count(Stage.SAVED) == 5
    assert {e.reason for e in found.values() if e.stage is Stage.TOMORROW} == {"daily-captures"}
    assert len(desk.archive.posts) == 5


def test_an_intent_of_unknown_fate_is_put_off_with_the_day(desk: Desk) -> None:
    desk.archive.daily = 1
    desk.archive.reply("save", Reply(503), times=1)
    found = desk.run(URL, f"{URL}/b")
    assert sorted(entry.stage for entry in found.values()) == [Stage.SAVED, Stage.TOMORROW]
    desk.archive.daily = 10
    desk.time.wait(86400)
    assert {entry.stage for entry in desk.run(*found).values()} == {Stage.SAVED}
    assert desk.archive.captures_of == dict.fromkeys(found, 1)


@pytest.mark.parametrize("status", [429, 503, 200])
def test_a_quota_that_isnt_told_is_the_documented_one(desk: Desk, status: int) -> None:
    desk.archive.reply("user", Reply(status))
    urls = [f"https://example.org/{number}" for number in range(5)]
    assert {entry.stage for entry in desk.run(*urls).values()} == {Stage.SAVED}


def test_questions_about_jobs_that_fail_are_put_again(desk: Desk) -> None:
    desk.archive.reply("status", Reply(503), times=5)
    assert desk.run(URL)[URL].stage is Stage.SAVED
    assert len(desk.archive.posts) == 1


@pytest.mark.parametrize("status", [429, 500, 503, 200])
def test_answers_of_no_use_are_waited_out(desk: Desk, status: int) -> None:
    desk.archive.reply("save", Reply(status, body=b"<html>busy</html>"), times=2)
    assert desk.run(URL)[URL].stage is Stage.SAVED
    assert desk.archive.captures_of == {URL: 1}


def test_an_answer_that_is_lost_makes_no_second_capture(desk: Desk) -> None:
    gone = Event()
    desk.archive.on_post = lambda number: number > 1 or gone.wait(0.6)
    hasty = Limits(per_minute=6.5, read=0.2, deadline=0.4)
    desk.settings = replace(desk.settings, save=hasty)
    assert desk.run(URL)[URL].stage is Stage.SAVED
    first, second = (at for at, _ in desk.archive.posts)
    assert second - first >= desk.settings.settle
    assert desk.archive.captures_of == {URL: 1}


def test_retry_after_is_kept(desk: Desk) -> None:
    desk.archive.reply("save", Reply(429, {"Retry-After": "1800"}), times=1)
    assert desk.run(URL)[URL].stage is Stage.SAVED
    first, second = (at for at, _ in desk.archive.posts)
    assert second - first >= 1800


def test_a_service_that_never_answers_ends_the_run(desk: Desk) -> None:
    desk.archive.reply("save", Reply(503))
    queue = desk.queue([URL])
    assert desk.saver(queue).run() is False
    entry = queue.get(URL)
    queue.close()
    assert entry is not None
    assert entry.stage in (Stage.WANTED, Stage.ASKED)
    assert dt.timedelta(hours=1) < desk.time.at - START < dt.timedelta(hours=2)
    assert len(desk.archive.posts) < 15


def test_refused_keys_end_the_run_and_leave_no_trace_of_themselves(desk: Desk) -> None:
    desk.keys = Keys("wrong-access", "wrong-secret")
    with pytest.raises(ConfigError, match="refused the keys") as caught:
        desk.run(URL)
    assert "wrong-" not in f"{caught.value!r} {caught.value.help} {desk.keys!r}"
    assert b"wrong-" not in desk.path.read_bytes()
    desk.keys = Desk(desk.archive, desk.time, desk.path).keys
    assert desk.run(URL)[URL].stage is Stage.SAVED


def test_keys_go_nowhere_but_into_one_header(desk: Desk) -> None:
    desk.run(URL)
    for asked in desk.archive.log:
        rest = {name: value for name, value in asked.headers.items() if name != "authorization"}
        assert "secret-of-the-tests" not in f"{asked.path} {rest}"
        ours = asked.service in ("save", "user")
        assert ("authorization" in asked.headers) is ours
