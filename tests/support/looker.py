"""A process of its own that looks at addresses: words, seconds, and how far its memory rose.

    looked({"urls": [...], "limits": {...}, "apart": True, "warm": url})

Run as a program it reads that as JSON and prints what `Looked` holds. Memory is the peak of the
resident set over what it was after `warm`, a page that is as any other; Linux alone tells it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
import json
from pathlib import Path
import subprocess
import sys
import time
from typing import Any

from child import ROOT, environment

from auditor.evidence.collect import EvidenceSettings, collect
from auditor.links.settings import LinkSettings
from auditor.model.facts import Verdict, Wanted

_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")


@dataclass(frozen=True)
class Looked:
    """Of each address its word and seconds, KiB of memory above the start, and stderr."""

    words: Mapping[str, str]
    seconds: Mapping[str, float]
    risen: int
    errors: str


def looked(spec: Mapping[str, Any], folder: Path, patience: float = 300) -> Looked:
    """Look at addresses in a process of its own."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, __file__],
        input=json.dumps(spec),
        capture_output=True,
        text=True,
        timeout=patience,
        check=False,
        env=environment(folder, {"PYTHONPATH": f"{ROOT}:{Path(__file__).parent}"}),
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return Looked(found["words"], found["seconds"], found["risen"], done.stderr)


def word(verdict: Verdict) -> str:
    """A verdict as the tests write it: state and detail."""
    return " ".join(filter(None, (verdict.state.value, verdict.detail)))


def resident(name: str = "VmHWM") -> int:
    """The peak of this process's resident set in KiB, or another line of its status."""
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])


def forget_peak() -> None:
    """Let the peak begin anew (proc(5), clear_refs)."""
    _CLEAR.write_text("5")


def _verdicts(urls: list[str], settings: LinkSettings) -> list[Verdict]:
    facts = collect([Wanted(url) for url in urls], EvidenceSettings(links=settings))
    return [facts.links[url] for url in urls]


def _main() -> None:
    spec = json.load(sys.stdin)
    settings = LinkSettings(allow_private=True, **spec["limits"])
    _verdicts([spec["warm"]], settings)
    forget_peak()
    start = resident()
    rounds = [[url] for url in spec["urls"]] if spec.get("apart") else [spec["urls"]]
    words, seconds = {}, {}
    for urls in rounds:
        began = time.monotonic()
        for verdict in _verdicts(urls, settings):
            words[verdict.url] = word(verdict)
            spent = time.monotonic() - began if spec.get("apart") else verdict.seconds
            seconds[verdict.url] = round(spent or 0.0, 3)
    print(json.dumps({"words": words, "seconds": seconds, "risen": resident() - start}))  # noqa: T201


if __name__ == "__main__":
    _main()
