"""Runs of the command line in processes of their own, with nothing of whoever runs the tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
import os
from pathlib import Path
import signal
import subprocess
import sys
import time

ROOT = Path(__file__).parents[2]
MODULE = ("-m", "auditor")


@dataclass(frozen=True)
class Ended:
    """What a process left, and how many seconds it ran on after it was told to end."""

    code: int
    out: str
    err: str
    seconds: float


def environment(folder: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Variables of a run that keeps everything in `folder`: home, settings and cache."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    home = str(folder / "home")
    places = dict.fromkeys(("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA"), home)
    cache = {"AUDITOR_CACHE_DIR": str(folder / "cache")}
    return {**kept, **places, **cache, "PYTHONPATH": str(ROOT), **(more or {})}


def started(
    folder: Path, *args: str, more: Mapping[str, str] | None = None, program: Sequence[str] = MODULE
) -> subprocess.Popen[str]:
    """A run in `folder`, both its streams read as text."""
    with hearing():
        return subprocess.Popen(  # noqa: S603
            [sys.executable, *program, *args],
            cwd=folder,
            env=environment(folder, more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )


@contextmanager
def hearing() -> Iterator[None]:
    """What is started meanwhile hears Ctrl-C, also where these tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def ended(process: subprocess.Popen[str], number: int | None = None, patience: float = 60) -> Ended:
    """Wait for the end of a process, after a signal if one is given."""
    begun = time.monotonic()
    if number is not None:
        process.send_signal(number)
    try:
        out, err = process.communicate(timeout=patience)
    finally:
        process.kill()
    return Ended(process.returncode, out, err, time.monotonic() - begun)
