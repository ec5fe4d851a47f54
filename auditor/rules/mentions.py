"""Every date and number of an article with its place, for the rules that look at them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
import re

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
    """Every date of the text in order, then of the notes those that may be odd.

    Of the notes, only such are sure to be among them as are impossible, ambiguous, all-numeric or
    beside a weekday.
    """
    yield from text_dates(audit)
    yield from _note_dates(audit.article.notes, audit.policy.date_order)


def text_dates(audit: Audit) -> Iterator[DatePlace]:
    """The dates of the text, as its claims hold them."""
    for claim in audit.claims:
        block = audit.article.sentences[claim.sentence].block
        for mention in claim.dates:
            quoted = _quoted(claim, mention.start)
            yield DatePlace(mention, claim.segment, block=block, quoted=quoted)


# What a note must hold to have a date that is impossible, ambiguous, ordered in numbers or beside a
# weekday: to parse the other notes took most of the time of the rules that look for those.
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MAY_TELL = re.compile(
    r"(?=[h\dMTWFS年月])(?:https?://\S{1,4000}"
    r"|(?P<odd>\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN)"
    r"|\d[-/.]\d{1,2}[-/.]\d|\d-[A-Za-z]{3,9}-\d|(?<!\d)\d{4}-\d\d(?!\d)|[年月]"
    r"|(?<!\d)(?:29|3[01])(?!\d)"
    rf"|(?<!\d){_DAY}(?:st|nd|rd|th)?\s*(?:[-–—−‐‑]|(?:to|thr)\B|to\b)))"
)


# Three rules look at the dates of all notes: kept for the article at hand, no more.
@lru_cache(maxsize=1)
def _note_dates(notes: tuple[Note, ...], order: DateOrder | None) -> tuple[DatePlace, ...]:
    return tuple(
        DatePlace(mention, note.view, note.label)
        for note in notes
        if any(found["odd"] for found in _MAY_TELL.finditer(note.view.text))
        for mention in find_dates(note.view.text, order)
    )


def number_places(audit: Audit) -> Iterator[NumberPlace]:
    """The numbers of the text, as its claims hold them."""
    for claim in audit.claims:
        for mention in claim.numbers:
            yield NumberPlace(mention, claim)


def _quoted(claim: Claim, at: int) -> bool:
    return any(quotation.start <= at < quotation.end for quotation in claim.quotations)
