"""The verdict on every odd server of the farm, through the engine as it is used."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
import time

from farm import Farm
import pytest
from replies import Ask, page, to
from times import FakeTime

from auditor.evidence.collect import Clients, EvidenceSettings, collect
from auditor.links.engine import Engine
from auditor.links.planner import Links
from auditor.links.settings import HostSettings, LinkSettings
from auditor.model.facts import Verdict, Wanted
from auditor.model.port import Answer, Exchange, Purpose, Request

DEADLINE = 0.6
SETTINGS = LinkSettings(allow_private=True, deadline=DEADLINE, connect_timeout=DEADLINE)

CASES = {
    "/alive": "alive",
    "/no-content": "alive",
    "/bare-lf": "alive",
    "/big-head": "alive",
    "/pdf": "alive",
    "/a%2Fb%26c": "alive",
    "/early-hints": "dead not_found",
    "/moved-301": "moved",
    "/moved-302": "moved",
    "/moved-303": "moved",
    "/moved-307": "moved",
    "/moved-308": "moved",
    "/moved-host": "moved",
    "/moved-mixed": "moved",
    "/moved-utf8": "moved",
    "/chain?n=12": "moved",
    "/chain?n=20": "moved",
    "/chain?n=21": "unreachable protocol",
    "/loop-a": "unreachable protocol",
    "/cookie-loop": "moved",
    "/to-mailto": "unreachable protocol",
    "/to-file": "unreachable protocol",
    "/to-nowhere": "unreachable protocol",
    "/articles/2021/to-home": "suspect home_redirect",
    "/to-login": "suspect login",
    "/to-consent": "suspect consent",
    "/404": "dead not_found",
    "/404-once": "alive",
    "/410": "dead gone",
    "/401": "blocked",
    "/402": "blocked",
    "/403": "blocked",
    "/403-programs": "alive",
    "/406-programs": "alive",
    "/451": "blocked",
    "/999": "blocked",
    "/cloudflare-403": "blocked",
    "/cloudflare-503": "blocked",
    "/waf-202": "blocked",
    "/akamai": "blocked",
    "/500": "unreachable",
    "/503": "unreachable",
    "/503-once": "alive",
    "/429": "rate_limited",
    "/429-once": "alive",
    "/429-hour": "rate_limited",
    "/429-date": "alive",
    "/reset": "unreachable reset",
    "/reset-once": "alive",
    "/silent": "unreachable reset",
    "/hang": "unreachable timeout",
    "/hang-body": "unreachable timeout",
    "/drip-head": "unreachable timeout",
    "/drip-body": "alive",
    "/cut-head": "unreachable reset",
    "/cut-body": "alive",
    "/garbage": "unreachable protocol",
    "/endless": "alive",
    "/endless-head": "unreachable protocol",
    "/gzip-bomb": "alive",
    "/redirect-bomb": "moved",
    "/bad-gzip": "unreachable protocol",
    "/soft-404": "suspect soft_404",
    "/soft-404-ja": "suspect soft_404",
    "/about-404": "alive",
    "/parked": "suspect parked",
    "/meta-refresh": "moved",
    "/shell/essay.html": "suspect soft_404",
    "/moved-all/essay": "suspect soft_404",
    "/echo/essay?id=7": "suspect soft_404",
    "/honest/gone": "alive",
    "/app/page": "alive",
    "/head-hangs": "alive",
    "/head-405": "alive",
    "/406-accept": "alive",
    "/moved-space": "moved",
    "/moved-slashes": "moved",
    "/moved-backslash": "moved",
    "/moved-empty": "unreachable protocol",
    "/moved-304": "alive",
    "/300": "alive",
    "/chunked-cut": "alive",
    "/chunked-junk": "unreachable protocol",
    "/short-length": "alive",
    "/two-lengths": "unreachable protocol",
    "/no-reason": "alive",
    "/http-0.9": "unreachable protocol",
    "/100-only": "unreachable reset",
    "/504": "unreachable timeout",
    "/520": "unreachable",
    "/418": "blocked",
    "/405": "blocked",
    "/428": "blocked",
    "/datadome": "blocked",
    "/incapsula": "blocked",
    "/captcha-200": "blocked",
    "/429-junk": "rate_limited",
    "/latin-1": "suspect soft_404",
    "/shift-jis": "suspect soft_404",
    "/odd-charset": "alive",
    "/login-form": "suspect login",
    "/about-login": "alive",
    "/frames": "alive",
    "/image": "alive",
    "/json": "alive",
    "/to-data": "unreachable protocol",
    "/to-long": "moved",
    "/to-self": "unreachable protocol",
    "/refresh-5": "suspect meta_refresh",
    "/refresh-self": "suspect empty",
    "/refresh-loop": "suspect meta_refresh",
    "/refresh-404": "suspect meta_refresh",
    "/refresh-script": "suspect empty",
    "/refresh-comment": "alive",
    "/refresh-ticker": "alive",
    "/anchors#one": "alive",
    "/anchors#two": "alive",
    "/anchors#three": "alive",
    "/anchors#gr%C3%B6%C3%9Fe": "alive",
    "/anchors#top": "alive",
    "/anchors#four": "alive fragment_missing",
    "/anchors#L10-L20": "alive",
    "/anchors#:~:text=brown%20FOX": "alive",
    "/anchors#one:~:text=lazy,bone": "alive",
    "/anchors#:~:text=purple%20fox": "alive fragment_missing",
    "/drawn#four": "alive",
    "/late-anchor#three": "alive",
    "/late-anchor#four": "alive fragment_missing",
    "/endless#four": "alive",
    "/gzip-bomb#four": "alive",
    "/pdf-pages#page=12": "alive",
    "/pdf-pages#page=13": "alive fragment_missing",
    "/pdf-packed#page=13": "alive",
    "/moved-anchor#four": "moved",
    "/moved-anchors#one": "moved",
    "/empty": "suspect empty",
    "/styled-nothing": "suspect empty",
    "/to-error": "suspect soft_404",
    "/articles/to-localised-home": "suspect home_redirect",
    "/articles/to-handed-home": "suspect home_redirect",
    "/articles/to-query": "moved",
    "/refresh-header": "moved",
    "/refresh-base": "moved",
    "/coding-none": "alive",
    "/coding-zstd": "alive",
    "/long-404": "alive",
    "/long-shell/essay": "suspect soft_404",
    "/long-refused/essay": "suspect soft_404",
    "/not-a-bot": "blocked",
    "/sg-captcha": "blocked",
    "/sucuri": "blocked",
    "/akamai-200": "blocked",
    "/lander": "suspect parked",
    "/nginx": "suspect parked",
    "/about-sales": "alive",
    "/json-404": "suspect soft_404",
    "/json-rows": "alive",
    "/blank": "suspect empty",
}


@pytest.fixture
def farm() -> Iterator[Farm]:
    with Farm() as running:
        yield running


def look(
    *urls: str, settings: LinkSettings = SETTINGS, fake: FakeTime | None = None
) -> list[Verdict]:
    clock = (fake or FakeTime()).clock()
    clients = Clients(lambda item: Engine(item, clock), _no_archives, lambda: True)
    facts = collect([Wanted(url) for url in urls], EvidenceSettings(links=settings), None, clients)
    return [facts.links[url] for url in urls]


def _no_archives(_: object) -> None:
    raise AssertionError("no archive is asked")


def word(verdict: Verdict) -> str:
    return " ".join(filter(None, (verdict.state.value, verdict.detail)))


def test_every_odd_server_gets_its_word(farm: Farm) -> None:
    # Each case is a host of its own, so that one's pauses and failures are not another's.
    urls = {path: farm.url(path, host=number) for number, path in enumerate(CASES, start=10)}
    began = time.monotonic()
    verdicts = dict(zip(urls, look(*urls.values()), strict=True))
    assert {path: word(verdict) for path, verdict in verdicts.items()} == CASES
    assert all(verdict.why for verdict in verdicts.values())
    # Three tries up to the deadline, all hosts at once: the slowest case bounds the run.
    assert time.monotonic() - began < 3 * (DEADLINE + 0.5) + 2


def test_a_redirect_tells_its_hops_and_whether_it_is_for_good(farm: Farm) -> None:
    moved, mixed, chain = look(
        farm.url("/moved-308", 2), farm.url("/moved-mixed", 3), farm.url("/chain?n=3", 4)
    )
    assert moved.permanent
    assert [(hop.url, hop.status) for hop in moved.hops] == [(farm.url("/moved-308", 2), 308)]
    assert moved.final_url == farm.url("/alive", 2)
    assert not mixed.permanent
    assert [hop.status for hop in mixed.hops] == [301, 302]
    assert chain.permanent
    assert len(chain.hops) == 3


def test_where_nothing_answers_nothing_is_reached(farm: Farm) -> None:
    farm.routes["/to-reset"] = lambda ask: to(ask.elsewhere(3, "/reset"))
    farm.routes["/to-404"] = lambda ask: to(ask.elsewhere(4, "/404"))
    broken, behind, dead = look(farm.url("/reset"), farm.url("/to-reset", 2), farm.url("/to-404"))
    assert (broken.final_url, behind.final_url) == (None, None)
    assert f"it redirects to {farm.url('/reset', 3)}, and the connection broke off" in behind.why
    assert dead.final_url == farm.url("/404", 4)
    assert dead.why.startswith(f"it redirects to {dead.final_url}, and the server answered 404")


def test_one_request_for_an_address_with_several_fragments(farm: Farm) -> None:
    one, two = look(farm.url("/alive#a"), farm.url("/alive#b"))
    assert (one.url, two.url) == (farm.url("/alive#a"), farm.url("/alive#b"))
    assert farm.log.paths == ["/alive"]


def test_escapes_are_sent_as_cited(farm: Farm) -> None:
    farm.routes |= dict.fromkeys(("/Co%CC%82tes", "/%E6%97%A5%E6%9C%AC"), lambda _: page())
    look(farm.url("/a%2Fb%26c"), farm.url("/Co%CC%82tes"), farm.url("/日本"))
    assert set(farm.log.paths) == {"/a%2Fb%26c", "/Co%CC%82tes", "/%E6%97%A5%E6%9C%AC"}


def test_the_agent_names_the_tool(farm: Farm) -> None:
    look(farm.url("/alive"))
    assert farm.log.agents[0].startswith("auditor/")
    assert "citation checker" in farm.log.agents[0]


def test_a_browser_is_only_played_once_after_a_refusal(farm: Farm) -> None:
    (verdict,) = look(farm.url("/403"))
    assert word(verdict) == "blocked"
    assert [agent.startswith("Mozilla/") for agent in farm.log.agents] == [False, True]


@pytest.mark.parametrize(
    ("path", "pause"), [("/503-once", 7.0), ("/429-once", 9.0), ("/429-date", 11.0)]
)
def test_retry_after_is_waited_out_in_both_forms(farm: Farm, path: str, pause: float) -> None:
    fake = FakeTime()
    (verdict,) = look(farm.url(path), fake=fake)
    assert word(verdict) == "alive"
    assert verdict.attempts == 2
    assert sum(fake.slept) == pytest.approx(pause, abs=0.01)


def test_a_pause_beyond_the_budget_is_not_waited_for(farm: Farm) -> None:
    fake = FakeTime()
    verdicts = look(farm.url("/429-hour"), *(farm.url(f"/alive?{n}") for n in range(5)), fake=fake)
    assert word(verdicts[0]) == "rate_limited"
    assert sum(fake.slept) < 60
    assert {word(verdict) for verdict in verdicts[1:]} <= {"alive", "rate_limited"}


def test_retries_come_after_everything_else(farm: Farm) -> None:
    settings = replace(SETTINGS, concurrency=1, host_concurrency=1)
    look(farm.url("/503", 2), *(farm.url(f"/alive?{n}", 3) for n in range(4)), settings=settings)
    assert farm.log.paths == ["/503", *(f"/alive?{n}" for n in range(4)), "/503", "/503"]


def test_a_host_that_keeps_failing_is_left_alone(farm: Farm) -> None:
    verdicts = look(*(farm.url(f"/reset?{n}") for n in range(30)))
    assert {word(verdict) for verdict in verdicts} == {"unreachable reset"}
    assert len(farm.log.paths) < 30


def test_no_more_requests_in_flight_than_allowed(farm: Farm) -> None:
    urls = [farm.url(f"/alive?{n}", host) for host in (2, 3, 4) for n in range(40)]
    verdicts = look(*urls, settings=replace(SETTINGS, host_concurrency=2))
    assert {word(verdict) for verdict in verdicts} == {"alive"}
    assert max(farm.log.peak.values()) <= 2
    assert farm.log.connections <= 6


def test_an_interval_between_starts_is_kept(farm: Farm) -> None:
    fake = FakeTime()
    settings = replace(SETTINGS, host_interval=3.0)
    verdicts = look(*(farm.url(f"/alive?{n}") for n in range(5)), settings=settings, fake=fake)
    assert {word(verdict) for verdict in verdicts} == {"alive"}
    assert sum(fake.slept) == pytest.approx(12.0)


def test_a_host_may_have_settings_of_its_own(farm: Farm) -> None:
    fake = FakeTime()
    hosts = {"127.0.0.2": HostSettings(interval=2.0), "127.0.0.3": HostSettings(concurrency=1)}
    urls = [farm.url(f"/alive?{n}", host) for host in (2, 3, 4) for n in range(4)]
    settings = replace(SETTINGS, hosts=hosts, host_concurrency=4)
    assert {word(verdict) for verdict in look(*urls, settings=settings, fake=fake)} == {"alive"}
    assert sum(fake.slept) == pytest.approx(6.0)
    assert farm.log.peak["127.0.0.3"] == 1


def test_credentials_go_to_their_host_alone(farm: Farm) -> None:
    seen: list[dict[str, str]] = []
    farm.routes["/secret"] = lambda ask: (
        seen.append(ask.headers) or to(ask.elsewhere(3, "/open"))  # type: ignore[func-returns-value]
    )
    farm.routes["/open"] = lambda ask: seen.append(ask.headers) or page()  # type: ignore[func-returns-value]
    own = HostSettings(headers={"X-Key": "canary"}, basic_auth=("reader", "canary"))
    settings = replace(SETTINGS, hosts={"127.0.0.2": own})
    (verdict,) = look(farm.url("/secret", 2), settings=settings)
    assert word(verdict) == "moved"
    assert (seen[0]["x-key"], seen[0]["authorization"][:6]) == ("canary", "Basic ")
    assert not {"x-key", "authorization"} & set(seen[1])
    assert "canary" not in repr(settings) + repr(verdict)


@pytest.mark.parametrize(
    ("cited", "path"),
    [
        ("/alive.", "/alive"),
        ("/alive)", "/alive"),
        ("/ALIVE", "/alive"),
        ("/alive/", "/alive"),
        ("/folder", "/folder/"),
        ("/wiki_(essay", "/wiki_(essay)"),
        ("/Rail_Inc", "/Rail_Inc."),
        ("/econmy/essay", "/economy/essay"),
        ("/nothing/like-it", None),
        ("/shell", None),
    ],
)
def test_an_address_near_a_dead_one_is_suggested(farm: Farm, cited: str, path: str | None) -> None:
    there = ("/folder/", "/wiki_(essay)", "/Rail_Inc.", "/economy/essay", "/economy/index")
    farm.routes |= dict.fromkeys(there, lambda _: page())
    dead, _ = look(farm.url(cited), farm.url("/economy/index"))
    assert word(dead) == "dead not_found"
    assert dead.suggestion == (farm.url(path) if path else None)
    assert len(farm.log.paths) <= 2 + 1 + 3


def test_only_dead_addresses_are_guessed_at(farm: Farm) -> None:
    verdicts = look(*(farm.url(path) for path in ("/403", "/500", "/451", "/loop-a", "/alive")))
    assert {verdict.suggestion for verdict in verdicts} == {None}
    assert set(farm.log.paths) == {"/403", "/500", "/451", "/loop-a", "/loop-b", "/alive"}


def test_a_page_that_has_not_changed_is_not_sent_again(farm: Farm) -> None:
    def served(ask: Ask) -> bytes:
        known = ask.headers.get("if-none-match") == '"v1"'
        return page(status="304 Not Modified", body=b"") if known else page(extra='ETag: "v1"\r\n')

    farm.routes["/tagged"] = served
    (first,) = look(farm.url("/tagged"))
    assert first.validators == {"etag": '"v1"'}
    answers = _ask_again(Wanted(farm.url("/tagged"), validators=first.validators))
    again = Links(SETTINGS).fact(Wanted(first.url), answers)
    assert (word(again), again.status) == ("alive", 304)


def _ask_again(wanted: Wanted) -> tuple[Answer, ...]:
    requests = deque(Links(SETTINGS).next_requests(wanted, ()))
    return tuple(Engine(SETTINGS, FakeTime().clock())(requests))


def test_a_doubtful_host_is_probed_once(farm: Farm) -> None:
    urls = [farm.url(f"/shell/{name}") for name in ("a", "b", "c")]
    assert {word(verdict) for verdict in look(*urls)} == {"suspect soft_404"}
    probes = set(farm.log.paths) - {"/shell/a", "/shell/b", "/shell/c"}
    assert (len(farm.log.paths), len(probes)) == (4, 1)


def test_the_same_seed_probes_the_same_address(farm: Farm) -> None:
    for seed in (1, 1, 2):
        look(farm.url("/shell/a"), settings=replace(SETTINGS, seed=seed))
    one, again, other = farm.log.paths[1::2]
    assert one == again != other


def test_ordinary_pages_are_not_probed(farm: Farm) -> None:
    look(farm.url("/alive"), farm.url("/moved-301"), farm.url("/"))
    assert {"/alive", "/moved-301", "/"} >= set(farm.log.paths)


def test_private_addresses_are_not_dialled(farm: Farm) -> None:
    settings = replace(SETTINGS, allow_private=False)
    spellings = ("127.0.0.1", "127.1", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]", "localhost")
    verdicts = look(*(f"http://{host}:{farm.port}/alive" for host in spellings), settings=settings)
    assert {word(verdict) for verdict in verdicts} == {"unchecked policy"}
    assert farm.log.connections == 0


def test_a_redirect_to_a_private_address_is_refused_at_the_socket(
    farm: Farm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.links.transfer.refused", lambda ip: ip.startswith("169.254."))
    (verdict,) = look(farm.url("/to-metadata"), settings=replace(SETTINGS, allow_private=False))
    assert word(verdict) == "unchecked policy"
    assert "169.254.169.254" in verdict.why


def test_proxies_of_the_environment_are_ignored(
    farm: Farm, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert word(look(farm.url("/alive"))[0]) == "alive"


def test_what_cannot_be_asked_says_so() -> None:
    urls = (
        "mailto:editor@a.invalid",
        "ftp://a.invalid/x",
        "http://a b/",
        "http://a.invalid:99999/",
    )
    assert [word(verdict) for verdict in look(*urls)] == [
        "unchecked unsupported_scheme",
        "unchecked unsupported_scheme",
        "unchecked malformed",
        "unchecked malformed",
    ]


def test_a_closed_run_ends_what_is_under_way(farm: Farm) -> None:
    urls = (farm.url("/alive", 2), farm.url("/hang", 3))
    queue = deque(Request(url=url, purpose=Purpose.LINK) for url in urls)
    answers = Engine(SETTINGS, FakeTime().clock())(queue)
    assert next(answers).request.url == urls[0]
    began = time.monotonic()
    answers.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 0.5


def test_a_body_is_read_to_its_cap_and_no_further(farm: Farm) -> None:
    paths = ("/endless", "/gzip-bomb", "/redirect-bomb")
    queue = deque(Request(url=farm.url(path), purpose=Purpose.LINK) for path in paths)
    for answer in Engine(SETTINGS, FakeTime().clock())(queue):
        assert isinstance(answer, Exchange)
        assert answer.truncated
        assert len(answer.body) <= 65536
