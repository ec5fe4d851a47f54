"""5, 6, 7: hostile servers get the right word, in time, for little memory, and none is believed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
import random
import sys

from farm import Farm
from figures import record
from hostile_servers import BIG, HOSTILE, PORTS, TLS_TO_PLAIN, Port, bomb, hostile_farm
from looker import Looked, looked
import pytest
from replies import page, titled, to

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory as Linux tells it")

MEMORY = 16 << 10  # KiB
GRACE = 0.5  # seconds over the deadline
LIMITS = {"deadline": 1.0, "connect_timeout": 1.0, "retries": 0}
THERE = ("alive", "moved")


@pytest.fixture(scope="module")
def farm() -> Iterator[Farm]:
    with hostile_farm() as running:
        yield running


@pytest.fixture(scope="module")
def served(farm: Farm) -> Iterator[dict[str, tuple[str, str]]]:
    """The address and the word of each hostile server, each on a host of its own."""
    found = {
        path: (farm.url(path, host=number), word)
        for number, (path, (_, word)) in enumerate(HOSTILE.items(), start=10)
    }
    plain = farm.url("/there", host=8).replace("http:", "https:")
    found[TLS_TO_PLAIN] = (plain, "unreachable protocol")
    with ExitStack() as stack:
        for number, (name, (scheme, deed, word)) in enumerate(PORTS.items(), start=100):
            port = stack.enter_context(Port(deed)).port
            found[name] = (f"{scheme}://127.0.0.{number}:{port}/", word)
        yield found


def _spec(farm: Farm, urls: list[str], **more: object) -> dict[str, object]:
    return {"urls": urls, "limits": LIMITS, "warm": farm.url("/there", host=5), **more}


def _wrong(found: Looked, served: dict[str, tuple[str, str]]) -> dict[str, str]:
    """What was called otherwise than it should be, and how."""
    return {
        name: found.words[url]
        for name, (url, word) in served.items()
        if found.words[url] not in word.split(" or ")
    }


def test_all_at_once(farm: Farm, served: dict[str, tuple[str, str]], tmp_path: Path) -> None:
    assert len(served) >= 60
    found = looked(_spec(farm, [url for url, _ in served.values()]), tmp_path)
    assert _wrong(found, served) == {}
    assert found.risen <= MEMORY
    assert found.errors == ""


@pytest.mark.reliability
def test_one_at_a_time(farm: Farm, served: dict[str, tuple[str, str]], tmp_path: Path) -> None:
    rounds = [looked(_spec(farm, [url]), tmp_path) for url, _ in served.values()]
    apart = looked(_spec(farm, [url for url, _ in served.values()], apart=True), tmp_path)
    assert _wrong(apart, served) == {}
    slowest = max(apart.seconds, key=lambda url: apart.seconds[url])
    assert apart.seconds[slowest] <= LIMITS["deadline"] + GRACE
    risen = max(item.risen for item in rounds)
    assert risen <= MEMORY
    assert {item.errors for item in rounds} == {""}
    over = apart.seconds[slowest] - LIMITS["deadline"]
    record(
        5,
        f"{len(served)} hostile answers, one after the other, deadline {LIMITS['deadline']:g} s",
        "right word, ≤ deadline + 0.5 s, ≤ +16 MiB, no traceback",
        f"{len(served)} right; slowest {over:.2f} s over; at most +{risen / 1024:.1f} MiB",
    )


def _bombed(megabytes: int, folder: Path) -> tuple[str, float, int]:
    """Word, seconds and KiB for a redirect whose packed body has so many MiB."""
    body = page(
        bomb(megabytes), "302 Found", extra="Content-Encoding: gzip\r\nLocation: /there\r\n"
    )
    with Farm() as farm:
        farm.routes = {"/bomb": lambda _: body, "/there": lambda _: page()}
        url = farm.url("/bomb", host=6)
        found = looked(_spec(farm, [url], apart=True), folder)
    return found.words[url], found.seconds[url], found.risen


def test_a_redirect_with_a_bomb(tmp_path: Path) -> None:
    word, seconds, risen = _bombed(BIG, tmp_path)
    assert word == "moved"
    assert seconds < 1
    assert risen <= 5 << 10


@pytest.mark.reliability
def test_a_redirect_with_a_gibibyte(tmp_path: Path) -> None:
    word, seconds, risen = _bombed(1024, tmp_path)
    assert word == "moved"
    assert seconds < 1
    assert risen <= 5 << 10
    record(
        6,
        "1 GiB of gzip on a 302",
        "≤ +5 MB, < 1 s",
        f"followed; +{risen / 1024:.1f} MiB, {seconds:.2f} s",
    )


# Paths of the farm, by what is true of them; all others of a kind are doubtful.
IS_THERE = (
    *("/alive", "/403-programs", "/406-programs", "/404-once", "/503-once", "/429-once"),
    *("/429-date", "/reset-once", "/cut-body", "/endless", "/hints-200", "/big-head", "/moved-301"),
    *("/length-lies", "/about-404", "/cookie-loop", "/short-length", "/bare-lf"),
)
IS_GONE = ("/404", "/410", "/early-hints", "/nothing/at/all", "/moved-404", "/hints-404")
IS_UNKNOWN = (
    *("/cut-head", "/reset", "/silent", "/garbage", "/100-only", "/401", "/402", "/403", "/429"),
    *("/500", "/503", "/520", "/451", "/999", "/cloudflare-403", "/cloudflare-503", "/waf-202"),
    *("/captcha-200", "/robots", "/429-hour", "/loop-a", "/to-nowhere", "/chunked-junk"),
)


def _believed(rounds: int, folder: Path) -> tuple[int, list[str]]:
    """How many addresses were judged, and those called alive or dead that aren't."""
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    with Farm() as farm:
        farm.routes |= {
            "/hints-200": lambda _: hints + page(),
            "/hints-404": lambda _: hints + page(b"no", "404 Not Found"),
            "/moved-404": lambda _: to("/404", "301 Moved Permanently"),
            "/length-lies": lambda _: b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<p>words",
            "/robots": lambda _: titled("Are you a robot?", "Robots are disallowed."),
        }
        truth = [
            (farm.url(f"{path}?{number}", host=1 + number * 60 + at), kind)
            for number in range(rounds)
            for kind, paths in ((1, IS_THERE), (0, IS_GONE), (-1, IS_UNKNOWN))
            for at, path in enumerate(paths)
        ]
        random.Random(rounds).shuffle(truth)  # noqa: S311
        limits = {**LIMITS, "retries": 2, "retry_pause": 0.01, "retry_after_cap": 15.0}
        found = looked({**_spec(farm, [url for url, _ in truth]), "limits": limits}, folder)
    wrong = [url for url, kind in truth if _is_wrong(found.words[url], kind)]
    return len(truth), [f"{url}: {found.words[url]}" for url in wrong]


def _is_wrong(word: str, kind: int) -> bool:
    state = word.partition(" ")[0]
    return (state == "dead" and kind != 0) or (state in THERE and kind != 1)


@pytest.mark.reliability
def test_nothing_false_is_believed(tmp_path: Path) -> None:
    many, wrong = _believed(4, tmp_path)
    assert wrong == []
    record(
        7,
        f"{many} answers, among them 103, cut headers, resets, lying lengths, 403, 429, walls",
        "0 false alive, 0 false dead",
        "0 and 0",
    )
