"""The page of figures shows what was measured, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import figures as module
from figures import FIGURES, PAGE, table
import pytest


def test_the_page_shows_the_last_figures() -> None:
    figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    assert table(figures) in PAGE.read_text(encoding="utf-8")


def test_a_figure_replaces_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIGURES", tmp_path / "figures.json")
    monkeypatch.setattr(module, "PAGE", tmp_path / "page.md")
    module.PAGE.write_text(f"Before.\n{module._BEGIN}old\n{module._END}After.\n", encoding="utf-8")
    module.record(26, "SIGINT", "exit 130", "99 of 100")
    module.record(26, "SIGINT", "exit 130", "100 of 100")
    module.record(5, "24 answers", "0 wrong", "0 wrong")
    lines = module.PAGE.read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[-1]) == ("Before.", "After.")
    assert [line.split("|")[1].strip() for line in lines if line.startswith("| ")] == [
        "test",
        "5",
        "26",
    ]
    assert "100 of 100" in lines[-3]
