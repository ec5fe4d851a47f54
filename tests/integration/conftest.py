"""Runs of the command line against loopback, and nothing of whoever runs the tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
import os
from pathlib import Path

from lamps import Web
import pytest
from running import Run
from running import run as run_in_process

from auditor.archives.settings import ArchiveSettings, Limits
from auditor.cli import lookups
from auditor.links.settings import LinkSettings

_UNPACED = Limits(per_minute=0, in_flight=4)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty repository as the current folder, nobody's settings, no terminal."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("AUDITOR_")]:
        monkeypatch.delenv(name)
    for name in ("NO_COLOR", "COLUMNS", "FORCE_COLOR", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """The web of the article `lamps.md`, its archive in place of the Wayback Machine."""
    with Web() as made:
        made.write(Path("lamps.md"))
        for name, value in made.archive.environment.items():
            monkeypatch.setenv(name, value)
        yield made


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in this process, with short deadlines and without pauses."""
    hurried = partial(LinkSettings, deadline=0.5, connect_timeout=0.5, retry_pause=0.0)
    unpaced = partial(ArchiveSettings, replay=_UNPACED, cdx=_UNPACED, availability=_UNPACED)
    monkeypatch.setattr(lookups, "LinkSettings", hurried)
    monkeypatch.setattr(lookups, "ArchiveSettings", unpaced)
    return run_in_process
