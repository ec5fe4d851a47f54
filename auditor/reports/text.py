"""The report an editor reads: every article's findings, worst first, then what was looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from auditor.model.audit import Result
from auditor.model.finding import Finding, Severity
from auditor.model.run import LEDGER, Ending, Run, Tally, distinct_urls
from auditor.reports.diagnosis import brief, diagnosis
from auditor.reports.lines import BLANK, Line, Piece, cut, hanging, line, tidy
from auditor.reports.summary import summary
from auditor.reports.words import many

_ORDER = list(Severity)
_READING = frozenset({"encoding", "truncated", "unparsed"})  # the rest are findings of REF007
_ALIKE = 3  # from more findings of one rule with one help on, the later ones are told in brief


class TextReport:
    """Findings as they come, a summary at the end; `write` prints a line.

    `infos` shows infos, `verbose` also suppressed findings and every finding whole; `quiet` leaves
    the summary out.
    """

    def __init__(
        self,
        write: Callable[[Line], None],
        width: int,
        *,
        infos: bool = False,
        verbose: bool = False,
        quiet: bool = False,
    ) -> None:
        self._write = write
        self._width = min(200, max(60, width))
        self._infos = infos or verbose
        self._verbose = verbose
        self._quiet = quiet
        self._run: Run | None = None

    def begin(self, run: Run) -> None:
        """Remember what is true of the whole run."""
        self._run = run

    def add(self, result: Result) -> None:
        """Print one article's findings."""
        for item in self._lines(result):
            self._write(item)

    def end(self, tally: Tally, ending: Ending) -> None:
        """Print the summary, unless there was nothing to audit: another line says so."""
        seen = tally.checked
        empty = not (seen["notes"] or seen["addresses"] or tally.levels.total())
        if self._run and not self._quiet and not empty:
            for item in summary(self._run, tally, ending, self._width, infos=self._infos):
                self._write(item)

    def close(self) -> None:
        """Nothing is held."""

    def _lines(self, result: Result) -> Iterator[Line]:
        shown = [finding for finding in result.findings if self._shown(finding)]
        oddly_read = any(item.kind in _READING for item in result.audit.article.diagnostics)
        if shown or oddly_read:
            yield from self._heading(result)
        for group in grouped(shown, alike=len(shown) if self._verbose else _ALIKE):
            yield from diagnosis(group[0], self._width)
            if len(group) > 1:
                yield line(Piece("     and alike:", "key"))
            for finding in group[1:]:
                yield from brief(finding, self._width)
            yield BLANK

    def _shown(self, finding: Finding) -> bool:
        waived = finding.suppressed is not None and not self._verbose
        return not waived and (self._infos or finding.severity is not Severity.INFO)

    def _heading(self, result: Result) -> Iterator[Line]:
        article = result.audit.article
        name = tidy(article.path)
        yield line(
            Piece(name, "heading"), Piece(f" {'─' * max(2, self._width - len(name) - 1)}", "gutter")
        )
        if article.format != LEDGER:
            counts = ", ".join((
                many(len(article.notes), "note"), many(len(result.audit.citations), "citation"),
                many(len(distinct_urls(article)), "address", "addresses"),
            ))  # fmt: skip
            if article.title:
                yield line(Piece(cut(tidy(article.title), self._width), "title"))
            yield line(Piece(counts, "dim"))
            for item in article.diagnostics:
                if item.kind in _READING:
                    yield from hanging((Piece("note: ", "key"),), item.message, self._width)
        yield BLANK


def grouped(findings: Iterable[Finding], alike: int) -> list[Sequence[Finding]]:
    """Findings worst first; many of one rule, level and help stand together at the first."""
    ordered = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
    kinds: dict[tuple[str, Severity, str], list[Finding]] = defaultdict(list)
    for finding in ordered:
        kinds[finding.rule, finding.severity, finding.help].append(finding)
    groups: list[Sequence[Finding]] = []
    for finding in ordered:
        kind = kinds[finding.rule, finding.severity, finding.help]
        if len(kind) <= alike or finding.severity is Severity.ERROR:
            groups.append([finding])
        elif finding is kind[0]:
            groups.append(kind)
    return groups
