"""Settings in a recording: what of them is put down, and what they are when it is replayed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import asdict, is_dataclass
import datetime as dt
from pathlib import Path
from typing import Any

from auditor.config.layers import Layer, environment, parsed, person
from auditor.config.options import OPTIONS
from auditor.config.settings import Config, Settings
from auditor.model.errors import ConfigError

# How a run shows itself is the affair of whoever looks. Hosts and proxies hold keys, and none is
# asked again.
OWN = frozenset({"color", "exit_zero"})
LEFT_OUT = OWN | {"cache_dir", "hosts", "proxy"}
KEYS = ("AUDITOR_IA_ACCESS_KEY", "AUDITOR_IA_SECRET_KEY")
NAME = "recording"


def said(config: Config) -> dict[str, Any]:
    """What flags, environment and the person's own file set, as JSON."""
    found: dict[str, Any] = {}
    for layer in (config.person, config.environment, config.flags):
        found |= {key: plain(value) for key, value in layer.values.items() if key not in LEFT_OUT}
    return found


def resolved(settings: Settings) -> dict[str, Any]:
    """The settings in force for the first article's folder, as JSON."""
    return {key: plain(settings[key]) for key in OPTIONS if key not in LEFT_OUT}


def plain(value: Any) -> Any:
    """A setting's value as JSON has it, so that its option's parser takes it back."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def replayed(flags: Layer, run: Mapping[str, Any], file: Path | None) -> Config:
    """The configuration of a replay: flags, then what the recorded run was told.

    ConfigError where the recording holds settings that are none.
    """
    told = run.get("settings")
    try:
        today = dt.date.fromisoformat(run["today"])
        values = {
            key: parsed(OPTIONS[key], value, f"{NAME}: {key}")
            for key, value in dict(told or {}).items()
            if value is not None and key not in LEFT_OUT
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ConfigError(
            f"the settings in the recording make no sense: {error!r}"[:200],
            "replay it with the version of auditor that made it",
        ) from None
    return Config(flags, today, file, Layer(NAME, values | _own(person())), _only(environment()))


def _own(layer: Layer) -> dict[str, Any]:
    return {key: value for key, value in layer.values.items() if key in OWN}


def _only(layer: Layer) -> Layer:
    return Layer(layer.name, _own(layer))


def changed(run: Mapping[str, Any], now: Settings) -> list[str]:
    """The settings that are others now than when the recording was made."""
    then = run.get("resolved")
    if not isinstance(then, Mapping):
        return []
    return [key for key, value in resolved(now).items() if key in then and then[key] != value]


def known_secrets(settings: Settings, env: Mapping[str, str]) -> Iterator[str]:
    """All that a person configured and nobody else may learn."""
    for host in settings["hosts"].values():
        yield from host.headers.values()
        if host.basic_auth:
            pair = ":".join(host.basic_auth)
            yield from (host.basic_auth[1], pair, b64encode(pair.encode()).decode())
    yield from (env[name] for name in KEYS if env.get(name))
