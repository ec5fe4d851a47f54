"""How sure the tagger is and how often it is right: `python -m benchmarks.training.confidence`."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice

from auditor.references.normalise import normalise
from auditor.references.tagger.labels import bare
from auditor.references.tagger.model import Tagger
from benchmarks.training.compose import notes, source
from benchmarks.training.examples import labels
from benchmarks.training.labelled import references
from benchmarks.training.works import csl_works

SEED = 8_001
NOTES = 600


def main() -> None:
    tagger = Tagger()
    made = notes(source(csl_works(held=True), SEED, held=True), rough=True)
    generated = [note.printed for note in islice(made, NOTES)]
    for name, printed in (("generated", generated), ("real", list(references(held=True)))):
        tally: dict[int, list[bool]] = defaultdict(list)
        for note in printed:
            plain = normalise(note.text)
            found = tagger.labelled(plain)
            gold = labels(note, plain, [word for word, _, _ in found])
            for (_, label, sure), want in zip(found, gold, strict=True):
                tally[min(int(sure * 10), 9)].append(bare(label) == bare(want))
        print(name)
        for tenth, right in sorted(tally.items()):
            share = sum(right) / len(right)
            print(f"  marginal .{tenth}-: right {share:.3f} of {len(right)} words")


if __name__ == "__main__":
    main()
