"""Exit codes, the same in every format (formats.md); several apply: the highest."""

from __future__ import annotations

from enum import IntEnum


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
