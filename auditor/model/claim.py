"""Claims: what a sentence says that can be checked - dates, numbers, quotations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from auditor.model.dates import Edtf
from auditor.model.text import View


class DateState(StrEnum):
    """Whether a date in prose can be compared with anything."""

    CERTAIN = "certain"
    YEAR_MISSING = "year_missing"
    AMBIGUOUS = "ambiguous"
    RELATIVE = "relative"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text, at `start:end` of it. `value` is None unless the state is CERTAIN.

    A date without a year keeps `month` and `day`. `weekday` (Monday is 0) is what the text says it
    was. `fiscal` marks fiscal years, `era` a converted era year (Reiwa 4), `readings` the values an
    ambiguous numeric date may have.
    """

    raw: str
    start: int
    end: int
    state: DateState
    value: Edtf | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    fiscal: bool = False
    era: bool = False
    readings: tuple[Edtf, ...] = ()

    def moved(self, by: int) -> DateMention:
        """The same mention, in a text that has `by` characters more before it."""
        return replace(self, start=self.start + by, end=self.end + by) if by else self


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in a text with the interval its printed precision allows.

    `low <= value <= high`: 1.5 is [1.45, 1.55]; `bound` is "at least", "at most" or None. `unit` is
    normalised ("%", "USD", "km", "times", a head noun in the singular); `scale` already multiplied
    in. A range ("10–15") has its middle as value and both ends as bounds. `label` is the row it
    belongs to ("FY2020", "2020"), if the text gives one. `style` is how it is written: "plain",
    "comma-grouped", "space-grouped", "dot-grouped", "indian", "decimal-point", "decimal-comma",
    "malformed", "words".
    """

    raw: str
    start: int
    end: int
    value: Decimal
    low: Decimal
    high: Decimal
    unit: str | None = None
    label: str | None = None
    approximate: bool = False
    bound: str | None = None
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in double quotation marks or a block quotation, at `start:end` (marks included).

    `closed` is False where the closing mark is missing, or, with no text, where a closing mark
    never opened. `view` is what stands between the marks; in a claim it keeps all of the quoted
    words, also those of the sentences around, while `start:end` is the part in the segment.
    """

    view: View
    start: int
    end: int
    closed: bool = True
    block: bool = False

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.view.text


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence, or its segment before one marker, says and which notes it leans on.

    `notes` are note ids: those of the marker itself and of markers side by side with it. Offsets in
    `dates`, `numbers` and `quotations` count in `segment.text`. A sentence without markers is a
    claim with no notes and the whole sentence as its segment; the words after the last marker of
    a sentence are another (the segment then starts later). For the note after a block
    quotation, `sentences` names all of the quotation's sentences.
    """

    id: str
    sentence: int
    segment: View
    notes: tuple[str, ...]
    dates: tuple[DateMention, ...] = ()
    numbers: tuple[NumberMention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    sentences: tuple[int, ...] = ()
