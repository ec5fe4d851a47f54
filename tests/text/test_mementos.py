"""Links to copies in archives, taken apart."""

from __future__ import annotations

import datetime as dt
import time

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.text.mementos import recognise

DAY = dt.datetime(2022, 9, 12, tzinfo=dt.UTC)
NOON = DAY.replace(hour=14, minute=30)
PORT = "https://port.example/a?b=1"


@pytest.mark.parametrize(
    ("url", "archive", "original", "moment"),
    [
        (f"https://web.archive.org/web/20220912143000/{PORT}", "wayback", PORT, NOON),
        (f"http://web.archive.org/web/20220912143000id_/{PORT}", "wayback", PORT, NOON),
        (f"https://web.archive.org/20220912143000/{PORT}", "wayback", PORT, NOON),
        (f"https://web.archive.org/web/20220912/{PORT}", "wayback", PORT, DAY),
        (f"https://web.archive.org/web/2022/{PORT}", "wayback", PORT, None),
        (f"https://web.archive.org/web/{PORT}", "wayback", PORT, None),
        (f"https://web.archive.org/web/2022*/{PORT}", "wayback", PORT, None),
        (f"https://web.archive.org/web/*/{PORT}", "wayback", PORT, None),
        (
            "https://web.archive.org/web/20220912143000/port.example/a",
            "wayback",
            "port.example/a",
            NOON,
        ),
        (
            "https://web.archive.org/web/20220912143000/http:/port.example/a",
            "wayback",
            "http://port.example/a",
            NOON,
        ),
        ("https://web.archive.org/web/20220932143000/https://e.example", "wayback", None, None),
        ("https://archive.org/details/harbours_1911", "wayback", None, None),
        ("https://archive.ph/AbC12", "archive.today", None, None),
        ("https://archive.is/wip/AbC12", "archive.today", None, None),
        ("https://archive.vn/AbC12/image", "archive.today", None, None),
        (f"https://archive.today/20220912143000/{PORT}", "archive.today", PORT, NOON),
        (f"https://archive.is/2022.09.12-143000/{PORT}", "archive.today", PORT, NOON),
        (f"https://archive.md/newest/{PORT}", "archive.today", PORT, None),
        (f"https://www.archive.li/o/AbC12/{PORT}", "archive.today", PORT, None),
        (f"https://archive.fo/{PORT}", "archive.today", PORT, None),
        ("https://perma.cc/ABCD-1234", "perma.cc", None, None),
        (f"https://arquivo.pt/wayback/20220912143000/{PORT}", "arquivo.pt", PORT, NOON),
        (f"https://arquivo.pt/noFrame/replay/20220912143000/{PORT}", "arquivo.pt", PORT, NOON),
        ("https://ghostarchive.org/archive/AbC12", "ghostarchive", None, None),
        (
            "https://ghostarchive.org/varchive/youtube/20220912/dQw4w9WgXcQ",
            "ghostarchive",
            None,
            None,
        ),
        (
            "https://warp.da.ndl.go.jp/info:ndljp/pid/11509096/www.mod.example/e/x.html",
            "ndl-warp",
            "http://www.mod.example/e/x.html",
            None,
        ),
        (f"https://warp.ndl.go.jp/20220912143000/{PORT}", "ndl-warp", PORT, NOON),
        (
            "https://www.webcitation.org/5xAbCdEfG?url=https%3A%2F%2Fport.example%2Fa&date=2022-09-12",
            "webcitation",
            "https://port.example/a",
            DAY,
        ),
        ("https://www.webcitation.org/5xAbCdEfG", "webcitation", None, None),
        (f"https://wayback.archive-it.org/1234/20220912143000/{PORT}", "archive-it", PORT, NOON),
        (f"https://wayback.archive-it.org/all/20220912143000/{PORT}", "archive-it", PORT, NOON),
        (
            f"https://www.webarchive.org.uk/wayback/archive/20220912143000mp_/{PORT}",
            "webarchive.org.uk",
            PORT,
            NOON,
        ),
        (
            f"https://webarchive.nationalarchives.gov.uk/ukgwa/20220912143000/{PORT}",
            "webarchive.nationalarchives.gov.uk",
            PORT,
            NOON,
        ),
        (f"https://webarchive.loc.gov/all/20220912143000/{PORT}", "webarchive.loc.gov", PORT, NOON),
        (
            f"https://wayback.vefsafn.is/wayback/20220912143000/{PORT}",
            "wayback.vefsafn.is",
            PORT,
            NOON,
        ),
        (
            f"https://conifer.rhizome.org/someone/ports/20220912143000/{PORT}",
            "conifer.rhizome.org",
            PORT,
            NOON,
        ),
        (
            "https://megalodon.jp/2022-0912-2330-00/https://port.example:443/a?b=1",
            "megalodon",
            PORT,
            NOON,
        ),
        (
            "https://archive.wikiwix.com/cache/?url=https%3A%2F%2Fport.example%2Fa%3Fb%3D1",
            "wikiwix",
            PORT,
            None,
        ),
        (
            "http://archiveiya74codqgiixo33q62qlrqtkgmcitqx5u2oeqnmn5bpcbiyd.onion/AbC12",
            "archive.today",
            None,
            None,
        ),
    ],
)
def test_copies(url: str, archive: str, original: str | None, moment: dt.datetime | None) -> None:
    found = recognise(url)
    assert found
    assert found.archive == archive
    if original:
        assert found.original == original
    assert found.datetime == moment


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/",
        "https://web.archive.org/save",
        "https://archive.org/about/",
        "https://archive.today/",
        "https://archive.ph/faq",
        "https://archive.ph/search",
        "https://perma.cc/about",
        "https://perma.cc/docs/faq",
        "https://arquivo.pt/",
        "https://ghostarchive.org/",
        "https://warp.ndl.go.jp/",
        "https://www.webcitation.org/",
        "https://port.example/web/20220912143000/https://other.example/",
        "https://archive.today.example/AbC12",
        "https://myarchive.is/AbC12",
        "https://notperma.cc/ABCD-1234",
        "",
        "http://[broken/",
    ],
)
def test_other_pages(url: str) -> None:
    assert recognise(url) is None


