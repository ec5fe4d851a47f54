"""The saves of `auditor archive`: what the queue knows already, the question, the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
import datetime as dt
import sys
from urllib.parse import urlsplit

from auditor.archives.saving import steps
from auditor.archives.saving.estimate import save_time
from auditor.archives.saving.settings import HOW_TO_GET_KEYS, Keys, SaveSettings
from auditor.archives.settings import ArchiveSettings
from auditor.cli.archive_progress import save_progress
from auditor.cli.ia_keys import find_keys
from auditor.cli.memory import buckets, store_path
from auditor.cli.messages import hint, say
from auditor.cli.session import Session
from auditor.cli.tape import Tape
from auditor.links.address import page_of
from auditor.model.archive import Entry, SaveState
from auditor.model.errors import OutputError
from auditor.reports.archive_text import ArchiveText, duration
from auditor.reports.terminal import plain_writer
from auditor.reports.words import many
from auditor.store.catalogue import RunCatalogue
from auditor.store.saves import NAME, SaveQueue


class Saving:
    """The saves of one run. What leaves the machine is said before anything does."""

    def __init__(
        self, session: Session, catalogue: RunCatalogue, archives: ArchiveSettings, tape: Tape
    ) -> None:
        self._session = session
        self._tape = tape
        self._catalogue = catalogue
        self._archives = archives
        self._settings = SaveSettings()
        self._urls = list(catalogue.saves(SaveState.PLANNED))

    def recall(self) -> None:
        """Tell the catalogue what the queue knows of earlier runs, if it can be read."""
        if not self._urls:
            return
        try:
            with self._queue() as queue:
                self._put(queue)
        except OutputError as error:  # a plan needs no queue; to save, it is opened again
            hint(error.message)

    @property
    def open(self) -> list[str]:
        """The addresses that are still to be saved: planned, or asked for by an earlier run."""
        states = (SaveState.PLANNED, SaveState.SUBMITTED)
        return [url for state in states for url in self._catalogue.saves(state)]

    def agreed(self) -> bool:
        """Show what would be saved and ask; off a terminal the answer is no."""
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            hint(f"nothing is saved without --save: {self._told('would go')}")
            return False
        ArchiveText(plain_writer(sys.stderr), self._session.width).addresses(self._catalogue)
        self.announce("would go")
        if find_keys() is None:
            hint(f"saving needs keys of the Internet Archive: {HOW_TO_GET_KEYS}")
            return False
        sys.stderr.write("Save them? [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in ("y", "yes")

    def announce(self, verb: str) -> None:
        """Say what goes, or would go, to the archive, and how long it takes."""
        if not self._session.quiet:
            say(self._told(verb))

    def _told(self, verb: str) -> str:
        count = len(self.open)
        host = urlsplit(self._archives.endpoints.save).netloc
        pages = many(count, "address", "addresses")
        time = duration(save_time(count, self._settings))
        return (
            f"{pages} {verb} to {host}, which fetches and publishes what is there for good "
            f"({time} at its pace, within its daily captures and bytes)"
        )

    def work(self, keys: Keys) -> bool:
        """Save; False where the service said nothing for long. What was done is told in any case.

        ConfigError where the keys are refused.
        """
        from auditor.archives.saving.client import SaveClient
        from auditor.evidence.saving import Saver

        client = SaveClient(
            self._archives, self._settings, keys, buckets(self._session), seen=self._tape.saw
        )
        with self._queue(enrol=True) as queue, save_progress(self._session) as progress:
            saver = Saver(queue, client, self._settings, progress=progress)
            try:
                return saver.run()
            finally:
                self._put(queue)
                self._say_tomorrow()

    def _say_tomorrow(self) -> None:
        left = len(list(self._catalogue.saves(SaveState.TOMORROW)))
        if left and not self._session.quiet:
            told = many(left, "save")
            hint(f"{told} left for tomorrow (UTC): the same command goes on with them then")

    @contextmanager
    def _queue(self, *, enrol: bool = False) -> Iterator[SaveQueue]:
        path = store_path(self._session).with_name(NAME)
        with closing(SaveQueue(path, self._archives.endpoints.save, hint)) as queue:
            if enrol:
                now = _now()
                entries = (steps.wanted(page_of(url), now) for url in self._urls)
                queue.enrol(entries, _reviver(now))
            yield queue

    def _put(self, queue: SaveQueue) -> None:
        """Tell the catalogue how far each save is."""
        revive = _reviver(_now())
        for url in self._urls:
            if entry := queue.get(page_of(url)):
                save = steps.told(revive(entry), self._archives.endpoints)
                self._catalogue.put_save(url, save)


def _reviver(now: dt.datetime) -> Callable[[Entry], Entry]:
    return lambda entry: steps.revived(entry, now)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
