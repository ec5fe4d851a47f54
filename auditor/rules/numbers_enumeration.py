"""NUM005: an announced count ("three reasons") against the ordinals or the list that follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile
from operator import itemgetter
import re

from auditor.model.article import BlockKind, Sentence
from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Related, Severity
from auditor.rules.cues import ANOTHER_ITEM, OPEN_COUNT, PARTS
from auditor.rules.numbers_lists import Marked, bullets, first_mark, inline
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.support import said

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
# The count must be news: "these three reasons", "one of two parts" and "at least two" look back or
# leave the number open.
_THINGS = sorted(PARTS.replace(",", " ").split())
# By their first letters: most words begin with none of them.
_THING = "|".join(
    first + "(?:" + "|".join(thing[1:] for thing in things) + ")"
    for first, things in groupby(_THINGS, key=itemgetter(0))
)
_ANNOUNCED = re.compile(
    r"(?<![\w-])(?P<count>" + "|".join(_COUNTS) + r")\s{1,9}+(?:[a-z][a-z-]{1,40}+,?\s{1,9}+){0,3}?"
    rf"(?P<thing>{_THING})\b",
    re.IGNORECASE,
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_OPENS = re.compile(
    r"[\s\"“*_(]{0,20}(?:(?:and|but),?\s{1,9})?(?:(?:in|at|during|on)\s{1,9}"
    r"(?=the\s{1,9}\w{1,40}\s{1,9}(?:phase|stage|step"
    r"|part|place|instance|case|level|section|round|experiment)\b))?(?:the\s{1,9}(?:very\s{1,9})?)?(?:(?P<n>"
    + "|".join(_ORDINALS)
    + r")(?:ly)?"
    r"|(?P<last>finally|lastly|last(?=,)|(?<=the )last|(?<=the )final))\b(?=,|\s{1,9}[a-z])",
    re.IGNORECASE,
)
LONGEST = 4000  # characters of a sentence that is looked at
PASSAGE = 150  # sentences that are read for further items
OPENING = 40  # characters of an item that are shown
REACH = 2  # sentences after the announcement within which the first item has to come


@dataclass(frozen=True, slots=True)
class _Announcement:
    """A sentence that says how many items will follow."""

    sentence: Sentence
    start: int
    end: int
    count: int

    @property
    def words(self) -> str:
        return self.sentence.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Item:
    """A sentence that opens with an ordinal; `number` counts from 1, 0 is "finally"."""

    sentence: Sentence
    number: int


@rule("NUM005", "enumeration-count", Severity.WARNING, languages=ENGLISH)
def num005(audit: Audit) -> Iterable[Draft]:
    """An announced number of items is not the number that follows.

    ## Why
    "On three levels. First, … Second, … Third, … Finally, …": an item came or went in revision, and
    the reader looks for what isn't there.

    ## How it decides
    A count with a word for parts of an argument ("three levels", "four parts"), followed within two
    sentences by one that opens with "First". From there the sentences that open with ordinals are
    counted, up to the next heading, announcement or new "First". More items than announced, or only
    the first of them, is a warning; fewer is information, but a warning where no other sentence
    stands among or after them. Lists are counted too: "(1) …, (2) … and (3) …" in the same
    paragraph, and bullets under a sentence that ends in a colon.

    ## What keeps it quiet
    "At least two", "among", "one of three", "these three"; lists cut by other text, or that go on
    after the last mark; a second item that the text names in any other way ("another", "next").

    ## Example
    > China continues to be engaged at three levels. First, … (no second, no third)

    ## What to do
    Count again; correct the announced number, or mark the missing items.
    """
    announced = tuple(_announcements(audit))
    starts = frozenset(item.sentence.index for item in announced)
    for item in announced:
        listed = _listed(audit, item)
        if listed:
            yield from _judge_list(audit, item, listed)
            continue
        passage = _passage(audit, item, starts)
        items = _items(passage)
        if items and _opens_soon(item, items):
            yield from _judge(audit, item, items, passage)


def _announcements(audit: Audit) -> Iterator[_Announcement]:
    for sentence in audit.article.sentences:
        in_prose = audit.article.blocks[sentence.block].kind is BlockKind.PARAGRAPH
        if not in_prose or len(sentence.text) > LONGEST or not _has_count(sentence.text):
            continue
        head = sentence.text[: first_mark(sentence.text)]
        found = [m for m in _ANNOUNCED.finditer(head) if _is_news(head, m)]
        if len(found) == 1:
            match = found[0]
            yield _Announcement(
                sentence, match.start(), match.end(), _COUNTS[match["count"].lower()]
            )


def _has_count(text: str) -> bool:
    """A cheap look before the slow pattern: most sentences count nothing."""
    low = text.lower()
    return any(count in low for count in _COUNTS)


def _is_news(text: str, match: re.Match[str]) -> bool:
    return not OPEN_COUNT.search(text[max(0, match.start() - 80) : match.start()])


def _listed(audit: Audit, item: _Announcement) -> Marked | None:
    """The list that an announcement opens, in its own paragraph or right below it."""
    sentence = item.sentence
    after = audit.article.sentences[sentence.index + 1 : sentence.index + PASSAGE]
    block = [s.text for s in takewhile(lambda s: s.block == sentence.block, after)]
    return inline(" ".join([sentence.text[item.end :], *block])) or bullets(audit, sentence)


def _judge_list(audit: Audit, item: _Announcement, listed: Marked) -> Iterator[Draft]:
    more = listed.count > item.count != listed.closed
    if more or (listed.count < item.count and listed.closed == listed.count):
        yield _draft(audit, item, (), None, listed.count)


def _passage(audit: Audit, item: _Announcement, starts: frozenset[int]) -> tuple[Sentence, ...]:
    """The sentences after an announcement, to the next heading or the next announcement's items."""
    blocks = audit.article.blocks
    section, at = blocks[item.sentence.block].section, item.sentence.index + 1
    found: list[Sentence] = []
    for sentence in audit.article.sentences[at : at + PASSAGE]:
        if blocks[sentence.block].section != section:
            break
        if sentence.index in starts and found and _ordinal(sentence) is None:
            break
        found.append(sentence)
    return tuple(found)


