"""Reads a file's earlier version from git, running nothing that a repository may name.

Only `rev-parse`, `rev-list`, `ls-tree` and `cat-file` are called: unlike `git diff` they start no
filter, no text conversion, no other differ and no monitor of the file system.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
import os
from pathlib import Path
import shutil
import subprocess

from auditor.model.errors import ConfigError
from auditor.text.clean import clean_line

_SECONDS = 60.0


@dataclass
class Revision:
    """A revision as `--since` names it, in whatever repositories the files lie."""

    name: str
    _commits: dict[Path, str] = field(default_factory=dict)

    def read(self, path: str) -> bytes | None:
        """The file's bytes at that revision, None where it was not there yet.

        ConfigError where there is no git, no repository or no such revision.
        """
        folder, name = Path(path).parent, Path(path).name
        listed = _git(folder, "ls-tree", "-z", self._commit(folder), "--", name).stdout
        kind, _, rest = listed.partition(b" ")[2].partition(b" ")
        if kind != b"blob":
            return None
        done = _git(folder, "cat-file", "blob", rest.partition(b"\t")[0].decode())
        if done.returncode:
            raise ConfigError(f"--since {self.name}: {path}: {_said(done)}", "try `git fetch`")
        return done.stdout

    def _commit(self, folder: Path) -> str:
        if folder not in self._commits:
            self._commits[folder] = _commit(folder, self.name)
        return self._commits[folder]


def _commit(folder: Path, name: str) -> str:
    """The commit that a revision names, seen from a folder."""
    inside = _git(folder, "rev-parse", "--is-shallow-repository")
    if inside.returncode:
        raise ConfigError(
            f"--since {name}: {folder}: no git repository here: {_said(inside)}",
            "leave --since out, or name articles of a repository",
        )
    wanted = f"{name}^{{commit}}"
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    if found.returncode == 0:
        return found.stdout.decode().strip()
    if inside.stdout.strip() == b"true":
        raise _too_shallow(folder, name)
    raise ConfigError(
        f"--since {name}: there is no such revision here",
        "name a commit, tag or branch; `git fetch origin BRANCH` brings one of the server's",
    )


def _too_shallow(folder: Path, name: str) -> ConfigError:
    depth = _git(folder, "rev-list", "--count", "--first-parent", "HEAD").stdout.decode().strip()
    return ConfigError(
        f"--since {name}: this clone is shallow (fetch depth {depth}) and has no such revision",
        f"fetch more of it: `git fetch --depth=N` with N above {depth}, or `git fetch --unshallow`;"
        " in a workflow of GitHub, fetch-depth: 0 of actions/checkout",
    )


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a fixed program; no word of ours can be an option
            [_program(), "-C", str(folder), *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            env=_environment(os.environ),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ConfigError(f"git did not answer within {_SECONDS:g} seconds", "try again") from error


def _program() -> str:
    """Where git is; never in the current folder, where Windows would look first."""
    found = shutil.which("git")
    if found is None or Path(found).resolve().parent == Path.cwd():
        raise ConfigError("--since needs git, which is not installed", "install it: git-scm.com")
    return found


def _environment(env: Mapping[str, str]) -> dict[str, str]:
    """English messages, no locks, no questions, nothing fetched on the way."""
    ours = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    return {**env, **ours, "GIT_NO_LAZY_FETCH": "1"}


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return clean_line(lines[0].removeprefix("fatal: "), 200) if lines else "git failed"
