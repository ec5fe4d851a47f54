"""Addresses are parsed once, by WHATWG's rules, and what is sent is what was parsed."""

from __future__ import annotations

import can_ada
from hypothesis import example, given
from hypothesis import strategies as st
import pytest

from auditor.links.address import UnfitError, page_of, parse

TEXT = st.text(max_size=80)


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("HTTP://EXAMPLE.org", "http://example.org/"),
        ("http://a.org/%2F/%CC%82?x=%26#frag", "http://a.org/%2F/%CC%82?x=%26"),
        ("http://münchen.de/ü", "http://xn--mnchen-3ya.de/%C3%BC"),
        ("http://127.0.0.1\\@127.0.0.2/", "http://127.0.0.1/@127.0.0.2/"),
        ("https://a.org:443/x", "https://a.org/x"),
        ("https://a.org/日本 語", "https://a.org/%E6%97%A5%E6%9C%AC%20%E8%AA%9E"),
    ],
)
def test_an_address_is_sent_as_parsed(url: str, href: str) -> None:
    assert parse(url).href == href


@pytest.mark.parametrize(
    ("location", "href"),
    [
        ("/z", "http://a.org:81/z"),
        ("z w", "http://a.org:81/x/z%20w"),
        ("../../z", "http://a.org:81/z"),
        ("?p", "http://a.org:81/x/y?p"),
        ("", "http://a.org:81/x/y?q"),
        ("//b.org/k", "http://b.org/k"),
        ("\\\\b.org\\k", "http://b.org/k"),
        ("HTTPS://B.org", "https://b.org/"),
        ("/über", "http://a.org:81/%C3%BCber"),
        (" /pad\t\n", "http://a.org:81/pad"),
    ],
)
def test_a_location_is_repaired_and_resolved(location: str, href: str) -> None:
    assert parse(location, "http://a.org:81/x/y?q#f").href == href


@pytest.mark.parametrize("url", ["", "x", "http://", "http://a b/", "http://[::1", "http://a:x/"])
def test_what_is_no_address_is_said_to_be_none(url: str) -> None:
    with pytest.raises(UnfitError) as error:
        parse(url)
    assert error.value.scheme is None


@pytest.mark.parametrize(
    "url",
    ["mailto:a@b.org", "ftp://a.org/", "javascript:alert(1)", "file:///etc/passwd", "doi:10/1"],
)
def test_another_scheme_is_named(url: str) -> None:
    with pytest.raises(UnfitError) as error:
        parse(url)
    assert error.value.scheme == url.partition(":")[0]


@given(TEXT)
@example("http://\udcff/")
def test_any_text_parses_or_is_unfit(text: str) -> None:
    try:
        parsed = parse(text)
    except UnfitError:
        assert page_of(text) == text
    else:
        assert parse(parsed.href) == parse(page_of(text))
        assert can_ada.parse(parsed.href).hostname == parsed.host
        assert parsed.href.isascii()


@given(TEXT)
def test_any_location_resolves_or_is_unfit(text: str) -> None:
    try:
        parsed = parse(text, "https://a.org/b?c")
    except UnfitError:
        return
    assert parsed.scheme in ("http", "https")
    assert "#" not in parsed.href
