"""Every date and number of an article with its place, for the rules that look at them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from auditor.dates import find_dates
from auditor.model.article import Note
from auditor.model.audit import Audit
from auditor.model.claim import Claim, DateMention, NumberMention
from auditor.model.policy import DateOrder
from auditor.model.text import Span, View


@dataclass(frozen=True, slots=True)
class DatePlace:
    """A date and the text it was found in; `note` is the label of the note, None in the text.

    `block` is the index of the block of text it stands in.
    """

    mention: DateMention
    view: View
    note: str | None = None
    block: int | None = None
    quoted: bool = False

    @property
    def span(self) -> Span:
        """Where the date stands."""
        return self.view.span(self.mention.start, self.mention.end)


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """A number and the claim it stands in."""

    mention: NumberMention
    claim: Claim

    @property
    def span(self) -> Span:
        """Where the number stands."""
        return self.claim.segment.span(self.mention.start, self.mention.end)

    @property
    def before(self) -> str:
        """The claim's last forty characters before the number."""
        start = self.mention.start
        return self.claim.segment.text[max(0, start - 40) : start]

    @property
    def quoted(self) -> bool:
        """Whether the number is somebody else's, within quotation marks."""
        return _quoted(self.claim, self.mention.start)


def date_places(audit: Audit) -> Iterator[DatePlace]:
    """Every date: those of the text in order, then those of the notes."""
    yield from text_dates(audit)
    yield from _note_dates(audit.article.notes, audit.policy.date_order)


def text_dates(audit: Audit) -> Iterator[DatePlace]:
    """The dates of the text, as its claims hold them."""
    for claim in audit.claims:
        block = audit.article.sentences[claim.sentence].block
        for mention in claim.dates:
            quoted = _quoted(claim, mention.start)
            yield DatePlace(mention, claim.segment, block=block, quoted=quoted)


# Three rules look at the dates of all notes: kept for the article at hand, no more.
@lru_cache(maxsize=1)
def _note_dates(notes: tuple[Note, ...], order: DateOrder | None) -> tuple[DatePlace, ...]:
    return tuple(
        DatePlace(mention, note.view, note.label)
        for note in notes
        for mention in find_dates(note.view.text, order)
    )


def number_places(audit: Audit) -> Iterator[NumberPlace]:
    """The numbers of the text, as its claims hold them."""
    for claim in audit.claims:
        for mention in claim.numbers:
            yield NumberPlace(mention, claim)


def _quoted(claim: Claim, at: int) -> bool:
    return any(quotation.start <= at < quotation.end for quotation in claim.quotations)
