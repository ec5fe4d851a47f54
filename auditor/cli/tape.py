"""Binds `--record` and `--replay` to a run: what is seen of the outside is put down, or read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
import datetime as dt
import os
from typing import TYPE_CHECKING, Any, Protocol

from auditor import __version__
from auditor.archives.endpoints import Endpoints
from auditor.evidence.collect import Clients
from auditor.evidence.memory import Memory
from auditor.model.article import Article
from auditor.model.facts import LocalFile
from auditor.model.port import Answer

if TYPE_CHECKING:  # runs that neither record nor replay load nothing of it
    from auditor.cli.session import Session
    from auditor.evidence.record import Recorder
    from auditor.evidence.replay import Replay
    from auditor.store.catalogue import RunCatalogue

Files = Mapping[str, LocalFile]


class Tape(Protocol):
    """What stands between a run and the outside."""

    def article(self, article: Article, /) -> None:
        """An article was read."""

    def local(self, article: Article, look: Callable[[], Files], /) -> Files:
        """What is known of the files that an article's links name."""
        ...

    def clients(self, clients: Clients, /) -> Clients:
        """The clients to use."""
        ...

    def memory(self, memory: Memory, /) -> Memory:
        """The memory to use."""
        ...

    def endpoints(self, endpoints: Endpoints, /) -> Endpoints:
        """Where the archives stand, or stood."""
        ...

    def saw(self, answer: Answer, /) -> None:
        """The service that saves pages answered."""

    def archived(self, catalogue: RunCatalogue, /) -> None:
        """What `auditor archive` saved and kept stands in the catalogue, or is put there."""

    def end(self, *, interrupted: bool) -> None:
        """The run ended."""


class NoTape:
    """A run that is neither recorded nor replayed."""

    def article(self, article: Article) -> None:
        """Nothing is put down."""

    def local(self, _: Article, look: Callable[[], Files]) -> Files:
        """As they are."""
        return look()

    def clients(self, clients: Clients) -> Clients:
        """As they are."""
        return clients

    def memory(self, memory: Memory) -> Memory:
        """As it is."""
        return memory

    def endpoints(self, endpoints: Endpoints) -> Endpoints:
        """As they are."""
        return endpoints

    def saw(self, _: Answer) -> None:
        """Nothing is put down."""

    def archived(self, _: RunCatalogue) -> None:
        """Nothing is put down."""

    def end(self, *, interrupted: bool) -> None:
        """Nothing is put down."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A run that is recorded. Its memory judges ages as of its start, as the replay's will."""

    recorder: Recorder
    started: dt.datetime

    def article(self, article: Article) -> None:
        """Put down what was read."""
        self.recorder.article(digest(article))

    def local(self, article: Article, look: Callable[[], Files]) -> Files:
        """Put down what is there."""
        found = look()
        self.recorder.local(digest(article), found)
        return found

    def clients(self, clients: Clients) -> Clients:
        """Clients whose answers are put down."""
        return self.recorder.clients(clients)

    def memory(self, memory: Memory) -> Memory:
        """A memory whose rows are put down when used."""
        return self.recorder.memory(replace(memory, now=lambda: self.started))

    def endpoints(self, endpoints: Endpoints) -> Endpoints:
        """As they are."""
        return endpoints

    def saw(self, answer: Answer) -> None:
        """Put it down."""
        self.recorder.answer("saves", answer)

    def archived(self, catalogue: RunCatalogue) -> None:
        """Put down what became of each address."""
        for link in catalogue.links():
            self.recorder.archived(link.wanted.url, link.save, link.capture)

    def end(self, *, interrupted: bool) -> None:
        """Put down the end."""
        self.recorder.end(interrupted=interrupted)


@dataclass(frozen=True, slots=True)
class Replaying:
    """A run that sees what a recorded one saw."""

    replay: Replay

    def article(self, article: Article) -> None:
        """InputError where the recorded run read no such text."""
        self.replay.article(digest(article), article.path)

    def local(self, article: Article, _: Callable[[], Files]) -> Files:
        """As they were."""
        return self.replay.local(digest(article))

    def clients(self, _: Clients) -> Clients:
        """Clients that answer from the recording."""
        return self.replay.clients()

    def memory(self, memory: Memory) -> Memory:
        """As it is: `auditor.cli.memory` has made it of the recording."""
        return memory

    def endpoints(self, _: Endpoints) -> Endpoints:
        """Where the archives stood; InputError where that is no address of one."""
        try:
            return Endpoints(**self.replay.recording.run["endpoints"])
        except (TypeError, KeyError):
            raise self.replay.recording.damaged("it doesn't say which archives it asked") from None

    def saw(self, _: Answer) -> None:
        """Nothing is put down, and nothing is saved."""

    def archived(self, catalogue: RunCatalogue) -> None:
        """Put into the catalogue what became of each address then."""
        for url in [link.wanted.url for link in catalogue.links()]:
            save, capture = self.replay.archived(url)
            if save:
                catalogue.put_save(url, save)
            if capture:
                catalogue.put_capture(url, capture)

    def end(self, *, interrupted: bool) -> None:
        """Nothing is put down."""


@contextmanager
def tape(session: Session, endpoints: Endpoints) -> Iterator[Tape]:
    """The tape of a session: closed with the run, also where that fails."""
    if session.replay is not None:
        yield Replaying(session.replay)
    elif session.record is not None:
        recorder = _recorder(session, endpoints)
        try:
            yield Recording(recorder, session.started)
        finally:
            recorder.close()
    else:
        yield NoTape()


def _recorder(session: Session, endpoints: Endpoints) -> Recorder:
    from auditor.config.recorded import known_secrets, resolved, said
    from auditor.evidence.record import Recorder
    from auditor.evidence.redact import Redactor

    assert session.record  # noqa: S101 - asked by `tape`
    run: dict[str, Any] = {
        "version": __version__,
        "started": session.started.isoformat(),
        "today": session.here.today.isoformat(),
        "settings": said(session.config),
        "resolved": resolved(session.here),
        "endpoints": {name: getattr(endpoints, name) for name in Endpoints.__dataclass_fields__},
    }
    secrets = known_secrets(session.here, os.environ)
    return Recorder(session.record, run, Redactor.of(secrets), session.here["contact"])


def digest(article: Article) -> str:
    """What tells an article's text from any other."""
    import hashlib

    return hashlib.sha256(article.source.text.encode("utf-8", "replace")).hexdigest()
