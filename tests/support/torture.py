"""Runs in which the n-th call of one kind fails: of files, of sockets, of threads, of SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
import shutil
import sqlite3

from child import Ended, ended, started
from lamps import Web

KINDS = ("file", "connect", "sql", "socket", "talk", "selector", "thread")
# 1 findings, 2 no input, 3 nothing to audit (the one article was not read), 74 not written.
CODES = frozenset({0, 1, 2, 3, 74})
LACKING = "error: links can't be looked at: "  # 70: the system has nothing left to look with

# argv: kind, n, the file that the number of calls is put into; then what auditor is to run.
_PROGRAM = """
import builtins, errno, io, os, selectors, socket, sqlite3, sys, threading
kind, nth, told, *rest = sys.argv[1:]
count = 0
plainly = open

def failing(owner, name, error, here=lambda *_: True):
    plain = getattr(owner, name)
    def call(*args, **options):
        global count
        if here(*args):
            count += 1
            if count == int(nth):
                raise error()
        return plain(*args, **options)
    setattr(owner, name, call)

def system(number):
    return lambda: OSError(number, os.strerror(number))

def sql(code, text):
    def error():
        made = sqlite3.OperationalError(text)
        made.sqlite_errorcode = code
        return made
    return error

FAULTS = [
    (sqlite3.SQLITE_IOERR, "disk I/O error"), (sqlite3.SQLITE_FULL, "database or disk is full"),
    (sqlite3.SQLITE_CORRUPT, "database disk image is malformed"),
    (sqlite3.SQLITE_BUSY, "database is locked"), (sqlite3.SQLITE_NOMEM, "out of memory"),
    (sqlite3.SQLITE_READONLY, "attempt to write a readonly database"),
]
fault = sql(*FAULTS[int(nth) % len(FAULTS)])

class Connection(sqlite3.Connection):
    pass

if kind == "file":
    for name in ("open", "mkdir", "replace", "rename", "stat", "scandir", "unlink"):
        failing(os, name, system(errno.EIO))
    failing(io, "open", system(errno.EMFILE), lambda *args: not isinstance(args[0], int))
    builtins.open = io.open
elif kind == "connect":
    failing(sqlite3, "connect", fault)
elif kind == "sql":
    failing(Connection, "execute", fault)
    plain = sqlite3.connect
    sqlite3.connect = lambda *args, **options: plain(*args, factory=Connection, **options)
elif kind == "socket":
    failing(socket.socket, "__init__", system(errno.EMFILE))
elif kind == "talk":
    failing(socket.socket, "recv_into", system(errno.ECONNRESET))
    # Not EPIPE or ECONNRESET: urllib3 reads on then, and no answer comes, as the socket is sound.
    failing(socket.socket, "sendall", system(errno.ENETDOWN))
    failing(socket.socket, "connect", system(errno.ENETUNREACH))
elif kind == "selector":
    for name in ("__init__", "register", "modify", "unregister", "select"):
        failing(selectors.DefaultSelector, name, system(errno.ENOMEM))
elif kind == "thread":
    failing(threading.Thread, "start", lambda: RuntimeError("can't start new thread"))

sys.argv = ["auditor", *rest]
from auditor.__main__ import run
try:
    run()
finally:
    nth = 0
    with plainly(told, "w") as file:
        file.write(str(count))
"""


@dataclass(frozen=True)
class Torture:
    """A folder and its web in which runs are made to fail."""

    web: Web
    folder: Path

    def run(self, command: str, kind: str, nth: int) -> Ended:
        """A run whose `nth` call of a kind fails; 0 for none."""
        if kind in {"talk", "thread"}:  # else the archive has been asked by an earlier run
            shutil.rmtree(self.folder / "cache", ignore_errors=True)
        args = (kind, str(nth), "count", command, "few.md", "--allow-private", "--max-age", "0")
        program = ("-c", _PROGRAM)
        outputs = ("--output", "json=report.json")
        return ended(
            started(
                self.folder, *args, *outputs, more=self.web.archive.environment, program=program
            )
        )

    def calls(self, command: str, kind: str) -> int:
        """How many calls of a kind a run makes."""
        found = self.run(command, kind, 0)
        assert found.code in {0, 1}, found
        return int((self.folder / "count").read_text(encoding="utf-8"))

    def held(self, command: str, kind: str, nth: int) -> int:
        """The exit code of a run whose `nth` call failed, once all is well with it otherwise."""
        found = self.run(command, kind, nth)
        where = (command, kind, nth, found.code, found.err, found.seconds)
        assert found.code in CODES or found.err.startswith(LACKING), where
        assert "Traceback" not in found.err, where
        assert "Exception ignored" not in found.err, where
        assert found.seconds < 20, where
        path = self.folder / "cache" / "auditor.sqlite"
        if path.exists():
            with closing(sqlite3.connect(path)) as db:
                assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",), where
        return found.code


def prepare(web: Web, folder: Path) -> None:
    """An article of a page that is there, one that moved, one that is not."""
    (folder / ".git").mkdir(exist_ok=True)
    names = ("lamp", "register", "tenders")
    notes = [
        f'[^{number}]: Board, "A Lamp," *Gazette*, March {number}, 2021, <{web.pages[name]}>.'
        for number, name in enumerate(names, 1)
    ]
    text = " ".join(f"Sentence.[^{number}]" for number in range(1, len(names) + 1))
    (folder / "few.md").write_text("\n".join([text, "", *notes, ""]), encoding="utf-8")


def spread(calls: int, most: int) -> Sequence[int]:
    """So many numbers from 1 to `calls`, the first ones among them."""
    if calls <= most:
        return range(1, calls + 1)
    first = most // 2
    step = (calls - first) / (most - first)
    return [*range(1, first + 1), *(first + round(step * n) for n in range(1, most - first + 1))]
