"""A capture holds a page as it was served, what the page needs, and says what is lacking."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
import time

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest
from shelf import NEEDED, Shelf, answer

from auditor.links.certs import ca_bundle
from auditor.links.settings import HostSettings, LinkSettings
from auditor.preserve.capture import Bounds, Capture, Captured
from auditor.preserve.fetching import Limits
from auditor.preserve.page import drawn_by_scripts, title_of
from auditor.preserve.requisites import of_css, of_html
from auditor.preserve.run import Turns, captures

LOCAL = LinkSettings(allow_private=True)
FREE = Turns(LOCAL, Event(), pause=0.0)


@pytest.fixture
def site() -> Iterator[Shelf]:
    with Shelf() as made:
        yield made


def capture(url: str, settings: LinkSettings = LOCAL, bounds: Bounds | None = None) -> Captured:
    one = Capture(settings, ca_bundle(), FREE, bounds=bounds or Bounds())
    try:
        return one(url)
    finally:
        one.close()


def paths(captured: Captured) -> list[str]:
    return ["/" + item.url.split("/", 3)[3] for item in captured.exchanges]


@pytest.mark.parametrize("path", ["/page", "/gzip", "/chunked", "/odd"])
def test_a_page_comes_with_all_it_needs(site: Shelf, path: str) -> None:
    found = capture(site.root + path)
    assert set(paths(found)) == NEEDED | {path}
    assert (found.completeness, found.missing, found.title) == ("full", 0, "Shelf & books")
    found.close()


@pytest.mark.parametrize("path", ["/page", "/gzip", "/chunked"])
def test_the_payload_is_as_served(site: Shelf, path: str) -> None:
    found = capture(site.root + path)
    assert found.page is not None
    assert found.page.body.file.read() == answer(path)[2]
    assert found.page.asked.startswith(b"GET " + path.encode() + b" HTTP/1.1\r\nHost: ")
    assert found.page.ip == "127.0.0.1"
    found.close()


def test_headers_are_kept_byte_for_byte(site: Shelf) -> None:
    found = capture(f"{site.root}/cookie")
    assert found.page is not None
    assert b"\r\nX-Name: caf\xe9\r\n" in found.page.block
    found.close()


def test_redirects_are_kept_and_followed(site: Shelf) -> None:
    found = capture(f"{site.root}/moved")
    assert paths(found)[:2] == ["/moved", "/page"]
    assert found.page is not None
    assert found.page.url == f"{site.root}/page"
    found.close()


@pytest.mark.parametrize(("path", "reason"), [("/circle", "redirects"), ("/none", "status_404")])
def test_what_is_no_page_says_why(site: Shelf, path: str, reason: str) -> None:
    found = capture(site.root + path)
    assert found.reason == reason
    found.close()


@pytest.mark.parametrize("path", ["/app", "/wall"])
def test_what_scripts_draw_or_a_wall_hides_needs_a_browser(site: Shelf, path: str) -> None:
    found = capture(site.root + path)
    assert found.completeness == "needs_browser"
    found.close()


def test_a_page_whose_image_is_gone_is_html_only(site: Shelf) -> None:
    found = capture(f"{site.root}/broken")
    assert (found.completeness, found.missing) == ("html_only", 1)
    found.close()


@pytest.mark.parametrize(
    "bounds",
    [
        Bounds(requisites=2),
        Bounds(total=10),
        Bounds(seconds=0.0),
        Bounds(requisite=Limits(bytes=3)),
    ],
)
def test_bounds_hold_and_are_told(site: Shelf, bounds: Bounds) -> None:
    found = capture(f"{site.root}/page", bounds=bounds)
    assert found.completeness == "html_only"
    assert found.missing > 0
    found.close()


def test_a_page_that_is_too_large_is_not_kept(site: Shelf) -> None:
    found = capture(f"{site.root}/page", bounds=Bounds(page=Limits(bytes=100)))
    assert (found.page, found.reason) == (None, "length")
    found.close()


def test_private_addresses_and_passwords_are_refused(site: Shelf) -> None:
    assert capture(f"{site.root}/page", LinkSettings()).reason == "policy"
    assert capture(site.root.replace("//", "//user:secret@") + "/page").reason == "policy"
    assert site.log == []


def test_configured_headers_are_not_sent(site: Shelf) -> None:
    settings = LinkSettings(
        allow_private=True, hosts={"127.0.0.1": HostSettings(headers={"X-Key": "hush"})}
    )
    found = capture(f"{site.root}/plain.txt", settings)
    assert found.page is not None
    assert b"hush" not in found.page.asked
    found.close()


def test_many_pages_come_in_any_order_each_once(site: Shelf) -> None:
    urls = [f"{site.root}/plain.txt?{number}" for number in range(30)]
    found = []
    for item in captures(urls, LOCAL, ca_bundle(), pause=0.0):
        found.append(item.url)
        item.close()
    assert sorted(found) == sorted(urls)


def test_a_host_is_asked_no_more_often_than_its_pause_allows(site: Shelf) -> None:
    begun = time.monotonic()
    for item in captures(
        [f"{site.root}/plain.txt?{n}" for n in range(4)], LOCAL, ca_bundle(), pause=0.05
    ):
        item.close()
    assert time.monotonic() - begun >= 0.15


def test_a_host_that_is_busy_is_left_alone(site: Shelf) -> None:
    urls = [f"{site.root}/busy?{n}" for n in range(20)]
    reasons = []
    for item in captures(urls, LOCAL, ca_bundle(), pause=0.0):
        reasons.append(item.reason)
        item.close()
    assert set(reasons) == {"status_429", "busy"}
    assert 3 <= len(site.log) <= 5, "two may be under way when the third answer comes"


def test_closing_ends_what_is_under_way(site: Shelf) -> None:
    made = captures([f"{site.root}/plain.txt?{n}" for n in range(500)], LOCAL, ca_bundle())
    next(made).close()
    made.close()
    assert len(site.log) < 100


def test_what_a_page_names() -> None:
    base = "https://example.org/a/b.html"
    html = "<base href='/c/'><link rel='icon' href=x.ico><link rel=canonical href=y><img src=z.png>"
    assert of_html(html, base) == ["https://example.org/c/x.ico", "https://example.org/c/z.png"]
    assert of_css('a{b:url(x.png)} @import "y.css";', base) == [
        "https://example.org/a/y.css",
        "https://example.org/a/x.png",
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "<img ",
        "<style>",
        "url(",
        "/*",
        "@import '",
        ' style="',
        "<div>",
        "<script",
        "<title",
        "srcset=',",
        "<",
        "a='",
    ],
)
def test_hostile_pages_cost_no_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    begun = time.process_time()
    of_html(text, "https://example.org/")
    of_css(text, "https://example.org/")
    title_of(text)
    drawn_by_scripts("<script></script>" + text)
    assert time.process_time() - begun < 3.0  # four functions, a second each at most


@settings(deadline=None)
@given(st.text(alphabet="<>/'\"=()*@ imgsrcurl\n", max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(of_html(text, "https://example.org/"), list)
    assert isinstance(drawn_by_scripts(text), bool)
