"""What a run learns is on disk soon, however slowly it comes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest

from auditor.model.facts import Check, State
from auditor.store import store as module
from auditor.store.store import SOON, Store

CHECK = Check(checked_at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC), state=State.ALIVE)


def test_a_row_waits_for_others_but_not_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    time = SimpleNamespace(monotonic=lambda: now[0], sleep=lambda _: None)
    monkeypatch.setattr(module, "time", time)
    path, said = tmp_path / "auditor.sqlite", list[str]()
    store = Store(path, said.append)
    store.record("https://example.org/a", CHECK)
    assert Store(path, said.append).survey().checks == 0
    now[0] += SOON
    store.record("https://example.org/b", CHECK)
    other = Store(path, said.append)
    assert other.survey().checks == 2
    other.close()
    store.close()
    assert said == []
