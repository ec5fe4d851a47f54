"""Policy: the settings that rules and suppressions read, already validated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
import datetime as dt
from enum import StrEnum

from auditor.model.finding import Severity


class DateOrder(StrEnum):
    """House order of all-numeric dates."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding a person has accepted, with a reason and an end.

    Exactly one aim is set: `finding` (a fingerprint), `text`, `url`, `host` or `claim`. `article`
    narrows it to one file. `line` is where it stands in the ledger.
    """

    rule: str
    reason: str
    expires: dt.date
    article: str | None = None
    text: str | None = None
    url: str | None = None
    host: str | None = None
    claim: str | None = None
    finding: str | None = None
    by: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often an address must have failed, and over how many days, before it counts as gone."""

    failures: int = 3
    days: int = 3

    def __str__(self) -> str:
        return f"{self.failures} failures over {self.days} days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the rules may know of the house: dates, tolerances, levels, names, kinds of sources.

    `as_of` is the day the audit is made for. `select` and `ignore` are rule codes or their
    beginnings (`DAT`, `DAT001`). `accept` holds status codes that are no fault of a link, by host,
    for all hosts under `*`. `aliases` map a wrong name of a publisher to the right one. A link that
    is not found counts as dead after `dead_after_failures`, one that can't be reached after
    `unreachable_after`. Addresses on `withheld_hosts` (globs, which stand for the hosts below them
    too) are never told to an archive, and of a `withheld` article none is.
    """

    as_of: dt.date
    date_order: DateOrder | None = None
    date_tolerance_days: int = 2
    archive_window_days: int = 90
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    source_types: Mapping[str, str] = field(default_factory=dict)
    accept: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    dead_after_failures: int = 1
    unreachable_after: Repeats = field(default_factory=Repeats)
    canonical_names: tuple[str, ...] = ()
    name_aliases: Mapping[str, str] = field(default_factory=dict)
    distinct_names: tuple[frozenset[str], ...] = ()
    waivers: tuple[Waiver, ...] = ()
    withheld_hosts: tuple[str, ...] = ()
    withheld: bool = False
