"""Values of the settings for archives: further ones, and what none of them is ever told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.archives.endpoints import Further
from auditor.config.links import between

_SHAPE = "tables with a name, a timegate or a timemap (or both), and per_minute"


def further_archives(value: Any) -> tuple[Further, ...]:
    """Archives such as { name = "…", timegate = "https://…/", per_minute = 30 }, in their order."""
    if not isinstance(value, list | tuple):
        raise ValueError(_SHAPE)  # noqa: TRY004 - what the parsers of settings raise
    found = tuple(map(_archive, value))
    if len({item.name for item in found}) < len(found):
        raise ValueError("archives of different names")
    return found


def _archive(said: Any) -> Further:
    known = {"name", "timegate", "timemap", "per_minute"}
    if not isinstance(said, Mapping) or not said.keys() <= known:
        raise ValueError(_SHAPE)
    texts = {key: str(said.get(key, "")).strip() for key in ("name", "timegate", "timemap")}
    name = texts["name"]
    if not 1 <= len(name) <= 60 or not name.isprintable() or "wayback" in name.lower():
        raise ValueError("a name of its own for each archive, 60 characters at most")
    rate = between(0.1, 6000, "requests a minute")(said.get("per_minute", 30))
    return Further(**texts, per_minute=rate)


def globs(value: Any) -> tuple[str, ...]:
    """Names with wildcards, in a list or separated by commas."""
    items = value.split(",") if isinstance(value, str) else value
    if not all(isinstance(item, str) and item.strip() for item in items):
        raise ValueError("names, with * for any part of one")
    return tuple(item.strip().lower() for item in items)
