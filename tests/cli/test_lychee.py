"""`auditor links --import-lychee`: another tool's settings in ours."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
import tomllib

from hypothesis import given
from hypothesis import strategies as st
import pytest
from running import Run

from auditor.cli.globs import globs_of
from auditor.config.layers import person
from auditor.ledger.ledger import parse_ledger

TOML = """
exclude = ['^https://example\\.org/private', 'linkedin\\.com', '^https?://a\\.org/$', '(a|b)+']
include = ["github.com"]
scheme = ["https"]
accept = ["200..=206", 429, "403", "100..=599"]
max_concurrency = 14
host_concurrency = 2
user_agent = "mine/1"
remap = ["^https://example\\\\.org http://localhost:8000", "https://a/(.*) https://b/$1"]
header = { Authorization = "Bearer s3cret" }
exclude_all_private = true
newest_thing = 3
cache = true
"""


def imported(auditor: Run, text: str, name: str = "lychee.toml") -> str:
    Path(name).write_text(text, encoding="utf-8")
    ran = auditor("links", "--import-lychee", name)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_settings_of_the_repository_and_of_a_person(auditor: Run) -> None:
    out = imported(auditor, TOML)
    head, _, own = out.partition("\n\n# " + str(Path.cwd() / "home"))
    ledger = parse_ledger(head, Path())
    assert ledger.policy["links"] == {
        "exclude": [
            "https://example.org/private*",
            "*linkedin.com*",
            "https://a.org/",
            "http://a.org/",
        ],
        "include": ["*github.com*"],
        "scheme": ["https"],
        "accept": {"*": [403, 429]},
    }
    Path("own.toml").write_text(own.partition("\n")[2], encoding="utf-8")
    assert person(Path("own.toml")).values == {
        "user_agent": "mine/1",
        "concurrency": 14,
        "host_concurrency": 2,
        "remap": {"https://example.org": "http://localhost:8000"},
    }


def test_what_is_not_carried_over_is_told_without_secrets(auditor: Run) -> None:
    out = imported(auditor, TOML)
    assert "s3cret" not in out
    notes = out.partition("# not carried over\n")[2].splitlines()
    assert [note.removeprefix("# ").partition(":")[0] for note in notes] == [
        "exclude", "accept", "remap", "header", "exclude_all_private", "newest_thing", "cache",
    ]  # fmt: skip
    assert "# exclude: no pattern says '(a|b)+'" in notes
    assert "# exclude_all_private: private addresses are refused without --allow-private" in notes
    assert "# newest_thing: has no equal here" in notes


def test_a_list_of_what_to_ignore(auditor: Run) -> None:
    out = imported(auditor, "# social\ntwitter.com\n\n^file://\n", ".lycheeignore")
    assert tomllib.loads(out)["policy"]["links"] == {"exclude": ["*twitter.com*", "file://*"]}


@pytest.mark.parametrize(
    "text", ["exclude = 3\n", 'accept = ["x"]\n', "remap = 3\n", "scheme = 1\n"]
)
def test_values_that_make_no_sense_are_told(auditor: Run, text: str) -> None:
    assert ": not understood" in imported(auditor, text)


def test_files_that_are_none(auditor: Run) -> None:
    assert auditor("links", "--import-lychee", "no.toml").code == 2
    assert auditor("links", "--import-lychee", ".lycheeignore").code == 2
    Path("bad.toml").write_text("a = = 1\n", encoding="utf-8")
    ran = auditor("links", "--import-lychee", "bad.toml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: bad.toml:1: not valid TOML")


@pytest.mark.parametrize(
    ("expression", "globs"),
    [
        (r"a\?b", ["*a[?]b*"]),
        (r"^a.*z$", ["a*z"]),
        (r"^a.+z", ["a?*z*"]),
        (r"^a\*", ["a[*]*"]),
        (r"^[a-z]", []),
        (r"\d+", []),
        (r"a{2}", []),
        (r"a|b", []),
        (r"x?" * 4, []),
    ],
)
def test_expressions_as_globs(expression: str, globs: list[str]) -> None:
    assert globs_of(expression) == globs


@given(st.text(st.sampled_from("abc.*?[]^$\\+|()"), max_size=12))
def test_a_glob_finds_what_was_escaped(text: str) -> None:
    escaped = "".join(f"\\{char}" if not char.isalnum() else char for char in text)
    assert any(fnmatchcase(f"x{text}y", glob) for glob in globs_of(escaped))
