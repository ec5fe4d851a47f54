"""What an address tells by its spelling alone."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from auditor.text.paths import is_error, is_home


@pytest.mark.parametrize(
    "tail", ["", "/", "/en", "/us/en/", "/zh-hans/", "/de/index.html", "/startseite", "/?lang=en"]
)
def test_home_pages(tail: str) -> None:
    assert is_home(urlsplit(f"https://quay.example{tail}"))


@pytest.mark.parametrize(
    "tail", ["/back", "/poem/", "/?p=7", "/en/essay", "/home/essay", "/en-us-x"]
)
def test_pages_that_are_none(tail: str) -> None:
    assert not is_home(urlsplit(f"https://quay.example{tail}"))


@pytest.mark.parametrize(
    "tail", ["/404", "/404.html", "/en/not-found", "/error.aspx", "/x?aspxerrorpath=/essay"]
)
def test_error_pages(tail: str) -> None:
    assert is_error(urlsplit(f"https://quay.example{tail}"))


@pytest.mark.parametrize("tail", ["/posts/404", "/terror", "/essays/not-found", "/errors/of/youth"])
def test_pages_on_errors(tail: str) -> None:
    assert not is_error(urlsplit(f"https://quay.example{tail}"))
