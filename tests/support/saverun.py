"""A queue of saves worked off against the stand-in, with a clock that moves when someone waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
import datetime as dt
from pathlib import Path

from standin_save import KEYS, SaveStandin

from auditor.archives.endpoints import Endpoints
from auditor.archives.saving import steps
from auditor.archives.saving.client import SaveClient
from auditor.archives.saving.settings import Keys, SaveSettings
from auditor.archives.settings import ArchiveSettings, Clock
from auditor.evidence.saving import SaveProgress, Saver
from auditor.model.archive import Entry
from auditor.model.pace import OwnBuckets
from auditor.store.saves import SaveQueue

START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


@dataclass
class Time:
    """A time of day that only waiting moves; the stand-in reads it too."""

    at: dt.datetime = START

    def wait(self, seconds: float) -> None:
        self.at += dt.timedelta(seconds=seconds)

    def seconds(self) -> float:
        return self.at.timestamp()

    def clock(self) -> Clock:
        return Clock(monotonic=self.seconds, now=lambda: self.at, wait=self.wait)


@dataclass
class Desk:
    """What one person's runs have in common: the archive, the time, the file of the queue."""

    archive: SaveStandin
    time: Time
    path: Path
    settings: SaveSettings = field(default_factory=SaveSettings)
    keys: Keys = field(default_factory=lambda: Keys(*KEYS))
    buckets: OwnBuckets = field(default_factory=OwnBuckets)
    said: list[str] = field(default_factory=list)
    opened: list[SaveQueue] = field(default_factory=list)

    def close(self) -> None:
        """Let go of all queues."""
        for queue in self.opened:
            queue.close()

    @property
    def endpoints(self) -> Endpoints:
        there = self.archive
        return Endpoints(
            replay=there.replay,
            cdx=there.cdx,
            availability=there.availability,
            save=there.save_page_now,
        )

    def queue(self, urls: Iterable[str]) -> SaveQueue:
        """The queue with these addresses as a run's own."""
        queue = SaveQueue(self.path, self.archive.save_page_now, self.said.append)
        self.opened.append(queue)
        now = self.time.at
        queue.enrol((steps.wanted(url, now) for url in urls), lambda item: steps.revived(item, now))
        return queue

    def saver(self, queue: SaveQueue, progress: SaveProgress | None = None) -> Saver:
        archives = ArchiveSettings(user_agent="tests", endpoints=self.endpoints)
        client = SaveClient(archives, self.settings, self.keys, self.buckets, self.time.clock())
        return Saver(
            queue,
            client,
            self.settings,
            self.time.clock(),
            progress or SaveProgress(),
        )

    def run(self, *urls: str) -> dict[str, Entry]:
        """Save addresses; returns what became of each."""
        queue = self.queue(urls)
        try:
            self.saver(queue).run()
            return {url: entry for url in urls if (entry := queue.get(url))}
        finally:
            queue.close()

    def memento(self, entry: Entry) -> str | None:
        """The address of the new copy, as reports tell it."""
        return steps.told(entry, self.endpoints).memento_uri
