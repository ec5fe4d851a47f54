"""What is collected: each address once, in order, offline said once, partial on Ctrl-C."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
import datetime as dt

import pytest

from auditor.archives.endpoints import Endpoints
from auditor.archives.settings import ArchiveSettings
from auditor.evidence.collect import Clients, EvidenceSettings, Interrupted, collect
from auditor.evidence.progress import Progress
from auditor.links.settings import LinkSettings
from auditor.model.facts import Facts, Lookup, Outcome, Verdict, Wanted
from auditor.model.port import Answer, Exchange, Failure, Fault, Fetch, Request

ARCHIVES = ArchiveSettings(user_agent="test", endpoints=Endpoints())
LOCAL = Endpoints(
    replay="http://127.0.0.1:1/web/",
    cdx="http://127.0.0.1:1/cdx",
    availability="http://127.0.0.1:1/available",
    save="http://127.0.0.1:1/save",
)
Says = Callable[[Request], int | Fault]


class Said(Progress):
    """Progress that remembers."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def begin(self, what: str, urls: Sequence[str]) -> None:
        self.lines.append(f"begin {what} {len(urls)}")

    def step(self, what: str, fact: Verdict | Lookup) -> None:
        self.lines.append(f"step {what} {fact.url}")

    def expect(
        self, addresses: int, per_minute: float, least: dt.timedelta, most: dt.timedelta
    ) -> None:
        self.times = (addresses, per_minute, least, most)

    def end(self, what: str) -> None:
        self.lines.append(f"end {what}")

    def offline(self) -> None:
        self.lines.append("offline")


def client(says: Says, asked: list[str]) -> Fetch:
    """A client that knows its answers: a status, or why there is none."""

    def fetch(queue: deque[Request], /) -> Iterator[Answer]:
        while queue:
            request = queue.pop()  # the newest first: the order of answers must not matter
            asked.append(request.url)
            said = says(request)
            if isinstance(said, Fault):
                yield Failure(request=request, fault=said)
            else:
                yield Exchange(request=request, status=said, body=b"words")

    return fetch


def run(
    urls: list[str],
    says: Says = lambda _: 200,
    *,
    offline: bool = False,
    archives: ArchiveSettings | None = None,
    works: bool = True,
) -> tuple[Facts, list[str], list[str]]:
    asked: list[str] = []
    said = Said()
    fetch = client(says, asked)
    settings = EvidenceSettings(offline=offline, links=LinkSettings(), archives=archives)
    clients = Clients(lambda _: fetch, lambda _: fetch, lambda: works)
    return collect([Wanted(url) for url in urls], settings, said, clients), asked, said.lines


def words(facts: Facts) -> list[str]:
    return [f"{v.state.value} {v.detail}" for v in facts.links.values()]


def test_each_page_is_asked_once_and_facts_keep_the_order_of_the_addresses() -> None:
    urls = ["http://b.org/#1", "http://a.org/", "http://b.org/#2"]
    facts, asked, said = run(urls)
    assert list(facts.links) == urls
    assert sorted(asked) == ["http://a.org/", "http://b.org/"]
    assert (said[0], said[-1]) == ("begin links 2", "end links")
    assert facts.mementos == {}


def test_offline_asks_nothing_and_says_why() -> None:
    facts, asked, _ = run(["http://a.org/", "mailto:x@y.z"], offline=True, archives=ARCHIVES)
    assert asked == []
    assert words(facts) == ["unchecked offline"] * 2
    assert {(item.outcome, item.reason) for item in facts.mementos.values()} == {
        (Outcome.NOT_ATTEMPTED, "offline")
    }


@pytest.mark.parametrize("fault", [Fault.DNS, Fault.NO_SUCH_HOST])
@pytest.mark.parametrize("hosts", [1, 2, 9])
def test_where_nothing_resolves_there_is_no_network_and_it_is_said_once(
    fault: Fault, hosts: int
) -> None:
    urls = [f"http://h{number}.org/{page}" for number in range(hosts) for page in "ab"]
    facts, asked, said = run(urls, lambda _: fault, archives=ARCHIVES, works=False)
    assert words(facts) == ["unchecked offline"] * len(urls)
    assert said.count("offline") == 1
    assert len(asked) == len(urls)  # no retries, and no archive was asked
    assert {item.reason for item in facts.mementos.values()} == {"offline"}


def test_a_stand_in_archive_on_this_machine_is_asked_without_a_network() -> None:
    local = ArchiveSettings(user_agent="test", endpoints=LOCAL)
    says: Says = lambda request: 404 if "127.0.0.1" in request.url else Fault.DNS  # noqa: E731
    facts, asked, _ = run(["http://a.org/"], says, archives=local, works=False)
    assert words(facts) == ["unchecked offline"]
    assert any("127.0.0.1" in url for url in asked)


def test_a_name_that_does_not_exist_is_dead_where_another_resolves() -> None:
    gone = {"http://gone.org/"}
    says: Says = lambda request: Fault.NO_SUCH_HOST if request.url in gone else 200  # noqa: E731
    facts, _, said = run(["http://gone.org/", "http://a.org/"], says)
    assert words(facts) == ["dead no_such_host", "alive None"]
    assert "offline" not in said


