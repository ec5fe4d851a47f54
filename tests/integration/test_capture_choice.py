"""The nearest right capture, among traps, in a real archive and in one like the Wayback Machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
import datetime as dt
from pathlib import Path

import pytest
from pywbserver import Pywb, UnavailableError, home, write_warc
from trapped import Case, cases

from auditor.archives.client import Client
from auditor.archives.endpoints import Endpoints, Further
from auditor.archives.lookups import Lookups
from auditor.archives.settings import ArchiveSettings, Clock, Limits
from auditor.audit import prepare
from auditor.evidence.collect import EvidenceSettings, collect
from auditor.evidence.loop import gather
from auditor.evidence.wanted import wanted
from auditor.model.facts import Lookup, Outcome
from auditor.model.policy import Policy
from auditor.readers import read_text
from standin import Reply, Standin

ROOT = Path(__file__).parents[2]
CASES = tuple(cases(seed=4, number=50))
UNPACED = Limits(per_minute=0, in_flight=4, read=0.5)


def looked_up(
    archive: Pywb | Standin, chosen: Sequence[Case], settings: ArchiveSettings | None = None
) -> dict[str, Lookup]:
    """The look-ups of cases by our client, over HTTP."""
    settings = settings or settings_of(archive)
    items = [case.wanted for case in chosen]
    planner = Lookups(settings.endpoints, settings.further)
    found = gather(items, planner, Client(settings, hurried()))
    return {item.url: lookup for item, lookup in found}


def hurried() -> Clock:
    """A clock on which pauses pass at once."""
    waited = [0.0]

    def now() -> dt.datetime:
        return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=sum(waited))

    return Clock(now=now, wait=waited.append)


def settings_of(archive: Pywb | Standin) -> ArchiveSettings:
    """An archive asked alone, as fast as it can, and not for long."""
    return ArchiveSettings(
        user_agent="test",
        endpoints=Endpoints(
            replay=archive.replay, cdx=archive.cdx, availability=archive.availability
        ),
        replay=UNPACED,
        cdx=UNPACED,
        availability=UNPACED,
        failures=1000,
    )


@pytest.fixture(scope="session")
def pywb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pywb]:
    """A pywb that holds the captures of all cases."""
    try:
        python = home(ROOT / ".pytest_cache")
    except UnavailableError as error:
        pytest.skip(f"pywb can't be installed here: {error}")
    folder = tmp_path_factory.mktemp("pywb")
    write_warc(folder / "cases.warc.gz", (item for case in CASES for item in case.saved))
    with Pywb(python, folder / "run", [folder / "cases.warc.gz"]) as archive:
        yield archive


@pytest.fixture(scope="session")
def in_pywb(pywb: Pywb) -> dict[str, Lookup]:
    return looked_up(pywb, CASES)


@pytest.fixture(scope="session")
def standin() -> Iterator[Standin]:
    """A stand-in that holds them too."""
    with Standin() as archive:
        archive.saved += [item for case in CASES for item in case.saved]
        yield archive


@pytest.fixture(scope="session")
def in_standin(standin: Standin) -> dict[str, Lookup]:
    return looked_up(standin, CASES)


def check(case: Case, found: Lookup) -> None:
    moment = found.memento.memento_datetime if found.memento else None
    assert (found.outcome, moment) == (case.outcome, case.right), found.rejected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_right_capture_like_the_wayback_machine(
    case: Case, in_standin: dict[str, Lookup]
) -> None:
    check(case, in_standin[case.wanted.url])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_right_capture_in_pywb(case: Case, in_pywb: dict[str, Lookup]) -> None:
    check(case, in_pywb[case.wanted.url])


@pytest.mark.parametrize("kind", ["pywb", "standin"])
def test_the_right_captures_of_articles(kind: str, request: pytest.FixtureRequest) -> None:
    """The whole way: from the notes of articles to the copies of what they cite."""
    policy = Policy(as_of=dt.date(2026, 1, 1))
    articles = (read_text(case.article, f"{case.name}.md", format="markdown") for case in CASES)
    items = wanted([prepare(article, policy) for article in articles])
    assert [item.url for item in items] == [case.wanted.url for case in CASES]
    settings = EvidenceSettings(links=None, archives=settings_of(request.getfixturevalue(kind)))
    found = collect(items, settings).mementos
    for case in CASES:
        check(case, found[case.wanted.url])


@pytest.mark.parametrize("gate", [True, False], ids=["timegate", "timemap"])
def test_the_right_captures_by_the_memento_protocol_alone(
    pywb: Pywb,
    gate: bool,  # noqa: FBT001
) -> None:
    """pywb as a further archive, beside one that has nothing."""
    places = {"timegate": pywb.timegate} if gate else {"timemap": pywb.timemap}
    with Standin() as empty:
        further = (Further(name="pywb", per_minute=0, **places),)
        found = looked_up(empty, CASES, replace(settings_of(empty), further=further))
    for case in CASES:
        check(case, found[case.wanted.url])


def test_an_archive_that_is_away_says_nothing_of_its_copies() -> None:
    with Standin() as away:
        pass
    found = looked_up(away, CASES[:5])
    assert {lookup.outcome for lookup in found.values()} == {Outcome.UNKNOWN}
    assert {lookup.service for lookup in found.values()} <= {"wayback-cdx", "wayback-replay"}


TROUBLES = {
    "429": Reply(429, {"Retry-After": "0"}),
    "403": Reply(403),
    "500": Reply(500),
    "503": Reply(503, {"Retry-After": "0"}, b"<title>Busy</title>"),
    "504": Reply(504),
    "a page": Reply(200, {"Content-Type": "text/html"}, b"<title>Down for maintenance</title>"),
    "nothing": Reply(200),
    "silence": Reply(hang=True),
}
_SOME = CASES[:4]


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("services", [("replay", "raw", "cdx"), ("cdx",), ("replay", "cdx")])
def test_trouble_is_never_an_answer(services: tuple[str, ...], trouble: str) -> None:
    """No index, no certainty: a copy may be found by another way, that there is none may not."""
    with Standin() as archive:
        archive.saved += [item for case in _SOME for item in case.saved]
        archive.availability_empty = True
        for service in services:
            archive.reply(service, TROUBLES[trouble])
        found = looked_up(archive, _SOME)
    outcomes = {lookup.outcome for lookup in found.values()}
    assert outcomes <= {Outcome.UNKNOWN, *([Outcome.ARCHIVED] if len(services) == 1 else [])}
    unknown = [item for item in found.values() if item.outcome is Outcome.UNKNOWN]
    assert all(item.service and item.reason for item in unknown)
