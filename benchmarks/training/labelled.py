"""The labelled real references of ../shared/data/anystyle-core.xml as printed notes."""

from __future__ import annotations

from collections.abc import Iterator
import re
from xml.etree import ElementTree as ET

from benchmarks.training.roughen import Printed
from benchmarks.training.works import SHARED, held_out

_LABELS = {
    "citation-number": "key",
    "date": "issued",
    "journal": "container",
    "container-title": "container",
    "source": "container",
    "pages": "page",
    "location": "place",
    "collection-title": "collection",
    "medium": "genre",
    "director": "author",
    "producer": "author",
    "isbn": "note",
}
_BOTH = re.compile(r"\d[\d–-]*\s*\(\s*(\d[\d–-]*)\s*\)")
_ISSUE = re.compile(r"\s*\(?(?:no|nr|issue|n°)\b", re.IGNORECASE)


def references(*, held: bool) -> Iterator[Printed]:
    """The references of the fixed fifth that is held out, or all others."""
    # A file of the project's own data folder, not of a stranger.
    root = ET.parse(SHARED / "data" / "anystyle-core.xml").getroot()  # noqa: S314
    for sequence in root:
        parts = [
            (_LABELS.get(part.tag, part.tag), " ".join((part.text or "").split()))
            for part in sequence
        ]
        parts = [(label, text) for label, text in parts if text]
        text = " ".join(text for _, text in parts)
        if parts and held_out(text, 5) == held:
            yield _printed(parts)


def _printed(parts: list[tuple[str, str]]) -> Printed:
    text, labels = "", []
    for label, words in parts:
        text += words + " "
        labels += [*_by_letter(label, words), label]
    return Printed(text.rstrip(), labels[: len(text.rstrip())], [True] * len(text), [0] * len(text))


def _by_letter(label: str, words: str) -> list[str]:
    """A volume that holds its issue ("17(3)", "no. 3") is two fields for us."""
    labels = [label] * len(words)
    both = _BOTH.search(words) if label == "volume" else None
    if both:
        labels[both.start(1) : both.end(1)] = ["issue"] * len(both[1])
    elif label == "volume" and _ISSUE.match(words):
        labels = ["issue"] * len(words)
    return labels
