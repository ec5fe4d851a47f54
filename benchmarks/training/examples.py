"""Printed notes to what the model learns from: features of each word and its label."""

from __future__ import annotations

from auditor.references.normalise import normalise
from auditor.references.plain import Plain
from auditor.references.tagger.features import features
from auditor.references.tagger.labels import BEGIN, OUTSIDE
from auditor.references.tagger.tokens import Token
from benchmarks.training.roughen import Printed


def example(printed: Printed) -> tuple[list[list[str]], list[str]]:
    """Features and labels of a note, read as the tagger will read it."""
    plain = normalise(printed.text)
    words, items = features(plain)
    return items, labels(printed, plain, words)


def labels(printed: Printed, plain: Plain, words: list[Token]) -> list[str]:
    """The label of each word: its first letter's, with "B-" where a citation begins."""
    found: list[str] = []
    last = -1
    for word in words:
        at = plain.offsets[word.start]
        label, cite = printed.labels[at], printed.cites[at]
        if label in OUTSIDE:
            found.append(label)
            continue
        found.append(label if cite == last else BEGIN + label)
        last = cite
    return found
