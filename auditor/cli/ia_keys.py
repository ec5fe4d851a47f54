"""A person's keys of the Internet Archive: from the environment, or the file of the `ia` tool."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
import configparser
import os
from pathlib import Path

from auditor.archives.saving.settings import HOW_TO_GET_KEYS, Keys
from auditor.model.errors import ConfigError

_ACCESS, _SECRET = "AUDITOR_IA_ACCESS_KEY", "AUDITOR_IA_SECRET_KEY"


def find_keys(env: Mapping[str, str] | None = None) -> Keys | None:
    """The keys there are; None where there are none. ConfigError where there is half a pair."""
    env = os.environ if env is None else env
    access, secret = env.get(_ACCESS, "").strip(), env.get(_SECRET, "").strip()
    if access and secret:
        return Keys(access, secret)
    if access or secret:
        raise ConfigError(f"{_ACCESS if secret else _SECRET} is not set", HOW_TO_GET_KEYS)
    for path in _files(env):
        if path.is_file():
            return _read(path)
    return None


def needed_keys() -> Keys:
    """The keys; ConfigError that says how to get them where there are none."""
    keys = find_keys()
    if keys is None:
        raise ConfigError("saving needs keys of the Internet Archive", HOW_TO_GET_KEYS)
    return keys


def _files(env: Mapping[str, str]) -> Iterator[Path]:
    """Where `ia configure` keeps its file, in its own order."""
    if named := env.get("IA_CONFIG_FILE"):
        yield Path(named)
        return
    home = Path.home()
    base = Path(env.get("XDG_CONFIG_HOME") or home / ".config")
    yield base / "internetarchive" / "ia.ini"
    yield home / ".config" / "internetarchive" / "ia.ini"
    yield home / ".config" / "ia.ini"
    yield home / ".ia"


def _read(path: Path) -> Keys | None:
    """The keys of such a file; what it holds is in no message."""
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, configparser.Error):
        raise ConfigError(f"{path}: can't be read as a file of `ia`", HOW_TO_GET_KEYS) from None
    access = parser.get("s3", "access", fallback="").strip()
    secret = parser.get("s3", "secret", fallback="").strip()
    return Keys(access, secret) if access and secret else None
