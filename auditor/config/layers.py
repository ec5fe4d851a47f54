"""Where settings come from: each layer's values, parsed, with the name it goes by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
import os
from pathlib import Path
import sys
from typing import Any

from auditor.config.options import OPTIONS, Option, Scope
from auditor.ledger.check import check_policy
from auditor.ledger.ledger import NAME, Ledger, read_ledger
from auditor.ledger.toml import TomlFile, nearest, read_toml
from auditor.model.errors import ConfigError

# AUDITOR_* names that are no options: endpoints, keys and switches of their own.
OTHER_VARIABLES = frozenset(
    """AUDITOR_WAYBACK_REPLAY AUDITOR_WAYBACK_CDX AUDITOR_WAYBACK_AVAILABILITY AUDITOR_WAYBACK_SAVE
    AUDITOR_IA_ACCESS_KEY AUDITOR_IA_SECRET_KEY AUDITOR_DEBUG AUDITOR_CONFIG""".split()
)


# Flags that don't go by the name of their setting, and settings that are tables, for files alone.
FLAG_NAMES = {
    "max_unchecked_share": "max-unchecked",
    "archives": "no-archives",
    "cache": "no-cache",
    "cache_max_age": "max-age",
}
WHOLE_TABLES = frozenset(
    {
        "severity",
        "source_types",
        "accept",
        "remap",
        "hosts",
        "unreachable_after",
        "further_archives",
    }
)
# Whoever writes a CI job sets its variables, and a proxy sees and may change all that is fetched.
NO_VARIABLE = WHOLE_TABLES | {"proxy"}
SECRET = frozenset({"proxy", "hosts"})  # never told: they may hold passwords
TABLES = frozenset(option.table for option in OPTIONS.values() if option.table)


@dataclass(frozen=True, slots=True)
class Layer:
    """Values of one origin ("command line", "AUDITOR_SELECT", a file), by key."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)


def parsed(option: Option, value: Any, name: str) -> Any:
    """A value of an option; ConfigError says where it stands and what it should be."""
    try:
        return option.parse(value)
    except ValueError as error:
        wanted = "dmy, mdy or ymd" if option.key == "date_order" else error
        told = "this" if option.key in SECRET else repr(value)
        raise ConfigError(
            f"{name}: {told} should be {wanted}", f"{option.key}: {option.help}"
        ) from error


def flags(given: Mapping[str, Any]) -> Layer:
    """The command line; None means not given."""
    values = {
        key: parsed(OPTIONS[key], value, "--" + FLAG_NAMES.get(key, key.replace("_", "-")))
        for key, value in given.items()
        if value is not None
    }
    if "proxy" in values and values["proxy"].auth:
        raise ConfigError(
            "--proxy: a password on the command line is seen by everyone on this machine",
            f"put the proxy into {user_file()}, as proxy under [links]",
        )
    return Layer("command line", values)


def environment(env: Mapping[str, str] | None = None) -> Layer:
    """`AUDITOR_*`; a name that is no option's is left to `unknown_variables`."""
    env = os.environ if env is None else env
    values = {}
    for key, option in OPTIONS.items():
        name = f"AUDITOR_{key.upper()}"
        if name in env and option.scope is not Scope.FLAG and key not in NO_VARIABLE:
            values[key] = parsed(option, env[name], name)
    return Layer("environment", values)


def unknown_variables(env: Mapping[str, str] | None = None) -> list[str]:
    """`AUDITOR_*` names in the environment that mean nothing to us."""
    env = os.environ if env is None else env
    settings = OPTIONS.keys() - NO_VARIABLE
    known = {f"AUDITOR_{key.upper()}" for key in settings} | OTHER_VARIABLES
    return sorted(name for name in env if name.startswith("AUDITOR_") and name not in known)


def user_file() -> Path:
    """The person's own file, where their platform keeps such files."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or home / "AppData/Roaming")
    elif sys.platform == "darwin":
        base = home / "Library/Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return base / "auditor" / "config.toml"


def person(path: Path | None = None) -> Layer:
    """The person's own file; every option but those of the command line alone."""
    path = path or user_file()
    if not path.is_file():
        return Layer(str(path))
    file = read_toml(path, str(path))
    for way in _ways(file.table):
        _check_known(file, way)
    return Layer(str(path), _values(file, (), file.table))


def _ways(table: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """The keys of a file; those in a table of settings with its name before them."""
    for key, value in table.items():
        if key in TABLES and isinstance(value, Mapping):
            yield from ((key, name) for name in value)
        else:
            yield (key,)


def _check_known(file: TomlFile, way: tuple[str, ...]) -> None:
    *tables, key = way
    options = [option for option in OPTIONS.values() if option.table == "".join(tables)]
    known = [option.key for option in options if option.scope is not Scope.FLAG]
    if key not in known:
        option = OPTIONS.get(key)
        said = "is no setting" + (f" of [{tables[0]}]" if tables else "")
        if option and option.scope is Scope.FLAG:
            said = "is for the command line alone"
        elif option and option.table:
            raise file.error(way, f"{key!r} {said}", f"it belongs into [{option.table}]")
        raise file.error(way, f"{key!r} {said}", nearest(key, known))


def _values(file: TomlFile, at: tuple[str, ...], table: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a file from the table at some keys on, whatever tables they stand in."""
    found = {}
    for way in _ways(table):
        value: Any = table
        for key in way:
            value = value[key]
        found[way[-1]] = _from_file(file, (*at, *way), value)
    return found


def _from_file(file: TomlFile, keys: tuple[str, ...], value: Any) -> Any:
    try:
        return parsed(OPTIONS[keys[-1]], value, ".".join(keys))
    except ConfigError as error:
        raise file.error(keys, error.message, error.help) from error
    except (AttributeError, TypeError) as error:
        told = "this" if keys[-1] in SECRET else repr(value)
        raise file.error(keys, f"{'.'.join(keys)}: {told} is of the wrong kind") from error


def of_ledger(ledger: Ledger) -> Layer:
    """The `[policy]` of a claims.toml."""
    return Layer(ledger.name, _values(ledger.file, ("policy",), ledger.policy))


def of_project(path: Path) -> Layer:
    """`[tool.auditor]` of a pyproject.toml: what a ledger's [policy] may say, and no more."""
    file = read_toml(path, _shown(path))
    table = file.table.get("tool", {}).get("auditor")
    if table is None:
        return Layer(file.name)
    check_policy(file, ("tool", "auditor"))
    return Layer(file.name, _values(file, ("tool", "auditor"), table))


def nearest_ledger(folder: Path) -> Path | None:
    """The claims.toml of a folder or of the nearest one above it, within one repository."""
    return _upwards(folder, NAME)


def nearest_project(folder: Path) -> Path | None:
    """The pyproject.toml of a folder or of the nearest one above it, within one repository."""
    return _upwards(folder, "pyproject.toml")


def ledger_at(path: Path) -> Ledger:
    """The ledger at a path, under the name a person here would give it."""
    return read_ledger(path, _shown(path))


def _upwards(folder: Path, name: str) -> Path | None:
    """A file of that name here or above, no further than the top of a repository."""
    here = folder.resolve()
    for place in (here, *here.parents):
        # os.path answers False for a folder that may not be looked into; Path raises there.
        if os.path.isfile(place / name):  # noqa: PTH113
            return place / name
        if os.path.exists(place / ".git"):  # noqa: PTH110
            return None
    return None


def _shown(path: Path) -> str:
    """A path as a person here would write it: from the current folder where that is shorter."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
