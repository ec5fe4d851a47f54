"""Whether an address that failed has failed for long: one bad moment says nothing, many days do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
import datetime as dt

from auditor.model.facts import Check, State, Verdict
from auditor.model.policy import Policy

FAILED = frozenset({State.DEAD, State.UNREACHABLE})
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Series:
    """The failures of an address since it last answered, this run's last; `since` is the first."""

    checks: tuple[Check, ...] = ()

    @property
    def since(self) -> dt.datetime | None:
        """When the first of them was."""
        return self.checks[0].checked_at if self.checks else None

    @property
    def span(self) -> dt.timedelta:
        """The time from the first to the last."""
        if not self.checks:
            return dt.timedelta(0)
        return self.checks[-1].checked_at - self.checks[0].checked_at

    def occasions(self, apart: dt.timedelta) -> int:
        """How many there were, those closer than `apart` to the one before counted as one."""
        count, last = 0, None
        for check in self.checks:
            if last is None or check.checked_at - last >= apart:
                count, last = count + 1, check.checked_at
        return count


def series(checks: Sequence[Check], states: Collection[State] = FAILED) -> Series:
    """The unbroken failures at the end of a history.

    Runs in which nobody could look break nothing. A check later than the last is of a clock that
    was wrong, and no witness of how long it has been.
    """
    found: list[Check] = []
    for check in reversed(checks):
        if check.state not in states and check.state is not State.UNCHECKED:
            break
        if check.state in states and check.checked_at <= checks[-1].checked_at:
            found.append(check)
    return Series(tuple(reversed(found)))


def is_gone(verdict: Verdict, checks: Sequence[Check], policy: Policy) -> bool:
    """Whether an address that failed now counts as dead by the policy; `checks` may be missing."""
    if verdict.state is State.DEAD:
        times = len(series(checks, {State.DEAD}).checks)
        return max(1, times) >= policy.dead_after_failures
    wanted, failures = policy.unreachable_after, series(checks)
    days = wanted.days * _DAY
    # Occasions spread over the days: ten checks in one bad hour are one.
    times = max(1, failures.occasions(days / (2 * wanted.failures)))
    return times >= wanted.failures and failures.span >= days


def is_repeated(checks: Sequence[Check]) -> bool:
    """Whether an address has failed on more than one day, which is more than a bad moment."""
    return series(checks).span >= _DAY
