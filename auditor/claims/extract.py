"""Claims of an article: per group of markers the words it covers, and what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
import re
from typing import TypeVar

from auditor.claims.numbers import find_numbers
from auditor.claims.quoted import Quoted
from auditor.dates import find_dates
from auditor.model.article import Article, Marker, Sentence
from auditor.model.claim import Claim, DateMention, NumberMention, Quotation
from auditor.model.policy import DateOrder

_ALNUM = re.compile(r"[^\W_]")
_Mention = TypeVar("_Mention", DateMention, NumberMention)


@dataclass(frozen=True, slots=True)
class _Content:
    """What a whole sentence says, at offsets of the sentence."""

    dates: tuple[DateMention, ...]
    numbers: tuple[NumberMention, ...]
    quotations: tuple[Quotation, ...]
    whole: tuple[int, ...]


def extract_claims(article: Article, order: DateOrder | None) -> tuple[Claim, ...]:
    """The claims of `article` in order: one per group of side-by-side markers, or per sentence.

    Words after the last marker of a sentence are a claim without notes of their own.
    """
    quoted = Quoted(article)
    claims: list[Claim] = []
    for sentence in article.sentences:
        dates = find_dates(sentence.text, order)
        numbers = find_numbers(sentence.text, dates)
        content = _Content(dates, numbers, quoted.of(sentence), quoted.whole(sentence))
        claims += _claims(article, sentence, content)
    return tuple(claims)


def _claims(article: Article, sentence: Sentence, content: _Content) -> Iterator[Claim]:
    number, at = sentence.index + 1, 0
    for place, (end, notes) in enumerate(_groups(article, sentence), 1):
        start, stop = _stripped(sentence.text, at, end)
        yield _claim(f"s{number}.{place}", sentence, (start, stop), notes, content)
        at = end
    start, stop = _stripped(sentence.text, at, len(sentence.text))
    if at == 0 or _ALNUM.search(sentence.text, start, stop):
        yield _claim(f"s{number}", sentence, (start, stop), (), content)


def _groups(article: Article, sentence: Sentence) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The places of a sentence's markers with the notes each group points at."""
    marks = sorted((article.markers[index] for index in sentence.markers), key=lambda mark: mark.at)
    group: list[Marker] = []
    for mark in marks:
        if group and _ALNUM.search(sentence.text, group[-1].at, mark.at):
            yield _group(group)
            group = []
        group.append(mark)
    if group:
        yield _group(group)


def _group(marks: list[Marker]) -> tuple[int, tuple[str, ...]]:
    notes = dict.fromkeys(mark.note for mark in marks if mark.note is not None)
    return marks[-1].at, tuple(notes)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    left = start + len(part) - len(part.lstrip())
    return left, max(left, start + len(part.rstrip()))


def _claim(
    name: str,
    sentence: Sentence,
    place: tuple[int, int],
    notes: tuple[str, ...],
    content: _Content,
) -> Claim:
    start, end = place
    return Claim(
        name,
        sentence.index,
        sentence.view.cut(start, end),
        notes,
        dates=_moved(content.dates, start, end),
        numbers=_moved(content.numbers, start, end),
        quotations=tuple(_clipped(content.quotations, start, end)),
        sentences=content.whole,
    )


def _moved(mentions: tuple[_Mention, ...], start: int, end: int) -> tuple[_Mention, ...]:
    """The mentions in `start:end`, at offsets of it."""
    inside = [item for item in mentions if start <= item.start and item.end <= end]
    if start == 0:  # as with most sentences: no copies are made
        return tuple(inside)
    return tuple([replace(m, start=m.start - start, end=m.end - start) for m in inside])


def _clipped(quotations: Sequence[Quotation], start: int, end: int) -> Iterator[Quotation]:
    """Quotations that reach into `start:end`, cut to it; `view` keeps all of the quoted words."""
    for quotation in quotations:
        low, high = max(start, quotation.start), min(end, quotation.end)
        if low < high:
            yield replace(quotation, start=low - start, end=high - start)
