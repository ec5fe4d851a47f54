"""Ctrl-C while servers hold their connections: what stands is reported, at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
import os
from pathlib import Path
import signal
import subprocess
import sys
from threading import Semaphore
import time

from farm import Ask
from lamps import Web
import pytest
from wire import checked

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


@contextmanager
def interrupted(web: Web, *args: str) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """A run that got Ctrl-C while two connections were held, and when."""
    held = Semaphore(0)

    def hold(ask: Ask) -> None:
        held.release()
        ask.closing.wait(10)

    names = {"lamp": web.pages["lamp"], "held": web.farm.url("/held")}
    for path in ("/held", "/held-too", "/held-later"):
        web.farm.routes[path] = hold
    Path("one.md").write_text(ARTICLE.format(**names), encoding="utf-8")
    Path("two.md").write_text(LATER.format(**names), encoding="utf-8")
    command = [sys.executable, "-m", "auditor", *args, "one.md", "two.md", "--allow-private"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert held.acquire(timeout=20)
        assert held.acquire(timeout=20)
        process.send_signal(signal.SIGINT)
        yield process, time.monotonic()


def test_a_check_reports_what_stands(web: Web) -> None:
    with interrupted(web, "check", "--format", "json") as (process, sent):
        out, err = process.communicate(timeout=10)
        assert time.monotonic() - sent < 2
    found = checked(out.decode("utf-8"))
    assert process.returncode == found["summary"]["exit_code"] == 130
    assert b"Traceback" not in err
    verdicts = [(item["verdict"], item["detail"]) for item in found["links"]]
    assert verdicts == [("alive", None), *[("unchecked", "not_attempted")] * 3]
    assert {item["memento"] and item["memento"]["outcome"] for item in found["links"]} <= {
        None,
        "not_attempted",
    }
    told = [(item["article"], item["rule"]) for item in found["findings"]]
    assert [item for item in told if item[1] == "DAT009"] == [
        ("one.md", "DAT009"),
        ("two.md", "DAT009"),
    ]
    assert not [rule for _, rule in told if rule[:3] in ("LNK", "ARC")]
    missed = {item["url"] for item in found["unchecked"] if item["what"] == "link"}
    assert missed == {item["url"] for item in found["links"][1:]}
    assert web.archive.log == []


@pytest.mark.parametrize("command", ["check", "links"])
def test_the_text_says_so(web: Web, command: str) -> None:
    with interrupted(web, command) as (process, sent):
        out, err = process.communicate(timeout=10)
        assert time.monotonic() - sent < 2
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert "interrupted: " in out.decode("utf-8")
