"""Back references by number, "supra note 12", against what the note of that number cites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
import re

from auditor.model.article import Note
from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Related, Severity
from auditor.model.reference import Citation, Form
from auditor.rules.works import title_of
from auditor.text.clean import clean_line
from auditor.text.fold import fold

# "Holloway, *supra* note 12" of law reviews and "Holloway (n 12)" of OSCOLA; one note alone.
_NUMBERED = re.compile(
    r"(?:,?\s[*_]{0,2}(?:supra|above)[*_]{0,2},?\s(?:note|n\.)\s?|\s\((?:n|fn)\.?\s)"
    r"(?P<label>\d{1,4})(?!\d|\s?[-–,&]\s?\d{1,4}\b(?!\))|\sand\s\d)"
)
_NAMED = re.compile(r",\s[*_]{0,2}supra[*_]{0,2}(?=[.;]|,\s(?:at\s)?\d|$)")
_BEFORE = 120  # characters before "supra" in which the name stands
_BOUNDARY = re.compile(r"[;:()\[\]]|[.!?]['\"”’*_]{0,3}\s")
# Capitalised before a name, and no part of it.
_SIGNALS = frozenset(
    """see but compare contra accord also generally citing quoting quoted cited discussed
    discussion note notes part the this these for with and both infra compare""".split()
)
_STEM = 4  # letters that show a name to be there: "Dep't of Just." for a department of justice


@dataclass(frozen=True, slots=True)
class _Back:
    """One back reference in a note: the name before it, and the note it names, if any."""

    note: Note
    start: int
    end: int
    name: str
    stems: frozenset[str]
    label: str | None


@dataclass(frozen=True)
class _Notes:
    """The notes of an article by label, and the stems of the words in notes and blocks."""

    audit: Audit

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """Those of each note."""
        return tuple(_stems(note.view.text) for note in self.audit.article.notes)

    @cached_property
    def first(self) -> dict[str, int]:
        """The place of the first note that holds a stem."""
        found: dict[str, int] = {}
        for at, stems in enumerate(self.stems):
            for stem in stems:
                found.setdefault(stem, at)
        return found

    @cached_property
    def prose(self) -> frozenset[str]:
        """Those of the article but for its notes."""
        return _stems(" ".join(block.view.text for block in self.audit.article.blocks))

    @cached_property
    def labels(self) -> dict[str, int]:
        """The places of notes whose label is theirs alone."""
        notes = self.audit.article.notes
        counts = Counter(note.label for note in notes)
        return {note.label: at for at, note in enumerate(notes) if counts[note.label] == 1}

    def meant(self, label: str) -> tuple[int, ...]:
        """Places of the notes a number may mean: that label, and that place in the order."""
        places = (self.labels.get(label), int(label) - 1)
        total = len(self.stems)
        return tuple(dict.fromkeys(at for at in places if at is not None and 0 <= at < total))

    def works(self, at: int) -> tuple[Citation, ...]:
        """What a note cites in full; none where part of it is a back reference or was not read."""
        note = self.audit.article.notes[at]
        cited = tuple(self.audit.citations_by_note.get(note.id, ()))
        read = all(item.form is Form.FULL and title_of(item) for item in cited)
        return cited if read and not _NUMBERED.search(note.view.text) else ()


def wrong_notes(audit: Audit) -> Iterator[Draft]:
    """Back references whose name the note they point at doesn't hold, or no note at all."""
    notes = _Notes(audit)
    for at, note in enumerate(audit.article.notes):
        for back in _backs(note):
            draft = _points_wrong(notes, back, at) if back.label else _unnamed(notes, back, at)
            if draft:
                yield draft


def _backs(note: Note) -> Iterator[_Back]:
    text = note.view.text
    for pattern in (_NUMBERED, _NAMED):
        for match in pattern.finditer(text):
            start = max(0, match.start() - _BEFORE)
            begins = [start, *(m.end() for m in _BOUNDARY.finditer(text, start, match.start()))]
            name = text[begins[-1] : match.start()]
            stems = _stems(" ".join(filter(_is_name, name.split())))
            if stems:
                label = match.groupdict().get("label")
                yield _Back(note, begins[-1], match.end(), clean_line(name, 80), stems, label)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in fold(text).split() if len(word) > 2)


def _is_name(word: str) -> bool:
    """Whether a word is capitalised, no acronym and no signal."""
    plain = word.strip("*_\"'“”‘’.,")
    named = plain[:1].isupper() and any(map(str.islower, plain))
    return named and plain.casefold() not in _SIGNALS


def _points_wrong(notes: _Notes, back: _Back, at: int) -> Draft | None:
    places = notes.meant(str(back.label))
    works = [work for place in places for work in notes.works(place)]
    silent = not places or any(not notes.works(place) or place >= at for place in places)
    if silent or any(back.stems & notes.stems[place] for place in places):
        return None
    earlier = _earlier(notes, back, at)
    signed = all(w.reference.author or w.reference.type == "legal_case" for w in works)
    if back.stems & notes.prose and not (earlier and signed):
        return None  # the text may have named the author of a note that doesn't
    cites = clean_line("; ".join(work.text for work in works[:2]), 120)
    where = f"; {back.name} stands in note {earlier.label}" if earlier else ""
    return _draft(back, f"note {back.label} doesn't cite {back.name}", cites + where, earlier)


def _unnamed(notes: _Notes, back: _Back, at: int) -> Draft | None:
    if _earlier(notes, back, at) or back.stems & notes.prose:
        return None
    return _draft(back, f"no note before cites {back.name}", None, None)


def _earlier(notes: _Notes, back: _Back, at: int) -> Note | None:
    """The first note before that holds the name."""
    place = min((notes.first.get(stem, at) for stem in back.stems), default=at)
    return notes.audit.article.notes[place] if place < at else None


def _draft(back: _Back, message: str, found: str | None, earlier: Note | None) -> Draft:
    return Draft(
        message=message,
        primary=back.note.view.span(back.start, back.end),
        anchor=back.note.view.text[back.start : back.end],
        help="correct the number of the note, or give the full citation",
        note=back.note.label,
        severity=Severity.WARNING,
        confidence=Confidence.HIGH if earlier else Confidence.MEDIUM,
        cited=clean_line(back.note.view.text[back.start : back.end], 120),
        found=found,
        related=(Related(earlier.view.span(), f"note {earlier.label}"),) if earlier else (),
    )
