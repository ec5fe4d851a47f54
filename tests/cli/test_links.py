"""`auditor links`: its gate, its formats, its inputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
import csv
import datetime as dt
import io
import json
from pathlib import Path
import time

import pytest
from running import Run

from auditor.cli import links as links_module
from auditor.cli.choice import Choice
from auditor.model.facts import Facts, State, Verdict, Wanted

DEAD = "https://www.iana.org/dead"
LIVE = "https://www.iana.org/live"
Web = Callable[..., list[str]]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    """A web that gives an address the state its path names; tells what was asked for."""

    def made(**verdicts: Verdict) -> list[str]:
        asked: list[str] = []

        class Looking:
            def __init__(self, *_: object) -> None: ...

            def __call__(self, wanted: Sequence[Wanted]) -> Facts:
                asked.extend(item.url for item in wanted)
                return Facts({item.url: _verdict(item.url, verdicts) for item in wanted})

        monkeypatch.setattr(links_module, "lookups", Looking)
        return asked

    return made


def _verdict(url: str, verdicts: dict[str, Verdict]) -> Verdict:
    name = url.rpartition("/")[2]
    if name in verdicts:
        return verdicts[name]
    if name == "dead":
        return Verdict(url=url, state=State.DEAD, detail="not_found", status=404)
    return Verdict(url=url, state=State.ALIVE, status=200, final_url=url)


def article(*urls: str, name: str = "a.md") -> str:
    lines = [f"See [this]({url}).\n" for url in urls]
    Path(name).write_text("\n".join(lines), encoding="utf-8")
    return name


def test_a_dead_link_fails_the_gate(auditor: Run, web: Web) -> None:
    web()
    path = article(LIVE, DEAD)
    assert auditor("links", path).code == 1
    assert auditor("links", path, "--fail-on", "never").code == 0
    assert auditor("links", path, "--exit-zero").code == 0
    assert auditor("links", path, "--ignore", "LNK001").code == 0
    assert auditor("links", article(LIVE)).code == 0


def test_a_waiver_holds_for_the_gate_too(auditor: Run, web: Web) -> None:
    web()
    path = article(DEAD)
    today = dt.datetime.now(dt.UTC).date()
    Path("claims.toml").write_text(
        f'schema = 1\n[[waiver]]\nrule = "LNK001"\ntarget = {{ url = "{DEAD}" }}\n'
        f'reason = "kept as evidence"\nby = "An Editor"\ncreated = {today}\n'
        f"expires = {today + dt.timedelta(days=30)}\n",
        encoding="utf-8",
    )
    ran = auditor("links", path, "--format", "json")
    (finding,) = json.loads(ran.out)["findings"]
    assert (ran.code, finding["rule"]) == (0, "LNK001")
    assert finding["suppressed"]["reason"] == "kept as evidence"


def test_files_without_links_are_clean(auditor: Run, web: Web) -> None:
    asked = web()
    Path("none.md").write_text("Nothing is linked here.\n", encoding="utf-8")
    ran = auditor("links", "none.md")
    assert (ran.code, ran.err, asked) == (0, "", [])
    Path("empty.txt").write_text("# nothing yet\n", encoding="utf-8")
    assert auditor("links", "--urls", "empty.txt").code == 0


@pytest.mark.parametrize("args", [["-"], ["--urls", "-"]])
def test_standard_input(
    auditor: Run, web: Web, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    asked = web()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{DEAD}\n".encode())))
    assert auditor("links", *args).code == 1
    assert asked == [DEAD]


def test_concise_is_one_finding_a_line(auditor: Run, web: Web) -> None:
    web()
    ran = auditor("links", article(LIVE, DEAD), "--format", "concise")
    (line,) = ran.out.splitlines()
    assert line.startswith("a.md:3:12: LNK001 error ")


def test_csv_has_a_row_for_each_place(auditor: Run, web: Web) -> None:
    web()
    article(DEAD, LIVE, DEAD)
    ran = auditor("links", "a.md", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["url"], row["verdict"], row["line"]) for row in rows] == [
        (DEAD, "dead", "1"),
        (DEAD, "dead", "5"),
        (LIVE, "alive", "3"),
    ]
    assert rows[0]["detail"] == "not_found"
    assert rows[0]["status"] == "404"
    assert rows[0]["memento"] == ""
    assert rows[2]["final_url"] == LIVE


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_csv_holds_no_formulas(auditor: Run, web: Web, sign: str) -> None:
    web(live=Verdict(url=LIVE, state=State.MOVED, final_url=f'{sign}HYPERLINK("x")'))
    article(LIVE, name=f"{sign}a.md")
    ran = auditor("links", f"./{sign}a.md", "--format", "csv", "--output", "csv=t.csv")
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert row["final_url"] == f'\'{sign}HYPERLINK("x")'
    assert Path("t.csv").read_text(encoding="utf-8") == ran.out


def test_patterns_choose_addresses(auditor: Run, web: Web) -> None:
    asked = web()
    path = article(LIVE, DEAD, "https://www.iana.org/a?b=[1]", "ftp://www.iana.org/")
    ran = auditor(
        "links", path, "--exclude", "*/dead", "--include", "https://*", "--format", "json"
    )
    assert (ran.code, asked) == (0, [LIVE, "https://www.iana.org/a?b=[1]"])
    assert [item["url"] for item in json.loads(ran.out)["links"]] == asked
    asked.clear()
    assert auditor("links", path, "--scheme", "ftp").code == 0
    assert asked == ["ftp://www.iana.org/"]


def test_patterns_of_the_repository(auditor: Run, web: Web) -> None:
    asked = web()
    text = 'schema = 1\n[policy.links]\nexclude = ["https://www.iana.org/d*"]\n'
    Path("claims.toml").write_text(text, encoding="utf-8")
    assert auditor("links", article(DEAD, LIVE)).code == 0
    assert asked == [LIVE]


def test_accepted_codes_are_no_fault(auditor: Run, web: Web) -> None:
    web()
    path = article(DEAD)
    ran = auditor("links", path, "--accept", "iana.org=404", "--format", "json")
    (link,) = json.loads(ran.out)["links"]
    assert (ran.code, link["verdict"], link["detail"]) == (0, "alive", "accepted")
    assert auditor("links", path, "--accept", "404").code == 0
    assert auditor("links", path, "--accept", "example.org=404").code == 1


@pytest.mark.parametrize("pattern", ["*a" * 60 + "b", "[!" * 50 + "*" * 500, "?*" * 200])
def test_hostile_patterns_take_no_time(pattern: str) -> None:
    choice = Choice(exclude=(pattern,))
    began = time.process_time()
    choice.takes("https://" + "a" * 4000)
    assert time.process_time() - began < 1
