"""What a capture lacks of the words that an article cites of its page; pure."""

from __future__ import annotations

from enum import IntEnum
import re

from auditor.model.drift import Sketch
from auditor.model.facts import Wanted
from auditor.text.fold import flat
from auditor.text.sketch import PageText
from auditor.text.words import content_words

MOST = 0.6  # share of a title's content words that a page under that title holds
FEW = 2  # content words that tell a title from any other
SHORTEST = 4  # letters of a title that isn't on a page by chance
_WORD = re.compile(r"[^\W_]+")


class Lack(IntEnum):
    """What is missing, the least first."""

    NOTHING = 0
    QUOTES = 1
    TITLE = 2

    @property
    def words(self) -> str:
        """The lack in words."""
        return "lacks the quoted words" if self is Lack.QUOTES else "lacks the words of the title"

    @property
    def reason(self) -> str | None:
        """The lack as the reason of a look-up whose copy has it."""
        return self.words.replace(" ", "_") if self else None


def lack_of(page: PageText, sketch: Sketch, wanted: Wanted) -> Lack:
    """What tells that a page may be another than the one cited; what can't be told is no lack."""
    quoted = [sketch.quotes.get(quote) for quote in wanted.quotes]
    if quoted and all(quoted):
        return Lack.NOTHING
    if page.whole and not _titled(page, wanted.title):
        return Lack.TITLE
    return Lack.QUOTES if False in quoted else Lack.NOTHING


def _titled(page: PageText, title: str) -> bool:
    """Whether a page speaks of what a title says, as far as words can tell."""
    bare, text = flat(title), f"{page.title} {page.words}"
    if bare in flat(text):
        return True
    words = set(content_words(title))
    if len(words) < FEW:  # one word, or a script that has no spaces
        return len(bare) < SHORTEST
    # Word by word: a whole page would stay in the cache of `content_words`.
    held = {word for token in set(_WORD.findall(text)) for word in content_words(token)}
    return len(words & held) >= MOST * len(words)
