"""Reading what the services answer: any bytes at all end as mementos or as trouble."""

from __future__ import annotations

import datetime as dt
import json
import string

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.archives.answers import (
    COLUMNS,
    Trouble,
    read_closest,
    read_nearest,
    read_rows,
    read_target,
)
from auditor.archives.endpoints import Endpoints
from auditor.archives.queries import bare, memento_uri, stamp
from auditor.model.facts import Memento
from auditor.model.port import Exchange, Purpose, Request

HERE = Endpoints()
MOMENTS = st.datetimes(dt.datetime(1996, 1, 1), dt.datetime(2099, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0, tzinfo=dt.UTC)
)
PATHS = st.text(string.ascii_letters + string.digits + "/-_.~%?&=+", max_size=60)
URLS = PATHS.map(lambda path: f"https://www.port.example/{path}")
ROWS = st.tuples(
    st.just("example,port)/"),
    MOMENTS.map(stamp),
    URLS,
    st.sampled_from(["text/html", "application/pdf", "warc/revisit", "unk", ""]),
    st.sampled_from(["200", "404", "301", "-", "", "0"]),
    st.text(string.ascii_uppercase + "234567", min_size=32, max_size=32),
    st.sampled_from(["1234", "-", ""]),
).map(list)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=20,
)


def answer(
    purpose: Purpose, body: bytes, status: int = 200, headers: tuple[tuple[str, str], ...] = ()
) -> Exchange:
    request = Request(url="https://web.archive.org/x", purpose=purpose)
    return Exchange(request=request, status=status, body=body, headers=headers)


def index(value: object) -> tuple[Memento, ...] | Trouble:
    return read_rows(answer(Purpose.CDX, json.dumps(value).encode()), HERE)


@given(st.lists(ROWS, max_size=20))
def test_rows_survive_the_round_trip(rows: list[list[str]]) -> None:
    found = index([list(COLUMNS), *rows])
    assert isinstance(found, tuple)
    assert [stamp(m.memento_datetime) for m in found] == [row[1] for row in rows]
    assert [m.original for m in found] == [row[2] for row in rows]
    for memento, row in zip(found, rows, strict=True):
        assert memento.statuscode == (int(row[4]) if len(row[4]) == 3 else None)
        assert (memento.mimetype, memento.digest) == (row[3], row[5])


@given(st.permutations(COLUMNS), ROWS)
def test_columns_may_come_in_any_order(order: list[str], row: list[str]) -> None:
    values = dict(zip(COLUMNS, row, strict=True))
    found = index([order, [values[name] for name in order]])
    assert found == index([list(COLUMNS), row])


@given(st.lists(ROWS, max_size=5), st.text(max_size=20))
def test_a_resume_key_is_no_row(rows: list[list[str]], key: str) -> None:
    head = [list(COLUMNS)]
    assert index([*head, *rows, [], [key]]) == index([*head, *rows])


@pytest.mark.parametrize("value", [[], [list(COLUMNS)]])
def test_an_empty_table_says_there_is_none(value: object) -> None:
    assert index(value) == ()


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_trouble(body: bytes) -> None:
    for purpose in (Purpose.CDX, Purpose.AVAILABILITY, Purpose.REPLAY):
        assert isinstance(read_rows(answer(purpose, body), HERE), (tuple, Trouble))
    assert read_closest(answer(Purpose.AVAILABILITY, body), HERE) is None


@given(JSON)
def test_any_json_is_rows_or_trouble(value: object) -> None:
    found = index(value)
    assert found == () if value == [] else isinstance(found, Trouble)


@given(JSON, JSON)
def test_any_json_of_the_availability_is_a_copy_or_nothing(url: object, moment: object) -> None:
    closest = {"available": True, "url": url, "timestamp": moment, "status": "200"}
    body = json.dumps({"archived_snapshots": {"closest": closest}}).encode()
    assert read_closest(answer(Purpose.AVAILABILITY, body), HERE) is None


@pytest.mark.parametrize(
    "row",
    [
        ["k", "20220230000000", "https://e.example/", "text/html", "200", "D", "1"],
        ["k", "2022", "https://e.example/", "text/html", "200", "D", "1"],
        ["k", "20220203000000", "", "text/html", "200", "D", "1"],
        ["k", "20220203000000"],
    ],
)
def test_rows_that_are_none_are_trouble_alone_and_dropped_beside_others(row: list[str]) -> None:
    good = ["k", "20220203000000", "https://e.example/", "text/html", "200", "D", "1"]
    assert index([list(COLUMNS), row]) == Trouble("wayback-cdx", "malformed")
    found = index([list(COLUMNS), row, good])
    assert isinstance(found, tuple)
    assert len(found) == 1


def test_a_cut_answer_is_trouble() -> None:
    request = Request(url=HERE.cdx, purpose=Purpose.CDX)
    cut = Exchange(request=request, status=200, body=b"[]", truncated=True)
    assert read_rows(cut, HERE) == Trouble("wayback-cdx", "too_large")


@given(URLS, MOMENTS, st.sampled_from(["", "id_", "if_"]))
def test_a_replay_address_is_taken_apart_as_it_was_built(
    url: str, moment: dt.datetime, modifier: str
) -> None:
    target = read_target(memento_uri(HERE, moment, url, modifier))
    assert target
    assert (target.moment, target.original) == (moment, bare(url))


@given(st.text(max_size=300))
def test_any_location_is_a_copy_or_trouble(location: str) -> None:
    headers = (("location", location),)
    found = read_nearest(answer(Purpose.REPLAY, b"", 302, headers), HERE)
    assert isinstance(found, (Memento, Trouble))


@given(st.text(max_size=100))
def test_what_is_sent_is_plain_and_stable(url: str) -> None:
    try:
        sent = bare(url)
    except ValueError:  # an address no parser takes; the plan never asks for one
        return
    assert sent.isascii()
    assert not set(sent) & set(' *#<>"\n')
    assert bare(sent) == sent


NDJSON = (("content-type", "text/x-ndjson"),)
LINE = {
    "urlkey": "example,port)/a",
    "timestamp": "20220912120000",
    "url": "https://port.example/a",
    "mime": "text/html",
    "status": "200",
    "digest": "YGRYMMXP3NO2EPLCMORWX3Y6W7A3EKRE",
    "filename": "x.warc.gz",
}


def lines(*items: object) -> tuple[Memento, ...] | Trouble:
    body = "".join(f"{json.dumps(item)}\n" for item in items).encode()
    return read_rows(answer(Purpose.CDX, body, headers=NDJSON), HERE)


def test_rows_of_a_pywb() -> None:
    revisit = {key: value for key, value in LINE.items() if key != "status"}
    found = lines(LINE, {**revisit, "mime": "warc/revisit"}, {**LINE, "is_fuzzy": "1"})
    assert isinstance(found, tuple)
    assert [(item.statuscode, item.mimetype) for item in found] == [
        (200, "text/html"),
        (None, "warc/revisit"),
    ]
    assert found[0].memento_uri.endswith("/20220912120000/https://port.example/a")


def test_an_empty_index_of_a_pywb_has_no_rows() -> None:
    assert lines() == ()
    assert lines({**LINE, "is_fuzzy": "1"}) == ()


@given(JSON)
def test_other_lines_are_no_index(value: object) -> None:
    found = lines(value)
    assert found == Trouble("wayback-cdx", "malformed") or isinstance(value, dict)
