"""Captures that hold no page but a wall, a notice, or a redirect that a page makes."""

from __future__ import annotations

import datetime as dt

import pytest

from auditor.archives.answers import Target
from auditor.archives.page import flaw_of, redirect_flaw, redirect_of
from auditor.model.port import Exchange, Purpose, Request

URL = "https://www.port.example/statistics/harbour.html"
HERE = Target(dt.datetime(2022, 9, 12, tzinfo=dt.UTC), URL)
TEXT = "The keeper of the light counted every ship that came in from the sea that year. " * 6


def capture(title: str, text: str = "", head: str = "") -> Exchange:
    """A saved page of status 200."""
    page = f"<html><head><title>{title}</title>{head}</head><body><p>{text}</p></body></html>"
    request = Request(url=URL, purpose=Purpose.CAPTURE)
    headers = (("content-type", "text/html; charset=utf-8"),)
    return Exchange(request=request, status=200, headers=headers, body=page.encode())


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Sorry, you have been blocked", "This website uses a security service."),
        ("Pardon Our Interruption", "Something about your browser."),
        ("", "Request unsuccessful. Incapsula incident ID: 7-8"),
        ("ERROR: The request could not be satisfied", "Request blocked."),
        ("Sorry...", "Our systems have detected unusual traffic from your computer network."),
        ("Un instant…", ""),
        ("Making sure you’re not a bot!", "Loading"),
        (
            "The Port",
            "We recognize you come from a country belonging to the European Economic Area.",
        ),
        ("The Port", "This content isn’t available in your region."),
        ("We'll be right back", "A tune-up."),
        ("port.example", "The domain port.example is for sale."),
        ("Account Suspended", "Contact your hosting provider."),
        ("Welcome to nginx!", "Further configuration is required."),
        ("Harbour | The Port", "We and our partners use cookies. Accept all. Manage preferences."),
        ("Der Hafen", "Mit Werbung und Cookies weiterlesen. Zustimmen."),
    ],
)
def test_walls_and_notices_are_no_copies(title: str, text: str) -> None:
    assert (flaw_of(capture(title, text), URL) or "").startswith("the page says “")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Harbour", TEXT + "We use cookies. Accept all or reject all."),
        ("Harbour", TEXT * 3 + "Goods once not available in your country are landed here."),
        ("Just a moment of rest: the harbour", TEXT),
        ("The maintenance of lamps", TEXT),
    ],
)
def test_pages_that_say_more_are_copies(title: str, text: str) -> None:
    assert flaw_of(capture(title, text), URL) is None


def test_a_page_about_walls_is_a_page() -> None:
    url = "https://wiki.example/wiki/Cookie_consent"
    assert flaw_of(capture("Cookie consent | Wiki", "An overview."), url) is None


@pytest.mark.parametrize(
    ("target", "flaw"),
    [
        ("https://port.example/", "redirects to the home page"),
        ("https://port.example/de/", "redirects to the home page"),
        ("https://port.example/index.php", "redirects to the home page"),
        ("https://port.example/?ref=404", "redirects to the home page"),
        ("https://port.example/Errors/404.aspx", "redirects to an error page"),
        ("https://port.example/login?next=/statistics", "redirects to a log-in"),
        ("https://consent.port.example/collect?sid=1", "redirects to a consent page"),
        ("https://port.example/statistics/2022/harbour", None),
        ("https://port.example/?p=7", None),
        ("https://blog.port.example/accounts/harbour", None),
    ],
)
def test_where_a_saved_redirect_leads(target: str, flaw: str | None) -> None:
    assert redirect_flaw(target, URL) == flaw


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="refresh" content="0; url=/new/harbour">',
        "<META content='0;URL=/new/harbour' HTTP-EQUIV=refresh>",
        '<script>window.location.href = "/new/harbour"</script>',
        "<script>location.replace('/new/harbour')</script>",
    ],
)
def test_a_page_that_only_leads_on_is_a_redirect(head: str) -> None:
    there = redirect_of(capture("Moved", "This page has moved.", head), HERE)
    assert there == Target(HERE.moment, "https://www.port.example/new/harbour")


def test_a_page_with_text_is_no_redirect() -> None:
    head = '<script>if (old) location.href = "/upgrade"</script>'
    assert redirect_of(capture("Harbour", TEXT, head), HERE) is None
    assert (
        redirect_of(capture("Harbour", "", "<meta http-equiv=refresh content=300>"), HERE) is None
    )
