"""A real Memento archive beside one that has nothing: pywb by its TimeGate and TimeMap alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pywbserver import Pywb, UnavailableError, home, write_warc
from trapped import cases

from auditor.archives.client import Client
from auditor.archives.endpoints import Endpoints, Further
from auditor.archives.lookups import Lookups
from auditor.archives.settings import ArchiveSettings, Limits
from auditor.evidence.loop import gather
from auditor.model.facts import Lookup, Outcome, Wanted
from standin import Standin

ROOT = Path(__file__).parents[2]
CASES = tuple(cases(seed=4, number=50))
UNPACED = Limits(per_minute=0, in_flight=4, read=5.0, deadline=10.0)


@pytest.fixture(scope="module")
def pywb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pywb]:
    try:
        python = home(ROOT / ".pytest_cache")
    except UnavailableError as error:
        pytest.skip(f"pywb can't be installed here: {error}")
    folder = tmp_path_factory.mktemp("pywb")
    write_warc(folder / "cases.warc.gz", (item for case in CASES for item in case.saved))
    with Pywb(python, folder / "run", [folder / "cases.warc.gz"]) as archive:
        yield archive


def looked_up(archive: Pywb, items: list[Wanted], **lacking: str) -> dict[str, Lookup]:
    gates = {"timegate": archive.timegate, "timemap": archive.timemap, **lacking}
    other = Further(name="pywb", per_minute=0, **gates)  # type: ignore[arg-type]
    with Standin() as empty:
        settings = ArchiveSettings(
            user_agent="test",
            endpoints=Endpoints(
                replay=empty.replay, cdx=empty.cdx, availability=empty.availability
            ),
            replay=UNPACED,
            cdx=UNPACED,
            availability=UNPACED,
            further=(other,),
        )
        planner = Lookups(settings.endpoints, settings.further)
        return {item.url: found for item, found in gather(items, planner, Client(settings))}


@pytest.mark.parametrize("lacking", [{}, {"timegate": ""}, {"timemap": ""}], ids=str)
def test_right_captures_are_found_by_memento_alone(pywb: Pywb, lacking: dict[str, str]) -> None:
    found = looked_up(pywb, [case.wanted for case in CASES], **lacking)
    for case in CASES:
        lookup = found[case.wanted.url]
        moment = lookup.memento.memento_datetime if lookup.memento else None
        assert (lookup.outcome, moment) == (case.outcome, case.right), (case.name, lookup)


def test_a_page_that_it_lacks_is_not_archived(pywb: Pywb) -> None:
    (found,) = looked_up(pywb, [Wanted("https://nowhere.example/a")]).values()
    assert found.outcome is Outcome.NOT_ARCHIVED
