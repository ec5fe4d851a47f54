"""The commands from outside: what they print, what they return, what they say of bad input."""

from __future__ import annotations

from collections.abc import Callable, Iterator
import io
import json
import os
from pathlib import Path
import subprocess
import sys

import pytest

from auditor import __version__
from auditor.cli import check as check_module
from auditor.cli import links as links_module
from auditor.cli.main import main
from auditor.model.facts import Facts, State, Verdict, Wanted
from auditor.rules.registry import RULES

# 3 May 2022 was a Tuesday: DAT009, an error, in every article of these tests that has a note.
NOTED = 'It was said.[^1]\n\n[^1]: A. Writer, "A Title," *Paper*, Monday, May 3, 2022.\n'
CLEAN = 'It was said.[^1]\n\n[^1]: A. Writer, "A Title," *Paper*, Tuesday, May 3, 2022.\n'
ONLY = ["--offline", "--select", "DAT009"]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty repository as the current folder, nobody's settings, no terminal."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("AUDITOR_")]:
        monkeypatch.delenv(name)
    for name in ("NO_COLOR", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def noted() -> str:
    Path("noted.md").write_text(NOTED, encoding="utf-8")
    return "noted.md"


@pytest.fixture
def clean() -> str:
    Path("clean.md").write_text(CLEAN, encoding="utf-8")
    return "clean.md"


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*args: str) -> tuple[int, str, str]:
        code = main(args)
        out, err = capsys.readouterr()
        return int(code), out, err

    return call


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"auditor {__version__}\n", "")
    assert run("--version", "check") == (0, f"auditor {__version__}\n", "")


def test_start_up_loads_nothing_heavy() -> None:
    heavy = "{'typer', 'rich', 'requests', 'pycurl', 'jsonschema', 'bs4'}"
    code = f"import sys; from auditor.cli.main import main; main(['--version']); sys.exit(bool({heavy} & set(sys.modules)))"  # noqa: E501
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 0


def test_a_finding_fails_a_clean_article_does_not(run: Run, noted: str, clean: str) -> None:
    code, out, err = run("check", noted, *ONLY)
    assert (code, err) == (1, "")
    assert "error[DAT009]" in out
    assert "1 article: 1 error, 0 warnings, 0 infos" in out
    assert run("check", clean, *ONLY)[0] == 0


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--exit-zero"], 0),
        (["--fail-on", "never"], 0),
        (["--fail-on", "warning"], 1),
        (["--ignore", "DAT009"], 0),
    ],
)
def test_what_fails(run: Run, noted: str, options: list[str], code: int) -> None:
    assert run("check", noted, *ONLY, *options)[0] == code


def test_infos_are_shown_where_they_fail(run: Run) -> None:
    text = "It was said.[^1]\n\n[^1]: A. Writer, *Paper*, 07/08/2022.\n"
    Path("info.md").write_text(text, encoding="utf-8")
    select = ["check", "info.md", "--offline", "--select", "DAT007"]
    code, out, _ = run(*select)
    assert (code, "info[DAT007]" in out, "1 info not shown" in out) == (0, False, True)
    code, out, _ = run(*select, "--fail-on", "info")
    assert (code, "info[DAT007]" in out, "not shown" in out) == (1, True, False)
    assert "DAT007 info" in run(*select, "--fail-on", "info", "--format", "concise")[1]
    assert "DAT007 info" not in run(*select, "--format", "concise")[1]


def test_concise(run: Run, noted: str) -> None:
    _, out, _ = run("check", noted, *ONLY, "--format", "concise")
    (line,) = out.splitlines()
    assert line.startswith("noted.md:3:")
    assert ": DAT009 error " in line


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(NOTED.encode()))
    monkeypatch.setattr("sys.stdin", stream)
    code, out, _ = run("check", "-", *ONLY, "--format", "json")
    assert code == 1
    assert json.loads(out)["findings"][0]["article"] == "-"


def test_several_articles_in_order_and_a_missing_one(run: Run, noted: str, clean: str) -> None:
    code, out, err = run("check", noted, "gone.md", clean, *ONLY, "--format", "json")
    found = json.loads(out)
    assert code == 2
    assert [item["path"] for item in found["articles"]] == [noted, clean]
    assert found["summary"]["exit_code"] == 2
    assert err.splitlines()[0] == "error: gone.md: no such file or directory"
    assert err.splitlines()[1].startswith("help: ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"\x00\x01\xff\xfe" * 99, "not a text"),
        (None, "no such"),
    ],
)
def test_inputs_that_are_none(run: Run, content: bytes | None, said: str) -> None:
    if content is not None:
        Path("bad.txt").write_bytes(content)
    code, out, err = run("check", "bad.txt", *ONLY)
    assert (code, out) == (3, "")
    assert said in err.splitlines()[0]
    assert len(err.splitlines()) == 2


