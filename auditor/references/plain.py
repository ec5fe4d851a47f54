"""The plain text of a note with its zones (quotations, italics, brackets, addresses) and places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a zone is; the value is the character that stands for it in a mask."""

    URL = "\ue001"
    QUOTE = "\ue002"
    ITALIC = "\ue003"
    PAREN = "\ue004"
    BRACKET = "\ue005"


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the plain text, marks included; `inner` is what stands between the marks.

    `url` is the address of a URL zone. A link with words for its text is an empty zone at the
    end of those words; `target` is where its address stands in the note.
    """

    kind: Kind
    start: int
    end: int
    inner: tuple[int, int]
    url: str = ""
    target: tuple[int, int] | None = None


@dataclass(frozen=True)
class Plain:
    """A note's text without markup. `offsets[i]` is where character `i` stands in the note."""

    text: str
    offsets: tuple[int, ...]
    zones: tuple[Zone, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the note that holds the plain text's characters from `start` to `end`."""
        if not self.offsets:
            return 0, 0
        if end <= start:
            place = self.offsets[min(start, len(self.offsets) - 1)]
            return place, place
        return self.offsets[start], self.offsets[end - 1] + 1

    @cached_property
    def mask(self) -> str:
        """The text with each outermost zone painted over by its kind's character."""
        return self.masked(0, len(self.text))

    def masked(self, start: int, end: int) -> str:
        """The mask of a part of the text: zones wholly inside of it, outermost ones painted."""
        parts: list[str] = []
        at = start
        for zone in self.within(start, end):
            parts.append(self.text[at : zone.start])
            parts.append(zone.kind.value * (zone.end - zone.start))
            at = zone.end
        return "".join([*parts, self.text[at:end]])

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The range between two offsets without blanks, commas and semicolons at its ends."""
        while start < end and self.text[start] in " \t\n,;:":
            start += 1
        while end > start and self.text[end - 1] in " \t\n,;":
            end -= 1
        return start, end

    def within(self, start: int, end: int) -> list[Zone]:
        """The outermost zones wholly between two offsets, in order."""
        found: list[Zone] = []
        at = start
        for zone in self.zones:
            if zone.start >= end:
                break
            if zone.start >= at and zone.end <= end:
                found.append(zone)
                at = zone.end
        return found


@dataclass(frozen=True, slots=True)
class Segment:
    """Where one citation stands in the plain text, and the signal printed before it.

    `marked` says that a title, an address or ibid. made it a citation, not its words alone.
    """

    start: int
    end: int
    signal: str | None = None
    marked: bool = True
