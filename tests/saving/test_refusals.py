"""What is never sent to an archive, however it is spelled."""

from __future__ import annotations

import time

import pytest

from auditor.evidence.sendable import planned, settled, why_not
from auditor.model.archive import SaveState
from auditor.model.facts import Lookup, Outcome, Wanted

SHARED = """\
https://docs.google.com/document/d/1aBcD/edit?usp=sharing
https://docs.google.com/forms/d/e/1FAIpQ/viewform
https://DOCS.GOOGLE.com./spreadsheets/d/1aBcD
https://drive.google.com/file/d/1aBcD/view
https://drive.google.com/open?id=1aBcD
https://photos.app.goo.gl/abc
https://www.dropbox.com/s/abc/report.pdf?dl=0
https://www.dropbox.com/scl/fi/abc/report.pdf
https://dl.dropboxusercontent.com/s/abc/report.pdf
https://1drv.ms/w/s!Abc
https://onedrive.live.com/edit.aspx?cid=1
https://contoso.sharepoint.com/:w:/s/team/abc
https://contoso-my.sharepoint.com/personal/x/Documents/y
https://we.tl/t-abc
https://wetransfer.com/downloads/abc/def
https://app.box.com/s/abc
https://company.box.com/v/abc
https://cloud.university.example.edu/index.php/s/AbCdEfGhIjKlMnO
https://cloud.university.edu/s/AbCdEf0hIjKlMnO
https://files.slack.com/files-pri/T0/F0/x.pdf
https://share.icloud.com/photos/abc
https://zoom.us/rec/share/abc
https://mega.nz/file/abc#key
"""
PRIVATE = """\
http://localhost/x
http://127.0.0.1:8000/x
http://0x7f.1/x
http://2130706433/x
http://[::1]/x
http://[::ffff:10.0.0.1]/x
http://10.1.2.3/x
http://192.168.0.1/x
http://169.254.169.254/latest/meta-data
http://intranet/x
http://wiki.corp.internal/x
http://printer.local/x
"""
SECRET = """\
https://me:pass@example.org/x
https://example.org/x?token=hunter2
https://example.org/x?access_token=abc
https://example.org/x?X-Amz-Signature=abc
https://example.org/x?sig=abc
https://example.org/x?a=1&session_id=2
https://example.org/x#access_token=abc
https://example.org/x?u=eyJhbGciOiJIUzI1NiJ9
https://example.org/reset/0a1b2c3d4e5f60718293
https://example.org/unsubscribe/0a1b2c3d4e5f60718293
https://example.org/eyJhbGciOiJIUzI1NiJ9.eyJzdWIi/x
"""
OTHER = """\
ftp://example.org/x unsupported_scheme
mailto:a@example.org unsupported_scheme
javascript:alert(1) unsupported_scheme
http:// malformed
https://exa mple.org/ malformed
"""
PUBLIC = """\
https://example.org/
https://www.google.com/search?q=lamps
https://www.dropbox.com/business
https://www.box.com/about
https://blog.box.com/news
https://books.google.com/books?id=abc
https://www.youtube.com/watch?v=dQw4w9WgXcQ
https://doi.org/10.1000/182
https://www.nytimes.com/2022/01/02/us/politics/a-story.html
https://example.org/s/politics
https://medium.com/s/story/a-tale
https://github.com/a/b/blob/main/README.md
https://example.org/reset/passwords-and-people-a-history
http://xn--bcher-kva.example.org/
https://8.8.8.8/x
"""


def each(text: str) -> list[str]:
    return text.splitlines()


@pytest.mark.parametrize("url", each(SHARED))
def test_shared_links_are_refused(url: str) -> None:
    assert why_not(url) == "share_link"


@pytest.mark.parametrize("url", each(PRIVATE))
def test_private_addresses_are_refused(url: str) -> None:
    assert why_not(url) == "private"


@pytest.mark.parametrize("url", each(SECRET))
def test_secrets_are_refused(url: str) -> None:
    assert why_not(url) == "credentials"


@pytest.mark.parametrize("case", each(OTHER))
def test_what_is_no_address_of_the_web_is_refused(case: str) -> None:
    url, reason = case.rsplit(" ", 1)
    assert why_not(url) == reason


@pytest.mark.parametrize("url", each(PUBLIC))
def test_pages_for_everyone_are_sent(url: str) -> None:
    assert why_not(url) is None


def test_long_addresses_are_refused() -> None:
    assert why_not("https://example.org/" + "a" * 2000) == "too_long"


@pytest.mark.parametrize(
    "url", ["https://example.org/" + "s/" * 500_000, "https://" + "a." * 500_000, "/" * 1_000_000]
)
def test_hostile_addresses_take_no_time(url: str) -> None:
    started = time.monotonic()
    assert why_not(url)
    assert time.monotonic() - started < 1


def test_copies_that_are_cited_are_looked_up_as_such() -> None:
    for url in (
        "https://web.archive.org/web/20200101000000/https://docs.google.com/document/d/a/edit",
        "https://web.archive.org/web/20200101000000/https://example.org/?token=a",
    ):
        assert settled(Wanted(url)) is None


@pytest.mark.parametrize(
    ("outcome", "reason", "state"),
    [
        (Outcome.ARCHIVED, None, None),
        (Outcome.UNKNOWN, "timeout", None),
        (Outcome.NOT_ARCHIVED, None, SaveState.PLANNED),
        (Outcome.NO_USABLE_COPY, None, SaveState.PLANNED),
        (Outcome.NOT_ARCHIVED, "excluded", SaveState.REFUSED),
        (Outcome.NOT_ATTEMPTED, "withheld", SaveState.REFUSED),
        (Outcome.NOT_ATTEMPTED, "offline", None),
    ],
)
def test_what_is_done_about_an_outcome(
    outcome: Outcome, reason: str | None, state: SaveState | None
) -> None:
    save = planned(Lookup(url="https://example.org/", outcome=outcome, reason=reason))
    assert (save.state if save else None) is state
