"""Ctrl-C where it hurts: in an import, in a callback of curl, in a commit, in the report itself."""

from __future__ import annotations

from pathlib import Path
import signal
import sys

from child import Ended, ended, started
from interruptions import checks, interrupted, prepare
from lamps import Web
import pytest
from wire import checked

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is sent to a process")

# A run whose own code sends it a signal, at the named call of a function.
PROGRAM = """
import os, signal, sys
def tell():
    os.kill(os.getpid(), signal.SIGINT)
def telling(owner, name, nth):
    calls, plain = [], getattr(owner, name)
    def told(*args, **options):
        calls.append(name)
        if len(calls) == nth:
            tell()
        return plain(*args, **options)
    setattr(owner, name, told)
{place}
from auditor.__main__ import run
run()
"""
IMPORT = """
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            sys.meta_path.remove(self)
            tell()
sys.meta_path.insert(0, Finder())
"""
CALL = "import {module}\ntelling({module}{owner}, {name!r}, {nth})"


def told(web: Web, folder: Path, place: str, command: str = "links") -> Ended:
    """A run that gets Ctrl-C at one place of its code."""
    prepare(web, folder, slow=0.0)
    # Without archives: their pace is not the matter here.
    args = (command, "slow.md", "--allow-private", "--no-archives", "--format", "json")
    program = ("-c", PROGRAM.format(place=place))
    return ended(started(folder, *args, more=web.archive.environment, program=program))


@pytest.fixture(autouse=True)
def _anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "name", ["auditor.interrupts", "auditor.cli.main", "typer", "auditor.links.engine", "sqlite3"]
)
def test_in_an_import(web: Web, tmp_path: Path, name: str) -> None:
    found = told(web, tmp_path, IMPORT.format(name=name))
    assert found.code == 130
    assert found.err in {"", "error: interrupted\n"}
    if found.out:
        assert checked(found.out)["summary"]["exit_code"] == 130


@pytest.mark.parametrize("name", ["_open", "_header", "_write"])
def test_in_a_callback_of_curl(web: Web, tmp_path: Path, name: str) -> None:
    place = CALL.format(module="auditor.links.transfer", owner=".Transfer", name=name, nth=3)
    found = told(web, tmp_path, place)
    assert (found.code, found.err) == (130, "")
    links = checked(found.out)["links"]
    reported = [item["url"] for item in links if item["verdict"] != "unchecked"]
    assert len(links) > len(reported)
    assert sorted(checks(tmp_path)) == sorted(reported)


@pytest.mark.parametrize("name", ["_write", "_row"])
def test_in_a_call_of_the_store(web: Web, tmp_path: Path, name: str) -> None:
    place = CALL.format(module="auditor.store.store", owner="", name=name, nth=1)
    found = told(web, tmp_path, place)
    assert (found.code, found.err) == (130, "")
    links = checked(found.out)["links"]
    reported = [item["url"] for item in links if item["verdict"] != "unchecked"]
    assert sorted(checks(tmp_path)) == sorted(reported)


@pytest.mark.parametrize("name", ["begin", "add", "end", "__exit__"])
def test_in_the_report(web: Web, tmp_path: Path, name: str) -> None:
    place = CALL.format(module="auditor.cli.outputs", owner=".Reports", name=name, nth=1)
    found = told(web, tmp_path, place, "check")
    report = checked(found.out)
    assert report["summary"]["exit_code"] == found.code
    assert found.err == ""
    late = name in {"end", "__exit__"}  # all is looked at and said: nothing is left to stop
    assert (found.code == 130) is not late
    assert len(report["links"]) == (0 if name == "begin" else 24)


def test_at_the_end_of_a_process(web: Web, tmp_path: Path) -> None:
    found = told(web, tmp_path, "import atexit\natexit.register(tell)")
    assert (found.code, found.err) == (0, "")


@pytest.mark.parametrize("delay", [0.1, 0.4, 0.9])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_at_some_time(web: Web, tmp_path: Path, delay: float, number: int) -> None:
    prepare(web, tmp_path)
    ending = interrupted(web, tmp_path, "links", delay, number)
    assert ending.seconds < 2


def test_what_was_ignored_from_the_start_stays_ignored(web: Web, tmp_path: Path) -> None:
    place = "signal.signal(signal.SIGINT, signal.SIG_IGN)\ntell()"
    found = told(web, tmp_path, place)
    assert (found.code, found.err) == (0, "")
    assert len(checks(tmp_path)) == 24
