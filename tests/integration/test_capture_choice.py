"""The nearest right capture, among traps, in a real archive and in one like the Wayback Machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pywbserver import Pywb, UnavailableError, home, write_warc
from trapped import Case, cases

from auditor.archives.client import Client
from auditor.archives.endpoints import Endpoints
from auditor.archives.lookups import Lookups
from auditor.archives.settings import ArchiveSettings, Limits
from auditor.evidence.loop import gather
from auditor.model.facts import Lookup
from standin import Standin

ROOT = Path(__file__).parents[2]
CASES = tuple(cases(seed=4, number=50))
UNPACED = Limits(per_minute=0, in_flight=4)


def looked_up(archive: Pywb | Standin, chosen: Sequence[Case]) -> dict[str, Lookup]:
    """The look-ups of all cases by our client, over HTTP."""
    endpoints = Endpoints(replay=archive.replay, cdx=archive.cdx, availability=archive.availability)
    settings = ArchiveSettings(
        user_agent="test",
        endpoints=endpoints,
        replay=UNPACED,
        cdx=UNPACED,
        availability=UNPACED,
    )
    items = [case.wanted for case in chosen]
    found = gather(items, Lookups(endpoints), Client(settings))
    return {item.url: lookup for item, lookup in found}


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
def in_standin() -> dict[str, Lookup]:
    with Standin() as archive:
        archive.saved += [item for case in CASES for item in case.saved]
        return looked_up(archive, CASES)


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
