"""Addresses in running text: where they end and what they are."""

from __future__ import annotations

import pytest

from auditor.model.article import AddressForm
from auditor.readers.addresses import find_links


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("See https://a.example/b.html.", "https://a.example/b.html"),
        ("(see https://a.example/b_(c)).", "https://a.example/b_(c)"),
        ("“https://a.example/b,” he said", "https://a.example/b"),
        ("*https://a.example/b*.", "https://a.example/b"),
        ("https://a.example/b\\_c;", "https://a.example/b_c"),
        ("<https://a.example/b c.>", "https://a.example/b c."),
        ("www.a.example/b, and", "http://www.a.example/b"),
        ("https://ja.example/wiki/日本_(国)/", "https://ja.example/wiki/日本_(国)/"),
        ("詳細はhttps://a.example/bを参照。", "https://a.example/b"),
        ("https://a.example/?q=1&amp;r=2 end", "https://a.example/?q=1&r=2"),
        ("htp://a.example/b", "htp://a.example/b"),
    ],
)
def test_one_address(text: str, url: str) -> None:
    assert [link.url for link in find_links(text)] == [url]


@pytest.mark.parametrize("text", ["doi:10.1000/182", "a@b.example", "e.g. www. and http", "x//y"])
def test_no_address(text: str) -> None:
    assert find_links(text) == ()


def test_a_link_s_text_is_no_second_address() -> None:
    (link,) = find_links("[https://a.example/b.](https://a.example/b)")
    assert (link.url, link.text) == ("https://a.example/b", "https://a.example/b.")
    assert link.form is AddressForm.MARKDOWN


def test_an_image_in_a_link() -> None:
    links = find_links("[![alt](i.png)](http://a.example/)")
    assert [(link.form, link.url) for link in links] == [
        (AddressForm.MARKDOWN, "http://a.example/"),
        (AddressForm.IMAGE, "i.png"),
    ]


def test_references() -> None:
    from auditor.model.text import Span

    references = {"the key": ("http://a.example/", Span(0, 1))}
    links = find_links("[x][The  Key] [the key][] [no][other] [the key]", references)
    assert [link.text for link in links] == ["x", "the key", "the key"]
