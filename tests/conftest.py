"""No test reads or writes what a person's own runs remember."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder for each test, also where it takes all AUDITOR_* variables away."""
    folder = str(tmp_path_factory.mktemp("cache"))
    for name in ("AUDITOR_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, folder)
