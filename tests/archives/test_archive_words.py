"""Captures that lack the words which an article cites of their page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
import datetime as dt

import pytest

from auditor.archives.endpoints import Endpoints
from auditor.archives.lack import Lack, lack_of
from auditor.archives.lookups import Lookups
from auditor.model.facts import Lookup, Outcome, Wanted
from auditor.model.port import Answer, Exchange, Purpose
from auditor.text.sketch import PageText, read_page, sketch_of
from standin import Standin

URL = "https://port.example/lamp"
QUOTE = "the brightest lamp on the whole coast"
WANTED = Wanted(URL, dt.date(2022, 9, 12), "accessed", title="A Lamp on the Quay", quotes=(QUOTE,))
FILLER = "The harbour was quiet and the keeper slept all through the night. " * 12
SERVICES = {Purpose.CDX: "cdx", Purpose.AVAILABILITY: "availability"}


@pytest.fixture
def archive() -> Iterator[Standin]:
    with Standin() as standin:
        yield standin


def html(title: str = "", text: str = FILLER) -> bytes:
    return f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>".encode()


def page(title: str, text: str) -> PageText:
    found = read_page(html(title, text), "text/html")
    assert found
    return found


def look_up(archive: Standin, item: Wanted = WANTED) -> tuple[Lookup, Sequence[Answer]]:
    endpoints = Endpoints(replay=archive.replay, cdx=archive.cdx, availability=archive.availability)
    planner = Lookups(endpoints)
    answers: list[Answer] = []
    while requests := planner.next_requests(item, answers):
        for request in requests:
            service = SERVICES.get(request.purpose, "replay")
            reply = archive.answer(service, request.url.removeprefix(archive.root))
            headers = tuple((name.lower(), value) for name, value in reply.headers.items())
            body = b"" if request.method == "HEAD" else reply.body
            answers.append(
                Exchange(request=request, status=reply.status, headers=headers, body=body)
            )
    return planner.fact(item, answers), answers


def _day(lookup: Lookup) -> str:
    assert lookup.memento, lookup
    return lookup.memento.memento_datetime.date().isoformat()


@pytest.mark.parametrize(
    ("title", "text", "lack"),
    [
        ("A Lamp on the Quay", f"{FILLER} “{QUOTE}”", Lack.NOTHING),
        ("Something else", f"{FILLER} “{QUOTE}”", Lack.NOTHING),
        ("A LAMP ON THE QUAY | Gazette", FILLER, Lack.QUOTES),
        ("Gazette", f"{FILLER} A lamp was lit on the quays.", Lack.QUOTES),
        ("Best Online Casino", "slots and jackpot bonus " * 40, Lack.TITLE),
        ("Gazette", "Loading", Lack.TITLE),  # drawn by scripts, perhaps: the last choice
        ("A Lamp on the Quay", "Loading", Lack.NOTHING),
    ],
)
def test_what_a_page_lacks(title: str, text: str, lack: Lack) -> None:
    found = page(title, text)
    assert lack_of(found, sketch_of(found, WANTED.quotes), WANTED) is lack


@pytest.mark.parametrize("title", ["", "灯台", "海辺の灯台が再び点灯", "Lamp", "It"])
def test_titles_without_words_to_compare(title: str) -> None:
    item = Wanted(URL, title=title)
    same, other = page(title, FILLER), page("Best Online Casino", "slots and bonus " * 40)
    assert lack_of(same, sketch_of(same), item) is Lack.NOTHING
    tells = len(title) > 3
    assert (lack_of(other, sketch_of(other), item) is Lack.TITLE) is tells


def test_a_hijacked_capture_is_passed_over_for_the_page(archive: Standin) -> None:
    archive.save(URL, "20220912120000", body=html("Casino", "slots and jackpot bonus " * 40))
    archive.save(URL, "20220801120000", body=html("A Lamp on the Quay"))
    archive.save(URL, "20220101120000", body=html("A Lamp on the Quay", f"{FILLER} {QUOTE}"))
    found, _ = look_up(archive)
    assert (_day(found), found.days_from_anchor) == ("2022-01-01", -254)
    assert found.rejected == (
        "2022-09-12: lacks the words of the title",
        "2022-08-01: lacks the quoted words",
    )


def test_where_all_lack_words_the_one_under_the_title_stands(archive: Standin) -> None:
    """The quotation may be translated: that is no fault of the copy."""
    archive.save(URL, "20220912120000", body=html("Casino", "slots and jackpot bonus " * 40))
    archive.save(URL, "20220801120000", body=html("A Lamp on the Quay", f"{FILLER} Again."))
    archive.save(URL, "20220101120000", body=html("A Lamp on the Quay", f"{FILLER} Once."))
    found, _ = look_up(archive)
    assert (found.outcome, _day(found)) == (Outcome.ARCHIVED, "2022-08-01")
    assert found.rejected == (
        "2022-09-12: lacks the words of the title",
        "2022-01-01: lacks the quoted words",
    )


def test_a_near_copy_with_the_words_needs_no_index(archive: Standin) -> None:
    archive.save(URL, "20220914120000", body=html("A Lamp on the Quay", f"{FILLER} {QUOTE}"))
    found, answers = look_up(archive)
    assert [answer.request.purpose for answer in answers] == [Purpose.REPLAY, Purpose.CAPTURE]
    assert found.sketch
    assert found.sketch.quotes == {QUOTE: True}


def test_equal_bytes_are_read_once_and_no_more_than_six(archive: Standin) -> None:
    for day in range(1, 20):
        archive.save(URL, f"202209{day:02}120000", body=html("Casino", "slots " * 99))
    for day in range(1, 20):
        archive.save(URL, f"202210{day:02}120000", body=html("Casino", f"slots {day} " * 99))
    found, answers = look_up(archive)
    reads = [item.request.url for item in answers if item.request.purpose is Purpose.CAPTURE]
    assert len(reads) == len(set(reads)) <= 6
    assert found.outcome is Outcome.ARCHIVED


def test_a_pdf_has_no_words_to_look_for(archive: Standin) -> None:
    url = f"{URL}.pdf"
    body = b"%PDF-1.7 and so on"
    archive.save(url, "20220914120000", body=body, mimetype="application/pdf")
    item = Wanted(url, WANTED.anchor, "accessed", title=WANTED.title, quotes=(QUOTE,))
    found, answers = look_up(archive, item)
    assert (len(answers), found.outcome) == (2, Outcome.ARCHIVED)
    assert found.sketch
    assert found.sketch.reason == "not_html"
