"""Another process that holds the lock of a store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
import subprocess
import sys

_HOLDER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute(sys.argv[2])
db.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""
ALL = "PRAGMA locking_mode = EXCLUSIVE"  # readers are kept out too


@contextmanager
def held(path: Path, first: str = "SELECT 1") -> Iterator[subprocess.Popen[bytes]]:
    """A process that writes to a store and does not come to an end; `first` may be `ALL`."""
    command = [sys.executable, "-c", _HOLDER, str(path), first]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        try:
            yield process
        finally:
            process.kill()
