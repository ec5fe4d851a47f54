"""Which files are articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
import os
from pathlib import Path

import pytest

from auditor.model.errors import InputError
from auditor.readers import discover


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.md", "a.txt", "c.png", "sub/d.markdown", ".git/e.md", ".hidden.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def _names(found: list[str | InputError]) -> list[str]:
    assert all(isinstance(one, str) for one in found), found
    return [Path(str(one)).name for one in found]


def test_a_directory_is_walked_in_order(folder: Path) -> None:
    assert _names(list(discover([folder]))) == ["a.txt", "b.md", "d.markdown"]


def test_each_path_once_as_given_first(folder: Path) -> None:
    paths: list[str | Path] = [folder / "b.md", folder, str(folder / "*.md"), "-", "-"]
    assert _names(list(discover(paths))) == ["b.md", "a.txt", "d.markdown", "-"]


def test_a_named_file_of_any_suffix_is_taken(folder: Path) -> None:
    assert _names(list(discover([folder / "c.png"]))) == ["c.png"]


@pytest.mark.parametrize("path", ["missing.md", "empty", "*.rst"])
def test_a_bad_path_costs_only_itself(folder: Path, path: str) -> None:
    error, found = discover([str(folder / path), folder / "b.md"])
    assert isinstance(error, InputError)
    assert path in error.message
    assert error.help
    assert Path(str(found)).name == "b.md"


def test_an_empty_path_is_not_the_current_folder() -> None:
    (error,) = discover([""])
    assert isinstance(error, InputError)
    assert error.message == "an empty path"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("text")
    shut = tmp_path / "shut"
    shut.mkdir(mode=0)
    found = list(discover([tmp_path]))
    assert found[0] == str(tmp_path / "a.md")
    assert isinstance(found[1], InputError)
    assert found[1].message.startswith(str(shut))


def test_a_walk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def walk(
        path: str, onerror: Callable[[OSError], None]
    ) -> Iterator[tuple[str, list[str], list[str]]]:
        yield path, [], ["a.md"]
        onerror(PermissionError(13, "Permission denied", f"{path}/shut"))

    monkeypatch.setattr(os, "walk", walk)
    (tmp_path / "a.md").write_text("text")
    names = [str(item) for item in discover([tmp_path])]
    assert names == [str(tmp_path / "a.md"), f"{tmp_path}/shut: Permission denied"]
