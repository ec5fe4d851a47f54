"""`auditor links --since` and `--dump`: which addresses would be looked at."""

from __future__ import annotations

from collections.abc import Callable
import io
import json
from pathlib import Path
import shutil
import subprocess

import pytest
from running import Run

SITE = "https://www.iana.org"
Git = Callable[..., None]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def git() -> Git:
    """Runs git in the current folder, which becomes a repository."""
    who = ["-c", "user.name=An Editor", "-c", "user.email=desk@example.org"]

    def call(*words: str) -> None:
        subprocess.run(["git", *who, *words], check=True, capture_output=True)  # noqa: S603, S607

    Path(".git").rmdir()
    call("init", "-q", "-b", "main")
    return call


def article(*names: str, path: str = "a.md") -> str:
    text = "\n".join(f"See [this]({SITE}/{name}).\n" for name in names)
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(text, encoding="utf-8", newline="\n")
    return path


def commit(git: Git, message: str = "a change") -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)


def test_dump_prints_addresses_and_touches_none(auditor: Run) -> None:
    article("a", "b")
    Path("b.md").write_text(f"[a]({SITE}/a) [m](mailto:a@example.org) [l](a.md)\n", "utf-8")
    ran = auditor("links", "a.md", "b.md", "--dump")
    assert (ran.code, ran.out, ran.err) == (0, f"{SITE}/a\n{SITE}/b\n", "")
    ran = auditor("links", "a.md", "--dump", "--exclude", "*/a", "--format", "json")
    (link,) = json.loads(ran.out)["links"]
    assert (link["url"], link["verdict"], link["detail"]) == (
        f"{SITE}/b",
        "unchecked",
        "not_attempted",
    )


def test_a_dump_is_a_list_that_can_be_read_back(auditor: Run) -> None:
    Path("list.txt").write_text(auditor("links", article("a", "b"), "--dump").out, "utf-8")
    assert auditor("links", "--urls", "list.txt", "--dump").out == f"{SITE}/a\n{SITE}/b\n"


def test_only_addresses_that_are_new(auditor: Run, git: Git) -> None:
    article("a", "b")
    commit(git)
    article("c", "b", "a", "a")
    ran = auditor("links", "a.md", "--since", "HEAD", "--dump")
    assert (ran.code, ran.out) == (0, f"{SITE}/c\n")
    commit(git)
    assert auditor("links", "a.md", "--since", "HEAD", "--dump").out == ""
    assert auditor("links", "a.md", "--since", "HEAD", "--offline").code == 0
    assert auditor("links", "a.md", "--since", "HEAD~1", "--dump").out == f"{SITE}/c\n"


def test_a_new_article_is_new_whole_and_one_in_a_folder_is_found(auditor: Run, git: Git) -> None:
    article("a", path="sub/-a.md")
    commit(git)
    article("a", "b", path="sub/-a.md")
    article("n", path="sub/n[ew].md")
    ran = auditor("links", "sub", "--since", "main", "--dump")
    assert ran.out == f"{SITE}/b\n{SITE}/n\n"


def test_a_list_and_line_ends(auditor: Run, git: Git) -> None:
    Path("list.txt").write_text(f"{SITE}/a\n", "utf-8", newline="\n")
    commit(git)
    Path("list.txt").write_text(f"{SITE}/a\r\n{SITE}/b\r\n", "utf-8", newline="")
    ran = auditor("links", "--urls", "list.txt", "--since", "HEAD", "--dump")
    assert ran.out == f"{SITE}/b\n"


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=x", "-h", "", "HEAD:a.md", "a\tb"])
def test_revisions_that_are_none(auditor: Run, git: Git, name: str) -> None:
    article("a")
    commit(git)
    ran = auditor("links", "a.md", f"--since={name}", "--dump")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no such revision here" in ran.err


def test_no_repository(auditor: Run) -> None:
    Path(".git").rmdir()
    ran = auditor("links", article("a"), "--since", "HEAD", "--dump")
    assert ran.code == 2
    assert "no git repository here" in ran.err


def test_standard_input_has_no_revisions(
    auditor: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    article("a")
    commit(git)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"https://www.iana.org/")))
    ran = auditor("links", "--urls", "-", "--since", "HEAD", "--dump")
    assert ran.code == 2
    assert "--since can't be held against standard input" in ran.err


def test_a_shallow_clone_names_its_depth(
    auditor: Run, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        article(name)
        commit(git, name)
    git("tag", "first", "HEAD~2")
    git("clone", "-q", "--depth=1", Path.cwd().as_uri(), "shallow")
    monkeypatch.chdir("shallow")
    ran = auditor("links", "a.md", "--since", "first", "--dump")
    assert ran.code == 2
    assert "shallow (fetch depth 1)" in ran.err
    assert "git fetch --depth=N" in ran.err
    assert "git fetch --unshallow" in ran.err


def test_nothing_that_the_repository_names_is_run(auditor: Run, git: Git) -> None:
    article("a")
    Path(".gitattributes").write_text("*.md diff=evil filter=evil\n", "utf-8")
    commit(git)
    for key in ("diff.evil.command", "diff.evil.textconv", "filter.evil.clean", "core.fsmonitor"):
        git("config", key, "touch ran;")
    article("a", "b")
    assert auditor("links", "a.md", "--since", "HEAD", "--dump").out == f"{SITE}/b\n"
    assert not Path("ran").exists()
