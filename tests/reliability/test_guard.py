"""1 to 4: nothing private is dialled, by any spelling, redirect or rebinding, at no cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
import random
import socket
import statistics
import time
from typing import Any

from crowd import Crowd
from farm import Farm
from figures import record
from looker import word
import pycurl
import pytest
from replies import Ask, page, to
from spellings import SPELLINGS

from auditor.evidence.collect import EvidenceSettings, collect
from auditor.links import transfer
from auditor.links.policy import refused
from auditor.links.settings import LinkSettings
from auditor.model.facts import Verdict, Wanted

GATE = "127.0.0.9"  # the one loopback address that a redirect is let in by
SETTINGS = LinkSettings(deadline=2.0, connect_timeout=2.0, retries=0)
NAMES = ("localhost", "LOCALHOST.", "foo.localhost", socket.gethostname())
SCHEMES = (
    *("file:///etc/passwd", "gopher://127.0.0.1:{port}/_x", "ftp://127.0.0.1:{port}/x"),
    *("dict://127.0.0.1:{port}/x", "ldap://127.0.0.1:{port}/x", "data:text/html,x"),
    *("javascript:fetch('http://127.0.0.1:{port}/')", "smb://127.0.0.1/x", "tftp://127.0.0.1/x"),
)
PRIVATE = (
    *("127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254"),
    *("0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[fe80::1]", "[fd00:ec2::254]"),
    *("100.64.0.1", "168.63.129.16", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::127.0.0.1]"),
    *("198.18.0.1", "240.0.0.1", "[fec0::1]"),
)


@pytest.fixture
def farm() -> Iterator[Farm]:
    with Farm() as running:
        running.routes = {"/secret": lambda _: page()}
        yield running


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The sockets that were opened: whoever dials needs one."""
    opened: list[object] = []

    class Counted(transfer._Handed):
        def __init__(self, *args: Any) -> None:
            opened.append(args)
            super().__init__(*args)

    monkeypatch.setattr(transfer, "_Handed", Counted)
    return opened


def look(urls: list[str], settings: LinkSettings = SETTINGS) -> list[Verdict]:
    facts = collect([Wanted(url) for url in urls], EvidenceSettings(links=settings))
    return [facts.links[url] for url in urls]


def test_no_spelling_is_dialled(farm: Farm, dialled: list[object]) -> None:
    hosts = dict.fromkeys([*SPELLINGS, *NAMES])
    urls = [f"http://{host}:{farm.port}/secret" for host in hosts]
    assert {word(verdict) for verdict in look(urls)} == {"unchecked policy"}
    assert (dialled, farm.log.connections) == ([], 0)


def _gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "refused", lambda ip: ip != GATE and refused(ip))


def test_no_redirect_leads_there(
    farm: Farm, dialled: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    _gate(monkeypatch)
    goals = [f"http://{host}:{farm.port}/secret" for host in SPELLINGS]
    goals += [goal.format(port=farm.port) for goal in SCHEMES]
    goals += [f"//{host}:{farm.port}/secret" for host in SPELLINGS[:20]]
    goals += [f"\\\\{host}:{farm.port}\\secret" for host in SPELLINGS[:20]]
    for number, (goal, hop) in enumerate(zip(goals, cycle((to, _refresh)), strict=False)):
        farm.routes[f"/hop/{number}"] = _always(hop(goal))
    urls = [f"http://{GATE}:{farm.port}/hop/{number}" for number in range(len(goals))]
    found = {word(verdict) for verdict in look(urls)}
    assert found <= {"unchecked policy", "unreachable protocol", "suspect empty"}
    assert all(path.startswith("/hop/") for path in farm.log.paths)
    assert {args[0] for args in dialled} == {socket.AF_INET}
    assert len(farm.log.paths) == len(goals)


def _always(answer: bytes) -> Callable[[Ask], bytes]:
    return lambda _: answer


def _refresh(goal: str) -> bytes:
    return page(f'<meta http-equiv="refresh" content="0; url={goal}">'.encode())


def _rebind(monkeypatch: pytest.MonkeyPatch, answers: Callable[[], str]) -> None:
    """Let curl's resolver answer otherwise at each look-up."""
    made = transfer._handle

    def handle(request: Any, *args: Any) -> Any:
        found = made(request, *args)
        port = request.url.split(":")[2].partition("/")[0]
        found.setopt(pycurl.RESOLVE, [f"rebind.example:{port}:{answers()}"])
        return found

    monkeypatch.setattr(transfer, "_handle", handle)


@pytest.mark.parametrize("both", [False, True])
def test_no_rebinding_leads_there(
    farm: Farm, monkeypatch: pytest.MonkeyPatch, *, both: bool
) -> None:
    _gate(monkeypatch)
    again = to("/secret", extra="Connection: close\r\n")
    farm.routes["/first"] = lambda _: again
    hits: list[str] = []
    farm.routes["/secret"] = lambda ask: hits.append(ask.host) or page()  # type: ignore[func-returns-value]
    for private in PRIVATE:
        second = f"203.0.113.1,{private}" if both else private
        flips = iter((GATE, second))
        with monkeypatch.context() as inner:
            _rebind(inner, lambda flips=flips: next(flips))
            (verdict,) = look([f"http://rebind.example:{farm.port}/first"])
        assert word(verdict) in ("unchecked policy", "unreachable refused")
    assert hits == []
    assert farm.log.connections == len(PRIVATE) >= 20


def _cpu(crowd: Crowd, settings: LinkSettings, number: int) -> float:
    urls = [crowd.url(host, f"/page/{number}") for host in range(300)]
    began = time.process_time()
    verdicts = look(urls, settings)
    spent = time.process_time() - began
    assert {word(verdict) for verdict in verdicts} == {"alive"}
    return spent


@pytest.mark.reliability
def test_the_guard_costs_next_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "refused", lambda ip: refused(ip) and False)
    guarded = LinkSettings()
    settings = {"on": guarded, "off": LinkSettings(allow_private=True)}
    chance = random.Random(4)  # noqa: S311
    spent: dict[str, list[float]] = {"on": [], "off": []}
    with Crowd() as crowd:
        _cpu(crowd, guarded, -1)
        for number in range(40):
            for name in chance.sample(["on", "off"], 2):
                spent[name].append(_cpu(crowd, settings[name], number))
    ratio = statistics.median(on / off for on, off in zip(spent["on"], spent["off"], strict=True))
    assert ratio < 1.05
    record(
        4,
        "the guard on and off, 40 shuffled pairs of 300 links, a connection each",
        "< 5 % CPU",
        f"{(ratio - 1) * 100:+.1f} % (median of the pairs)",
    )
