"""What a page says in brief, and how a live page differs from a copy of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A page's text, small enough to be kept beside a fact.

    `digest` is the sha-256 of the bytes that were read. `shingles` are hashes of four words in a
    row of its main text, the lowest 2,048 of them. `quotes` says of each quotation asked for
    whether the page holds it. `reason` says why its text can't be compared: then `shingles` is
    empty and `quotes` names at most those that were found.
    """

    digest: str
    title: str = ""
    shingles: frozenset[int] = frozenset()
    quotes: Mapping[str, bool] = field(default_factory=dict, hash=False)
    reason: str | None = None


class Change(StrEnum):
    """How much of a copy's main text is still on the live page: see `Drift.kept`."""

    SAME = "same"
    UNCHANGED = "unchanged"
    EDITED = "edited"
    DRIFTED = "drifted"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How the live page differs from the copy near its citation's date.

    `change` is None where their texts can't be compared, and `reason` says why. `kept` is the share
    of the copy's text, in percent, that the live page still has. `title` and `copy_title` are given
    where they differ. `gone` are quotations that the copy holds and the live page doesn't, `late`
    those that only the live page holds.
    """

    change: Change | None
    kept: int | None = None
    title: str = ""
    copy_title: str = ""
    gone: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    reason: str | None = None
