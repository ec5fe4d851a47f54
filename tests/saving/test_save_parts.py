"""The pure parts of saving: answers, steps, times; and what the file of a queue may hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
import datetime as dt
import json
from pathlib import Path
import sqlite3

from hypothesis import given
from hypothesis import strategies as st
import pytest
from saverun import START

from auditor.archives.endpoints import Endpoints
from auditor.archives.saving import questions, steps
from auditor.archives.saving.answers import (
    Captured,
    Failed,
    Job,
    KeysRefused,
    Pending,
    Quota,
    Recent,
    Unsaid,
    read_jobs,
    read_quota,
    read_submission,
)
from auditor.archives.saving.estimate import estimate, lookup_time, save_time
from auditor.archives.saving.settings import Keys, SaveSettings
from auditor.archives.settings import ArchiveSettings
from auditor.model.archive import Entry, SaveState, Stage
from auditor.model.errors import ConfigError
from auditor.model.port import Answer, Exchange, Failure, Fault, Purpose, Request
from auditor.store.saves import SaveQueue

URL = "https://example.org/a"
ARCHIVE = "https://web.archive.org/save"
REQUEST = Request(url=ARCHIVE, purpose=Purpose.SAVE)


def said(value: object, status: int = 200) -> Exchange:
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Exchange(request=REQUEST, status=status, body=body)


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        (said({"url": URL, "job_id": "spn2-a1"}), Job("spn2-a1")),
        (said({"job_id": "spn2-a1", "message": "The same snapshot had been made"}), Job("spn2-a1")),
        (said({"job_id": None, "message": "The same snapshot had been made 2 h ago."}), Recent()),
        (said({"status": "error", "status_ext": "error:blocked-url"}), Failed("blocked-url")),
        (said({"status_ext": "error:not-found"}, 400), Failed("not-found")),
        (said({"status": "error"}), Failed("unknown-error")),
        (said({"status": "error", "status_ext": "<b>"}), Failed("unknown-error")),
        (said({}), Unsaid("malformed", sent=True)),
        (said(b""), Unsaid("malformed", sent=True)),
        (said(b"[" * 100_000), Unsaid("malformed", sent=True)),
        (said({"job_id": "a b\x1b[31m"}), Unsaid("malformed", sent=True)),
        (said({}, 401), KeysRefused()),
        (said({}, 429), Unsaid("rate_limited")),
        (said({}, 503), Unsaid("status_503", sent=True)),
        (Failure(request=REQUEST, fault=Fault.TIMEOUT), Unsaid("timeout", sent=True)),
        (Failure(request=REQUEST, fault=Fault.REFUSED), Unsaid("refused")),
        (Failure(request=REQUEST, fault=Fault.DNS), Unsaid("dns")),
    ],
)
def test_answers_to_a_request_to_save(answer: Answer, read: object) -> None:
    assert read_submission(answer) == read


def test_answers_about_jobs() -> None:
    rows = [
        {"job_id": "a", "status": "pending"},
        {"job_id": "b", "status": "success", "timestamp": "20260302090030"},
        {"job_id": "c", "status": "error", "status_ext": "error:no-access"},
        {"job_id": "d", "status": "success", "timestamp": "yesterday"},
        {"status": "success"},
        "nonsense",
    ]
    moment = dt.datetime(2026, 3, 2, 9, 0, 30, tzinfo=dt.UTC)
    found = {"a": Pending(), "b": Captured(moment), "c": Failed("no-access"), "d": Pending()}
    assert read_jobs(said(rows)) == found
    assert read_jobs(said(rows[1])) == {"b": Captured(moment)}
    assert read_jobs(said([])) == Unsaid("malformed")


def test_answers_about_the_quota() -> None:
    told = {"available": 4, "processing": 2, "daily_captures": 10, "daily_captures_limit": 30_000}
    assert read_quota(said(told)) == Quota(6, 29_990)
    assert read_quota(said({**told, "daily_captures": 30_001})) == Quota(6, 0)
    assert read_quota(said({})) == Unsaid("malformed")
    assert read_quota(said({**told, "daily_captures": None})) == Unsaid("malformed")


@given(st.binary(max_size=200) | st.builds(lambda x: json.dumps(x).encode(), st.recursive(
    st.none() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["job_id", "status", "status_ext", "timestamp", "available", "message"]),
        inner, max_size=4), max_leaves=9)))  # fmt: skip
def test_no_answer_breaks_a_reader(body: bytes) -> None:
    for read in (read_submission, read_jobs, read_quota):
        assert read(said(body)) is not None


def test_requests_hold_no_keys_and_say_how_old_a_capture_may_be() -> None:
    request = questions.capture(Endpoints(), f"{URL}#part", dt.timedelta(hours=30))
    assert request.body == (
        b"url=https%3A%2F%2Fexample.org%2Fa&if_not_archived_within=194400&skip_first_archive=1"
    )
    assert (request.method, request.url) == ("POST", ARCHIVE)
    assert "authorization" not in {name.lower() for name in request.headers}


def entry(stage: Stage, **more: object) -> Entry:
    made = replace(steps.wanted(URL, START), stage=stage, asked_at=START)
    return replace(made, **more)  # type: ignore[arg-type]


@given(
    st.sampled_from(Stage),
    st.timedeltas(min_value=dt.timedelta(0), max_value=dt.timedelta(days=400)),
)
def test_what_an_earlier_run_left_is_taken_up(stage: Stage, later: dt.timedelta) -> None:
    left = entry(stage)
    found = steps.revived(left, START + later)
    open_stages = (Stage.WANTED, Stage.ASKED, Stage.RUNNING, Stage.DOUBTFUL)
    if stage in open_stages:
        assert found == left  # whatever was begun is still reckoned with
    assert found.stage is stage or found.stage is Stage.WANTED


def test_every_stage_has_its_word() -> None:
    words = {stage: steps.told(entry(stage), Endpoints()).state for stage in Stage}
    assert words[Stage.ASKED] is words[Stage.DOUBTFUL] is SaveState.SUBMITTED
    assert set(words.values()) == set(SaveState) - {SaveState.REFUSED}


def test_keys_are_in_no_repr() -> None:
    keys = Keys("the-access", "the-secret")
    assert "the-" not in f"{keys!r}"
    assert keys.authorization == "LOW the-access:the-secret"
    for bad in ("", "a b", "a\nb", "a:b"):
        if bad:
            with pytest.raises(ConfigError) as caught:
                Keys(bad, "the-secret")
            assert bad not in caught.value.message


SETTINGS = SaveSettings()
ASKED = ArchiveSettings(user_agent="tests")


def test_times_at_the_documented_paces() -> None:
    assert save_time(0, SETTINGS) == dt.timedelta()
    assert save_time(65, SETTINGS) == dt.timedelta(minutes=10)
    a_day = 2000  # 5 GB of pages of 2.5 MB: bytes end before captures do
    assert save_time(a_day, SETTINGS) < dt.timedelta(hours=6)
    assert save_time(a_day + 1, SETTINGS) > dt.timedelta(days=1)
    assert save_time(3 * a_day, SETTINGS).days == 2
    assert save_time(10, SETTINGS, left=0).days == 1
    assert lookup_time(4800, 0, ASKED) == dt.timedelta(minutes=20)
    assert lookup_time(4800, 4800, ASKED) == dt.timedelta(minutes=200)
    found = estimate(10_000, 2000, ASKED, SETTINGS)
    assert found.total == found.lookups + found.saves


@given(st.integers(0, 10**6), st.integers(0, 10**4))
def test_more_takes_no_less_time(count: int, more: int) -> None:
    assert save_time(count, SETTINGS) <= save_time(count + more, SETTINGS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "saves.sqlite"


_QUEUES: list[SaveQueue] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Nothing of a test stays open after it."""
    yield
    while _QUEUES:
        _QUEUES.pop().close()


