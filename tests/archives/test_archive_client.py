"""The client against the stand-in: what fails, how long it takes, and that the pace holds."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
import datetime as dt
from email.utils import format_datetime
import gzip
import socket
from threading import Lock
import zlib

import pytest

from auditor.archives.client import Client
from auditor.archives.endpoints import Endpoints, Further
from auditor.archives.lookups import Lookups
from auditor.archives.settings import ArchiveSettings, Clock, Limits
from auditor.archives.transport import CHUNK, inflated
from auditor.evidence.loop import gather
from auditor.model.errors import ConfigError
from auditor.model.facts import Lookup, Outcome, Wanted
from auditor.model.pace import OwnBuckets
from auditor.model.port import Answer, Exchange, Failure, Fault, Purpose, Request
from standin import Reply, Standin

URL = "https://www.port.example/statistics"
DAY = dt.date(2022, 9, 12)
NOW = dt.datetime(2026, 1, 1, 12, 0, tzinfo=dt.UTC)
FREE = Limits(per_minute=0, in_flight=4, connect=2.0, read=2.0, deadline=5.0)


class Hands:
    """A clock that only waiting moves; it remembers every wait."""

    def __init__(self) -> None:
        self.at = 0.0
        self.waits: list[float] = []
        self.lock = Lock()

    def wait(self, seconds: float) -> None:
        with self.lock:
            self.waits.append(seconds)
            self.at += seconds

    def now(self) -> dt.datetime:
        return NOW + dt.timedelta(seconds=self.at)

    @property
    def clock(self) -> Clock:
        return Clock(monotonic=lambda: self.at, now=self.now, wait=self.wait)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def archive(hands: Hands) -> Iterator[Standin]:
    with Standin(clock=lambda: hands.at) as standin:
        yield standin


def endpoints(archive: Standin) -> Endpoints:
    return Endpoints(replay=archive.replay, cdx=archive.cdx, availability=archive.availability)


def settings(archive: Standin, **more: object) -> ArchiveSettings:
    base = ArchiveSettings(
        user_agent="auditor-tests/1",
        endpoints=endpoints(archive),
        replay=FREE,
        cdx=FREE,
        availability=FREE,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def look_up(archive: Standin, hands: Hands, url: str = URL, **more: object) -> Lookup:
    client = Client(settings(archive, **more), hands.clock)
    item = Wanted(url, DAY, "accessed")
    ((_, found),) = gather([item], Lookups(endpoints(archive)), client)
    return found


def ask(archive: Standin, hands: Hands, *requests: Request, **more: object) -> list[Answer]:
    return list(Client(settings(archive, **more), hands.clock)(deque(requests)))


def cdx(archive: Standin, number: int = 0) -> Request:
    url = f"{archive.cdx}?url=port.example/{number}&output=json"
    return Request(url=url, purpose=Purpose.CDX, limit=1 << 16)


def test_hit(archive: Standin, hands: Hands) -> None:
    archive.save(URL, "20220915080000")
    found = look_up(archive, hands)
    assert (found.outcome, found.days_from_anchor) == (Outcome.ARCHIVED, 3)
    assert found.checked_at == NOW
    assert [(item.service, item.method) for item in archive.log] == [
        ("replay", "HEAD"),
        ("raw", "GET"),
    ]


def test_miss(archive: Standin, hands: Hands) -> None:
    assert look_up(archive, hands).outcome is Outcome.NOT_ARCHIVED
    assert [item.service for item in archive.log] == ["replay", "cdx"]


def test_it_says_who_it_is_and_nothing_else(archive: Standin, hands: Hands) -> None:
    look_up(archive, hands)
    for item in archive.log:
        assert item.headers["user-agent"] == "auditor-tests/1"
        assert not {"authorization", "cookie", "referer"} & set(item.headers)


def test_the_query_of_the_index_is_waybackpys(archive: Standin, hands: Hands) -> None:
    look_up(archive, hands, "https://port.example/a?b=1&c=ä#part")
    (asked,) = archive.asked("cdx")
    assert asked.query == {
        "url": ["https://port.example/a?b=1&c=%C3%A4"],
        "output": ["json"],
        "limit": ["150"],
        "gzip": ["false"],
        "sort": ["closest"],
        "closest": ["20220912120000"],
        "filter": ["statuscode:2..|-"],
    }


BOMB = gzip.compress(b" " * (64 << 20))
LATER = format_datetime(NOW + dt.timedelta(hours=2), usegmt=True)
BAD_REPLIES = {
    "429": (Reply(429), "rate_limited"),
    "429 in seconds": (Reply(429, {"Retry-After": "7200"}), "rate_limited"),
    "429 by a date": (Reply(429, {"Retry-After": LATER}), "rate_limited"),
    "503": (Reply(503, {"Retry-After": "7200"}), "status_503"),
    "500": (Reply(500), "status_500"),
    "no answer": (Reply(hang=True), "timeout"),
    "garbage": (Reply(200, {}, b"<html>we are busy</html>"), "malformed"),
    "empty": (Reply(200), "malformed"),
    "wrong columns": (Reply(200, {}, b'[["urlkey","original"],["a","b"]]'), "malformed"),
    "endless": (Reply(200, {}, b'["x"],' * 1000, endless=True), "too_large"),
    "a bomb": (Reply(200, {"Content-Encoding": "gzip"}, BOMB), "too_large"),
    "no gzip": (Reply(200, {"Content-Encoding": "gzip"}, b"plain"), "protocol"),
    "a redirect": (Reply(302, {"Location": "https://elsewhere.example/"}), "malformed"),
}


@pytest.mark.parametrize("name", BAD_REPLIES)
def test_whatever_the_services_do_wrong_is_unknown(
    archive: Standin, hands: Hands, name: str
) -> None:
    reply, reason = BAD_REPLIES[name]
    for service in ("replay", "raw", "cdx", "availability"):
        archive.reply(service, reply)
    limits = replace(FREE, read=0.2)
    found = look_up(archive, hands, replay=limits, cdx=limits, availability=limits)
    assert (found.outcome, found.service, found.reason) == (
        Outcome.UNKNOWN,
        "wayback-cdx",
        reason,
    )


@pytest.mark.parametrize("name", BAD_REPLIES)
def test_a_bad_index_alone_is_unknown_too(archive: Standin, hands: Hands, name: str) -> None:
    archive.reply("cdx", BAD_REPLIES[name][0])
    found = look_up(archive, hands, cdx=replace(FREE, read=0.2))
    assert (found.outcome, found.service) == (Outcome.UNKNOWN, "wayback-cdx")


def test_a_refused_connection_is_unknown(hands: Hands) -> None:
    with Standin() as archive:
        pass
    found = look_up(archive, hands)
    assert (found.outcome, found.service, found.reason) == (
        Outcome.UNKNOWN,
        "wayback-cdx",
        "refused",
    )


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_short_retry_after_is_waited_out(archive: Standin, hands: Hands, form: str) -> None:
    archive.save(URL, "20220915080000")
    until = format_datetime(NOW + dt.timedelta(seconds=20), usegmt=True)
    archive.reply("replay", Reply(429, {"Retry-After": "20" if form == "seconds" else until}), 1)
    assert look_up(archive, hands).outcome is Outcome.ARCHIVED
    first, second = archive.asked("replay")
    assert second.at - first.at == pytest.approx(20)


def test_a_date_counts_from_the_servers_own(archive: Standin, hands: Hands) -> None:
    archive.save(URL, "20220915080000")
    wrong = dt.datetime(2001, 2, 3, 4, 5, 6, tzinfo=dt.UTC)
    headers = {
        "Date": format_datetime(wrong, usegmt=True),
        "Retry-After": format_datetime(wrong + dt.timedelta(seconds=15), usegmt=True),
    }
    archive.reply("replay", Reply(503, headers), 1)
    assert look_up(archive, hands).outcome is Outcome.ARCHIVED
    first, second = archive.asked("replay")
    assert second.at - first.at == pytest.approx(15)


def test_a_long_pause_is_obeyed_by_everyone_and_not_waited_for(
    archive: Standin, hands: Hands
) -> None:
    archive.reply("cdx", Reply(429, {"Retry-After": "3600"}))
    one = replace(FREE, in_flight=1)
    answers = ask(archive, hands, *(cdx(archive, n) for n in range(5)), cdx=one)
    assert len(archive.asked("cdx")) == 1
    assert isinstance(answers[0], Exchange)
    assert [a.fault for a in answers[1:] if isinstance(a, Failure)] == [Fault.BUDGET] * 4
    assert hands.waits == []


def test_a_pause_holds_for_the_next_call_and_ends(archive: Standin, hands: Hands) -> None:
    client = Client(settings(archive), hands.clock)
    archive.reply("cdx", Reply(429, {"Retry-After": "600"}), times=1)
    (first,) = client(deque([cdx(archive)]))
    (second,) = client(deque([cdx(archive)]))
    assert isinstance(first, Exchange)
    assert isinstance(second, Failure)
    hands.at += 600
    (third,) = client(deque([cdx(archive)]))
    assert isinstance(third, Exchange)
    assert third.status == 200


def test_a_pause_holds_for_other_processes_too(archive: Standin, hands: Hands) -> None:
    buckets = OwnBuckets()  # as `auditor.store.buckets` shares them
    archive.reply("cdx", Reply(429, {"Retry-After": "600"}), times=1)
    one, two = (Client(settings(archive), hands.clock, buckets) for _ in range(2))
    list(one(deque([cdx(archive)])))
    (answer,) = two(deque([cdx(archive)]))
    assert isinstance(answer, Failure)
    assert answer.fault is Fault.BUDGET
    hands.at += 600
    (answer,) = two(deque([cdx(archive)]))
    assert isinstance(answer, Exchange)


def test_want_of_a_network_is_no_affair_of_other_processes(hands: Hands) -> None:
    with Standin() as archive:
        pass
    buckets = OwnBuckets()
    one, two = (
        Client(settings(archive, failures=1, attempts=1), hands.clock, buckets) for _ in range(2)
    )
    list(one(deque([cdx(archive)])))
    (answer,) = one(deque([cdx(archive)]))
    assert isinstance(answer, Failure)
    assert answer.fault is Fault.BUDGET
    (answer,) = two(deque([cdx(archive)]))
    assert isinstance(answer, Failure)
    assert answer.fault is Fault.REFUSED


def test_further_archives_have_a_pace_and_a_place_of_their_own(
    archive: Standin, hands: Hands
) -> None:
    other = Further(name="other", timegate=archive.timegate, per_minute=60)
    gate = Request(url=f"{archive.timegate}{URL}", purpose=Purpose.TIMEGATE, service="other")
    away = replace(gate, url="http://127.0.0.1:1/gate/x")
    answers = ask(archive, hands, gate, gate, gate, away, further=(other,))
    statuses = sorted(a.status for a in answers if isinstance(a, Exchange))
    assert statuses == [404, 404, 404]
    assert sum(hands.waits) == pytest.approx(2)
    (failed,) = (a for a in answers if isinstance(a, Failure))
    assert failed.fault is Fault.POLICY


def test_the_circuit_opens_after_failures_in_a_row(archive: Standin, hands: Hands) -> None:
    archive.reply("cdx", Reply(500))
    one = replace(FREE, in_flight=1)
    requests = [cdx(archive, n) for n in range(20)]
    answers = ask(archive, hands, *requests, cdx=one, failures=5, cooldown=300.0, attempts=1)
    assert len(archive.asked("cdx")) == 5
    assert sum(isinstance(answer, Failure) for answer in answers) == 15


def test_the_circuit_opens_where_nobody_answers(hands: Hands) -> None:
    with Standin() as archive:
        pass
    requests = [cdx(archive, n) for n in range(20)]
    answers = ask(archive, hands, *requests, cdx=replace(FREE, in_flight=1), attempts=1)
    faults = [answer.fault for answer in answers if isinstance(answer, Failure)]
    assert faults == [Fault.REFUSED] * 5 + [Fault.BUDGET] * 15


def test_a_saved_error_does_not_open_it(archive: Standin, hands: Hands) -> None:
    archive.save(URL, "20220912120000", status=503)
    url = f"{archive.replay}20220912120000id_/{URL}"
    requests = [Request(url=url, purpose=Purpose.CAPTURE) for _ in range(12)]
    answers = ask(archive, hands, *requests, replay=replace(FREE, in_flight=1), cooldown=300.0)
    assert [a.status for a in answers if isinstance(a, Exchange)] == [503] * 12


@pytest.mark.parametrize(("per_minute", "burst"), [(24, 4), (480, 8), (12, 1), (30, 2)])
def test_the_pace_is_never_exceeded(
    archive: Standin, hands: Hands, per_minute: float, burst: int
) -> None:
    limits = replace(FREE, per_minute=per_minute, burst=burst, in_flight=1)
    ask(archive, hands, *(cdx(archive, n) for n in range(40)), cdx=limits)
    times = [item.at for item in archive.asked("cdx")]
    assert len(times) == 40
    for start in times:
        within = sum(start <= at < start + 60 - 1e-3 for at in times)
        assert within <= per_minute + burst - 1
    gaps = [
        later - sooner for sooner, later in zip(times[burst:], times[burst + 1 :], strict=False)
    ]
    assert min(gaps) >= 60 / per_minute - 1e-3
    assert times[-1] == pytest.approx((40 - burst) * 60 / per_minute, rel=1e-3)


def test_no_more_in_flight_than_allowed(archive: Standin, hands: Hands) -> None:
    archive.reply("cdx", Reply(hang=True))
    limits = replace(FREE, in_flight=2, read=0.2)
    requests = deque(cdx(archive, n) for n in range(6))
    answers = Client(settings(archive, cdx=limits, cooldown=0.0), hands.clock)(requests)
    first = next(answers)
    assert isinstance(first, Failure)
    assert first.fault is Fault.TIMEOUT
    assert len(archive.asked("cdx")) <= 3  # two, and perhaps one in the place of the first
    answers.close()


def test_services_do_not_wait_for_one_another(archive: Standin, hands: Hands) -> None:
    archive.reply("cdx", Reply(hang=True))
    replay = Request(url=f"{archive.replay}2022/{URL}", purpose=Purpose.REPLAY, method="HEAD")
    answers = Client(settings(archive), hands.clock)(deque([cdx(archive), replay]))
    assert next(answers).request.purpose is Purpose.REPLAY
    answers.close()


def test_the_queue_may_grow_between_answers(archive: Standin, hands: Hands) -> None:
    queue = deque([cdx(archive)])
    seen = 0
    for _ in Client(settings(archive), hands.clock)(queue):
        seen += 1
        if seen < 5:
            queue.append(cdx(archive, seen))
    assert seen == 5


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/cdx/search/cdx?url=x",
        "http://127.0.0.1:1/cdx/search/cdx",
        "file:///etc/hosts",
    ],
)
def test_other_hosts_are_never_dialled(archive: Standin, hands: Hands, url: str) -> None:
    (answer,) = ask(archive, hands, Request(url=url, purpose=Purpose.CDX))
    assert isinstance(answer, Failure)
    assert answer.fault is Fault.POLICY


def test_a_redirect_is_handed_back_unread(archive: Standin, hands: Hands) -> None:
    headers = {"Location": "http://127.0.0.1:1/", "Content-Encoding": "gzip"}
    archive.reply("cdx", Reply(302, headers, BOMB))
    (answer,) = ask(archive, hands, cdx(archive))
    assert isinstance(answer, Exchange)
    assert (answer.status, len(answer.body), answer.truncated) == (302, 1 << 16, True)
    assert len(archive.log) == 1


def test_a_compressed_answer_is_read(archive: Standin, hands: Hands) -> None:
    archive.reply("cdx", Reply(200, {"Content-Encoding": "gzip"}, gzip.compress(b"[]")))
    (answer,) = ask(archive, hands, cdx(archive))
    assert isinstance(answer, Exchange)
    assert (answer.body, answer.truncated) == (b"[]", False)


def test_a_bomb_is_never_whole_in_memory() -> None:
    pieces = [len(piece) for piece in inflated(zlib.decompressobj(zlib.MAX_WBITS | 32), BOMB)]
    assert max(pieces) <= CHUNK
    assert sum(pieces) == 64 << 20


def test_a_slow_drip_ends_at_the_deadline(archive: Standin) -> None:
    # Each look at this clock lets a second pass, so that an endless answer is soon too late.
    ticks = iter(range(10**6))
    clock = Clock(monotonic=lambda: float(next(ticks)), wait=lambda _: None)
    archive.reply("cdx", Reply(200, {}, b"x", endless=True))
    client = Client(settings(archive, cdx=replace(FREE, deadline=3.0)), clock)
    request = replace(cdx(archive), limit=1 << 40)
    (answer,) = client(deque([request]))
    assert isinstance(answer, Failure)
    assert answer.fault is Fault.TIMEOUT


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", Fault.RESET),
        (b"no http at all\r\n\r\n", Fault.PROTOCOL),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", Fault.PROTOCOL),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", Fault.PROTOCOL),
    ],
)
def test_broken_answers_are_failures(hands: Hands, raw: bytes, fault: Fault) -> None:
    with _server(raw) as port:
        there = Endpoints(cdx=f"http://127.0.0.1:{port}/cdx")
        used = ArchiveSettings(user_agent="t", endpoints=there, cdx=FREE, attempts=1)
        request = Request(url=f"http://127.0.0.1:{port}/cdx?url=a", purpose=Purpose.CDX)
        (answer,) = Client(used, hands.clock)(deque([request]))
    assert isinstance(answer, Failure), answer
    assert answer.fault is fault


class _server:  # noqa: N801 - reads as a function
    """A socket that answers one request with given bytes."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def __enter__(self) -> int:
        from threading import Thread

        self.socket = socket.create_server(("127.0.0.1", 0))
        self.thread = Thread(target=self._serve, daemon=True)
        self.thread.start()
        return int(self.socket.getsockname()[1])

    def _serve(self) -> None:
        connection, _ = self.socket.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(self.raw)

    def __exit__(self, *_: object) -> None:
        self.thread.join(5)
        self.socket.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://archive.example/cdx",
        "ftp://127.0.0.1/cdx",
        "https://user:key@archive.example/cdx",
        "https:///cdx",
        "archive.example/cdx",
        "",
    ],
)
def test_an_endpoint_is_https_or_loopback(url: str) -> None:
    with pytest.raises(ConfigError, match="AUDITOR_WAYBACK_CDX"):
        Endpoints(cdx=url)


