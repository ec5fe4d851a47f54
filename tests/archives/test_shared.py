"""One query of the index for the addresses of a directory: when, what it proves, what it spares."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
import datetime as dt
import json

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.archives import queries, shared
from auditor.archives.client import Client
from auditor.archives.endpoints import Endpoints
from auditor.archives.lookups import Lookups
from auditor.archives.once import Once
from auditor.archives.settings import ArchiveSettings, Limits
from auditor.archives.shared import prefixes
from auditor.evidence.loop import gather
from auditor.model.facts import Lookup, Outcome, Wanted
from auditor.model.port import Answer, Exchange, Purpose, Request
from standin import Reply, Standin

DAY = dt.date(2022, 9, 12)
ROOT = "https://www.port.example/reports/2022"
PAGES = [f"{ROOT}/page-{number}.html" for number in range(6)]
FREE = Limits(per_minute=0, in_flight=4, connect=2.0, read=2.0, deadline=5.0)


@pytest.fixture
def archive() -> Iterator[Standin]:
    with Standin() as standin:
        yield standin


def run(archive: Standin, urls: list[str], **more: object) -> dict[str, Lookup]:
    there = Endpoints(replay=archive.replay, cdx=archive.cdx, availability=archive.availability)
    limits: dict[str, object] = {"replay": FREE, "cdx": FREE, "availability": FREE, **more}
    used = ArchiveSettings(user_agent="t", endpoints=there, attempts=1, **limits)  # type: ignore[arg-type]
    planner = Lookups(there, (), prefixes(urls))
    wanted = [Wanted(url, DAY, "accessed") for url in urls]
    return {item.url: found for item, found in gather(wanted, planner, Once(Client(used)))}


def kinds(archive: Standin) -> list[str]:
    return [item.query.get("matchType", ["exact"])[0] for item in archive.asked("cdx")]


def test_one_query_tells_of_a_whole_directory(archive: Standin) -> None:
    archive.save(PAGES[2], "20190101000000")
    archive.save(PAGES[3], "20220912000000", status=404)
    found = run(archive, PAGES)
    assert kinds(archive) == ["prefix"]
    assert archive.asked("cdx")[0].query["url"] == ["port.example/reports/2022/page-"]
    outcomes = [found[url].outcome for url in PAGES]
    assert outcomes == [
        Outcome.NOT_ARCHIVED,
        Outcome.NOT_ARCHIVED,
        Outcome.ARCHIVED,
        Outcome.NO_USABLE_COPY,
        Outcome.NOT_ARCHIVED,
        Outcome.NOT_ARCHIVED,
    ]


def test_what_one_query_finds_is_what_single_ones_find(archive: Standin) -> None:
    for number, url in enumerate(PAGES):
        for month in range(number):
            archive.save(url, f"2019{month + 1:02}01000000", status=200 if month % 2 else 404)
    together = run(archive, PAGES)
    alone = {url: run(archive, [url])[url] for url in PAGES}
    for url in PAGES:
        assert (together[url].outcome, together[url].memento) == (
            alone[url].outcome,
            alone[url].memento,
        )


def test_addresses_that_differ_in_case_alone_are_told_apart(archive: Standin) -> None:
    archive.save(PAGES[0].replace("page", "Page"), "20190912120000")
    found = run(archive, PAGES)
    assert found[PAGES[0]].outcome is Outcome.NOT_ARCHIVED
    assert "of https://www.port.example/reports/2022/Page-0.html" in found[PAGES[0]].rejected[0]


def test_rows_of_what_is_no_address_are_passed_over(archive: Standin) -> None:
    row = ["x", "20220912000000", "http://[bad/reports", "text/html", "200", "A" * 32, "1"]
    table = [["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"], row]
    archive.reply("prefix", Reply(200, {}, json.dumps(table).encode()))
    assert {item.outcome for item in run(archive, PAGES).values()} == {Outcome.NOT_ARCHIVED}


@pytest.mark.parametrize(
    "reply",
    [
        Reply(504),
        Reply(200, {}, b"<html>busy</html>"),
        Reply(200, {}, b'[["urlkey","timest'),
        Reply(429, {"Retry-After": "0"}),
    ],
)
def test_where_it_fails_each_is_asked_for_alone(archive: Standin, reply: Reply) -> None:
    archive.save(PAGES[2], "20190101000000")
    archive.reply("prefix", reply)
    found = run(archive, PAGES, cdx=Limits(per_minute=0, connect=2.0, read=2.0, deadline=5.0))
    assert kinds(archive) == ["prefix", *["exact"] * 6]
    assert found[PAGES[2]].outcome is Outcome.ARCHIVED
    assert found[PAGES[1]].outcome is Outcome.NOT_ARCHIVED


def test_queries_that_are_too_wide_open_no_circuit(archive: Standin) -> None:
    urls = [f"https://port.example/{folder}/{n}.html" for folder in range(8) for n in range(3)]
    archive.reply("prefix", Reply(504))
    one = Limits(per_minute=0, connect=2.0, read=2.0, deadline=5.0)
    found = run(archive, urls, cdx=one, failures=2)
    assert {item.outcome for item in found.values()} == {Outcome.NOT_ARCHIVED}
    assert sorted(set(kinds(archive))) == ["exact", "prefix"]


def test_more_rows_than_fit_prove_nothing_about_what_follows(
    archive: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (queries, shared):
        monkeypatch.setattr(module, "PREFIX_ROWS", 3)
    for url in PAGES[:3]:
        archive.save(url, "20190101000000")
        archive.save(url, "20190201000000")
    found = run(archive, PAGES)
    assert [found[url].outcome is Outcome.ARCHIVED for url in PAGES] == [True] * 3 + [False] * 3
    exact = [item.query["url"][0] for item in archive.asked("cdx") if "sort" in item.query]
    assert sorted(exact) == PAGES[1:]  # of the first all rows came, of the second perhaps not


@pytest.mark.parametrize(
    "urls",
    [
        PAGES[:2],
        ["https://port.example/a", "https://port.example/b", "https://port.example/c"],
        [f"{ROOT}/?id={n}" for n in range(5)],
        [f"{ROOT}/a;session={n}" for n in range(5)],
        [f"mailto:{n}@port.example/a/b" for n in range(5)],
        [f"https://[broken/{n}/a" for n in range(5)],
    ],
)
def test_few_addresses_whole_sites_and_queries_are_asked_for_alone(urls: list[str]) -> None:
    assert prefixes(urls) == {}


def test_a_prefix_ends_in_no_half_escape() -> None:
    urls = [f"{ROOT}/%C3%A{digit}.html" for digit in "456"]
    assert set(prefixes(urls).values()) == {"port.example/reports/2022/%C3"}


@given(st.lists(st.text("ab/%?é.", max_size=12), max_size=12))
def test_each_address_begins_with_its_prefix(paths: list[str]) -> None:
    urls = [f"https://port.example/dir/{path}" for path in paths]
    for url, prefix in prefixes(urls).items():
        assert queries.bare(url).removeprefix("https://").startswith(prefix)
        assert prefix.startswith("port.example/dir/")


def _prefix(number: int, key: str) -> Request:
    return Request(url=f"https://x.example/{number}", purpose=Purpose.CDX_PREFIX, key=key)


def test_a_request_is_made_once_for_everyone() -> None:
    asked: list[Request] = []

    def fetch(queue: deque[Request], /) -> Iterator[Answer]:
        while queue:
            asked.append(queue.popleft())
            yield Exchange(request=asked[-1], status=200)

    single = Request(url="https://x.example/1", purpose=Purpose.CDX, key="d")
    queue = deque([_prefix(1, "a"), _prefix(1, "b"), single, single, _prefix(2, "c")])
    answers = []
    for answer in Once(fetch)(queue):
        answers.append(answer.request.key)
        if answer.request.key == "c":
            queue.append(_prefix(1, "late"))
    assert sorted(answers) == ["a", "b", "c", "d", "d", "late"]
    assert [item.key for item in asked] == ["https://x.example/1", "d", "d", "https://x.example/2"]


def test_answers_are_forgotten_in_time() -> None:
    asked: list[str] = []

    def fetch(queue: deque[Request], /) -> Iterator[Answer]:
        while queue:
            asked.append(queue[0].url)
            yield Exchange(request=queue.popleft(), status=200)

    once = Once(fetch)
    keys = [answer.request.key for answer in once(deque(_prefix(n, str(n)) for n in range(20)))]
    again = [answer.request.key for answer in once(deque([_prefix(0, "x"), _prefix(19, "y")]))]
    assert (len(keys), sorted(again), len(asked)) == (20, ["x", "y"], 21)
