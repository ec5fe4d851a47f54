"""Runs of `auditor archive` in this process against the stand-in, with pauses cut short."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
import os
from pathlib import Path

import pytest
from running import Run
from running import run as run_in_process
from standin_save import KEYS, SaveStandin

from auditor.archives.saving.settings import SaveSettings
from auditor.archives.settings import ArchiveSettings, Limits
from auditor.cli import archive_saving, lookups

_UNPACED = Limits(per_minute=0, in_flight=4)
# A second of the service is a hundredth of ours; the pace is looked at elsewhere.
HURRIED = partial(
    SaveSettings,
    save=_UNPACED,
    status=_UNPACED,
    poll=0.02,
    settle=0.3,
    check=0.02,
    lost=0.6,
    backoff=0.02,
    pause=0.05,
    patience=2.0,
)


@pytest.fixture
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty repository as the current folder, nobody's settings, no terminal."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("AUDITOR_", "IA_"))]:
        monkeypatch.delenv(name)
    for name in ("NO_COLOR", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("AUDITOR_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def archive(_folder: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[SaveStandin]:
    """The archive with its save service, and the keys to it."""
    with SaveStandin(lag=3600) as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("AUDITOR_IA_ACCESS_KEY", KEYS[0])
        monkeypatch.setenv("AUDITOR_IA_SECRET_KEY", KEYS[1])
        yield made


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in this process, without pauses."""
    unpaced = partial(ArchiveSettings, replay=_UNPACED, cdx=_UNPACED, availability=_UNPACED)
    monkeypatch.setattr(lookups, "ArchiveSettings", unpaced)
    monkeypatch.setattr(archive_saving, "SaveSettings", HURRIED)
    return run_in_process