def test_a_folder_without_articles(run: Run) -> None:
    Path("empty").mkdir()
    code, _, err = run("check", "empty", *ONLY)
    assert code == 3
    assert "error: empty: no article in this directory" in err


def test_an_unreadable_file(run: Run, clean: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    code, _, err = run("check", clean, *ONLY)
    assert code == 3
    assert "error: clean.md: permission denied" in err


def test_standard_input_that_is_none_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    code, _, err = run("check", "-", *ONLY)
    assert (code, err.splitlines()[0]) == (3, "error: <stdin>: empty")


@pytest.mark.parametrize(
    ("text", "links", "reasons"),
    [
        ("See [the licence](#) and [there](other.md).\n", [], []),
        ("[Write](mailto:desk@example.org).\n", ["mailto:desk@example.org"], ["offline"]),
    ],
)
def test_places_of_the_own_tree_are_no_links(
    run: Run, text: str, links: list[str], reasons: list[str]
) -> None:
    Path("local.md").write_text(text, encoding="utf-8")
    code, out, _ = run("check", "local.md", "--offline", "--select", "LNK009", "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert [item["url"] for item in found["links"]] == links
    assert [item["reason"] for item in found["unchecked"] if item["what"] == "link"] == reasons
    assert found["articles"][0]["links"] == len(links)


def test_a_guessed_encoding_is_told_even_where_nothing_is_found(run: Run) -> None:
    Path("old.txt").write_bytes(
        "Café, naïveté and déjà vu.[^1]\n\n[^1]: A Note.\n".encode("cp1252")
    )
    code, out, _ = run("check", "old.txt", *ONLY)
    assert code == 0
    assert "note: no valid UTF-8: read as cp125" in out


def test_neither_note_nor_link(run: Run) -> None:
    Path("plain.txt").write_text(
        "Nothing is cited here, and nothing is linked.\n", encoding="utf-8"
    )
    code, _, err = run("check", "plain.txt", "--offline")
    assert code == 3
    assert "error: plain.txt: neither a note nor a link" in err


def test_links_without_notes_are_looked_at(run: Run) -> None:
    Path("links.md").write_text("See [this](https://www.iana.org/help).\n", encoding="utf-8")
    code, out, _ = run("check", "links.md", "--offline", "--format", "json")
    assert code == 0
    assert [item["verdict"] for item in json.loads(out)["links"]] == ["unchecked"]


def test_the_ledgers_articles_without_paths(run: Run, noted: str) -> None:
    assert run("check", *ONLY)[0] == 2
    Path("claims.toml").write_text(f'schema = 1\n[article]\npath = "{noted}"\n', encoding="utf-8")
    code, out, _ = run("check", *ONLY, "--format", "json")
    assert code == 1
    assert json.loads(out)["run"]["config"] == "claims.toml"
    Path("claims.toml").write_text("schema = 1\n", encoding="utf-8")
    code, _, err = run("check", *ONLY)
    assert (code, err.splitlines()[0]) == (2, "error: claims.toml: names no article")


def test_a_waiver_and_its_end(run: Run, noted: str) -> None:
    Path("claims.toml").write_text(
        'schema = 1\n[[waiver]]\nrule = "DAT009"\ntarget = { text = "A Title" }\n'
        'reason = "so printed"\nby = "An Editor"\ncreated = 2026-01-01\nexpires = 2026-06-01\n',
        encoding="utf-8",
    )
    select = ["check", noted, "--offline", "--select", "DAT009,WVR"]
    code, out, _ = run(*select, "--as-of", "2026-02-01")
    assert code == 0
    assert "1 waived" in out
    code, out, _ = run(*select, "--as-of", "2026-06-02")
    assert code == 1
    assert "warning[WVR001]: the waiver of DAT009 for “A Title” lapsed 1 day ago" in out
    assert "claims.toml:8:1" in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["chekc"], "No such command"),
        (["check", "--frmat", "json"], "No such option"),
        (["check", "a.md", "--format", "jsn"], "unknown format 'jsn'"),
        (["check", "a.md", "--output", "json"], "--output 'json' should be FORMAT=FILE"),
        (["check", "a.md", "--output", "xml=a"], "unknown format 'xml'"),
        (["check", "a.md", "--select", "DAT999"], "no rule 'DAT999'"),
        (["check", "a.md", "--config", "no.toml"], "no.toml: no such configuration file"),
        (["check", "a.md", "--max-unchecked", "2"], "--max-unchecked: '2' should be a share"),
        (["explain", "DAT999"], "no rule 'DAT999'"),
        (["refs", "a.md", "--format", "bibtx"], "unknown format 'bibtx'"),
    ],
)
def test_usage_errors(run: Run, args: list[str], said: str) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert err.splitlines()[0].startswith("error: ")
    assert said in err.splitlines()[0]
    assert err.splitlines()[1].startswith("help: ")


