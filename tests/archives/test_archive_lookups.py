"""The plan of a look-up against an archive that answers in process: no sockets, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
import datetime as dt
import json
import random
from urllib.parse import urlsplit

import pytest

from auditor.archives.anchors import gap, wanted
from auditor.archives.endpoints import Endpoints
from auditor.archives.lookups import Lookups
from auditor.model.dates import Edtf
from auditor.model.facts import Lookup, Outcome, Wanted
from auditor.model.port import Answer, Exchange, Failure, Fault, Purpose, Request
from auditor.text.mementos import CITED
from standin import Reply, Standin

URL = "https://www.port.example/statistics/harbour.html"
ACCESSED = Wanted(URL, dt.date(2022, 9, 12), "accessed")
ISSUED = Wanted(URL, dt.date(2022, 9, 12), "issued")
SERVICES = {Purpose.CDX: "cdx", Purpose.AVAILABILITY: "availability"}
Change = Callable[[Request], Answer | None]


@pytest.fixture
def archive() -> Iterator[Standin]:
    with Standin() as standin:
        yield standin


def look_up(archive: Standin, item: Wanted, change: Change = lambda _: None) -> Lookup:
    """Drive the plan to its end; `change` may answer in place of the archive."""
    planner = Lookups(_endpoints(archive))
    answers: list[Answer] = []
    while requests := planner.next_requests(item, answers):
        assert len(answers) < 40, "a plan must end"
        answers += [change(request) or _truth(archive, request) for request in requests]
    return planner.fact(item, answers)


def _endpoints(archive: Standin) -> Endpoints:
    return Endpoints(replay=archive.replay, cdx=archive.cdx, availability=archive.availability)


def _truth(archive: Standin, request: Request) -> Exchange:
    path = request.url.removeprefix(archive.root)
    service = SERVICES.get(request.purpose, "replay")
    return exchange(request, archive.answer(service, path))


def exchange(request: Request, reply: Reply) -> Exchange:
    headers = tuple((name.lower(), value) for name, value in reply.headers.items())
    body = b"" if request.method == "HEAD" else reply.body
    return Exchange(request=request, status=reply.status, headers=headers, body=body)


def failing(*purposes: Purpose, status: int = 429) -> Change:
    def change(request: Request) -> Answer | None:
        if request.purpose not in purposes:
            return None
        return Exchange(request=request, status=status)

    return change


def _day(lookup: Lookup) -> str:
    assert lookup.memento, lookup
    return lookup.memento.memento_datetime.date().isoformat()


def test_a_near_copy_needs_one_redirect_and_one_reading(archive: Standin) -> None:
    archive.save(URL, "20220915080000")
    asked: list[Purpose] = []
    found = look_up(archive, ACCESSED, lambda request: asked.append(request.purpose))
    assert asked == [Purpose.REPLAY, Purpose.CAPTURE]
    assert (found.outcome, found.days_from_anchor) == (Outcome.ARCHIVED, 3)
    assert found.memento
    assert found.memento.memento_uri == f"{archive.replay}20220915080000/{URL}"
    assert (found.memento.statuscode, found.memento.original) == (200, URL)


def test_nothing_saved_is_not_archived_only_when_replay_and_index_agree(archive: Standin) -> None:
    found = look_up(archive, ACCESSED)
    assert (found.outcome, found.service, found.memento) == (Outcome.NOT_ARCHIVED, None, None)


def test_saved_errors_alone_are_no_usable_copy(archive: Standin) -> None:
    archive.save(URL, "20220912120000", status=404)
    archive.save(URL, "20220913120000", status=404)
    found = look_up(archive, ACCESSED)
    assert found.outcome is Outcome.NO_USABLE_COPY
    assert found.rejected == ("2022-09-12: status 404",)


@pytest.mark.parametrize(
    ("trap", "reason"),
    [
        ({"status": 404}, "status 404"),
        ({"status": 503}, "status 503"),
        ({"status": 302, "location": "https://www.port.example/"}, "redirects to the home page"),
        (
            {"status": 301, "location": "https://www.port.example/404.html"},
            "redirects to an error page",
        ),
        ({"status": 302, "location": URL}, "redirects without end"),
        ({"body": b""}, "an empty page"),
        ({"body": b"<title>404 Not Found</title>"}, "the page says “404 Not Found”"),
        ({"body": b"<title>Page not found | Port</title>"}, "the page says"),
        ({"body": b"<TITLE>\n Just a moment...</TITLE>"}, "the page says"),
        ({"body": b"<title>Before you continue to YouTube</title>"}, "the page says"),
    ],
)
def test_a_bad_capture_on_the_very_day_is_passed_over(
    archive: Standin, trap: dict[str, object], reason: str
) -> None:
    archive.save(URL, "20220912120000", **trap)
    archive.save(URL, "20220730120000")
    found = look_up(archive, ACCESSED)
    assert (_day(found), found.days_from_anchor) == ("2022-07-30", -44)
    assert reason in found.rejected[0]


def test_what_a_saved_page_says_is_made_harmless(archive: Standin) -> None:
    archive.save(URL, "20220912120000", body="<title>Not found \u202e\x1b</title>".encode())
    (reason,) = look_up(archive, ACCESSED).rejected
    assert reason == "2022-09-12: the page says “Not found ��”"


@pytest.mark.parametrize(
    "title",
    [
        "Paradise not found: a novel",
        "404 Squadron - the history",
        "Trial and error",
        "The error term",
        "Not found in translation",
    ],
)
def test_titles_that_hold_the_words_pass(archive: Standin, title: str) -> None:
    archive.save(URL, "20220912120000", body=f"<title>{title}</title>".encode())
    assert look_up(archive, ACCESSED).outcome is Outcome.ARCHIVED


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://developer.example/docs/Web/HTTP/Status/404", "404 Not Found - HTTP | Docs"),
        ("https://wiki.example/wiki/CAPTCHA", "CAPTCHA - Encyclopedia"),
    ],
)
def test_pages_about_errors_are_pages(archive: Standin, url: str, title: str) -> None:
    archive.save(url, "20220912120000", body=f"<title>{title}</title>".encode())
    item = Wanted(url, dt.date(2022, 9, 12), "accessed")
    assert look_up(archive, item).outcome is Outcome.ARCHIVED


def test_a_saved_redirect_to_the_page_itself_is_followed(archive: Standin) -> None:
    moved = "https://port.example/en/statistics/harbour"
    archive.save(URL, "20220912120000", status=301, location=moved)
    archive.save(moved, "20220912120000")
    found = look_up(archive, ACCESSED)
    assert (found.outcome, found.days_from_anchor) == (Outcome.ARCHIVED, 0)


def test_a_chain_of_saved_redirects_is_followed_to_its_end(archive: Standin) -> None:
    ways = [f"https://port.example/{name}" for name in ("a", "b", "c", "d")]
    for at, (url, location) in enumerate(zip(ways, [*ways[1:], URL], strict=True)):
        archive.save(url, f"202209121200{at * 5:02d}", status=301, location=location)
    archive.save(URL, "20220912120030")
    found = look_up(archive, Wanted(ways[0], dt.date(2022, 9, 12), "accessed"))
    assert found.outcome is Outcome.ARCHIVED


def test_a_saved_redirect_into_another_year_is_not(archive: Standin) -> None:
    moved = "https://port.example/en/statistics/harbour"
    archive.save(URL, "20220912120000", status=301, location=moved)
    archive.save(moved, "20250912120000")
    found = look_up(archive, ACCESSED)
    assert found.outcome is Outcome.NO_USABLE_COPY
    assert found.rejected == ("2022-09-12: leads to a copy of 2025-09-12",)


def test_an_address_that_differs_in_case_alone_is_another(archive: Standin) -> None:
    archive.save(URL.replace("harbour", "Harbour"), "20220912120000")
    found = look_up(archive, ACCESSED)
    assert found.outcome is Outcome.NOT_ARCHIVED
    assert "Harbour" in found.rejected[0]
    archive.save(URL, "20210912120000")
    assert _day(look_up(archive, ACCESSED)) == "2021-09-12"


def test_scheme_www_slash_and_query_order_are_the_same_address(archive: Standin) -> None:
    archive.save("http://port.example/a?b=2&a=1", "20220912120000")
    item = Wanted("https://www.port.example/a/?a=1&b=2#part", dt.date(2022, 9, 12), "accessed")
    assert look_up(archive, item).outcome is Outcome.ARCHIVED


def test_a_pdf_must_be_one(archive: Standin) -> None:
    url = "https://port.example/report.PDF"
    archive.save(url, "20220912110000", body=b"<title>Log in</title>")
    archive.save(url, "20220913110000", mimetype="application/pdf", body=b"<p>moved</p>")
    archive.save(url, "20220914110000", body=b"<p>a viewer</p>")
    archive.save(url, "20220801120000", mimetype="application/pdf", body=b"%PDF-1.7 ...")
    found = look_up(archive, Wanted(url, dt.date(2022, 9, 12), "accessed"))
    assert _day(found) == "2022-08-01"
    assert [reason.partition(": ")[2] for reason in found.rejected] == [
        "no PDF, in place of one",  # read first, as the nearest
        "text/html in place of a PDF",  # by its row
        "no PDF, in place of one",  # by its bytes
    ]


def test_an_issued_date_wants_a_copy_from_publication_on(archive: Standin) -> None:
    archive.save(URL, "20220830120000")
    archive.save(URL, "20221120120000")
    assert _day(look_up(archive, ISSUED)) == "2022-11-20"
    assert _day(look_up(archive, ACCESSED)) == "2022-08-30"


def test_a_copy_before_publication_is_better_than_none_and_says_so(archive: Standin) -> None:
    archive.save(URL, "20220802120000")
    found = look_up(archive, ISSUED)
    assert (found.outcome, found.days_from_anchor) == (Outcome.ARCHIVED, -41)


def test_a_copy_before_publication_without_the_title_is_none(archive: Standin) -> None:
    page = b"<title>Coming soon</title><p>The new harbour opens in autumn.</p>"
    archive.save(URL, "20220801120000", body=page)
    found = look_up(archive, replace(ISSUED, title="Lamps and their keepers"))
    assert found.outcome is Outcome.NO_USABLE_COPY
    assert found.rejected == ("2022-08-01: from before publication, lacks the words of the title",)


def test_a_copy_that_lacks_the_title_says_so(archive: Standin) -> None:
    archive.save(URL, "20220912120000")
    found = look_up(archive, replace(ACCESSED, title="Lamps and their keepers"))
    assert (found.outcome, found.reason) == (Outcome.ARCHIVED, "lacks_the_words_of_the_title")


def test_parameters_that_only_track_are_left_out_for_a_second_try(archive: Standin) -> None:
    archive.save(URL, "20220912120000")
    url = f"{URL}?utm_source=list&utm_medium=mail"
    found = look_up(archive, replace(ACCESSED, url=url))
    assert (found.url, found.outcome) == (url, Outcome.ARCHIVED)
    assert found.memento
    assert found.memento.original == URL


def test_a_second_try_that_fails_leaves_the_first_unknown(archive: Standin) -> None:
    def change(request: Request) -> Answer | None:
        refused = "utm_source" not in request.url
        return Exchange(request=request, status=429) if refused else None

    url = f"{URL}?utm_source=list"
    found = look_up(archive, replace(ACCESSED, url=url), change)
    assert (found.url, found.outcome) == (url, Outcome.UNKNOWN)


def test_within_a_month_after_access_a_copy_is_as_good_as_of_the_day(archive: Standin) -> None:
    archive.save(URL, "20220910120000", status=404)
    archive.save(URL, "20220901120000")
    archive.save(URL, "20221005120000")
    assert look_up(archive, ACCESSED).days_from_anchor == 23


def test_without_an_anchor_the_newest_usable_copy_serves(archive: Standin) -> None:
    archive.save(URL, "20150101000000")
    archive.save(URL, "20190101000000")
    archive.save(URL, "20230101000000", status=404)
    found = look_up(archive, Wanted(URL))
    assert (_day(found), found.days_from_anchor) == ("2019-01-01", None)


def test_a_year_is_met_by_any_day_of_it(archive: Standin) -> None:
    archive.save(URL, "20220105120000")
    item = wanted(URL, None, Edtf(2022), None, dt.date(2023, 6, 1))
    assert (item.anchor, item.anchor_end) == (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    assert look_up(archive, item).days_from_anchor == 0


def test_revisits_count_when_their_digest_joins_a_good_capture(archive: Standin) -> None:
    archive.save(URL, "20210101000000")
    archive.save(URL, "20220912120000", revisit=True)
    change = failing(Purpose.REPLAY, status=504)
    assert _day(look_up(archive, ACCESSED, change)) == "2022-09-12"
    archive.saved[0] = archive.saved[1]
    assert look_up(archive, ACCESSED, change).outcome is Outcome.NO_USABLE_COPY


FAILURES = [
    *(Reply(status) for status in (401, 403, 429, 500, 502, 503, 504)),
    Reply(200, body=b""),
    Reply(200, body=b"<html>busy</html>"),
    Reply(200, body=b'{"rows": []}'),
    Reply(200, body=b'[["urlkey","timestamp"],["a","b"]]'),
    Reply(200, body=b"[[1,2]]"),
    Reply(200, body=b"[" * 5000),
    Reply(200, body=json.dumps([["urlkey"]]).encode()),
    *Fault,
]


@pytest.mark.parametrize("how", FAILURES, ids=str)
def test_whatever_the_index_does_wrong_is_unknown_never_missing(
    archive: Standin, how: Reply | Fault
) -> None:
    archive.availability_empty = True

    def change(request: Request) -> Answer | None:
        if request.purpose is not Purpose.CDX:
            return None
        return _failed(request, how)

    found = look_up(archive, ACCESSED, change)
    assert (found.outcome, found.service) == (Outcome.UNKNOWN, "wayback-cdx")
    assert found.reason


@pytest.mark.parametrize("how", FAILURES, ids=str)
def test_nothing_that_fails_everywhere_is_ever_called_missing(
    archive: Standin, how: Reply | Fault
) -> None:
    archive.save(URL, "20220912120000")
    found = look_up(archive, ACCESSED, lambda request: _failed(request, how))
    assert found.outcome in (Outcome.UNKNOWN, Outcome.NOT_ATTEMPTED)
    assert found.reason


def _failed(request: Request, how: Reply | Fault) -> Answer:
    if isinstance(how, Reply):
        return exchange(request, how)
    return Failure(request=request, fault=how)


def test_the_reason_says_who_did_not_answer_and_how(archive: Standin) -> None:
    found = look_up(archive, ACCESSED, failing(Purpose.REPLAY, Purpose.CDX, status=429))
    assert (found.service, found.reason) == ("wayback-cdx", "rate_limited")


def test_availability_is_believed_when_it_says_yes(archive: Standin) -> None:
    archive.save(URL, "20220901120000")
    change = failing(Purpose.REPLAY, Purpose.CDX)
    assert _day(look_up(archive, ACCESSED, change)) == "2022-09-01"
    archive.availability_empty = True
    assert look_up(archive, ACCESSED, change).outcome is Outcome.UNKNOWN


def test_a_row_vouches_for_a_capture_that_cannot_be_read(archive: Standin) -> None:
    archive.save(URL, "20220501120000")
    found = look_up(archive, ACCESSED, failing(Purpose.CAPTURE))
    assert (found.outcome, found.reason) == (Outcome.ARCHIVED, None)
    assert found.memento
    assert found.memento.statuscode == 200


def test_a_capture_that_nobody_could_read_or_list_is_unknown(archive: Standin) -> None:
    archive.save(URL, "20220912110000", status=404)
    found = look_up(archive, ACCESSED, failing(Purpose.CAPTURE))
    assert (found.outcome, found.service, found.reason) == (
        Outcome.UNKNOWN,
        "wayback-replay",
        "rate_limited",
    )


def test_a_site_that_asked_to_be_left_out_is_told_apart(archive: Standin) -> None:
    body = b"org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error"

    def change(request: Request) -> Answer:
        return exchange(request, Reply(403, body=body))

    found = look_up(archive, ACCESSED, change)
    assert (found.outcome, found.reason) == (Outcome.NOT_ARCHIVED, "excluded")


def test_good_rows_missing_and_replay_silent_asks_for_all_rows(archive: Standin) -> None:
    archive.save(URL, "20220912120000", status=404)
    found = look_up(archive, ACCESSED, failing(Purpose.REPLAY, status=503))
    assert (found.outcome, found.rejected) == (
        Outcome.NO_USABLE_COPY,
        ("2022-09-12: status 404",),
    )


def test_offline_nothing_more_is_asked(archive: Standin) -> None:
    asked: list[Request] = []

    def change(request: Request) -> Answer:
        asked.append(request)
        return Failure(request=request, fault=Fault.OFFLINE)

    found = look_up(archive, ACCESSED, change)
    assert (found.outcome, found.reason, len(asked)) == (Outcome.NOT_ATTEMPTED, "offline", 1)


def test_an_unfinished_plan_is_unknown() -> None:
    found = Lookups(Endpoints()).fact(ACCESSED, ())
    assert (found.outcome, found.reason) == (Outcome.UNKNOWN, "interrupted")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://port.example/a", "unsupported_scheme"),
        ("mailto:a@port.example", "unsupported_scheme"),
        ("https://user:secret@port.example/", "policy"),
        ("http://127.0.0.1:8000/a", "policy"),
        ("http://intranet/a", "policy"),
        ("http://wiki.internal/a", "policy"),
        ("http://[fe80::1]/a", "policy"),
        ("http://[broken/a", "malformed"),
        ("http://port.example/\ud800", "malformed"),
    ],
)
def test_what_no_archive_may_hear_of_is_not_asked(url: str, reason: str) -> None:
    planner = Lookups(Endpoints())
    assert planner.next_requests(Wanted(url), ()) == ()
    found = planner.fact(Wanted(url), ())
    assert (found.outcome, found.reason) == (Outcome.NOT_ATTEMPTED, reason)


def test_a_stand_in_on_this_machine_may_hear_of_private_addresses(archive: Standin) -> None:
    archive.save("http://127.0.0.1:8000/a", "20220912120000")
    item = Wanted("http://127.0.0.1:8000/a", dt.date(2022, 9, 12), "accessed")
    assert look_up(archive, item).outcome is Outcome.ARCHIVED


def test_a_cited_copy_is_its_own() -> None:
    url = "https://web.archive.org/web/20220912143000/https://port.example/"
    found = Lookups(Endpoints()).fact(Wanted(url, dt.date(2022, 9, 10), "accessed"), ())
    assert (found.outcome, found.reason, found.days_from_anchor) == (Outcome.ARCHIVED, CITED, 2)
    assert found.memento
    assert found.memento.memento_uri == url
    short = Lookups(Endpoints()).fact(Wanted("https://perma.cc/ABCD-1234"), ())
    assert (short.outcome, short.memento) == (Outcome.ARCHIVED, None)


def test_fragments_and_wildcards_are_not_sent(archive: Standin) -> None:
    asked: list[str] = []
    item = Wanted("https://port.example/a*#:~:text=quay", dt.date(2022, 9, 12), "accessed")
    look_up(archive, item, lambda request: asked.append(request.url))
    assert len(asked) == 2
    assert not any("*" in url or "quay" in url for url in asked)


TRAPS: tuple[dict[str, object], ...] = (
    {"status": 404},
    {"status": 500},
    {"status": 302, "location": "https://www.port.example/"},
    {"body": b"<title>Access denied</title>"},
    {"body": b"<title>Attention Required! | Cloudflare</title>"},
    {"mimetype": "text/plain", "body": b""},
)


@pytest.mark.parametrize("seed", range(80))
def test_the_best_capture_is_found_among_traps(archive: Standin, seed: int) -> None:
    """Generated: one best capture, worse ones further off, traps nearer to the anchor."""
    dice = random.Random(seed)  # noqa: S311 - reproducible, no secret
    anchor = dt.date(2022, 9, 12)
    kind = dice.choice(["accessed", "issued"])
    pdf = dice.random() < 0.25
    url = "https://www.port.example/statistics/2022.pdf" if pdf else URL
    good: dict[str, object] = (
        {"mimetype": "application/pdf", "body": b"%PDF-1.4"} if pdf else {"mimetype": "text/html"}
    )
    best = dice.choice([3, 20, 45, 200, 370] if kind == "issued" else [0, 5, -1, -30, -200, 90])
    worse = [best + 80, 900] if best >= 0 else [best - 80, -900]
    for days in (best, *worse):
        archive.save(url, _stamp(anchor, days), **good)
    near = [days for days in range(-60, 60) if abs(days) < abs(best)] or [0]
    for trap in dice.sample(TRAPS, 3):
        archive.save(url, _stamp(anchor, dice.choice(near), dice.randrange(86000)), **trap)
    archive.save(url.replace("statistics", "Statistics"), _stamp(anchor, 0, 40000), **good)
    if kind == "issued":
        archive.save(url, _stamp(anchor, -40), **good)
    dice.shuffle(archive.saved)
    item = Wanted(url, anchor, kind)
    found = look_up(archive, item)
    assert found.memento, found.rejected
    assert found.days_from_anchor == best
    assert gap(item, found.memento.memento_datetime) == best
    assert urlsplit(found.memento.original).path == urlsplit(url).path


def _stamp(anchor: dt.date, days: int, seconds: int = 43200) -> str:
    start = dt.datetime.combine(anchor, dt.time(), dt.UTC)
    return (start + dt.timedelta(days=days, seconds=seconds)).strftime("%Y%m%d%H%M%S")
