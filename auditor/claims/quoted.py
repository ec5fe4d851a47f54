"""The quotations of an article by sentence: read by paragraph, as they run over sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditor.claims.quotations import find_quotations
from auditor.model.article import Article, Block, BlockKind, Sentence
from auditor.model.claim import Quotation
from auditor.model.text import View

_MARKS = '"“”„‟«»'


class Quoted:
    """Quotations found once per paragraph and handed out per sentence."""

    def __init__(self, article: Article) -> None:
        self._found: dict[int, list[Quotation]] = {}
        self._whole: dict[int, tuple[int, ...]] = {}
        by_block: dict[int, list[Sentence]] = {}
        for sentence in article.sentences:
            by_block.setdefault(sentence.block, []).append(sentence)
        for blocks in _paragraphs(article):
            sentences = [each for block in blocks for each in by_block.get(block.index, ())]
            if blocks[0].kind is BlockKind.QUOTE:
                self._block_quotation(blocks, sentences)
            else:
                self._in_marks(blocks[0], sentences)

    def of(self, sentence: Sentence) -> tuple[Quotation, ...]:
        """The quotations that reach into `sentence`, at offsets of its text.

        `view` has all of the quoted words, also those in the sentences around.
        """
        return tuple(self._found.get(sentence.index, ()))

    def whole(self, sentence: Sentence) -> tuple[int, ...]:
        """All sentences of the block quotation that `sentence` is in; none elsewhere."""
        return self._whole.get(sentence.index, ())

    def _block_quotation(self, blocks: list[Block], sentences: list[Sentence]) -> None:
        view = View.join(_spaced([block.view for block in blocks]))
        left = len(view.text) - len(view.text.lstrip(_MARKS + " \n"))
        words = view.cut(left, max(left, len(view.text.rstrip(_MARKS + " \n"))))
        indices = tuple(sentence.index for sentence in sentences)
        for sentence in sentences:
            self._whole[sentence.index] = indices
            quotation = Quotation(words, 0, len(sentence.text), block=True)
            self._found[sentence.index] = [quotation]

    def _in_marks(self, block: Block, sentences: list[Sentence]) -> None:
        quotations = find_quotations(block.view)
        at = 0
        for sentence in sentences if quotations else ():
            start = block.view.text.find(sentence.text, at)
            if start < 0:  # the reader joined or cleaned it: read the sentence alone
                self._found[sentence.index] = list(find_quotations(sentence.view))
                continue
            at = start + len(sentence.text)
            self._found[sentence.index] = list(_within(quotations, start, at))


def _paragraphs(article: Article) -> Iterator[list[Block]]:
    """Blocks one by one; block quotations in a row are the paragraphs of one quotation."""
    run: list[Block] = []
    for block in article.blocks:
        if run and block.kind is not BlockKind.QUOTE:
            yield run
            run = []
        if block.kind is BlockKind.QUOTE:
            run.append(block)
        else:
            yield [block]
    if run:
        yield run


def _spaced(views: list[View]) -> Iterator[View | str]:
    for place, view in enumerate(views):
        if place:
            yield "\n"
        yield view


def _within(quotations: tuple[Quotation, ...], start: int, end: int) -> Iterator[Quotation]:
    for quotation in quotations:
        low, high = max(start, quotation.start), min(end, quotation.end)
        if low < high:
            yield replace(quotation, start=low - start, end=high - start)
