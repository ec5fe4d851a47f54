"""Which files to read: files, directories, globs and `-` as given, each once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from glob import glob, has_magic
import os
from pathlib import Path

from auditor.model.errors import InputError
from auditor.text.suffixes import MARKDOWN_SUFFIXES, TEXT_SUFFIXES

STDIN = "-"
_SUFFIXES = (*MARKDOWN_SUFFIXES, *TEXT_SUFFIXES)
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "CVS"})


def discover(paths: Iterable[str | Path]) -> Iterator[str | InputError]:
    """Paths of articles, `-` for standard input, each once.

    A path that is missing or holds no article comes as the InputError that says so, in its place:
    one bad input costs only itself.
    """
    seen: set[str] = set()
    for path in paths:
        try:
            for found in _expand(str(path)):
                key = _key(found)
                if key not in seen:
                    seen.add(key)
                    yield found
        except InputError as error:
            yield error


def _key(found: str | InputError) -> str:
    if isinstance(found, InputError):
        return found.message
    return found if found == STDIN else os.path.realpath(found)


def _expand(path: str) -> Sequence[str | InputError]:
    if path == STDIN:
        return [STDIN]
    if not path:
        raise InputError("an empty path", "name a file or a folder, . for the current one")
    if Path(path).is_dir():
        return _in_directory(path)
    if Path(path).exists():
        return [path]
    if has_magic(path):
        return _in_glob(path)
    raise InputError(f"{path}: no such file or directory", "check the path")


def _in_glob(pattern: str) -> list[str]:
    # glob.glob takes absolute patterns too, Path.glob does not.
    names = glob(pattern, recursive=True)  # noqa: PTH207
    found = sorted(name for name in names if Path(name).is_file())
    if not found:
        raise InputError(f"{pattern}: matches no file", "check the pattern, or quote it")
    return found


def _in_directory(path: str) -> Sequence[str | InputError]:
    """The articles below a folder, then one error for each folder that could not be read."""
    found: list[str | InputError] = []
    closed: list[OSError] = []
    for folder, folders, files in os.walk(path, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not _is_skipped(name))
        names = (name for name in sorted(files) if not name.startswith("."))
        found += [str(Path(folder, name)) for name in names if name.lower().endswith(_SUFFIXES)]
    found += [_closed(error) for error in closed]
    if not found:
        raise InputError(
            f"{path}: no article in this directory", f"articles end in {', '.join(_SUFFIXES)}"
        )
    return found


def _closed(error: OSError) -> InputError:
    return InputError(f"{error.filename}: {error.strerror}", "check who may read the folder")


def _is_skipped(name: str) -> bool:
    return name.startswith(".") or name in _SKIPPED
