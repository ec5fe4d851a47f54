"""Trains the tagger's model: `python -m benchmarks.training.train [MODEL]`, from the project.

The same seed and the same data give the same model. See README.md for what it learns from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
import sys
import time

import pycrfsuite

from auditor.references.tagger.model import MODEL
from benchmarks.training.compose import notes, source
from benchmarks.training.examples import example
from benchmarks.training.labelled import references
from benchmarks.training.roughen import Printed
from benchmarks.training.styles.catalogue import STYLES, Style
from benchmarks.training.works import csl_works

SEED = 20_26
NOTES = 16_000  # generated notes; the real references stand beside them, each five times
REPEATS = 5
# c1 makes most weights nought, which is what keeps the model small; c2 keeps the rest from growing.
PARAMETERS = {"c1": 0.1, "c2": 0.02, "max_iterations": 110, "feature.minfreq": 3}


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL
    started = time.perf_counter()
    train(examples(STYLES), path)
    print(
        f"{path.name}: {path.stat().st_size / 1e6:.2f} MB in {time.perf_counter() - started:.0f} s"
    )


def examples(styles: Sequence[Style], count: int = NOTES) -> Iterable[Printed]:
    """Generated notes in the styles given, then the real references."""
    made = notes(source(csl_works(held=False), SEED, held=False), rough=True, only=styles)
    yield from (note.printed for note in islice(made, count))
    for _ in range(REPEATS):
        yield from references(held=False)


def train(
    printed: Iterable[Printed], path: Path, parameters: dict[str, float] = PARAMETERS
) -> None:
    """Learn from printed notes and write the model."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for note in printed:
        items, labels = example(note)
        if items:
            trainer.append(items, labels)
    trainer.set_params(parameters)
    trainer.train(str(path))


if __name__ == "__main__":
    main()
