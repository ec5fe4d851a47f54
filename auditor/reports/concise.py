"""One finding a line, as compilers print them: `path:line:column: CODE level message`."""

from __future__ import annotations

from typing import TextIO

from auditor.model.audit import Result
from auditor.model.finding import Severity
from auditor.model.run import Ending, Run, Tally
from auditor.reports.lines import tidy


class ConciseReport:
    """Findings in the order of the article; infos and suppressed ones only where asked for."""

    def __init__(self, stream: TextIO, *, infos: bool = False, verbose: bool = False) -> None:
        self._stream = stream
        self._infos = infos or verbose
        self._verbose = verbose

    def begin(self, run: Run) -> None:
        """Nothing stands before the findings."""

    def add(self, result: Result) -> None:
        """Print one article's findings."""
        for finding in result.findings:
            waived = finding.suppressed is not None and not self._verbose
            if not waived and (self._infos or finding.severity is not Severity.INFO):
                place = f"{tidy(finding.article)}:{finding.location.line}:{finding.location.column}"
                mark = " (waived)" if finding.suppressed else ""
                said = f"{finding.rule} {finding.severity} {tidy(finding.message)}{mark}"
                self._stream.write(f"{place}: {said}\n")

    def end(self, tally: Tally, ending: Ending) -> None:
        """Nothing stands after them."""

    def close(self) -> None:
        """Nothing is held."""
