"""Facts from outside: verdicts of links, mementos, and what was not looked at and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
import datetime as dt
from enum import StrEnum

from auditor.model.drift import Drift, Sketch
from auditor.model.policy import Waiver


class State(StrEnum):
    """The verdict words of formats.md."""

    ALIVE = "alive"
    MOVED = "moved"
    DEAD = "dead"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    UNREACHABLE = "unreachable"
    INSECURE = "insecure"
    SUSPECT = "suspect"
    UNCHECKED = "unchecked"


class Presence(StrEnum):
    """Whether a page holds what a fragment names; unknown where that could not be told."""

    PRESENT = "present"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to look at, as cited, and the date near which a copy should be.

    `anchor_kind` says where the date comes from: accessed, issued, article or none. An anchor less
    exact than a day ("2022") is the first of the days it may mean, and `anchor_end` the last.
    `validators` are ETag and Last-Modified (lower-case header names) of an earlier look at exactly
    this address, for a conditional request; a 304 then means that the earlier verdict holds.
    `fragments` are those cited of a page, where `url` is the page itself. `title` and `quotes` are
    what the article says of the page and quotes from it: a copy should hold them. `withheld`
    addresses are never told to an archive.
    """

    url: str
    anchor: dt.date | None = None
    anchor_kind: str = "none"
    anchor_end: dt.date | None = None
    validators: Mapping[str, str] = field(default_factory=dict, hash=False)
    fragments: tuple[str, ...] = ()
    title: str = ""
    quotes: tuple[str, ...] = ()
    withheld: bool = False

    @property
    def has_words(self) -> bool:
        """Whether it is known what the page should say."""
        return bool(self.title or self.quotes)


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way: the address asked for and the status it answered with."""

    url: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one address. `detail` refines the state in the words of formats.md.

    `permanent` says of a moved address that every hop was permanent (301, 308). `why` is the
    evidence in one sentence. `validators` are ETag and Last-Modified, `title` is the page's title.
    `fragments` says of each fragment cited whether the page holds it. `suggestion` is an address
    near a dead one that answers. `sketch` is the page in brief, where it is to be compared with a
    copy.
    """

    url: str
    state: State
    detail: str | None = None
    status: int | None = None
    final_url: str | None = None
    hops: tuple[Hop, ...] = ()
    permanent: bool = False
    attempts: int = 0
    checked_at: dt.datetime | None = None
    seconds: float | None = None
    cached: bool = False
    why: str = ""
    title: str | None = None
    validators: Mapping[str, str] = field(default_factory=dict)
    fragments: Mapping[str, Presence] = field(default_factory=dict)
    suggestion: str | None = None
    sketch: Sketch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One look at an address, as its history keeps it."""

    checked_at: dt.datetime
    state: State
    detail: str | None = None
    status: int | None = None
    final_url: str | None = None


class Outcome(StrEnum):
    """How a look-up of mementos ended."""

    ARCHIVED = "archived"
    NO_USABLE_COPY = "no_usable_copy"
    NOT_ARCHIVED = "not_archived"
    UNKNOWN = "unknown"
    NOT_ATTEMPTED = "not_attempted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento:
    """One capture of an original resource (RFC 7089), with what its index row tells."""

    original: str
    memento_uri: str
    memento_datetime: dt.datetime
    statuscode: int | None = None
    mimetype: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """Whether an address has a usable copy near its anchor date.

    `anchor_kind` says where the anchor comes from: accessed, issued, article or none.
    `days_from_anchor` is signed: positive when the copy is later than the last day the anchor may
    mean, 0 where it was made on one of those days. `service` and `reason` explain an
    unknown outcome; `rejected` says for each capture that was passed over why. `sketch` is the
    copy in brief, `drift` how the live page differs from it, where both could be read.
    """

    url: str
    outcome: Outcome
    anchor: dt.date | None = None
    anchor_kind: str = "none"
    memento: Memento | None = None
    days_from_anchor: int | None = None
    service: str | None = None
    reason: str | None = None
    rejected: tuple[str, ...] = ()
    checked_at: dt.datetime | None = None
    sketch: Sketch | None = None
    drift: Drift | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """Something that could not be looked at: never the same as looked and found nothing."""

    what: str
    reason: str
    url: str | None = None
    note: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file of the article's own tree that a link names.

    `exists` is None where it was not looked at, as it lies outside of the tree. `anchors` are the
    keys of the anchors it has (`auditor.text.anchors`), None where they are not known. `whole` is
    False where no repository tells what belongs to the tree: an article may stand there alone.
    """

    exists: bool | None
    anchors: frozenset[str] | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known from outside, by address as cited. Absent means not asked.

    `history` holds the checks on record of an address that failed, oldest first, this run's last.
    `unused_waivers` is known at the end of a run alone, when the ledger itself is looked at.
    """

    links: Mapping[str, Verdict] = field(default_factory=dict)
    mementos: Mapping[str, Lookup] = field(default_factory=dict)
    local: Mapping[str, LocalFile] = field(default_factory=dict)
    unused_waivers: tuple[Waiver, ...] = ()
    history: Mapping[str, tuple[Check, ...]] = field(default_factory=dict)
