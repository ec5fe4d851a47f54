"""`auditor config show`: what every setting is, and where its value is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from auditor.cli.lookups import endpoints, user_agent
from auditor.cli.session import Session
from auditor.config.layers import user_file
from auditor.config.options import OPTIONS, UNUSED
from auditor.reports.lines import BLANK, Line, Piece, hanging
from auditor.reports.words import many


def show(session: Session) -> int:
    """Print the settings that hold in the current folder."""
    write = session.writer()
    for item in _lines(session):
        write(item)
    return 0


def _lines(session: Session) -> Iterator[Line]:
    here = session.here
    yield from _row("ledger", here.ledger.name if here.ledger else "none here or above", "")
    if here.ledger and here.ledger.claims:
        told = f"{many(len(here.ledger.claims), 'claim')}: waivers may name them"
        yield from _row("", told, UNUSED + " otherwise")
    yield from _row("your file", str(user_file()), "" if user_file().is_file() else "not there")
    yield BLANK
    for key, value in here.values.items():
        unused = f"; {UNUSED}" if OPTIONS[key].help == UNUSED else ""
        yield from _row(key, _shown(value), here.origins[key] + unused)
    yield BLANK
    yield from _row("sent as", user_agent(session), "")
    places = endpoints()
    for name in ("replay", "cdx", "availability", "save"):
        yield from _row(name, getattr(places, name), "")


def _row(key: str, value: str, origin: str) -> Iterator[Line]:
    said = f"{value} ({origin})" if origin else value
    yield from hanging(
        (Piece(f"{key:<22}", "key" if origin == "default" else "heading"),), said, 100
    )


def _shown(value: Any) -> str:
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} = {_shown(item)}" for key, item in value.items()) or "none"
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value)) or "none"
    return str(value.value if isinstance(value, Enum) else value) or "not set"