def _ordinal(sentence: Sentence) -> int | None:
    match = _OPENS.match(sentence.text)
    if match is None:
        return None
    return 0 if match["last"] else _ORDINALS.index(match["n"].lower()) + 1


def _items(passage: Iterable[Sentence]) -> tuple[_Item, ...]:
    """Ordinals in order: 1, 2, 3, … and one "finally"; a second "First" begins another list."""
    found: list[_Item] = []
    for sentence in passage:
        number = _ordinal(sentence)
        if number is None or (number == 0 and not found):
            continue
        if number == 1 and found:
            break
        if number == 0:
            found.append(_Item(sentence, 0))
            break
        found.append(_Item(sentence, number))
    return tuple(found)


def _opens_soon(item: _Announcement, items: tuple[_Item, ...]) -> bool:
    first = items[0]
    return first.number == 1 and first.sentence.index - item.sentence.index <= REACH


def _judge(
    audit: Audit,
    item: _Announcement,
    items: tuple[_Item, ...],
    passage: tuple[Sentence, ...],
) -> Iterator[Draft]:
    reached = len(items)
    runs = all(it.number in (0, n) for n, it in enumerate(items, start=1))
    if not runs or reached == item.count:
        return
    if reached > item.count:
        if items[-1].number or items[-1].sentence.block == items[-2].sentence.block:
            yield _draft(audit, item, items, None)
    elif not _named_otherwise(passage, items):
        bare = items[0].sentence is passage[-reached] and items[-1].sentence is passage[-1]
        yield _draft(audit, item, items, None if reached == 1 or bare else Severity.INFO)


def _named_otherwise(passage: tuple[Sentence, ...], items: tuple[_Item, ...]) -> bool:
    """Whether a sentence after the last marked item opens, or goes on, with one more."""
    last = items[-1].sentence
    after = [s for s in passage if s.index > last.index]
    opening = (s.text[:40] if s.block == last.block else s.text[:80] for s in after)
    return any(ANOTHER_ITEM.search(text) for text in opening)


def _draft(
    audit: Audit,
    item: _Announcement,
    items: tuple[_Item, ...],
    severity: Severity | None,
    listed: int = 0,
) -> Draft:
    count = listed or len(items)
    marked = "one is marked" if count == 1 else f"{count} are marked"
    return Draft(
        message=f"“{item.words}” announced, {marked}",
        primary=item.sentence.view.span(item.start, item.end),
        anchor=item.sentence.text,
        help="count again: correct the announced number, or mark the missing items",
        severity=severity,
        confidence=Confidence.MEDIUM,
        cited=str(item.count),
        found=str(count),
        related=tuple(
            Related(it.sentence.view.span(0, _opening(it.sentence.text)), f"item {n} begins")
            for n, it in enumerate(items, start=1)
        ),
        evidence=(said(audit, item.sentence.view),),
    )


def _opening(text: str) -> int:
    """Where the first few words of a sentence end."""
    space = text.rfind(" ", 0, OPENING + 1)
    return len(text) if len(text) <= OPENING else space if space > 0 else OPENING
