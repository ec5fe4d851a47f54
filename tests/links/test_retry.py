"""When something is asked again, and how long a host is left alone."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.links.retry import tries
from auditor.model.port import Exchange, Failure, Fault, Purpose, Request
from auditor.text.http import retry_after

REQUEST = Request(url="http://a.org/", purpose=Purpose.LINK)
NOW = dt.datetime(2022, 6, 1, 10, tzinfo=dt.UTC)


def answer(status: int, **headers: str) -> Exchange:
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Exchange(request=REQUEST, status=status, headers=pairs, started=NOW)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        ("1.5", 1.5),
        ("Wed, 01 Jun 2022 10:00:30 GMT", 30.0),
        ("Wed, 01 Jun 2022 09:00:00 GMT", 0.0),
        ("Wed, 01 Jun 2022 10:00:30", 30.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("99999999999999999999", 1e9),
        ("Wed, 99 Jun 2022 10:00:30 GMT", None),
    ],
)
def test_both_forms_and_junk(value: str, seconds: float | None) -> None:
    assert retry_after(answer(429, retry_after=value)) == seconds


def test_a_date_counts_from_the_servers_own_clock() -> None:
    late = answer(
        503, retry_after="Fri, 01 Jan 2021 00:01:00 GMT", date="Fri, 01 Jan 2021 00:00:00 GMT"
    )
    assert retry_after(late) == 60.0


@given(st.text(max_size=60))
def test_no_header_raises(value: str) -> None:
    pause = retry_after(answer(429, retry_after=value))
    assert pause is None or pause >= 0


@pytest.mark.parametrize(
    ("status", "expected"), [(200, 1), (301, 1), (403, 1), (404, 2), (410, 2), (429, 3), (503, 3)]
)
def test_what_may_pass_is_asked_again(status: int, expected: int) -> None:
    assert tries(answer(status), 2) == expected


@pytest.mark.parametrize(
    ("fault", "expected"),
    [(Fault.RESET, 3), (Fault.TIMEOUT, 3), (Fault.NO_SUCH_HOST, 1), (Fault.POLICY, 1)],
)
def test_broken_connections_are_asked_again(fault: Fault, expected: int) -> None:
    assert tries(Failure(request=REQUEST, fault=fault), 2) == expected