def test_a_thread_that_stumbles_still_answers(archive: Standin, hands: Hands) -> None:
    def broken(_: float) -> None:
        raise RuntimeError("no time")

    clock = Clock(monotonic=lambda: 0.0, now=hands.now, wait=broken)
    client = Client(settings(archive, cdx=replace(FREE, per_minute=1, in_flight=1)), clock)
    answers = list(client(deque([cdx(archive), cdx(archive, 1)])))
    assert [type(answer) for answer in answers] == [Exchange, Failure]


def test_an_archive_that_is_down_costs_a_run_seconds(archive: Standin, hands: Hands) -> None:
    for service in ("replay", "cdx", "availability"):
        archive.reply(service, Reply(503))
    client = Client(settings(archive), hands.clock)
    items = [Wanted(f"{URL}/{n}", DAY, "accessed") for n in range(100)]
    found = [fact for _, fact in gather(items, Lookups(endpoints(archive)), client)]
    assert {fact.outcome for fact in found} == {Outcome.UNKNOWN}
    assert len(archive.log) <= 3 * (5 + FREE.in_flight)


def test_pauses_double_while_too_many_is_the_answer(archive: Standin, hands: Hands) -> None:
    archive.reply("cdx", Reply(429))
    one = replace(FREE, in_flight=1)
    ask(archive, hands, *(cdx(archive, n) for n in range(9)), cdx=one)
    assert [item.at for item in archive.asked("cdx")] == [0.0, 5.0, 15.0, 35.0]
