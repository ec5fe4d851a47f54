"""How many requests to one host are under way at once."""

from __future__ import annotations

import pytest

from auditor.links.schedule import Schedule
from auditor.links.settings import LinkSettings
from auditor.model.port import Exchange, Purpose, Request


def taken(schedule: Schedule) -> list[Request]:
    """All requests that may be made now."""
    found = []
    while entry := schedule.take(0.0):
        found.append(entry[0])
    return found


@pytest.mark.parametrize(("scheme", "first"), [("http", 2), ("https", 1)])
def test_a_second_connection_waits_for_the_session_of_the_first(scheme: str, first: int) -> None:
    schedule = Schedule(LinkSettings(host_concurrency=2))
    for number in range(5):
        request = Request(url=f"{scheme}://a.org/{number}", purpose=Purpose.LINK)
        schedule.add(request, "a.org", 0.0, 0.0)
    begun = taken(schedule)
    assert len(begun) == first
    schedule.done(Exchange(request=begun[0], status=200), "a.org", 0.0, spared=False)
    assert len(taken(schedule)) == 3 - first