def test_a_broken_ledger(run: Run, noted: str) -> None:
    Path("claims.toml").write_text("schema = 1\n[policy\n", encoding="utf-8")
    code, out, err = run("check", noted)
    assert (code, out) == (2, "")
    assert err.startswith("error: claims.toml:2: not valid TOML: ")


def test_a_broken_ledger_elsewhere_disturbs_nobody(run: Run, noted: str) -> None:
    Path("claims.toml").write_text("schema = 1\n[policy\n", encoding="utf-8")
    Path("sub/.git").mkdir(parents=True)
    Path(noted).rename("sub/noted.md")
    assert run("check", "sub/noted.md", *ONLY)[0] == 1
    assert run("check", "sub", *ONLY)[0] == 1
    assert run("rules")[0] == 0
    assert run("explain", "DAT009")[0] == 0


def test_reports_into_files(run: Run, noted: str) -> None:
    code, out, _ = run(
        "check", noted, *ONLY, "--output", "json=a.json", "--output", "concise=b.txt"
    )
    assert code == 1
    assert "error[DAT009]" in out
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["schema"] == "auditor.check/1"
    assert "DAT009" in Path("b.txt").read_text(encoding="utf-8")
    assert sorted(path.name for path in Path().iterdir() if path.is_file()) == [
        "a.json",
        "b.txt",
        noted,
    ]


@pytest.mark.parametrize("target", ["no/such/folder/a.json", "home.d"])
def test_files_that_cannot_be_written(run: Run, noted: str, target: str) -> None:
    Path("home.d").mkdir()
    code, out, err = run("check", noted, *ONLY, "--output", f"json={target}")
    assert (code, out) == (74, "")
    assert err.startswith(f"error: {target}: cannot be written: ")


