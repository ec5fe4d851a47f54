"""Hints at the end of a run, and the progress on the way."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from rich.console import Console
from running import Run

from auditor.cli import links as links_module
from auditor.cli import progress as progress_module
from auditor.cli.progress import Bars, Waiting, Words, progress
from auditor.cli.session import Session
from auditor.evidence.progress import Progress
from auditor.model.facts import Facts, State, Verdict, Wanted


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A web whose hosts all want fewer requests."""

    class Looking:
        def __init__(self, *_: object) -> None: ...

        def __call__(self, wanted: list[Wanted]) -> Facts:
            slow = State.RATE_LIMITED
            return Facts({item.url: Verdict(url=item.url, state=slow) for item in wanted})

    monkeypatch.setattr(links_module, "lookups", Looking)


def listed(*hosts: str) -> list[str]:
    rows = [f"https://{host}/{number}\n" for number, host in enumerate(hosts)]
    Path("list.txt").write_text("".join(rows), encoding="utf-8")
    return ["links", "--urls", "list.txt"]


@pytest.mark.usefixtures("busy")
def test_hosts_that_asked_for_a_slower_pace_are_named(auditor: Run) -> None:
    ran = auditor(*listed("a.example", "b.example", "a.example"))
    assert ran.code == 0
    first, second = ran.err.splitlines()
    assert first.startswith("hint: a.example asked for a slower pace (2 addresses): set host_int")
    assert 'interval = 2 under [links.hosts."a.example"] in ' in first
    assert "b.example asked for a slower pace (1 address)" in second
    assert auditor(*listed("a.example"), "--quiet").err == ""


@pytest.mark.usefixtures("busy")
def test_settings_are_named_for_the_very_host(auditor: Run) -> None:
    assert '[links.hosts."www.a.example"]' in auditor(*listed("www.a.example")).err


@pytest.mark.usefixtures("busy")
def test_the_pace_proposed_is_slower_than_what_was_kept(auditor: Run) -> None:
    own = Path("home/auditor/config.toml")
    own.parent.mkdir(parents=True)
    own.write_text('[links.hosts."b.example"]\ninterval = 4\n', encoding="utf-8")
    ran = auditor(*listed("a.example", "b.example"), "--host-interval", "0.5")
    assert 'interval = 1 under [links.hosts."a.example"]' in ran.err
    assert 'interval = 8 under [links.hosts."b.example"]' in ran.err


@pytest.mark.usefixtures("busy")
def test_few_hosts_are_named(auditor: Run) -> None:
    ran = auditor(*listed(*(f"{letter}.example" for letter in "abcde")))
    assert len(ran.err.splitlines()) == 4
    assert ran.err.splitlines()[-1] == "hint: so did 2 more hosts"


@pytest.mark.usefixtures("busy")
def test_what_was_left_out_is_told(auditor: Run) -> None:
    ran = auditor(*listed("a.example", "b.example"), "--exclude", "*")
    assert ran.err == (
        "hint: 2 places of addresses left out by --include, --exclude, --scheme, --since "
        "or their settings\n"
    )


def test_hosts_that_wait() -> None:
    waiting = Waiting(["https://a.org/1", "https://a.org/2", "https://www.b.org/"])
    assert str(waiting) == "2 hosts waiting, most a.org (2)"
    waiting.done("https://b.org/")
    assert str(waiting) == "1 host waiting"
    waiting.done("https://a.org/1")
    waiting.done("https://a.org/2")
    waiting.done("https://unknown.org/")
    assert str(waiting) == ""


def test_a_bar_tells_of_hosts_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    made = progress_module.bar()
    made.live.console = Console(file=stream, force_terminal=True, width=120)
    monkeypatch.setattr(progress_module, "bar", lambda: made)
    bars = Bars()
    bars.begin("links", ["https://a.org/1", "https://a.org/2", "https://b.org/"])
    made.refresh()
    assert "2 hosts waiting, most a.org (2)" in stream.getvalue()
    assert "0/3" in stream.getvalue()
    bars.step("links", Verdict(url="https://b.org/", state=State.ALIVE))
    made.refresh()
    assert "1/3" in stream.getvalue()
    bars.end("links")
    assert made.live.is_started is False


def test_no_bars_off_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.of({}, None, quiet=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: False, raising=False)
    assert type(progress(session)) is Words
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert type(progress(session)) is Bars
    assert type(progress(Session.of({}, None, quiet=True))) is Progress


def test_long_looks_at_archives_are_told_of_beforehand(capsys: pytest.CaptureFixture[str]) -> None:
    minutes = [dt.timedelta(minutes=number) for number in (1, 4, 42, 417)]
    Words().expect(100, 480, minutes[0], minutes[1])
    assert capsys.readouterr().err == ""
    Words().expect(10_000, 480, minutes[2], minutes[3])
    assert capsys.readouterr().err == (
        "hint: copies of 10,000 addresses: about 42 minutes at 480 requests a minute, and up to "
        "7 hours if none has a copy near its date\n"
    )
