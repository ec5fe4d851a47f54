"""The `facts` block of a rule page: look-ups of mementos as TOML, one table an address.

["https://port.example/lamp"]
outcome = "archived"
copy = 2021-03-05          # the day of the memento
anchor = 2021-03-03
kind = "issued"
drift = {change = "replaced", kept = 2, title = "Casino", copy_title = "A Lamp"}
"""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any

from auditor.model.drift import Change, Drift
from auditor.model.facts import Facts, Lookup, Memento, Outcome


def facts_of(text: str) -> Facts:
    """The facts that a block gives; none where there is no block."""
    return Facts(mementos={url: _lookup(url, said) for url, said in tomllib.loads(text).items()})


def _lookup(url: str, said: dict[str, Any]) -> Lookup:
    day, anchor = said.get("copy"), said.get("anchor")
    return Lookup(
        url=url,
        outcome=Outcome(said["outcome"]),
        anchor=anchor,
        anchor_kind=said.get("kind", "none"),
        memento=_memento(url, day) if day else None,
        days_from_anchor=(day - anchor).days if day and anchor else None,
        service=said.get("service"),
        reason=said.get("reason"),
        rejected=tuple(said.get("rejected", ())),
        drift=_drift(said["drift"]) if "drift" in said else None,
    )


def _memento(url: str, day: dt.date) -> Memento:
    moment = dt.datetime.combine(day, dt.time(8), dt.UTC)
    uri = f"https://web.archive.org/web/{moment:%Y%m%d%H%M%S}/{url}"
    return Memento(original=url, memento_uri=uri, memento_datetime=moment, statuscode=200)


def _drift(said: dict[str, Any]) -> Drift:
    change = Change(said["change"]) if "change" in said else None
    quotes = {name: tuple(said.get(name, ())) for name in ("gone", "late")}
    return Drift(**{**said, **quotes, "change": change})
