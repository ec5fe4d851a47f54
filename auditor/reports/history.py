"""The checks of one address on record, as lines and as `auditor.history/1`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from auditor.model.facts import Check, State
from auditor.reports.lines import Line, Piece, hanging, line, tidy
from auditor.reports.words import human_time, iso

_ROLES = {State.ALIVE: "good", State.DEAD: "error", State.MOVED: "info"}


def history_lines(url: str, checks: Sequence[Check], width: int) -> Iterator[Line]:
    """A line for each check, in the order they were made."""
    yield from hanging((Piece(""),), tidy(url), width)
    if not checks:
        yield line(Piece("no check on record", "dim"))
    for check in checks:
        yield from _check(url, check, width)


def _check(url: str, check: Check, width: int) -> Iterator[Line]:
    said = [check.detail or "", str(check.status or "")]
    if check.final_url and check.final_url != url:
        said.append(f"to {tidy(check.final_url)}")
    head = (
        Piece(f"{human_time(check.checked_at)}  ", "dim"),
        Piece(f"{check.state.value:<13}", _ROLES.get(check.state, "warning")),
    )
    yield from hanging(head, ", ".join(filter(None, said)), width)


def history_fields(url: str, checks: Sequence[Check]) -> dict[str, Any]:
    """The document of a program."""
    return {
        "schema": "auditor.history/1",
        "url": url,
        "checks": [
            {
                "checked_at": iso(check.checked_at),
                "verdict": check.state.value,
                "detail": check.detail,
                "status": check.status,
                "final_url": check.final_url,
            }
            for check in checks
        ],
    }