def test_a_lone_name_that_does_not_exist_is_dead_where_the_resolver_works() -> None:
    facts, _, said = run(["http://gone.org/"], lambda _: Fault.NO_SUCH_HOST)
    assert words(facts) == ["dead no_such_host"]
    assert "offline" not in said


def test_a_failing_resolver_is_unreachable_and_asked_again() -> None:
    says: Says = lambda request: Fault.DNS if "b.org" in request.url else 200  # noqa: E731
    facts, asked, _ = run(["http://a.org/", "http://b.org/"], says)
    assert words(facts) == ["alive None", "unreachable dns"]
    assert asked.count("http://b.org/") == 3


def test_invalid_never_exists_whatever_the_network() -> None:
    facts, _, said = run(["http://x.invalid/"], lambda _: Fault.NO_SUCH_HOST, works=False)
    assert words(facts) == ["dead no_such_host"]
    assert "offline" not in said


def test_an_interrupt_hands_over_the_facts_that_stand() -> None:
    def says(request: Request) -> int:
        if "a.org" in request.url:
            raise KeyboardInterrupt
        return 200

    with pytest.raises(Interrupted) as error:
        run(["http://a.org/", "http://b.org/"], says, archives=ARCHIVES)
    assert words(error.value.facts) == ["unchecked not_attempted", "alive None"]
    mementos = error.value.facts.mementos.values()
    assert [item.outcome for item in mementos] == [Outcome.NOT_ATTEMPTED] * 2


def test_an_anchor_reaches_the_archives() -> None:
    asked: list[str] = []
    fetch = client(lambda _: 404, asked)
    clients = Clients(lambda _: fetch, lambda _: fetch, lambda: True)
    settings = EvidenceSettings(links=None, archives=ARCHIVES)
    anchored = Wanted("http://a.org/", dt.date(2022, 9, 12), "accessed")
    facts = collect([anchored], settings, None, clients)
    assert facts.links == {}
    assert facts.mementos["http://a.org/"].anchor == dt.date(2022, 9, 12)
    assert any("20220912" in url for url in asked)


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (Wanted("https://port.example/a", withheld=True), "withheld"),
        (Wanted("https://port.example/a?token=0123456789abcdef"), "credentials"),
        (Wanted("https://user:secret@port.example/a"), "credentials"),
        (Wanted("http://0x7f.1/a"), "policy"),
        (Wanted("http://\uff11\uff12\uff17.0.0.1/a"), "policy"),
        (Wanted("http://[::ffff:10.0.0.1]/a"), "policy"),
        (Wanted("http://[64:ff9b::a00:1]/a"), "policy"),
        (Wanted("http://169.254.169.254/latest"), "policy"),
        (Wanted("http://printer.local/a"), "policy"),
    ],
)
def test_what_no_archive_may_hear_of_is_not_sent(item: Wanted, reason: str) -> None:
    asked: list[str] = []
    fetch = client(lambda _: 404, asked)
    clients = Clients(lambda _: fetch, lambda _: fetch, lambda: True)
    settings = EvidenceSettings(links=None, archives=ARCHIVES)
    found = collect([item], settings, clients=clients).mementos[item.url]
    assert (found.outcome, found.reason) == (Outcome.NOT_ATTEMPTED, reason)
    assert asked == []


def test_a_cited_copy_is_known_without_asking_though_it_is_withheld() -> None:
    url = "https://web.archive.org/web/20220912143000/https://port.example/?token=abcdef0123456789"
    settings = EvidenceSettings(links=None, archives=ARCHIVES)
    fetch = client(lambda _: 404, asked := [])
    clients = Clients(lambda _: fetch, lambda _: fetch, lambda: True)
    found = collect([Wanted(url, withheld=True)], settings, clients=clients).mementos[url]
    assert (found.outcome, found.reason, asked) == (Outcome.ARCHIVED, "cited_copy", [])


def test_where_no_archive_is_to_be_asked_that_is_said_of_each() -> None:
    settings = EvidenceSettings(links=None, withheld=True)
    found = collect([Wanted("https://port.example/a")], settings).mementos
    assert [item.reason for item in found.values()] == ["no_archives"]


def test_it_is_told_how_long_archives_will_take() -> None:
    fetch = client(lambda _: 404, [])
    clients = Clients(lambda _: fetch, lambda _: fetch, lambda: True)
    said = Said()
    items = [Wanted(f"https://port.example/{number}") for number in range(480)]
    collect(items, EvidenceSettings(links=None, archives=ARCHIVES), said, clients)
    assert said.times == (480, 480.0, dt.timedelta(minutes=2), dt.timedelta(minutes=20))


def test_archives_on_this_machine_may_hear_of_private_addresses() -> None:
    asked: list[str] = []
    fetch = client(lambda _: 404, asked)
    clients = Clients(lambda _: fetch, lambda _: fetch, lambda: True)
    settings = EvidenceSettings(
        links=None, archives=ArchiveSettings(user_agent="t", endpoints=LOCAL)
    )
    collect([Wanted("http://127.0.0.1:8000/a")], settings, clients=clients)
    assert asked[0] == "http://127.0.0.1:1/web/20991231235959/http://127.0.0.1:8000/a"
