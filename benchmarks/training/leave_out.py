"""A style that training has not seen: `python -m benchmarks.training.leave_out STYLE...`.

For each style named, a model is trained on all others, with fewer notes than the shipped one, and
scored on generated notes of the style left out.
"""

from __future__ import annotations

from pathlib import Path
import sys
from tempfile import TemporaryDirectory

from auditor.references.tagger.model import Tagger
from benchmarks.training.evaluate import by_note, generated, row
from benchmarks.training.styles.catalogue import STYLES
from benchmarks.training.train import PARAMETERS, examples, train

NOTES = 5_000


def main() -> None:
    for style in STYLES:
        if style.name in sys.argv[1:]:
            others = [other for other in STYLES if other is not style]
            with TemporaryDirectory() as folder:
                path = Path(folder) / "model.crfsuite"
                train(examples(others, NOTES), path, PARAMETERS | {"max_iterations": 50})
                parser = by_note(Tagger(path))
                print(row(f"without {style.name}", "tagger", generated(style), parser), flush=True)


if __name__ == "__main__":
    main()
