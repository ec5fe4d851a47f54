"""The labelled sentences: the grammars may not fall below what they reached."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("claims_bench", ROOT / "benchmarks/claims.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["claims-dev.jsonl", "claims-blind.jsonl"])
def test_dates_and_numbers_of_labelled_sentences_are_found(name: str) -> None:
    scores = benchmark().score(ROOT / "tests" / "data" / name)
    for kind in ("dates", "numbers"):
        assert scores[kind].precision >= 0.97, scores[kind].notes
        assert scores[kind].recall >= 0.95, scores[kind].notes
