"""What is written is read back the same; what nobody of ours wrote is not read at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
import datetime as dt
import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.model.facts import (
    Check,
    Hop,
    Lookup,
    Memento,
    Outcome,
    Presence,
    State,
    Verdict,
    Wanted,
)
from auditor.store import codec
from auditor.store.checked import micros
from auditor.store.privacy import storable
from auditor.store.store import Store
from auditor.text.clean import clean_line

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
URL = "https://www.iana.org/domains"
ARCHIVE = "https://web.archive.org/web/"
VERDICT = Verdict(
    url=URL,
    state=State.MOVED,
    status=200,
    final_url="https://www.iana.org/domains/root",
    hops=(Hop(URL, 301),),
    permanent=True,
    attempts=1,
    checked_at=NOON,
    seconds=0.25,
    cached=True,
    why="it redirects permanently",
    title="Root zone",
    validators={"etag": 'W/"1"', "last-modified": "Sun, 01 Mar 2026 12:00:00 GMT"},
    fragments={"part": Presence.PRESENT},
)
COPY = Memento(
    original=URL,
    memento_uri=f"{ARCHIVE}20220305080000/{URL}",
    memento_datetime=dt.datetime(2022, 3, 5, 8, tzinfo=dt.UTC),
    statuscode=200,
    mimetype="text/html",
    digest="ABC",
)
WANTED = Wanted(URL, dt.date(2022, 3, 1), "accessed")
LOOKUP = Lookup(
    url=URL,
    outcome=Outcome.ARCHIVED,
    anchor=WANTED.anchor,
    anchor_kind="accessed",
    memento=COPY,
    days_from_anchor=-4,
    rejected=("2022-03-01: an error page",),
    checked_at=NOON,
)

moments = st.datetimes(
    dt.datetime(1991, 1, 1),  # noqa: DTZ001 - strategies want bounds without a zone
    dt.datetime(2199, 1, 1),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)
lines = st.text(max_size=100).map(clean_line)
urls = st.from_regex(r"https?://[a-z]{1,9}\.org/[a-z/]{0,9}", fullmatch=True)
statuses = st.integers(100, 999)
verdicts = st.builds(
    Verdict,
    url=urls,
    state=st.sampled_from([State.ALIVE, State.MOVED]),
    status=st.none() | statuses,
    final_url=st.none() | urls,
    hops=st.lists(st.builds(Hop, urls, statuses), max_size=20).map(tuple),
    permanent=st.booleans(),
    attempts=st.integers(0, 9),
    checked_at=moments,
    seconds=st.none() | st.floats(0, 86400),
    cached=st.just(True),
    why=lines,
    title=st.none() | lines,
    validators=st.just({}) | st.just({"etag": '"a-b"'}),
    fragments=st.dictionaries(st.from_regex("[a-z]{1,9}", fullmatch=True),
                              st.sampled_from([Presence.PRESENT, Presence.UNKNOWN])),
)  # fmt: skip


@given(verdicts)
def test_verdicts_come_back_the_same(verdict: Verdict) -> None:
    assert verdict.checked_at is not None
    body = codec.verdict_text(verdict)
    assert codec.read_verdict(verdict.url, micros(verdict.checked_at), body) == verdict


@given(moments, st.sampled_from(State), st.none() | statuses, st.none() | urls)
def test_checks_come_back_the_same(
    at: dt.datetime, state: State, status: int | None, final: str | None
) -> None:
    check = Check(checked_at=at, state=state, status=status, final_url=final)
    assert codec.read_check(codec.check_row(check)) == check


@pytest.mark.parametrize(
    "lookup",
    [
        LOOKUP,
        replace(LOOKUP, outcome=Outcome.NOT_ARCHIVED, memento=None, days_from_anchor=None),
        replace(LOOKUP, outcome=Outcome.NO_USABLE_COPY, memento=None, reason="excluded"),
    ],
)
def test_lookups_come_back_the_same(lookup: Lookup) -> None:
    body = codec.lookup_text(lookup, ARCHIVE)
    assert codec.read_lookup(WANTED, ARCHIVE, micros(NOON), body) == lookup


@pytest.mark.parametrize("state", set(State) - {State.ALIVE, State.MOVED})
def test_failures_are_not_kept(state: State) -> None:
    assert codec.verdict_text(replace(VERDICT, state=state)) is None
    assert codec.verdict_text(replace(VERDICT, detail="fragment_missing")) is None
    missing = {"part": Presence.MISSING}
    assert codec.verdict_text(replace(VERDICT, fragments=missing)) is None


@pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, Outcome.NOT_ATTEMPTED])
def test_lookups_without_an_answer_are_not_kept(outcome: Outcome) -> None:
    assert codec.lookup_text(replace(LOOKUP, outcome=outcome, memento=None), ARCHIVE) is None


HOSTILE: list[tuple[str, Any]] = [
    ("state", "dead"),
    ("state", "<script>"),
    ("state", []),
    ("state", None),
    ("status", "200"),
    ("status", -1),
    ("status", 10**30),
    ("final_url", "javascript:alert(1)"),
    ("final_url", "file:///etc/passwd"),
    ("final_url", "https://user:password@www.iana.org/"),
    ("final_url", "https://www.iana.org/\x1b[31m"),
    ("final_url", "https://www.iana.org/" + "a" * 3000),
    ("final_url", "http://[::1"),
    ("final_url", 7),
    ("hops", [["javascript:x", 301]]),
    ("hops", [[URL, 301]] * 21),
    ("hops", [[URL]]),
    ("hops", "abc"),
    ("hops", {"a": 1}),
    ("attempts", True),
    ("attempts", None),
    ("seconds", float("nan")),
    ("seconds", float("inf")),
    ("seconds", "1"),
    ("why", "\x1b]8;;https://evil.example\x07"),
    ("why", "\u202egnp"),
    ("why", "a\nb"),
    ("why", "a" * 501),
    ("why", None),
    ("title", ["x"]),
    ("validators", [1]),
    ("fragments", {"a": "yes"}),
    ("fragments", {"a\x1b": "present"}),
    ("fragments", {"access_token=abc": "present"}),
    ("fragments", {str(n): "present" for n in range(201)}),
    ("fragments", ["a"]),
]


@pytest.mark.parametrize(("key", "value"), HOSTILE)
def test_hostile_values_are_not_read(key: str, value: Any) -> None:
    body = codec.verdict_text(VERDICT)
    assert body is not None
    forged = json.dumps({**json.loads(body), key: value})
    assert codec.read_verdict(URL, micros(NOON), forged) is None


@pytest.mark.parametrize(
    "body",
    ["", "{}", "[]", "null", "1" * 5000, "[" * 60000, '{"state": 1}', b"{}", None, 3, "{" * 70000],
)
def test_bodies_of_other_shapes_are_not_read(body: Any) -> None:
    assert codec.read_verdict(URL, micros(NOON), body) is None
    assert codec.read_lookup(WANTED, ARCHIVE, micros(NOON), body) is None


@pytest.mark.parametrize("at", [None, "now", -(10**20), 10**30, 1.5, True])
def test_times_out_of_reason_are_not_read(at: Any) -> None:
    assert codec.read_verdict(URL, at, codec.verdict_text(VERDICT)) is None
    assert codec.read_lookup(WANTED, ARCHIVE, at, codec.lookup_text(LOOKUP, ARCHIVE)) is None
    assert codec.read_check((at, "alive", None, None, None)) is None


@pytest.mark.parametrize(
    "validators",
    [
        {"etag": '"x"\r\nX-Evil: 1'},
        {"etag": "x"},
        {"etag": '"' + "x" * 300 + '"'},
        {"last-modified": "Sun, 01 Mar 2026 12:00:00 GMT\r\nCookie: a"},
        {"cookie": "a=b"},
        {"etag": 5},
    ],
)
def test_no_validator_can_be_a_header_of_its_own(validators: Any) -> None:
    body = codec.verdict_text(VERDICT)
    assert body is not None
    forged = json.dumps({**json.loads(body), "validators": validators})
    read = codec.read_verdict(URL, micros(NOON), forged)
    assert read is not None
    assert read.validators == {}


FORGED: list[Callable[[list[Any]], None]] = [
    lambda copy: copy.__setitem__(1, "https://evil.example/20220305080000/" + URL),
    lambda copy: copy.__setitem__(1, "javascript:alert(1)"),
    lambda copy: copy.__setitem__(1, f"{ARCHIVE}20220305080000/https://evil.example/"),
    lambda copy: copy.__setitem__(1, f"{ARCHIVE}20220305080001/{URL}"),
    lambda copy: copy.__setitem__(0, "https://evil.example/"),
    lambda copy: copy.__setitem__(2, "2022"),
    lambda copy: copy.__setitem__(3, "200"),
    lambda copy: copy.__setitem__(4, "\x1b[2J"),
    lambda copy: copy.clear(),
]


@pytest.mark.parametrize("forge", FORGED)
def test_no_copy_is_read_but_of_the_address_and_in_the_archive(
    forge: Callable[[list[Any]], None],
) -> None:
    body = json.loads(codec.lookup_text(LOOKUP, ARCHIVE) or "")
    forge(body["memento"])
    assert codec.read_lookup(WANTED, ARCHIVE, micros(NOON), json.dumps(body)) is None


SECRETS = [
    "https://user:password@a.org/",
    "https://user@a.org/",
    "https://a.org/?token=abc",
    "https://a.org/?access_token=abc",
    "https://a.org/?X-Amz-Signature=abc",
    "https://a.org/?a=1&apiKey=x",
    "https://a.org/?sig=x",
    "https://a.org/?PHPSESSID=1f3",
    "https://a.org/?q=eyJhbGciOiJIUzI1",
    "https://a.org/?id=123e4567-e89b-12d3-a456-426614174000",
    "https://a.org/?x=9f86d081884c7d659a2feaa0c55ad015",
    "https://a.org/?9f86d081884c7d659a2feaa0c55ad015",
    "https://a.org/#access_token=abc",
    "https://a.org/#/login?session=abc",
    "https://a.org/?%74oken=abc",
    "https://a.org/?redirect=https://b.org/?token=1",
    "https://a.org/\ud800",
    "https://[a.org/",
]


@pytest.mark.parametrize("url", SECRETS)
def test_no_secret_is_put_down(url: str, tmp_path: Path) -> None:
    said: list[str] = []
    store = Store(tmp_path / "s.sqlite", said.append)
    store.keep_verdict(replace(VERDICT, url=url), "")
    store.keep_verdict(replace(VERDICT, final_url=url), "")
    store.keep_verdict(replace(VERDICT, hops=(Hop(url, 302),)), "")
    store.keep_lookup(Wanted(url), replace(LOOKUP, url=url), ARCHIVE)
    store.record(url, Check(checked_at=NOON, state=State.DEAD))
    store.record(URL, Check(checked_at=NOON, state=State.DEAD, final_url=url))
    store.flush()
    found = store.survey()
    assert (found.verdicts, found.lookups, found.addresses, found.checks) == (0, 0, 1, 1)
    assert store.history(URL) == (Check(checked_at=NOON, state=State.DEAD),)
    assert store.history(url) == ()
    store.close()
    kept = (tmp_path / "s.sqlite").read_bytes()
    assert url.encode("utf-8", "replace") not in kept
    assert said == []


@pytest.mark.parametrize(
    "url",
    [
        "https://a.org/?id=20220912&page=7",
        "https://a.org/?author=smith&q=harbour+lamps",
        "https://a.org/?title=The-history-of-the-harbour-in-2022-and-after",
        "https://a.org/@user/1",
        "https://doi.org/10.1000/182#abstract",
        "https://例え.jp/道?頁=2",
    ],
)
def test_plain_addresses_are_put_down(url: str) -> None:
    assert storable(url)


@given(st.text(max_size=3000))
def test_any_text_is_an_answer(text: str) -> None:
    assert storable(text) in (True, False)
    assert codec.read_verdict(text, 1, text) is None
