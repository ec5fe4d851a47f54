"""Ctrl-C while servers hold their connections: what stands is reported, at once."""

from __future__ import annotations

import os
from pathlib import Path
import signal
import subprocess
import sys
from threading import Semaphore
import time

from child import hearing
from lamps import Web
from oddities import ROUTES
import pytest
from replies import Ask
from wire import checked

from standin import Reply

ROOT = Path(__file__).parents[2]
# Two connections go to one host at once: that both are held tells that the first page was done.
ARTICLE = """\
One lamp.[^1] Two lamps.[^2] Three lamps.[^3]

[^1]: Harbour Board, "A Lamp," *Gazette*, Monday, March 3, 2021, <{lamp}>.
[^2]: Harbour Board, "Held," *Gazette*, March 4, 2021, <{held}>.
[^3]: Harbour Board, "Held Too," *Gazette*, March 5, 2021, <{held}-too>.
"""
LATER = "More.[^1]\n\n[^1]: Board, “Later,” *Gazette*, Monday, May 3, 2022, <{held}-later>.\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is sent to a process")


def started(*args: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "auditor", *args, "--allow-private"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with hearing():
        return subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        )


def stopped(process: subprocess.Popen[bytes]) -> tuple[str, float]:
    """What a run printed that got Ctrl-C, and how long it took to end."""
    sent = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert err == b""
    return out.decode("utf-8"), time.monotonic() - sent


def interrupted(web: Web, *args: str) -> tuple[int, str]:
    """A run of two articles that gets Ctrl-C while two connections are held."""
    held = Semaphore(0)

    def hold(ask: Ask) -> None:
        held.release()
        ask.closing.wait(10)

    names = {"lamp": web.pages["lamp"], "held": web.farm.url("/held")}
    for path in ("/held", "/held-too", "/held-later"):
        web.farm.routes[path] = hold
    Path("one.md").write_text(ARTICLE.format(**names), encoding="utf-8")
    Path("two.md").write_text(LATER.format(**names), encoding="utf-8")
    with started(*args, "one.md", "two.md") as process:
        assert held.acquire(timeout=20)
        assert held.acquire(timeout=20)
        out, seconds = stopped(process)
        assert seconds < 2
    return process.returncode, out


def test_a_check_reports_what_stands(web: Web) -> None:
    code, out = interrupted(web, "check", "--format", "json")
    found = checked(out)
    assert code == found["summary"]["exit_code"] == 130
    verdicts = [(item["verdict"], item["detail"]) for item in found["links"]]
    assert verdicts == [("alive", None), *[("unchecked", "not_attempted")] * 3]
    assert {item["memento"]["outcome"] for item in found["links"]} == {"not_attempted"}
    told = [(item["article"], item["rule"]) for item in found["findings"]]
    assert [item for item in told if item[1] == "DAT009"] == [
        ("one.md", "DAT009"),
        ("two.md", "DAT009"),
    ]
    assert not [rule for _, rule in told if rule[:3] in ("LNK", "ARC")]
    missed = {item["url"] for item in found["unchecked"] if item["what"] == "link"}
    assert missed == {item["url"] for item in found["links"][1:]}
    assert len(found["unchecked"]) == 3 + 4  # links, and a copy of each address
    assert web.archive.log == []


@pytest.mark.parametrize("command", ["check", "links"])
def test_the_text_says_so(web: Web, command: str) -> None:
    code, out = interrupted(web, command)
    assert code == 130
    assert "interrupted: what was still to come was not looked at" in out.splitlines()
    said = {
        "check": "not looked at: 3 links, 4 archive copies (not attempted)",
        "links": "4 addresses: 1 alive, 3 unchecked",
    }
    assert said[command] in out.splitlines()


def test_links_stand_when_the_archive_holds(web: Web) -> None:
    held = Semaphore(0)

    def hold(_: str) -> Reply:
        held.release()
        return Reply(hang=True)

    web.archive.canned = hold  # type: ignore[method-assign]
    web.farm.routes["/moved-later"] = ROUTES["/moved-301"]
    Path("one.md").write_text(LATER.format(held=web.farm.url("/moved")), encoding="utf-8")
    with started("check", "one.md", "--format", "json") as process:
        assert held.acquire(timeout=20)
        out, seconds = stopped(process)
    found = checked(out)
    assert (process.returncode, seconds < 2) == (130, True)
    (link,) = found["links"]
    assert (link["verdict"], link["memento"]["outcome"]) == ("moved", "not_attempted")
    rules = {item["rule"] for item in found["findings"]}
    assert {"DAT009", "LNK006"} <= rules
    missed = [(item["what"], item["reason"]) for item in found["unchecked"]]
    assert missed == [("memento", "not_attempted")]
