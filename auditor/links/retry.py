"""When to ask again; pure."""

from __future__ import annotations

from auditor.model.port import Answer, Failure, Fault

PASSING = frozenset({408, 425, 429, *range(500, 600)})
# 404 and 410 are asked once more: dead is a word for what lasts (formats.md).
CONFIRMED = frozenset({404, 410})
BROKEN = frozenset({Fault.DNS, Fault.REFUSED, Fault.RESET, Fault.TIMEOUT})


def tries(answer: Answer, retries: int) -> int:
    """How often in all a request deserves to be made whose answer was this one."""
    if isinstance(answer, Failure):
        return 1 + (retries if answer.fault in BROKEN else 0)
    if answer.status in CONFIRMED:
        return 1 + min(1, retries)
    return 1 + (retries if answer.status in PASSING else 0)
