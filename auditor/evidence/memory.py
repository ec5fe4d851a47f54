"""What a run need not ask again, and what it remembers for the next ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
import datetime as dt
from typing import Protocol

from auditor.model.facts import Check, Lookup, Outcome, Presence, State, Verdict, Wanted

FAILED = frozenset({State.DEAD, State.UNREACHABLE})
UNCHANGED = 304
# A copy near its date stays; that there is none, or none nearer, may change with the next crawl.
NO_COPY_AGE = dt.timedelta(days=7)
NEAR = 90  # days from the anchor


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Rows(Protocol):
    """What is remembered, by address: `auditor.store.store.Store`, or the rows of a recording.

    `patience` are seconds to wait for other processes.
    """

    patience: float

    def verdict(self, url: str, variant: str, /) -> Verdict | None:
        """The last success."""
        ...

    def lookup(self, wanted: Wanted, archive: str, /) -> Lookup | None:
        """The last look-up for its anchor at an archive."""
        ...

    def history(self, url: str, /) -> tuple[Check, ...]:
        """All checks, oldest first."""
        ...

    def keep_verdict(self, verdict: Verdict, variant: str, /) -> None:
        """Remember a success."""

    def keep_lookup(self, wanted: Wanted, lookup: Lookup, archive: str, /) -> None:
        """Remember a look-up."""

    def record(self, url: str, check: Check, /) -> None:
        """Remember a check."""

    def flush(self) -> None:
        """Put on disk what is to be remembered."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The store as one run uses it; without a store it knows nothing and learns nothing.

    `max_age` is how long a good verdict holds. `variant` sets verdicts apart that settings make
    different.
    """

    store: Rows | None = None
    max_age: dt.timedelta = dt.timedelta(days=1)
    variant: str = ""
    now: Callable[[], dt.datetime] = _now

    def verdict(self, page: Wanted) -> Verdict | None:
        """A verdict on a page that still holds, for all its fragments."""
        known = self._verdict(page)
        return known if known and self._holds(known.checked_at, self.max_age) else None

    def conditional(self, page: Wanted) -> Wanted:
        """The same page, to be asked for on condition that it has changed since the last success.

        Validators are of the page as it was reached, so a page behind a redirect has none.
        """
        known = self._verdict(page)
        if not known or known.hops or Presence.UNKNOWN in known.fragments.values():
            return page
        return replace(page, validators=known.validators)

    def learn(self, page: Wanted, verdict: Verdict) -> tuple[Verdict, tuple[Check, ...]]:
        """Remember a verdict; returns it, and the page's history if the page failed.

        "Not changed" is the verdict of the last success, told anew.
        """
        if self.store is None:
            return verdict, ()
        if verdict.status == UNCHANGED and page.validators and (known := self._verdict(page)):
            verdict = _told_anew(known, verdict)
        check = _check(verdict)
        failed = verdict.state in FAILED
        past = self.store.history(page.url) if failed else ()
        if check:
            self.store.record(page.url, check)
            self.store.keep_verdict(verdict, self.variant)
        return verdict, (*past, check) if failed and check else ()

    def lookup(self, wanted: Wanted, archive: str) -> Lookup | None:
        """A look-up at an archive that still holds."""
        known = self.store.lookup(wanted, archive) if self.store else None
        if known is None:
            return None
        near = known.outcome is Outcome.ARCHIVED and abs(known.days_from_anchor or 0) <= NEAR
        age = dt.timedelta.max if near else NO_COPY_AGE
        return known if self._holds(known.checked_at, age) else None

    def learn_lookup(self, wanted: Wanted, lookup: Lookup, archive: str) -> None:
        """Remember a look-up."""
        if self.store:
            self.store.keep_lookup(wanted, lookup, archive)

    def flush(self) -> None:
        """Put on disk what was learnt."""
        if self.store:
            self.store.flush()

    def _verdict(self, page: Wanted) -> Verdict | None:
        known = self.store.verdict(page.url, self.variant) if self.store else None
        if known is None or (page.has_words and known.sketch is None):
            return None
        return known if known.fragments.keys() >= set(page.fragments) else None

    def _holds(self, since: dt.datetime | None, age: dt.timedelta) -> bool:
        """Whether a fact is young enough; one of the future is none: some clock was wrong."""
        return since is not None and dt.timedelta(0) <= self.now() - since < age


def _check(verdict: Verdict) -> Check | None:
    """The check a verdict was; None where nobody looked."""
    if verdict.checked_at is None or verdict.state is State.UNCHECKED:
        return None
    return Check(
        checked_at=verdict.checked_at,
        state=verdict.state,
        detail=verdict.detail,
        status=verdict.status,
        final_url=verdict.final_url,
    )


def _told_anew(known: Verdict, told: Verdict) -> Verdict:
    return replace(
        known,
        cached=False,
        checked_at=told.checked_at,
        seconds=told.seconds,
        attempts=told.attempts,
        why="the server says that the page has not changed since it was last looked at",
    )
