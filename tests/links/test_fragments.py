"""What a page holds of what fragments name, and where nothing can be told."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st
import pytest
from replies import ANCHORS, PDF

from auditor.links.fragments import needs_page, presence
from auditor.links.pdf import page_count
from auditor.links.quotes import Quote, quotes
from auditor.model.port import Exchange, Purpose, Request

SCRIPT = b"<script src=x></script>"


def served(body: bytes, kind: str = "text/html", *, truncated: bool = False) -> Exchange:
    request = Request(url="https://a.org/x", purpose=Purpose.LINK)
    headers = (("content-type", kind),)
    return Exchange(request=request, status=200, headers=headers, body=body, truncated=truncated)


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("one", "present"),
        ("ONE", "missing"),
        ("TOP", "present"),
        ("two", "present"),
        ("Three", "present"),
        ("gr%C3%B6%C3%9Fe", "present"),
        ("größe", "present"),
        ("four", "missing"),
        ("L10", "unknown"),
        ("L10-L20", "unknown"),
        ("issuecomment-12", "unknown"),
        ("/route/of/an/app", "unknown"),
        ("!route", "unknown"),
        ("t=30s", "unknown"),
        (":~:text=the%20QUICK%20brown%20fox", "present"),
        (":~:text=fox%20%26%20the", "present"),
        (":~:text=dog's%20bone", "present"),
        (":~:text=quick-,brown,-fox", "present"),
        (":~:text=slow-,brown,-fox", "missing"),
        (":~:text=The%20quick,bone", "present"),
        (":~:text=The%20quick,tail", "missing"),
        (":~:text=quick&text=tail", "missing"),
        ("one:~:text=quick", "present"),
        ("four:~:text=quick", "missing"),
        (":~:unknown=directive", "present"),
    ],
)
def test_each_kind_of_fragment(fragment: str, expected: str) -> None:
    assert presence(fragment, served(ANCHORS)).value == expected


def test_what_scripts_draw_is_not_told() -> None:
    assert presence("four", served(b"<div id=root></div>" + SCRIPT)).value == "unknown"
    assert presence(":~:text=fox", served(b"<div id=root></div>" + SCRIPT)).value == "unknown"
    assert presence("four", served(ANCHORS + SCRIPT)).value == "missing"
    heading = b"<h2>The <i>Fourth</i> Part</h2>"
    assert presence("the-fourth-part", served(ANCHORS + heading + SCRIPT)).value == "unknown"


def test_a_page_cut_by_the_cap_lacks_nothing() -> None:
    assert presence("four", served(ANCHORS, truncated=True)).value == "unknown"
    assert presence("one", served(ANCHORS, truncated=True)).value == "present"


def test_what_is_no_page_is_not_told() -> None:
    assert presence("four", served(b"words", "text/plain")).value == "unknown"


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("page=1", "present"),
        ("page=12&zoom=100", "present"),
        ("page=13", "missing"),
        ("page=0", "missing"),
        ("chapter-1", "unknown"),
    ],
)
def test_pages_of_a_pdf(fragment: str, expected: str) -> None:
    assert presence(fragment, served(PDF, "application/pdf")).value == expected


def test_a_pdf_tells_its_pages_only_in_the_open() -> None:
    linear = b"%PDF-1.4\n1 0 obj\n<< /Linearized 1 /L 9000 /O 5 /E 700 /N 7 /T 800 >>"
    assert page_count(linear, whole=False) == 7
    assert page_count(PDF, whole=False) is None
    assert page_count(b"%PDF-1.7 stream", whole=True) is None


def test_the_top_needs_no_page() -> None:
    assert not needs_page(("", "top", "TOP"))
    assert needs_page(("top", "one"))


def test_text_directives_are_taken_apart() -> None:
    assert quotes("text=a-,b%2Cc,d,-e&text=f") == (Quote("bc", "d", "a", "e"), Quote("f"))
    assert quotes("text=a,b,c") == ()


@given(st.text(max_size=60), st.binary(max_size=300))
def test_any_fragment_of_any_bytes_has_an_answer(fragment: str, body: bytes) -> None:
    assert presence(fragment, served(b"<p>" + body)).value in ("present", "missing", "unknown")
    assert presence(fragment, served(b"%PDF-" + body)).value in ("present", "missing", "unknown")


@pytest.mark.parametrize(
    "part",
    [b"<", b"<a ", b"<a name=", b"<h1>", b"<script", b"<script></script", b" id=", b"<!--", b"&#"],
)
def test_hostile_pages_take_no_time(part: bytes) -> None:
    page = served(part * (1_000_000 // len(part)))
    began = time.perf_counter()
    presence("four:~:text=fox", page)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("part", [b"/Type /Pages ", b"obj", b"/Count 1 ", b"/Linearized "])
def test_hostile_documents_take_no_time(part: bytes) -> None:
    page = served(b"%PDF-" + part * (1_000_000 // len(part)), "application/pdf")
    began = time.perf_counter()
    presence("page=9", page)
    assert time.perf_counter() - began < 2
