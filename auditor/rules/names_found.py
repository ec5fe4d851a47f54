"""The names of an article: runs of capitalised words, counted, with the places they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
import re

from auditor.model.article import Article, BlockKind
from auditor.model.audit import Audit
from auditor.model.reference import Citation
from auditor.model.text import Piece, Span, View
from auditor.rules.marks import find_marks, pair, prose
from auditor.text.fold import fold, fold_word
from auditor.text.words import STOP_WORDS

Key = tuple[str, ...]

_READ = frozenset((BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CAPTION, BlockKind.QUOTE))
# A capital first, then that no letter stands before it: the engine leaps from capital to capital.
_RUN = re.compile(
    r"[A-ZÀ-ÖØ-Þ](?<!\w[A-ZÀ-ÖØ-Þ])[\w.’'-]{0,40}(?: [A-ZÀ-ÖØ-Þ][\w.’'-]{0,40}){1,11}(?!\w)"
)
_MOST = 100_000
_SENTENCE_END = re.compile(r"[.!?:]['\"”’)]?\s+$|^\s*$|[\"“(]\s*$")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Place:
    """One place a name stands, `start:end` of a view, and whether the author wrote it as a name.

    `own` is False in quotations and titles, whose spelling is not the author's, and where the run
    opens a sentence, whose first word may be capitalised for that alone. `definite` marks "the"
    before it: a body or a thing, hardly a person.
    """

    view: View
    start: int
    end: int
    own: bool
    definite: bool = False

    @property
    def printed(self) -> str:
        """The name as it stands there."""
        return self.view.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """Where that is in the source."""
        return self.view.span(self.start, self.end)


def names(audit: Audit) -> dict[Key, list[Place]]:
    """All runs of two or three capitalised words, folded, with their places: text, notes, fields.

    A publisher or container in a note counts once, as a field. Past 100,000 places the rest is
    not read: no article has as many, and a hostile one must not take long.
    """
    fields = [item for citation in audit.citations for item in _in_fields(citation)]
    starts: dict[Key, set[int]] = defaultdict(set)
    for key, place in fields:
        starts[key].add(place.span.start)
    found: dict[Key, list[Place]] = defaultdict(list)
    for key, place in islice(chain(_in_text(audit.article), fields), _MOST):
        if place.own or key not in starts or place.span.start not in starts[key]:
            found[key].append(place)
    return found


def _in_text(article: Article) -> Iterator[tuple[Key, Place]]:
    for block in article.blocks:
        if block.kind in _READ:
            yield from _in_view(block.view, quoted=block.kind is BlockKind.QUOTE)
    for note in article.notes:
        yield from _in_view(note.view, quoted=True)


def _in_view(view: View, *, quoted: bool) -> Iterator[tuple[Key, Place]]:
    text = prose(view.text).replace("\n", " ")
    runs = list(_RUN.finditer(text))
    quotes = () if quoted or not runs else pair(find_marks(view.text)).pairs
    for run in runs:
        at = run.start()
        words = _words(run[0], at)
        folded = [_folded(word) for _, word in words]
        inside = quoted or any(start < at < end for start, end in quotes)
        opens = not inside and bool(_SENTENCE_END.search(text[max(0, at - 4) : at]))
        for size in (2, 3):
            for i in range(len(words) - size + 1):
                key = tuple(folded[i : i + size])
                if all(key):
                    start, (last, word) = words[i][0], words[i + size - 1]
                    own = not inside and not (opens and i == 0)
                    definite = text[max(0, start - 4) : start].casefold() == "the "
                    yield key, Place(view, start, last + len(word.rstrip(".,'’")), own, definite)


def _words(run: str, at: int) -> list[tuple[int, str]]:
    """The words of a run that begins at `at`, with where they begin; one space is between them."""
    found = []
    for word in run.split(" "):
        found.append((at, word))
        at += len(word) + 1
    return found


@lru_cache(maxsize=16384)
def _folded(word: str) -> str:
    """The word as it is compared; empty where no name is made of it."""
    plain = fold_word(_POSSESSIVE.sub("", word.strip(".,")))
    return plain if len(plain) > 1 and plain.isalpha() and plain not in STOP_WORDS else ""


def _in_fields(citation: Citation) -> Iterator[tuple[Key, Place]]:
    """Publishers and containers of two or three words: names that stand outside of prose."""
    reference = citation.reference
    for field in (reference.container_title, reference.publisher):
        words = tuple(fold(field.value).split()) if field else ()
        if field and 2 <= len(words) <= 3 and words[0] != "the":
            view = View(field.raw, (Piece(0, field.span.start, len(field.raw)),))
            yield words, Place(view, 0, len(field.raw), own=True)
