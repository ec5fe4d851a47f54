"""26: SIGINT and SIGTERM at random times of a run, while it imports, and while names are asked."""

from __future__ import annotations

from pathlib import Path
import random
import shutil
import signal
import subprocess
import sys
import time

from child import Ended, ended, environment, hearing
from figures import record
from interruptions import SIGNALS, interrupted, prepare
from lamps import Web
import pytest

RUNS = 160
LONGEST = 1.4  # seconds after its start at which a run is told to end; a third of it is import

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to a process"),
]


def test_a_signal_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(26)  # noqa: S311 - the same moments in every run
    with Web() as web:
        prepare(web, tmp_path)
        ended = [
            interrupted(
                web,
                tmp_path,
                ("check", "links")[number % 2],
                chance.uniform(0, LONGEST),
                SIGNALS[number % 3 == 0],
            )
            for number in range(RUNS)
        ]
    early = sum(item.early for item in ended)
    stopped = [item for item in ended if item.code == 130]
    partial = sum(item.reported > 0 for item in stopped)
    assert early < RUNS / 10
    assert len(stopped) > RUNS / 2
    assert partial > RUNS / 10
    slowest = max(item.seconds for item in ended)
    record(
        26,
        f"SIGINT or SIGTERM to {RUNS} runs, 0 to {LONGEST} s after their start",
        "partial report, exit 130, < 2 s, nothing checked lost, no traceback",
        f"{len(stopped)} ended with 130, {partial} of them with verdicts in a whole report; "
        f"{early} before Python ran a line of ours; the rest were over; slowest {slowest:.2f} s",
    )


# A name server that hears and never answers, seen by one process and its children alone.
_SILENT = """
import os, socket, subprocess, sys
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.153", 53))
subprocess.run(["mount", "--bind", sys.argv[1], "/etc/resolv.conf"], check=True)
print("silent", flush=True)
os.set_inheritable(server.fileno(), True)
os.execv(sys.executable, [sys.executable, "-m", "auditor", *sys.argv[2:]])
"""
_LIST = "".join(f"https://{name}.harbour-board.org/\n" for name in ("one", "two", "three", "four"))


@pytest.mark.skipif(not shutil.which("unshare"), reason="no mount can be made for one process")
@pytest.mark.parametrize("delay", [0.8, 3.0, 12.0, 20.0, 24.0])
def test_a_signal_while_the_resolver_is_silent(tmp_path: Path, delay: float) -> None:
    found = _with_silent_resolver(tmp_path, delay)
    if "silent" not in found.out:
        pytest.skip("only root may mount")
    assert (found.code, found.err) == (130, ""), found
    assert found.seconds < 2
    assert "4 addresses: 4 unchecked" in found.out
    record(
        26,
        "SIGINT while a name server is silent, 0.8 to 24 s after the start",
        "the same",
        f"130 after {found.seconds:.2f} s",
        part=" dns",
    )


def _with_silent_resolver(folder: Path, delay: float) -> Ended:
    (folder / "resolv.conf").write_text("nameserver 127.0.0.153\n", encoding="utf-8")
    (folder / "list.txt").write_text(_LIST, encoding="utf-8")
    program = [sys.executable, "-c", _SILENT, str(folder / "resolv.conf")]
    with hearing():
        process = subprocess.Popen(  # noqa: S603
            ["unshare", "-m", *program, "links", "--urls", "list.txt"],  # noqa: S607
            cwd=folder,
            env=environment(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    time.sleep(delay)
    return ended(process, signal.SIGINT)
