"""What pages of a PDF repeat: page numbers, running heads and feet; it is no text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
import re

from auditor.model.article import BlockKind
from auditor.readers.raw import RawBlock
from auditor.readers.styles import opening

_PAGE = re.compile(
    r"[-–—|\[(\s]{0,4}(?:(?:page|seite|página|p\.|s\.)\s{0,3}\|?\s{0,3})?\d{1,4}"
    r"(?:\s?(?:of|von|de|/)\s?\d{1,4})?[-–—|\])\s]{0,4}(?:page)?|[ivxlc]{2,7}",
    re.IGNORECASE,
)
# Text, then a page number set apart from it; or the other way round, further apart: `12  Smith`
# may be a note.
_FOOT = re.compile(r"(?P<words>[^\W\d_a-z].{0,199}?)(?:\s{2,}|\t)\d{1,4}")
_HEAD = re.compile(r"\d{1,4}\s{4,}(?P<words>[^\W\d_a-z].{0,199})")
# A page number next to the text, or with it behind one of `|·•`.
_EITHER = re.compile(
    r"(?P<before>\d{1,4}\s[\s|·•]{0,9})?(?P<words>\D.*?)(?:\s[\s|·•]{0,9}\d{1,4})?"
)
_SENTENCE = re.compile(r"[.?!:;,。！？…][\"'”’»)\]]{0,3}\Z")
_NOTE_STYLES = ("superscript", "bracket", "dot", "paren", "html", "caret")
_LONGEST = 100
_LONGEST_PAGE = 20
_LONGEST_LINE = 250
_OFTEN = 3
_FEWEST_WORDS = 2


def without_furniture(blocks: Sequence[RawBlock], single: set[int]) -> list[RawBlock]:
    """Blocks with page furniture made captions, over which sentences go on.

    `single` has the indexes of blocks of one line: nothing else is a head or a foot.
    """
    repeated = Counter(b.view.text for b in blocks if len(b.view.text) < _LONGEST)
    heads = _running_heads(blocks, single)
    return [
        replace(block, kind=BlockKind.CAPTION, level=0, head=0)
        if repeated[block.view.text] >= _OFTEN
        or (index in single and (_is_page(block.view.text) or _is_apart(block.view.text)))
        or index in heads
        else block
        for index, block in enumerate(blocks)
    ]


def _is_page(text: str) -> bool:
    return len(text) < _LONGEST_PAGE and _PAGE.fullmatch(text) is not None


def _is_apart(text: str) -> bool:
    """Whether a line is a name or a title with a page number set apart: `Park and Hoshino   3`."""
    if len(text) > _LONGEST_LINE:
        return False
    match = _FOOT.fullmatch(text) or _HEAD.fullmatch(text)
    if match is None or _opens_note(text):
        return False
    words = match["words"].rstrip()
    return len(" ".join(words.split())) <= _LONGEST and not _SENTENCE.search(words)


def _opens_note(text: str) -> bool:
    return any(opening(text, style) for style in _NOTE_STYLES)


def _running_heads(blocks: Sequence[RawBlock], single: set[int]) -> set[int]:
    """Lines that recur with another page number, one of them amid a sentence.

    `Table 1` and `Case Study 2` recur too, but no sentence goes on after them.
    """
    places: dict[str, list[int]] = {}
    for index in single:
        if words := _recurring(blocks[index].view.text):
            places.setdefault(words, []).append(index)
    return {
        index
        for found in places.values()
        if len({blocks[i].view.text for i in found}) > 1 and any(_cuts(blocks, i) for i in found)
        for index in found
    }


def _recurring(text: str) -> str | None:
    """The words of a line that has a page number at one of its ends."""
    if len(text) > _LONGEST_LINE or not (text[:1].isdigit() or text[-1:].isdigit()):
        return None
    match = _EITHER.fullmatch(text)
    words = match["words"].split() if match else []
    if len(words) < _FEWEST_WORDS or len(" ".join(words)) > _LONGEST or _opens_note(text):
        return None
    if match and match["before"] and _SENTENCE.search(words[-1]):
        return None  # `12 Smith, Title.` is a note
    return " ".join(words)


def _cuts(blocks: Sequence[RawBlock], index: int) -> bool:
    after = blocks[index + 1].view.text if index + 1 < len(blocks) else ""
    return after[:1].islower()
