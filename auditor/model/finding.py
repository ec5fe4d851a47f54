"""Findings: what a rule says, where, against what, on which evidence."""

from __future__ import annotations

from dataclasses import dataclass
import datetime as dt
from enum import StrEnum

from auditor.model.text import Span


class Severity(StrEnum):
    """Levels of a finding, most serious first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Confidence(StrEnum):
    """How sure a rule is of a finding."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place a finding speaks of, with a label such as "the sentence"."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a finding rests on; `kind` is sentence, note, url, title, document, memento or http."""

    kind: str
    source: str
    excerpt: str = ""
    observed_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters of `span` by `replacement`."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A mechanical repair; `safe` when it can't change what a reader understands."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finding as a rule yields it; the runner adds rule, article, place and fingerprint.

    `primary` is the place to look at. `anchor` is the quoted text the fingerprint stands on: the
    words of the article themselves, no label and no position. `severity` None means the rule's own
    level. `note` is the label of the note it is about.
    """

    message: str
    primary: Span
    anchor: str
    help: str
    note: str | None = None
    severity: Severity | None = None
    confidence: Confidence = Confidence.HIGH
    cited: str | None = None
    found: str | None = None
    related: tuple[Related, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    fixes: tuple[Fix, ...] = ()
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """A resolved place: line and column count from 1, ends are exclusive (formats.md).

    `excerpt` is the line it begins on, shortened around the place; `offset` is where in the
    excerpt the place begins, and `width` how much of it is marked.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str = ""
    offset: int = 0
    width: int = 0
    part: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class ByteEdit:
    """An edit in byte offsets of the file, as formats.md prints it."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class PlacedFix:
    """A fix whose edits are byte offsets."""

    title: str
    safe: bool
    edits: tuple[ByteEdit, ...]


@dataclass(frozen=True, slots=True)
class Suppression:
    """Who silenced a finding, why and until when."""

    by: str
    reason: str
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding, whole and free of the article it came from.

    The fingerprint hashes the rule, the cited value, the quoted anchor and its occurrence: the same
    offline, online and after edits elsewhere.
    """

    rule: str
    name: str
    severity: Severity
    confidence: Confidence
    article: str
    note: str | None
    message: str
    location: Location
    related: tuple[Location, ...] = ()
    cited: str | None = None
    found: str | None = None
    evidence: tuple[Evidence, ...] = ()
    help: str = ""
    fixes: tuple[PlacedFix, ...] = ()
    hosts: tuple[str, ...] = ()
    anchor: str = ""
    fingerprint: str = ""
    suppressed: Suppression | None = None
