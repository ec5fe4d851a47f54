"""Items that a list marks, in a sentence, "(1) … (2) …", or as blocks of its own with bullets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
import re

from auditor.model.article import Article, Block, BlockKind, Sentence
from auditor.model.audit import Audit

REACH = 3000  # characters in which the marks of a list are looked for
SOON = 150  # characters after the announcement within which the first mark has to come
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ORDERS = (tuple(str(n) for n in range(1, 11)), _ROMAN, tuple("abcdefghij"))
_MARK = re.compile(r"(?<!\w)(\(?)(\d{1,2}|[ivx]{1,4}|[a-j])\)(?=\s|[a-z])")
_AND = re.compile(r"\b(?:and|or|finally|lastly)\b[\s,;]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A list: how many items it has, and after how many it says that it ends ("and (3) …")."""

    count: int
    closed: int | None


def first_mark(text: str) -> int:
    """Where the first mark of a list stands in a text; its end where there is none."""
    found = next((m for m in _MARK.finditer(text) if _order(m[2])), None)
    return found.start() if found else len(text)


def inline(text: str) -> Marked | None:
    """The items marked (1) (2) (3), (a) (b) (c), (i) (ii) (iii) or 1) 2) 3) from near the start."""
    marks = list(_MARK.finditer(text[:REACH]))
    first = next((n for n, mark in enumerate(marks) if _order(mark[2])), None)
    if first is None or marks[first].start() > SOON:
        return None
    order, opening = _order(marks[first][2]), marks[first][1]
    count, closed = 0, None
    for mark in marks[first:]:
        if count < len(order) and (mark[1], mark[2]) == (opening, order[count]):
            count += 1
            if closed is None and _AND.search(text, max(0, mark.start() - 20), mark.start()):
                closed = count
    # One mark may be an equation or a cross-reference.
    return Marked(count, closed) if count > 1 else None


def _order(label: str) -> Sequence[str]:
    return next((order for order in _ORDERS if order[0] == label), ())


def bullets(audit: Audit, sentence: Sentence) -> Marked | None:
    """The items of the list right after a sentence that ends its block with a colon."""
    if not _opens_list(sentence.text) or not _ends_block(audit, sentence):
        return None
    after = audit.article.blocks[sentence.block :]
    blocks = [block for block in after if block.kind is not BlockKind.NOTE]
    items = _run(blocks[1:])
    if not items:
        return None
    indents = [_indent(audit.article, block) for block in items]
    top = sum(
        indent == indents[0] and b.level == items[0].level
        for indent, b in zip(indents, items, strict=True)
    )
    rest = blocks[1 + len(items) : 4 + len(items)]
    unsure = top < 2 or _opens_list(items[-1].view.text) or _goes_on(rest)
    return None if unsure else Marked(top, top)


def _ends_block(audit: Audit, sentence: Sentence) -> bool:
    after = audit.article.sentences[sentence.index + 1 : sentence.index + 2]
    return not after or after[0].block != sentence.block


def _indent(article: Article, block: Block) -> int | None:
    """How far in the bullet or number of a block stands; None for a further paragraph of an item.

    Plain text has no levels of its own: its indents tell them apart.
    """
    begin = block.view.span().start
    before = article.source.text[max(0, begin - 80) : begin].rpartition("\n")[2]
    return None if before.isspace() else len(before) - len(before.lstrip())


def _goes_on(rest: Sequence[Block]) -> bool:
    """Whether paragraphs, figures or code cut the list in two; a new list has its own colon."""
    own = any(_opens_list(block.view.text) for block in rest[:2])
    return not own and bool(_run(rest[1:]) or _run(rest[2:]))


def _opens_list(text: str) -> bool:
    return text.rstrip(" *_").endswith(":")


def _run(blocks: Sequence[Block]) -> Sequence[Block]:
    """The items that blocks begin with."""
    end = next((n for n, b in enumerate(blocks) if b.kind is not BlockKind.ITEM), len(blocks))
    return blocks[:end]
