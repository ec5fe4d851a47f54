"""The trained model: labels and marginals for a note, and the citations that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from auditor.references.plain import Kind, Plain, Segment
from auditor.references.tagger.features import features
from auditor.references.tagger.labels import BEGIN, IBID, KEY, OUTSIDE, SIGNAL, bare
from auditor.references.tagger.tokens import Token

_ZONES = frozenset(kind.value for kind in Kind)
MODEL = Path(__file__).with_name("model.crfsuite")


class Labeller(Protocol):
    """What is used of pycrfsuite.Tagger."""

    def open(self, path: str) -> None:
        """Read a model."""

    def set(self, items: Sequence[Sequence[str]]) -> None:
        """Take the features of a note's words."""

    def tag(self) -> list[str]:
        """The best labels."""

    def marginal(self, label: str, at: int) -> float:
        """The probability of a label at a word."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that bear one label. `confidence` is the least marginal among them, in 0..1.

    `start` and `end` are offsets of the plain text.
    """

    label: str
    start: int
    end: int
    words: int
    confidence: float


@dataclass(frozen=True, slots=True)
class TaggedCitation:
    """A citation of a note, with the runs of labels in it."""

    segment: Segment
    runs: tuple[Run, ...]

    def best(self, label: str) -> Run | None:
        """The first run of a label that is not short beside its longest."""
        found = [run for run in self.runs if run.label == label]
        longest = max((run.words for run in found), default=0)
        return next((run for run in found if run.words * 3 > longest), None)


class Tagger:
    """A model read from disk once: 3 MB at most, a few milliseconds."""

    def __init__(self, path: Path = MODEL) -> None:
        import pycrfsuite

        self._labeller: Labeller = pycrfsuite.Tagger()
        self._labeller.open(str(path))

    def labelled(self, plain: Plain) -> list[tuple[Token, str, float]]:
        """Each word with its label and the label's marginal."""
        words, items = features(plain)
        if not words:
            return []
        self._labeller.set(items)
        labels = self._labeller.tag()
        sure = self._labeller.marginal
        return [
            (word, label, sure(label, at))
            for at, (word, label) in enumerate(zip(words, labels, strict=True))
        ]


def tag_note(tagger: Tagger, plain: Plain) -> tuple[TaggedCitation, ...]:
    """The citations of a note, cut and labelled by the model alone."""
    return tag_labels(plain, tagger.labelled(plain))


def tag_labels(
    plain: Plain, labelled: list[tuple[Token, str, float]]
) -> tuple[TaggedCitation, ...]:
    """The citations that labelled words make, and each address that none of them holds."""
    cited = list(_citations(plain, _runs(plain, labelled)))
    spans = [(c.segment.start, c.segment.end) for c in cited]
    for zone in plain.zones:
        alone = zone.kind is Kind.URL and not any(a <= zone.start <= b for a, b in spans)
        if alone:
            run = Run("url", zone.inner[0], max(zone.inner[1], zone.end), 1, 0.5)
            cited.append(TaggedCitation(Segment(run.start, run.end), (run,)))
    return tuple(sorted(cited, key=lambda c: c.segment.start))


def _runs(plain: Plain, labelled: list[tuple[Token, str, float]]) -> list[tuple[bool, Run]]:
    """Runs of one label, and whether each begins a citation."""
    runs: list[tuple[bool, Run]] = []
    seen: set[str] = set()
    for word, label, sure in labelled:
        name = bare(label)
        last = runs[-1][1] if runs else None
        begins = label.startswith(BEGIN) or (
            last is not None and _parted(plain.mask, word.start, last, name, seen)
        )
        seen = set() if begins or name in OUTSIDE else seen
        seen.add(name)
        if last and last.label == name and not begins:
            joined = Run(name, last.start, word.end, last.words + 1, min(last.confidence, sure))
            runs[-1] = (runs[-1][0], joined)
        else:
            runs.append((begins, Run(name, word.start, word.end, 1, sure)))
    return runs


def _parted(mask: str, high: int, run: Run, label: str, seen: set[str]) -> bool:
    """Whether a semicolon outside of quotations and brackets parts two works.

    It does where a name or title follows something else than names ("Koch, A.; Reyes, B."). Within
    a title it does where the next one is marked as such ('"Rice"; "Wheat"').
    """
    if "; " not in mask[run.end : high + 1]:
        return False
    marked = not _ZONES.isdisjoint(mask[run.start : run.end])
    if not (seen - {"author", "editor"} or marked):
        return False
    other = run.label != label or mask[high] in _ZONES
    return label in ("author", IBID) or (label == "title" and other)


def _citations(plain: Plain, runs: list[tuple[bool, Run]]) -> Iterator[TaggedCitation]:
    open_runs: list[Run] = []
    signal: str | None = None
    for begins, run in [*runs, (True, Run(KEY, 0, 0, 0, 1.0))]:
        if open_runs and (begins or run.label in OUTSIDE):
            yield _citation(plain, open_runs, signal)
            open_runs, signal = [], None
        if run.label == SIGNAL:
            signal = plain.text[run.start : run.end]
        elif run.label not in OUTSIDE:
            open_runs.append(run)
        elif run.label != KEY:
            signal = None


def _citation(plain: Plain, runs: list[Run], signal: str | None) -> TaggedCitation:
    start, end = runs[0].start, runs[-1].end
    zones = [zone for zone in plain.zones if zone.start < end and zone.end > start]
    for zone in zones:  # a citation never begins or ends inside of a quotation or bracket
        if (
            zone.start < start
            and zone.end <= end + 1
            and zone.end - zone.start < 400
            and start - zone.start < 3
        ):
            start = zone.start
        if zone.end > end and zone.end - end < 4 and zone.start >= start:
            end = zone.end
    return TaggedCitation(Segment(start, end, signal), tuple(runs))
