"""Prints a lychee.toml or a .lycheeignore as settings of ours; what has no equal is a comment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
import json
from pathlib import Path
import re
import sys
from typing import Any

from auditor.cli.globs import globs_of
from auditor.config.layers import user_file
from auditor.ledger.toml import read_toml
from auditor.model.errors import InputError
from auditor.text.clean import clean_line

# Why a key needs no equal. Values of the others are not repeated: some are secrets.
_NEEDLESS = {
    **dict.fromkeys(
        ("exclude_all_private", "exclude_private", "exclude_link_local", "exclude_loopback"),
        "private addresses are refused without --allow-private",
    ),
    **dict.fromkeys(("exclude_mail", "include_mail"), "mail addresses are never written to"),
    **dict.fromkeys(("archive", "suggest"), "copies of dead links are looked up anyway"),
    "include_fragments": "fragments are looked at anyway",
    "no_progress": "progress is shown on terminals alone; -q hides it there",
    "max_redirects": "redirects are followed up to 20",
    "format": "use --format",
    "output": "use --output FORMAT=FILE",
    "verbose": "use -v",
    "skip_missing": "name files that are there",
    "insecure": "certificates are always verified",
}
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0}
_WIDEST = 50  # codes of a range that is written out


def _seconds(value: Any) -> float:
    found = re.fullmatch(r"(\d{1,9}(?:\.\d{1,3})?)\s?(ms|s|m)?", str(value).strip())
    if found is None:
        raise ValueError(value)
    return round(float(found[1]) * _UNITS[found[2] or "s"], 3)


def _folder(value: Any) -> str:
    if Path(str(value)).is_absolute():
        raise ValueError(value)
    return str(value)


# Where a value goes that is taken as it is: which file, under which name, made how.
_COPIED: Mapping[str, tuple[str, str, Callable[[Any], Any]]] = {
    "scheme": ("repository", "scheme", lambda value: [str(item) for item in value]),
    "root_dir": ("repository", "site_root", _folder),
    "max_concurrency": ("person", "concurrency", lambda value: min(int(value), 1000)),
    "host_concurrency": ("person", "host_concurrency", lambda value: min(int(value), 10)),
    "host_request_interval": ("person", "host_interval", _seconds),
    "user_agent": ("top", "user_agent", str),
    "offline": ("top", "offline", bool),
}


@dataclass
class _Settings:
    """Lines of the two files, and notes on what is in neither."""

    repository: dict[str, Any] = field(default_factory=dict)
    person: dict[str, Any] = field(default_factory=dict)
    top: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def patterns(self, key: str, expressions: Iterable[Any]) -> None:
        found = []
        for expression in map(str, expressions):
            globs = globs_of(expression)
            found += globs
            if not globs:
                self.notes.append(f"{key}: no pattern says {expression!r}")
        if found:
            self.repository[key] = [*self.repository.get(key, ()), *found]


def print_lychee(path: Path) -> int:
    """Print the settings; InputError or ConfigError where the file can't be read."""
    made = _Settings()
    if path.suffix == ".toml":
        for key, value in read_toml(path, str(path)).table.items():
            try:
                _carry(made, key, value)
            except (TypeError, ValueError, AttributeError):
                made.notes.append(f"{key}: not understood")
    else:
        made.patterns("exclude", _expressions(path))
    sys.stdout.write("\n".join(_lines(made, path.name)) + "\n")
    return 0


def _expressions(path: Path) -> list[str]:
    try:
        rows = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path}: {reason}", "check the path of --import-lychee") from error
    return [row.strip() for row in rows if row.strip() and not row.lstrip().startswith("#")]


def _carry(made: _Settings, key: str, value: Any) -> None:
    """Take over one key of a lychee.toml."""
    if key in ("exclude", "include"):
        made.patterns(key, value)
    elif key == "accept":
        _accept(made, value)
    elif key == "remap":
        _remap(made, value)
    elif key in _COPIED:
        section, ours, convert = _COPIED[key]
        getattr(made, section)[ours] = convert(value)
    else:
        made.notes.append(f"{key}: {_NEEDLESS.get(key, 'has no equal here')}")


def _accept(made: _Settings, value: Any) -> None:
    """Codes beyond those that are fine anyway; a wide range would accept what is not there."""
    codes: list[int] = []
    for item in [value] if isinstance(value, int | str) else value:
        for part in str(item).split(","):
            low, _, high = part.strip().partition("..")
            first = int(low or 100)
            last = int(high[1:]) if high.startswith("=") else int(high) - 1 if high else first
            wanted = range(max(first, 300), min(last, 999) + 1)
            if len(wanted) > _WIDEST:
                made.notes.append(f"accept: {part.strip()} is too wide to be meant")
            else:
                codes += wanted
    if codes:
        made.repository["accept"] = {"*": sorted(set(codes))}


def _remap(made: _Settings, value: Any) -> None:
    for item in map(str, value):
        source, _, place = item.partition(" ")
        (start, *others) = globs_of("^" + source.removeprefix("^")) or [""]
        start = start.removesuffix("*")
        if others or not start or re.search(r"[*?\[]", start) or "$" in place:
            made.notes.append(f"remap: no beginning of an address says {item!r}")
        else:
            made.person.setdefault("remap", {})[start] = place.strip()


def _lines(made: _Settings, name: str) -> Iterator[str]:
    yield f"# from {clean_line(name)}"
    if made.repository:
        yield from ("", "# claims.toml, for all who work in the repository", "schema = 1", "")
        yield "[policy.links]"
        yield from _pairs(made.repository)
    if made.top or made.person:
        yield from ("", f"# {clean_line(str(user_file()))}, for yourself")
        yield from _pairs(made.top)
        yield from ("[links]", *_pairs(made.person)) if made.person else ()
    if made.notes:
        yield from ("", "# not carried over")
        yield from (f"# {clean_line(note, 300)}" for note in made.notes)


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        yield f"{key} = {_toml(value)}"


def _toml(value: Any) -> str:
    """A value in TOML; JSON's texts and numbers are TOML's, but for one character."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_toml(k)} = {_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value).replace("\x7f", "\\u007f")
