"""Exit codes, the same in every format (formats.md); several apply: the highest."""

from __future__ import annotations

from enum import IntEnum

from auditor.model.finding import Finding, Severity


class Exit(IntEnum):
    """What the exit code of a run says."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    NOTHING = 3
    UNCHECKED = 4
    INTERNAL = 70
    OUTPUT = 74
    INTERRUPTED = 130


_ORDER = list(Severity)


def fails(finding: Finding, fail_on: str) -> bool:
    """Whether a finding makes the run fail: not suppressed, at or above the level."""
    if fail_on == "never" or finding.suppressed:
        return False
    return _ORDER.index(finding.severity) <= _ORDER.index(Severity(fail_on))
