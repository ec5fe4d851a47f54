"""Binds the store to the settings of a run: opened when first needed, closed with the run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.messages import hint
from auditor.cli.session import Session
from auditor.config.cache import as_time
from auditor.evidence.memory import Memory
from auditor.model.errors import OutputError
from auditor.store.place import NAME, cache_folder

if TYPE_CHECKING:  # sqlite3 is loaded by runs that go online alone
    from auditor.model.pace import Buckets
    from auditor.store.store import Store
HURRIED = 0.5  # seconds of patience with locks after a Ctrl-C, which is to end a run within two


class Kept:
    """What a run remembers; a run that is offline or without cache remembers nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._store: Store | None = None

    def memory(self) -> Memory:
        """The memory of the run."""
        here = self._session.here
        if self._session.offline or not here["cache"]:
            return Memory()
        variant = "private" if here["allow_private"] else ""
        memory = Memory(None, as_time(here["cache_max_age"]), variant)
        if self._session.replay:  # the rows that the recorded run used, as old as they were then
            return self._session.replay.memory(memory)
        if self._store is None:
            self._store = open_store(self._session)
        return replace(memory, store=self._store)

    @property
    def error(self) -> OutputError | None:
        """Why facts could not be kept, where there was no room for them."""
        return self._store.error if self._store else None

    def hurry(self) -> None:
        """Hardly wait any longer for other processes: someone waits for the end of the run."""
        if self._store:
            self._store.patience = min(self._store.patience, HURRIED)

    def close(self) -> None:
        """Put on disk what is left, and let go of the store."""
        if self._store:
            self._store.close()


def store_path(session: Session) -> Path:
    """Where the store of a session lies."""
    return Path(session.here["cache_dir"] or cache_folder()) / NAME


def open_store(session: Session, say: Callable[[str], None] = hint) -> Store:
    """The store of a session; its troubles are told by `say`, unless the session is quiet."""
    from auditor.store.store import Store

    return Store(store_path(session), _silent if session.quiet else say)


def buckets(session: Session) -> Buckets:
    """The pace of services, shared with runs at the same time where there may be a cache."""
    if not session.here["cache"]:
        from auditor.model.pace import OwnBuckets

        return OwnBuckets()
    from auditor.store.buckets import NAME as PACE
    from auditor.store.buckets import SharedBuckets

    return SharedBuckets(store_path(session).with_name(PACE), _silent if session.quiet else hint)


def _silent(_: str) -> None:
    """Say nothing."""