def opened(file: Path, said: list[str] | None = None) -> SaveQueue:
    _QUEUES.append(SaveQueue(file, ARCHIVE, ([] if said is None else said).append))
    return _QUEUES[-1]


def test_an_entry_is_read_as_it_was_written(file: Path) -> None:
    kept = entry(
        Stage.RUNNING, job_id="spn2-a1", failures=2, reason="job-failed", captured_at=START
    )
    queue = opened(file)
    queue.enrol([kept], lambda item: item)
    assert queue.get(URL) == kept
    queue.close()
    assert opened(file).get(URL) == kept


def test_of_two_that_change_an_entry_one_is_told(file: Path) -> None:
    one, other = opened(file), opened(file)
    one.enrol([steps.wanted(URL, START)], lambda item: item)
    seen, same = one.get(URL), other.get(URL)
    assert seen is not None
    assert same is not None
    assert one.put(steps.asked(seen, START, SETTINGS)) is not None
    assert other.put(steps.asked(same, START, SETTINGS)) is None


@pytest.mark.parametrize(
    "change",
    [
        "stage = 'owned'", "job_id = 'a b'", "captured_at = 7", "due = -5",
        "reason = 'No! ' || char(27)", "failures = 99999",
    ],
)  # fmt: skip
def test_a_row_nobody_of_us_wrote_counts_as_none(file: Path, change: str) -> None:
    queue = opened(file)
    queue.enrol([entry(Stage.RUNNING, job_id="spn2-a1")], lambda item: item)
    queue.close()
    db = sqlite3.connect(file)
    db.execute(f"UPDATE save SET {change}")  # noqa: S608 - of the cases above
    db.commit()
    db.close()
    again = opened(file)
    again.enrol([steps.wanted(URL, START)], lambda item: item)
    assert again.get(URL) == steps.wanted(URL, START)


def test_a_file_of_others_is_set_aside(file: Path) -> None:
    db = sqlite3.connect(file)
    db.execute("CREATE TABLE save (url TEXT)")
    db.execute("CREATE TRIGGER t AFTER INSERT ON save BEGIN SELECT 1; END")
    db.close()
    said: list[str] = []
    assert opened(file, said).get(URL) is None
    assert "damaged" in said[0]
    assert len(list(file.parent.glob("saves.aside-*"))) == 1


def test_addresses_of_another_run_are_left_alone(file: Path) -> None:
    one = opened(file)
    one.enrol([steps.wanted(URL, START)], lambda item: item)
    other = opened(file)
    other.enrol([steps.wanted(f"{URL}/b", START)], lambda item: item)
    assert [item.url for item in other.due(Stage.WANTED, START, 9)] == [f"{URL}/b"]
    other.put_off(START, START, "daily-captures")
    assert one.counts() == {Stage.WANTED: 1}
