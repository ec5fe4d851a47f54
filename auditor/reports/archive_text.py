"""What is archived, what was saved or would be: addresses that need attention, then the counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
import datetime as dt
from enum import StrEnum

from auditor.model.archive import ArchiveLink, ArchiveSummary, Catalogue, Save, SaveState
from auditor.model.facts import Outcome
from auditor.reports.lines import BLANK, Line, Piece, hanging, line, pad, tidy
from auditor.reports.words import human_date, many

_SHOWN = 40  # addresses listed without -v
_COLUMN = 16
_ROLES = {
    "saved": "good",
    "archived": "good",
    "failed": "error",
    "no_usable_copy": "warning",
    "not_archived": "warning",
    "unknown": "warning",
    "refused": "dim",
    "not_attempted": "dim",
}


class ArchiveText:
    """Writes addresses without a copy and what is done about them; with `verbose` all of them."""

    def __init__(self, write: Callable[[Line], None], width: int, *, verbose: bool = False) -> None:
        self._write = write
        self._width = min(200, max(60, width))
        self._verbose = verbose

    def addresses(self, catalogue: Catalogue) -> None:
        """Write the addresses that need attention."""
        told = (link for link in catalogue.links() if self._verbose or _needs_attention(link))
        left = 0
        for number, link in enumerate(told):
            if self._verbose or number < _SHOWN:
                self._all(self._lines(link))
            else:
                left += 1
        if left:
            self._write(line(Piece(f"… and {many(left, 'more address', 'more')} (-v lists all)")))

    def summary(self, summary: ArchiveSummary) -> None:
        """Write the counts."""
        self._write(BLANK)
        cited = many(summary.citations, "citation")
        addresses = many(summary.addresses, "address", "addresses")
        self._count(f"{cited} of {addresses}", summary.outcomes, Outcome)
        if any(summary.saves.values()):
            self._count("saves", summary.saves, SaveState)

    def _lines(self, link: ArchiveLink) -> Iterator[Line]:
        word = _word(link)
        first = Piece(pad(word.replace("_", " "), _COLUMN), _ROLES.get(word, "info"))
        yield from hanging((first,), tidy(link.wanted.url), self._width)
        indent = (Piece(" " * _COLUMN),)
        if text := _save_words(link.save) or _copy_words(link):
            yield from hanging(indent, text, self._width, "dim")
        yield from hanging(indent, _places(link), self._width, "path")

    def _count(
        self,
        name: str,
        counts: Mapping[Outcome, int] | Mapping[SaveState, int],
        words: type[StrEnum],
    ) -> None:
        found = {str(word): count for word, count in counts.items()}
        told = [
            f"{found[word.value]:,} {word.value.replace('_', ' ')}"
            for word in words
            if found.get(word.value)
        ]
        self._all(hanging((Piece(f"{name}: " if told else name),), ", ".join(told), self._width))

    def _all(self, lines: Iterator[Line]) -> None:
        for item in lines:
            self._write(item)


def _needs_attention(link: ArchiveLink) -> bool:
    return link.save is not None or link.lookup.outcome is not Outcome.ARCHIVED


def _word(link: ArchiveLink) -> str:
    """The word for the state of an address: its save's where there is one."""
    return link.save.state.value if link.save else link.lookup.outcome.value


def _save_words(save: Save | None) -> str:
    """The new copy, or why there is none; nothing of a save that is planned."""
    if save is None:
        return ""
    return save.memento_uri or (save.reason or "").replace("_", " ")


def _copy_words(link: ArchiveLink) -> str:
    """What archives have of it, or who didn't say."""
    lookup = link.lookup
    reason = (lookup.reason or "").replace("_", " ")
    if lookup.memento:
        day = human_date(lookup.memento.memento_datetime.date().isoformat())
        lack = f", {reason}" if reason.startswith("lacks") else ""
        return f"copy of {day}{lack}: {lookup.memento.memento_uri}"
    if lookup.outcome is Outcome.NO_USABLE_COPY and lookup.rejected:
        return f"no usable copy; {lookup.rejected[0]}"
    asked = " from ".join(filter(None, (reason, lookup.service)))
    return asked or lookup.outcome.value.replace("_", " ")


def _places(link: ArchiveLink) -> str:
    shown = [
        f"{item.article}:{item.line}" + (f" (note {item.note})" if item.note else "")
        for item in link.places[:3]
    ]
    more = len(link.places) - len(shown)
    return ", ".join([*shown, *([f"and {more} more"] if more else [])])


def duration(time: dt.timedelta) -> str:
    """A time to come, as exact as anyone would tell it."""
    minutes = time.total_seconds() / 60
    if minutes < 1:
        return "less than a minute"
    if minutes < 90:
        return many(round(minutes), "minute")
    if minutes < 48 * 60:
        return many(round(minutes / 60), "hour")
    return many(round(minutes / 1440), "day")