HOSTS = ["web.archive.org", "archive.ph", "perma.cc", "arquivo.pt", "warp.ndl.go.jp", "x.example"]


@given(
    st.sampled_from([*HOSTS, "webcitation.org", "ghostarchive.org", "megalodon.jp"]),
    st.text(max_size=200),
)
def test_any_text_is_taken_or_left(host: str, tail: str) -> None:
    found = recognise(f"https://{host}/{tail}")
    assert found is None or (found.archive and (found.datetime is None or found.datetime.tzinfo))


@given(st.datetimes(dt.datetime(1996, 1, 1), dt.datetime(2099, 1, 1)))  # noqa: DTZ001
def test_every_stamp_is_read(moment: dt.datetime) -> None:
    exact = moment.replace(microsecond=0, tzinfo=dt.UTC)
    found = recognise(f"https://web.archive.org/web/{exact:%Y%m%d%H%M%S}/{PORT}")
    assert found
    assert found.datetime == exact


@pytest.mark.parametrize(
    "host",
    ["web.archive.org", "archive.ph", "warp.ndl.go.jp", "perma.cc", "megalodon.jp"],
)
@pytest.mark.parametrize(
    "unit", ["/", "/2022", "/20220912143000", "a.", "http:/", "/*", "A", "?u="]
)
def test_a_hostile_megabyte_is_read_in_a_second(host: str, unit: str) -> None:
    url = f"https://{host}/" + unit * (1_000_000 // len(unit))
    started = time.process_time()
    recognise(url)
    assert time.process_time() - started < 1


def test_no_stamp_is_too_early() -> None:
    found = recognise(f"https://megalodon.jp/0001-0101-0000-00/{PORT}")
    assert found
    assert found.datetime is None
