"""Addresses that are none, wherever an archive or a page saved there may put them: no traceback."""

from __future__ import annotations

import datetime as dt
import json

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from auditor.archives.answers import COLUMNS
from auditor.archives.endpoints import ARQUIVO, Endpoints
from auditor.archives.lookups import Lookups
from auditor.model.facts import Lookup, Wanted
from auditor.model.port import Answer, Exchange, Purpose, Request

URL = "https://port.example/a/b"
WANTED = Wanted(URL, dt.date(2022, 9, 12), "accessed")
WHEN = "Mon, 12 Sep 2022 00:00:00 GMT"
BAD = [
    "http://[bad/",
    "http://[bad/#part",
    "//[",
    "http://a:99999999/",
    "http://\ud800/",
    "%zz",
    "",
    "http://x/" + "?" * 5000,
    "http://x/a\x00b",
    "javascript:alert(1)",
    "http://ⅷ.example\\@127.0.0.1/",
]
STAMPS = ["20220912000000", "99999999999999", "2022", "00010101000000"]


def answered(request: Request, bad: str, stamp: str) -> Exchange:
    """What each service might say with a bad address in it."""
    rows = json.dumps([COLUMNS, ["k", stamp, bad, "text/html", "200", "D", "1"]]).encode()
    place = f"/web/{stamp}/{bad}"
    copy = f'<https://arquivo.pt/wayback/{stamp}/{bad}>; rel="memento"; datetime="{WHEN}"'
    there = f'<{bad}>; rel="memento"; datetime="{WHEN}",{copy}'.encode("utf-8", "replace")
    original, listed = f'<{bad}>; rel="original"', f'<{bad}>; rel="timemap"'
    closest = {"available": True, "url": f"/web/{stamp}/{bad}", "timestamp": stamp, "status": "200"}
    available = json.dumps({"archived_snapshots": {"closest": closest}}).encode()
    said: dict[Purpose, tuple[int, dict[str, str], bytes]] = {
        Purpose.REPLAY: (302, {"location": place}, b""),
        Purpose.CDX: (200, {}, rows),
        Purpose.CDX_PREFIX: (200, {}, rows),
        Purpose.AVAILABILITY: (200, {}, available),
        Purpose.CAPTURE: (302, {"location": bad, "memento-datetime": WHEN, "link": original}, b""),
        Purpose.TIMEGATE: (302, {"location": bad, "link": listed}, b""),
        Purpose.TIMEMAP: (200, {}, there),
    }
    status, headers, body = said[request.purpose]
    return Exchange(request=request, status=status, headers=tuple(headers.items()), body=body)


def looked_up(bad: str, stamp: str, prefixes: dict[str, str]) -> Lookup:
    planner, answers = Lookups(Endpoints(), (ARQUIVO,), prefixes), list[Answer]()
    while requests := planner.next_requests(WANTED, answers):
        assert len(answers) < 60, "a plan must end"
        answers += [answered(request, bad, stamp) for request in requests]
    return planner.fact(WANTED, answers)


@pytest.mark.parametrize("prefixes", [{}, {URL: "port.example/a"}], ids=["exact", "prefix"])
@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_bad_addresses_are_no_copies(bad: str, stamp: str, prefixes: dict[str, str]) -> None:
    found = looked_up(bad, stamp, prefixes)
    assert found.memento is None
    assert found.reason or found.rejected


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sampled_from(STAMPS))
def test_any_text_is_survived(bad: str, stamp: str) -> None:
    for text in (bad, f"http://{bad}", f"//{bad}", f"http://port.example/{bad}"):
        assert looked_up(text, stamp, {URL: "port.example/a"}).outcome