def test_a_failed_run_leaves_no_file(run: Run, noted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.json").write_text("old", encoding="utf-8")

    def break_down(*_: object) -> None:
        raise RuntimeError("\x1b[31mbroken?token=secret")

    monkeypatch.setattr(check_module.Tally, "add", break_down)
    code, _, err = run("check", noted, *ONLY, "--output", "json=a.json")
    assert code == 70
    assert "\x1b" not in err
    assert "secret" not in err
    assert "Traceback" not in err
    assert "report it to the project, with the command and the article" in err
    assert Path("a.json").read_text(encoding="utf-8") == "old"
    assert not [path for path in Path().iterdir() if path.name.startswith(".a.json")]


def test_a_crash_is_told_whole_on_request(
    run: Run, noted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDITOR_DEBUG", "1")
    monkeypatch.setattr(check_module.Tally, "add", lambda *_: 1 // 0)
    code, _, err = run("check", noted, *ONLY)
    assert code == 70
    assert "Traceback" in err


def test_an_interrupt_leaves_a_whole_report_of_what_there_was(
    run: Run, noted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = check_module.Flow.results

    def interrupted(self: check_module.Flow, articles: object) -> Iterator[object]:
        yield from original(self, articles)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(check_module.Flow, "results", interrupted)
    code, out, _ = run("check", noted, *ONLY, "--format", "json")
    assert code == 130
    found = json.loads(out)
    assert found["summary"]["exit_code"] == 130
    assert [item["rule"] for item in found["findings"]] == ["DAT009"]
    code, out, _ = run("check", noted, *ONLY)
    assert "interrupted" in out


def test_too_much_unchecked_is_four(run: Run, clean: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_module.Tally, "unchecked_share", 0.5)
    assert run("check", clean, *ONLY, "--max-unchecked", "0.4")[0] == 4
    assert run("check", clean, *ONLY, "--max-unchecked", "0.5")[0] == 0
    assert run("check", clean, *ONLY)[0] == 0


def test_colours_are_for_terminals_or_on_request(
    run: Run, noted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in run("check", noted, *ONLY)[1]
    assert "\x1b[1;31merror" in run("check", noted, *ONLY, "--color", "always")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("check", noted, *ONLY)[1]


def test_the_environment_sets_options(
    run: Run, noted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDITOR_OFFLINE", "1")
    monkeypatch.setenv("AUDITOR_SELECT", "NUM")
    assert run("check", noted)[0] == 0
    assert run("check", noted, "--select", "DAT009")[0] == 1
    monkeypatch.setenv("AUDITOR_SELCT", "NUM")
    assert "hint: AUDITOR_SELCT is set, but means nothing" in run("check", noted)[2]


def test_endpoints_are_checked(run: Run, noted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_WAYBACK_CDX", "ftp://example.org")
    code, _, err = run("check", noted, *ONLY)
    assert code == 2
    assert "AUDITOR_WAYBACK_CDX" in err


def test_refs_in_every_format(run: Run, noted: str, clean: str) -> None:
    code, out, _ = run("refs", noted)
    assert code == 0
    assert "A Title" in out
    code, out, _ = run("refs", noted, "--format", "json")
    (note,) = json.loads(out)["articles"][0]["notes"]
    assert note["citations"][0]["id"] == "n1.1"
    assert [item["id"] for item in json.loads(run("refs", noted, "--format", "csl-json")[1])] == [
        "n1.1"
    ]
    several = json.loads(run("refs", noted, clean, "--format", "csl-json")[1])
    assert [item["id"] for item in several] == ["noted.md#n1.1", "clean.md#n1.1"]
    assert run("refs", "gone.md")[0] == 3
    assert run("refs", noted, "gone.md")[0] == 2


def test_links_of_a_list(run: Run) -> None:
    Path("urls.txt").write_text(
        "# a comment\n\nhttps://www.iana.org/a\n  www.iana.org/b\n", encoding="utf-8"
    )
    code, out, _ = run("links", "--urls", "urls.txt", "--offline", "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert [item["url"] for item in found["links"]] == [
        "https://www.iana.org/a",
        "http://www.iana.org/b",
    ]
    assert found["links"][1]["places"] == [
        {"article": "urls.txt", "note": None, "line": 4, "column": 3}
    ]
    assert found["summary"]["unchecked"] == 2
    assert "2 addresses: 2 unchecked" in run("links", "--urls", "urls.txt", "--offline")[1]


@pytest.mark.parametrize(
    ("state", "options", "said"),
    [
        (State.RATE_LIMITED, [], True),
        (State.BLOCKED, [], True),
        (State.DEAD, [], False),
        (State.BLOCKED, ["--contact", "desk@example.org"], False),
        (State.BLOCKED, ["--quiet"], False),
    ],
)
def test_a_contact_is_asked_for_where_servers_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch, state: State, options: list[str], *, said: bool
) -> None:
    class Refusing:
        def __init__(self, *_: object) -> None: ...

        def __call__(self, wanted: list[Wanted]) -> Facts:
            return Facts({item.url: Verdict(url=item.url, state=state) for item in wanted})

    monkeypatch.setattr(links_module, "lookups", Refusing)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    Path("one.txt").write_text("https://www.iana.org/a\n", encoding="utf-8")
    _, _, err = run("links", "--urls", "one.txt", *options)
    assert ("contact = " in err) == said


def test_links_of_an_article_without_any(run: Run, clean: str) -> None:
    assert run("links", clean, "--offline")[0] == 0
    assert run("links", "gone.md", "--offline")[:2] == (3, "")


def test_rules_are_listed_and_explained(run: Run) -> None:
    code, out, _ = run("rules")
    assert code == 0
    assert len(out.splitlines()) == len(RULES) + 1
    for rule in RULES:
        assert f"\n{rule.code} " in out
        code, page, _ = run("explain", rule.code.lower())
        assert code == 0
        assert page.startswith(f"{rule.code} {rule.name}\n")
        assert "What to do" in page
        assert max(map(len, page.splitlines())) <= 80


def test_settings_are_shown_with_their_origins(run: Run) -> None:
    Path("claims.toml").write_text('schema = 1\n[policy]\ndate_order = "dmy"\n', encoding="utf-8")
    code, out, _ = run("config", "show")
    assert code == 0
    assert "dmy (claims.toml)" in out
    assert "error (default)" in out
    assert "profile               not set (default; not used yet)" in out
    assert "auditor/" in out


@pytest.mark.parametrize(
    "command", [[], ["check"], ["refs"], ["links"], ["rules"], ["explain"], ["config", "show"]]
)
def test_every_command_has_help_that_fits(run: Run, command: list[str]) -> None:
    code, out, _ = run(*command, "--help")
    assert code == 0
    assert "Usage: auditor" in out
    assert max(map(len, out.splitlines())) <= 100


def test_a_reader_that_goes_away_is_no_error() -> None:
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-m", "auditor", "rules"]
    environment = {**os.environ, "PYTHONPATH": root}
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(  # noqa: S603
            command, stdout=writer, stderr=subprocess.PIPE, env=environment, check=False
        )
    finally:
        os.close(writer)
    assert done.stderr == b""
    assert done.returncode == 74
