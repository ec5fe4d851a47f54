"""Further archives by RFC 7089 alone, and what several archives come to together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
import datetime as dt

import pytest

from auditor.archives.endpoints import ARQUIVO, Endpoints, Further
from auditor.archives.lookups import Lookups
from auditor.archives.timemap import links, read_timemap
from auditor.model.errors import ConfigError
from auditor.model.facts import Lookup, Outcome, Wanted
from auditor.model.port import Answer, Exchange, Failure, Fault, Purpose, Request
from standin import Reply, Standin

URL = "https://www.port.example/statistics/harbour.html"
ITEM = Wanted(URL, dt.date(2022, 9, 12), "accessed")
Change = Callable[[Request], Answer | None]


@pytest.fixture
def wayback() -> Iterator[Standin]:
    with Standin() as standin:
        yield standin


@pytest.fixture
def other() -> Iterator[Standin]:
    with Standin() as standin:
        yield standin


def further(archive: Standin, name: str = "other", **more: str) -> Further:
    gates = {"timegate": archive.timegate, "timemap": archive.timemap}
    return Further(name=name, **{**gates, **more})  # type: ignore[arg-type]


def look_up(
    wayback: Standin,
    *archives: tuple[Further, Standin],
    change: Change = lambda _: None,
    item: Wanted = ITEM,
) -> tuple[Lookup, list[Request]]:
    """Drive the plan to its end against stand-ins in process; what was asked."""
    endpoints = Endpoints(replay=wayback.replay, cdx=wayback.cdx, availability=wayback.availability)
    planner = Lookups(endpoints, tuple(archive for archive, _ in archives))
    places = {archive.name: standin for archive, standin in archives}
    answers: list[Answer] = []
    while requests := planner.next_requests(item, answers):
        assert len(answers) < 40, "a plan must end"
        (request,) = requests
        standin = places.get(request.service, wayback)
        answers.append(change(request) or truth(standin, request))
    return planner.fact(item, answers), [answer.request for answer in answers]


SERVICES = {
    Purpose.CDX: "cdx",
    Purpose.AVAILABILITY: "availability",
    Purpose.TIMEGATE: "timegate",
    Purpose.TIMEMAP: "timemap",
}


def truth(standin: Standin, request: Request) -> Exchange:
    assert request.url.startswith(standin.root)
    path = request.url.removeprefix(standin.root)
    service = SERVICES.get(request.purpose, "replay")
    reply = standin.answer(service, path, request.headers.get("Accept-Datetime", ""))
    return exchange(request, reply)


def exchange(request: Request, reply: Reply) -> Exchange:
    headers = tuple((name.lower(), value) for name, value in reply.headers.items())
    return Exchange(request=request, status=reply.status, headers=headers, body=reply.body)


def failing(service: str, status: int = 503) -> Change:
    def change(request: Request) -> Answer | None:
        return Exchange(request=request, status=status) if request.service == service else None

    return change


def day(lookup: Lookup) -> str:
    assert lookup.memento, lookup
    return lookup.memento.memento_datetime.date().isoformat()


def test_a_copy_that_only_another_archive_has_is_found(wayback: Standin, other: Standin) -> None:
    other.save(URL, "20220915080000")
    other.save(URL, "20190101000000")
    found, asked = look_up(wayback, (further(other), other))
    assert (found.outcome, day(found), found.days_from_anchor) == (
        Outcome.ARCHIVED,
        "2022-09-15",
        3,
    )
    assert found.memento
    assert found.memento.memento_uri == f"{other.replay}20220915080000/{URL}"
    assert [item.purpose for item in asked if item.service] == [Purpose.TIMEGATE, Purpose.CAPTURE]
    assert asked[-2].headers["Accept-Datetime"] == "Mon, 12 Sep 2022 12:00:00 GMT"


def test_others_are_not_asked_where_the_first_has_a_copy(wayback: Standin, other: Standin) -> None:
    wayback.save(URL, "20220915080000")
    _, asked = look_up(wayback, (further(other), other))
    assert not any(item.service for item in asked)


def test_a_bad_capture_leads_to_the_list_of_all(wayback: Standin, other: Standin) -> None:
    wayback.save(URL, "20220912120000", status=404)
    other.save(URL, "20220912120000", status=404)
    other.save(URL, "20220920120000")
    found, asked = look_up(wayback, (further(other), other))
    assert (found.outcome, day(found)) == (Outcome.ARCHIVED, "2022-09-20")
    assert Purpose.TIMEMAP in {item.purpose for item in asked}


@pytest.mark.parametrize("lacking", ["timegate", "timemap"])
def test_one_of_the_two_is_enough(wayback: Standin, other: Standin, lacking: str) -> None:
    other.save(URL, "20220912120000", status=404)
    other.save(URL, "20220920120000")
    archive = further(other, **{lacking: ""})
    found, _ = look_up(wayback, (archive, other))
    assert (found.outcome, day(found)) == (Outcome.ARCHIVED, "2022-09-20")


def test_nobody_has_a_copy_only_if_everyone_says_so(wayback: Standin, other: Standin) -> None:
    found, _ = look_up(wayback, (further(other), other))
    assert found.outcome is Outcome.NOT_ARCHIVED


def test_who_did_not_answer_may_have_one(wayback: Standin, other: Standin) -> None:
    found, _ = look_up(wayback, (further(other), other), change=failing("other", 429))
    assert (found.outcome, found.service, found.reason) == (
        Outcome.UNKNOWN,
        "other",
        "rate_limited",
    )


def test_a_second_archive_makes_up_for_a_first_that_fails(wayback: Standin, other: Standin) -> None:
    other.save(URL, "20220915080000")

    def change(request: Request) -> Answer | None:
        return None if request.service else Failure(request=request, fault=Fault.TIMEOUT)

    found, _ = look_up(wayback, (further(other), other), change=change)
    assert found.outcome is Outcome.ARCHIVED


def test_bad_captures_of_all_are_told_together(wayback: Standin, other: Standin) -> None:
    wayback.save(URL, "20220912120000", status=404)
    other.save(URL, "20220913120000", status=500)
    found, _ = look_up(wayback, (further(other), other))
    assert found.outcome is Outcome.NO_USABLE_COPY
    assert found.rejected == ("2022-09-12: status 404", "2022-09-13: status 500")


def test_archives_are_asked_in_their_order_until_one_has_a_copy(
    wayback: Standin, other: Standin
) -> None:
    other.save(URL, "20220915080000")
    two, three = (further(other, name=name) for name in ("two", "three"))
    # The Wayback Machine's stand-in has nothing, so it can stand for a further archive as well.
    one = further(wayback, name="one")
    found, asked = look_up(wayback, (one, wayback), (two, other), (three, other))
    assert found.outcome is Outcome.ARCHIVED
    assert list(dict.fromkeys(item.service for item in asked)) == ["", "one", "two"]


BAD = {
    "429": Reply(429, {"Retry-After": "5"}),
    "500": Reply(500),
    "403": Reply(403),
    "a page": Reply(200, {}, b"<html>search results</html>"),
    "nothing": Reply(200),
    "to elsewhere": Reply(302, {"Location": "https://elsewhere.example/20220912120000/x"}),
    "to nowhere": Reply(302),
    "to nonsense": Reply(302, {"Location": "http://[broken/"}),
    "a date that is none": Reply(200, {"Memento-Datetime": "yesterday"}),
}


@pytest.mark.parametrize("gate", BAD)
@pytest.mark.parametrize("listed", ["429", "500", "a page", "nothing", "to elsewhere"])
def test_whatever_goes_wrong_there_is_unknown(
    wayback: Standin, other: Standin, gate: str, listed: str
) -> None:
    other.save(URL, "20220912120000")
    bad = {Purpose.TIMEGATE: BAD[gate], Purpose.TIMEMAP: BAD[listed]}

    def change(request: Request) -> Answer | None:
        return exchange(request, bad[request.purpose]) if request.purpose in bad else None

    found, _ = look_up(wayback, (further(other), other), change=change)
    assert (found.outcome, found.service) == (Outcome.UNKNOWN, "other")
    assert found.reason


def test_a_gate_that_is_the_copy_itself(wayback: Standin, other: Standin) -> None:
    """RFC 7089, 4.1.2: 200 with Content-Location; addresses need not tell the time."""
    headers = {
        "Memento-Datetime": "Thu, 15 Sep 2022 08:00:00 GMT",
        "Content-Location": "/copies/ABCD",
        "Link": f'<{URL}>; rel="original"',
    }

    def change(request: Request) -> Answer | None:
        if request.service:
            return exchange(request, Reply(200, headers, b"<title>Harbour</title>"))
        return None

    found, asked = look_up(wayback, (further(other), other), change=change)
    assert (found.outcome, found.days_from_anchor) == (Outcome.ARCHIVED, 3)
    assert found.memento
    assert found.memento.memento_uri == f"{other.root}/copies/ABCD"
    assert asked[-1].url == f"{other.root}/copies/ABCD"


def test_private_addresses_go_to_archives_of_this_machine_alone(
    wayback: Standin, other: Standin
) -> None:
    item = replace(ITEM, url="http://127.0.0.1:8000/a")
    found, asked = look_up(wayback, (further(other), other), item=item)
    assert any(request.service for request in asked)
    assert found.outcome is Outcome.NOT_ARCHIVED
    _, asked = look_up(wayback, (ARQUIVO, other), item=item)
    assert not any(request.service for request in asked)


def test_links_are_read_whatever_their_order_and_marks() -> None:
    text = (
        '<https://a.example/>;rel=original,\n<https://a.example/m>;datetime="Thu, 15 Sep 2022 '
        '08:00:00 GMT" ; rel="first memento",<bad link>,, <https://a.example/n>; rel="memento"'
    )
    first, second, third = links(text)
    assert first.rels == {"original"}
    assert second.rels == {"first", "memento"}
    assert second.datetime == dt.datetime(2022, 9, 15, 8, tzinfo=dt.UTC)
    assert third.datetime is None


def _map(body: str, *, truncated: bool = False) -> Exchange:
    url = f"https://arquivo.pt/wayback/timemap/link/{URL}"
    request = Request(url=url, purpose=Purpose.TIMEMAP, service="arquivo.pt")
    return Exchange(request=request, status=200, body=body.encode(), truncated=truncated)


MEMENTO = (
    '<http://arquivo.pt/wayback/20220915080000/https://www.port.example/>; rel="memento"; '
    'datetime="Thu, 15 Sep 2022 08:00:00 GMT"'
)


def test_a_map_that_does_not_tell_all_is_no_proof_of_absence() -> None:
    known, trouble = read_timemap(_map(MEMENTO), ARQUIVO)
    assert trouble is None
    assert known[0].memento_uri.startswith("https://arquivo.pt/wayback/20220915080000/")
    known, trouble = read_timemap(_map(MEMENTO, truncated=True), ARQUIVO)
    assert (len(known), trouble and trouble.reason) == (1, "too_large")
    paged = f'{MEMENTO},<https://arquivo.pt/wayback/timemap/2>; rel="timemap"'
    assert (read_timemap(_map(paged), ARQUIVO)[1] or trouble).reason == "paged"  # type: ignore[union-attr]
    away = MEMENTO.replace("arquivo.pt", "elsewhere.example")
    assert (read_timemap(_map(away), ARQUIVO)[1] or trouble).reason == "elsewhere"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "body", ["<" * 500_000, '<a>; rel="' * 100_000, "<a>;" * 250_000, "; rel =" * 100_000]
)
def test_hostile_maps_are_read_in_linear_time(body: str) -> None:
    assert read_timemap(_map(body), ARQUIVO)[0] == ()


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"timegate": "http://archive.example/gate/"},
        {"timegate": "https://user:secret@archive.example/gate/"},
        {"timemap": "file:///etc/passwd"},
    ],
)
def test_unsafe_archives_are_refused(more: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        Further(name="x", **more)  # type: ignore[arg-type]
