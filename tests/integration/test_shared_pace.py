"""Runs at the same time keep to one pace between them: the log of the archive proves it."""

from __future__ import annotations

from pathlib import Path
import subprocess
import sys

from standin import Standin

RUN = """
from collections import deque
from dataclasses import replace
from pathlib import Path
import sys
from auditor.archives.client import Client
from auditor.archives.endpoints import Endpoints
from auditor.archives.settings import ArchiveSettings, Limits
from auditor.model.port import Exchange, Purpose, Request
from auditor.store.buckets import SharedBuckets
replay, folder = sys.argv[1:]
there = Endpoints(replay=replay)
pace = Limits(per_minute=1200, burst=3, in_flight=4)
used = ArchiveSettings(user_agent="t", endpoints=there, replay=pace)
request = Request(url=f"{replay}2022/https://port.example/", purpose=Purpose.REPLAY, method="HEAD")
client = Client(used, buckets=SharedBuckets(Path(folder) / "pace.sqlite", sys.exit))
answers = list(client(deque([request] * 12)))
assert len(answers) == 12 and all(isinstance(item, Exchange) for item in answers), answers
"""
PER_SECOND = 20
BURST = 3
LATE = 2  # requests that a loaded machine may have held back on their way to the log


def test_runs_at_the_same_time_share_one_pace(tmp_path: Path) -> None:
    with Standin() as archive:
        command = [sys.executable, "-c", RUN, archive.replay, str(tmp_path)]
        runs = [subprocess.Popen(command) for _ in range(3)]  # noqa: S603
        assert [run.wait(60) for run in runs] == [0, 0, 0]
        times = sorted(item.at for item in archive.log)
    assert len(times) == 36
    assert times[-1] - times[0] >= (36 - BURST - LATE) / PER_SECOND
    for start in times:
        within = sum(start <= at < start + 0.5 for at in times)
        assert within <= 0.5 * PER_SECOND + BURST + LATE
