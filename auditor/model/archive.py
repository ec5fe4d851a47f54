"""What becomes of a cited address in an archive: its look-up, its save, its copy on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
import datetime as dt
from enum import StrEnum
from typing import Protocol

from auditor.model.facts import Lookup, Outcome, Wanted


class SaveState(StrEnum):
    """How far the save of an address is, in the words of formats.md."""

    PLANNED = "planned"
    SUBMITTED = "submitted"
    SAVED = "saved"
    FAILED = "failed"
    TOMORROW = "tomorrow"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """The save of an address; `reason` says why it failed, was put off or was never sent."""

    state: SaveState
    job_id: str | None = None
    memento_uri: str | None = None
    reason: str | None = None


class Stage(StrEnum):
    """Where an entry of the queue of saves stands.

    `asked` is an intent whose answer is not known: a capture may be under way. `doubtful` is one
    that is looked up before it is given up. The last three are ends.
    """

    WANTED = "wanted"
    ASKED = "asked"
    RUNNING = "running"
    DOUBTFUL = "doubtful"
    SAVED = "saved"
    FAILED = "failed"
    TOMORROW = "tomorrow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One address in the queue of saves; times are UTC.

    `since` is when it was first wanted, `due` when there is something to do about it next,
    `asked_at` the moment of the last intent, `captured_at` that of the capture, which names the
    memento. `failures` counts answers that were errors. `version` tells one state of an entry from
    the next, so that two processes can't both act on it.
    """

    url: str
    stage: Stage
    since: dt.datetime
    due: dt.datetime
    asked_at: dt.datetime | None = None
    failures: int = 0
    job_id: str | None = None
    captured_at: dt.datetime | None = None
    reason: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A copy on disk: the WARC it is in, its record's id, its payload digest, how whole it is.

    `completeness` is full, html_only or needs_browser.
    """

    file: str
    record_id: str
    digest: str
    completeness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedAddress:
    """One citation of an address: where it stands, and near which date a copy should be."""

    wanted: Wanted
    article: str
    note: str | None
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRow:
    """One row of the catalogue: a citation, and what an archive and the disk have of it."""

    cited: CitedAddress
    lookup: Lookup
    save: Save | None = None
    capture: Capture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLink:
    """An address with one anchor, and every citation of it: one of `links` of formats.md."""

    wanted: Wanted
    lookup: Lookup
    places: tuple[CitedAddress, ...] = ()
    save: Save | None = None
    capture: Capture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSummary:
    """Counts of a run: citations, distinct addresses, outcomes by link, saves by address."""

    citations: int
    addresses: int
    outcomes: Mapping[Outcome, int]
    saves: Mapping[SaveState, int]
    exit_code: int = 0


class Catalogue(Protocol):
    """What a run found, in the two orders that reports want it."""

    def rows(self) -> Iterator[ArchiveRow]:
        """One row for each citation, as the inputs have them."""
        ...

    def links(self) -> Iterator[ArchiveLink]:
        """Each address and anchor once, with its citations, in the order they were first seen."""
        ...
