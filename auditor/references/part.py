"""One citation while it is read: what is found, and a mask that loses what has been read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
import re

from auditor.dates import find_dates
from auditor.model.claim import DateMention, DateState
from auditor.model.dates import Edtf
from auditor.references.plain import Kind, Plain, Zone

Range = tuple[int, int]
TAKEN = "\ue000"  # stands in a mask for what has been read
URL, QUOTE, ITALIC, PAREN, BRACKET = (
    kind.value for kind in (Kind.URL, Kind.QUOTE, Kind.ITALIC, Kind.PAREN, Kind.BRACKET)
)
YEAR = r"(?:1[4-9]|20)\d\d"
_DATE_HINT = re.compile(r"\d")
_STRETCH = re.compile("[^\ue000-\ue005]+")  # finding dates in painted zones costs the most


@dataclass(slots=True)
class Fields:
    """What was found: ranges of the plain text by field name, dates apart."""

    title: Zone | None = None
    at: dict[str, Range] = field(default_factory=dict)
    dates: dict[str, tuple[Edtf, Range]] = field(default_factory=dict)
    url: Zone | None = None
    names_stop: str = ""
    names_sure: bool = True
    one_body: bool = False
    ibid: bool = False
    chapter: bool = False
    imprint: bool = False


class Part:
    """A citation between two offsets of a plain text; offsets here count in its `mask`."""

    def __init__(self, plain: Plain, start: int, end: int) -> None:
        self.plain = plain
        self.start = start
        self.zones = plain.within(start, end)
        self.mask = plain.masked(start, end)
        self._low = self.mask.lower()
        self.found = Fields()
        self.dates = dates_in(self.mask)

    def words(self, low: int, high: int) -> str:
        """The text between two offsets, unmasked."""
        return self.plain.text[self.start + low : self.start + high]

    def may_hold(self, cues: Iterable[str]) -> bool:
        """Whether one of some small words stood in the mask: asked before a slow pattern is."""
        return any(map(self._low.__contains__, cues))

    def place(self, zone: Zone) -> Range:
        """Where a zone stands."""
        return zone.start - self.start, zone.end - self.start

    def take(self, name: str, low: int, high: int) -> None:
        """Note that the field `name` stands there; paint it out."""
        self.found.at.setdefault(name, (self.start + low, self.start + high))
        self.paint(low, high)

    def take_date(self, name: str, value: Edtf, low: int, high: int) -> None:
        """Note a date and paint it out."""
        self.found.dates.setdefault(name, (value, (self.start + low, self.start + high)))
        self.paint(low, high)
        self.dates = [m for m in self.dates if m.end <= low or m.start >= high]

    def paint(self, low: int, high: int) -> None:
        """Make what stands there invisible to later readers."""
        self.mask = self.mask[:low] + TAKEN * (high - low) + self.mask[high:]

    def dated(self, low: int, high: int) -> bool:
        """Whether a date stands (partly) there."""
        return any(m.start < high and low < m.end for m in self.dates)


def dates_in(text: str) -> list[DateMention]:
    """The certain dates of a masked text, in order; looked for only where there are digits."""
    return [mention for stretch in _STRETCH.finditer(text) for mention in _dates(stretch)]


def _dates(stretch: re.Match[str]) -> Iterator[DateMention]:
    if not _DATE_HINT.search(stretch[0]):
        return
    at = stretch.start()
    for mention in find_dates(stretch[0]):
        if mention.state is DateState.CERTAIN and mention.value is not None:
            yield mention.moved(at)
