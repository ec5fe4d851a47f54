"""The parser against labelled notes: the seed article's, and a blind sample of two journals."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
needs_shared = pytest.mark.skipif(
    not (SHARED / "tools" / "evaluate_refs.py").exists(), reason="needs the folder ../shared"
)


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = spec_from_file_location("bench_references", ROOT / "benchmarks" / "references.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(benchmark: ModuleType, path: Path) -> dict[str, Any]:
    scoring = benchmark.evaluator()
    gold = benchmark.load(path)
    return scoring.score(gold, benchmark.predict(gold))


@needs_shared
def test_the_seed_article(benchmark: ModuleType) -> None:
    found = scores(benchmark, SHARED / "seed" / "references.jsonl")
    assert found["seg"] == 1
    assert found["backref"] == (1, 8, 0)
    assert found["micro"][2] >= 0.99
    assert found["exact"] >= 0.96
    assert found["fields"]["type"][2] >= 0.9


@needs_shared
def test_notes_of_other_journals(benchmark: ModuleType) -> None:
    found = scores(benchmark, ROOT / "tests" / "data" / "references-blind.jsonl")
    assert found["seg"] >= 0.9
    assert found["micro"][2] >= 0.95
    assert found["exact"] >= 0.85
