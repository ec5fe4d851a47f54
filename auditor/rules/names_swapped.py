"""NAM002's single words: two letters of a name swapped, Whitehaed for Whitehead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
import re

from auditor.model.article import BlockKind
from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Severity
from auditor.model.text import View
from auditor.rules.marks import find_marks, pair, prose
from auditor.rules.works import surnames
from auditor.text.fold import fold_word

_LONG = 6  # letters: in shorter words a swap makes another name too often
_OFTEN = 3
_MOST = 100_000
# A capital first, then that no letter stands before it: the engine leaps from capital to capital.
_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ](?<!\w[A-ZÀ-ÖØ-Þ])[^\W\d_]{5,30}(?![\w-])")


def swapped(audit: Audit) -> Iterator[Draft]:
    """Capitalised words used once that are a cited or frequent name with two letters swapped."""
    article = audit.article
    texts = [*(b.view for b in article.blocks), *(n.view for n in article.notes)]
    counts = Counter(
        fold_word(match[0])
        for match in islice((m for v in texts for m in _WORD.finditer(prose(v.text))), _MOST)
    )
    authors = {word for c in audit.citations for name in surnames(c) for word in name.split()}
    for block in article.blocks:
        if block.kind is BlockKind.PARAGRAPH:
            for match in _own(block.view):
                word = fold_word(match[0])
                usual = _usual(word, counts, authors) if counts[word] == 1 else None
                if usual and word not in authors and _keeps(audit, word, usual):
                    yield _draft(block.view, match, usual, counts[usual])


def _own(view: View) -> list[re.Match[str]]:
    """Capitalised words outside of quotations, whose spelling is not the author's."""
    found = list(_WORD.finditer(prose(view.text)))
    quotes = pair(find_marks(view.text)).pairs if found else ()
    return [m for m in found if not any(start < m.start() < end for start, end in quotes)]


def _usual(word: str, counts: Counter[str], authors: set[str]) -> str | None:
    """The name that the word is with two neighbouring letters swapped, the first apart."""
    for at in range(1, len(word) - 1):
        other = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if other != word and (counts[other] >= _OFTEN or (other in authors and counts[other])):
            return other
    return None


def _keeps(audit: Audit, word: str, usual: str) -> bool:
    """Whether the policy doesn't keep the two apart."""
    sets = ({fold_word(name) for name in names} for names in audit.policy.distinct_names)
    return not any({word, usual} <= kept for kept in sets)


def _draft(view: View, match: re.Match[str], usual: str, count: int) -> Draft:
    times = f"{count} times" if count > 1 else "as an author"
    return Draft(
        message=f"{match[0]} occurs once, {usual.title()} {times}: two letters are swapped",
        primary=view.span(match.start(), match.end()),
        anchor=match[0],
        help=f"write {usual.title()}, or list the two as distinct names in claims.toml",
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        cited=match[0],
        found=usual.title(),
    )
