"""Liveness as a list: what became of each address that is not simply alive, and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from auditor.model.audit import Result
from auditor.model.facts import Lookup, Outcome, State, Verdict
from auditor.model.finding import Severity
from auditor.model.run import Ending, Run, Tally
from auditor.reports.diagnosis import diagnosis
from auditor.reports.fields import places_of
from auditor.reports.lines import BLANK, Line, Piece, hanging, line, pad, tidy
from auditor.reports.words import human_date, many

_ROLES = {State.ALIVE: "good", State.DEAD: "error", State.MOVED: "info", State.UNCHECKED: "dim"}


class LinksText:
    """Addresses as their articles come; live and unchecked ones where `verbose` asks."""

    def __init__(
        self,
        write: Callable[[Line], None],
        width: int,
        *,
        verbose: bool = False,
        quiet: bool = False,
    ) -> None:
        self._write = write
        self._width = min(200, max(60, width))
        self._verbose = verbose
        self._quiet = quiet
        self._seen: set[str] = set()
        self._states: Counter[str] = Counter()
        self._outcomes: Counter[str] = Counter()

    def begin(self, run: Run) -> None:
        """Nothing stands before the addresses."""

    def add(self, result: Result) -> None:
        """Print the addresses of one article that no article before it had."""
        for url, places in places_of(result.audit.article):
            verdict = result.audit.facts.links.get(url)
            if verdict is None or url in self._seen:
                continue
            self._seen.add(url)
            self._states[verdict.state] += 1
            lookup = result.audit.facts.mementos.get(url)
            self._outcomes.update([lookup.outcome] if lookup else [])
            if self._verbose or verdict.state not in (State.ALIVE, State.UNCHECKED):
                for item in self._lines(verdict, lookup, places):
                    self._write(item)
        for finding in result.findings:
            if self._verbose or not (finding.severity is Severity.INFO or finding.suppressed):
                self._write(BLANK)
                for item in diagnosis(finding, self._width):
                    self._write(item)

    def _lines(
        self, verdict: Verdict, lookup: Lookup | None, places: list[dict[str, object]]
    ) -> Iterator[Line]:
        role = _ROLES.get(verdict.state, "warning")
        name = _words(verdict.state)
        yield from hanging((Piece(pad(name, 13), role),), tidy(verdict.url), self._width)
        status = f"status {verdict.status}" if verdict.status else ""
        detail = _words(verdict.detail or "")
        why = verdict.why or ", ".join(word for word in (detail, status) if word)
        if verdict.final_url and verdict.final_url != verdict.url and verdict.final_url not in why:
            why += f" → {verdict.final_url}"
        if why:
            yield from hanging((Piece(" " * 13),), why, self._width, "dim")
        if copy := _copy(lookup):
            yield from hanging((Piece(" " * 13),), copy, self._width, "dim")
        where = ", ".join(
            f"{place['article']}:{place['line']}:{place['column']}" for place in places
        )
        yield from hanging((Piece(" " * 13),), where, self._width, "path")

    def end(self, tally: Tally, ending: Ending) -> None:
        """Print how many addresses came to which verdict, unless there was nothing to read."""
        if self._quiet or not (tally.checked["articles"] or ending.interrupted):
            return
        self._write(BLANK)
        self._count(many(self._states.total(), "address", "addresses"), State, self._states)
        if self._outcomes.total() > self._outcomes[Outcome.NOT_ATTEMPTED]:
            self._count("archive copies", Outcome, self._outcomes)
        if ending.interrupted:
            self._write(
                line(Piece("interrupted: what was still to come was not looked at", "warning"))
            )

    def _count(self, name: str, words: Iterable[State | Outcome], counts: Counter[str]) -> None:
        """One line of counts, in the order of their words."""
        told = [f"{counts[word]} {_words(word)}" for word in words if counts[word]]
        first = Piece(f"{name}: " if told else name)
        for item in hanging((first,), ", ".join(told), self._width):
            self._write(item)

    def close(self) -> None:
        """Nothing is held."""


def _copy(lookup: Lookup | None) -> str:
    """What the archive has of an address; nothing where it was not asked."""
    if lookup is None or lookup.outcome is Outcome.NOT_ATTEMPTED:
        return ""
    if lookup.memento is None:
        reason = f" ({_words(lookup.reason)})" if lookup.reason else ""
        return f"archive copy: {_words(lookup.outcome)}{reason}"
    day = human_date(lookup.memento.memento_datetime.date().isoformat())
    return f"archive copy of {day}: {lookup.memento.memento_uri}"


def _words(key: str) -> str:
    return key.replace("_", " ")
