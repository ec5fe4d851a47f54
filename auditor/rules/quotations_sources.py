"""QUO003 and QUO005: quotations that name no source, or quote a foreign one in English."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
import re

from auditor.model.article import Article, Block, BlockKind
from auditor.model.audit import Audit
from auditor.model.claim import Claim
from auditor.model.finding import Confidence, Draft, Related, Severity
from auditor.model.reference import Citation
from auditor.model.text import View
from auditor.rules.marks import find_marks, pair
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.support import label_of, said, sources_of
from auditor.text.clean import clean_line

LONG = 8  # words; at most this many are a term, a title or a turn of phrase
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_IN_TEXT = re.compile(  # (Smith 2010, 45), (p. 45), (45), [12], [@smith2010]
    r"\([^()]{0,120}\b(?:1[4-9]|20)\d\d[a-z]?\b[^()]{0,60}\)|\((?:pp?\.\s?)?\d{1,4}(?:[-–]\d{1,4})?\)"
    r"|\[\d{1,3}\]|\[@[^\]]{1,120}\]"
)
_VERBS = (
    "(?:writes|wrote|argues|argued|notes|noted|posits|posited|observes|observed|claims|claimed|"
    "contends|contended|asserts|asserted|states|stated|declares|declared|warns|warned|concludes|"
    "concluded|insists|insisted|remarks|remarked|explains|explained|reports|reported|said)"
)
_SAYS = re.compile(  # "as Michael Hanchard posits", "argues Hanchard", "according to the Times"
    rf"\b[A-Z][\w'’-]+(?: [a-z]+ly)? {_VERBS}\b|\b{_VERBS} [A-Z][\w'’-]+"
    r"|\b[Aa]ccording to (?:the )?[A-Z][\w'’-]+"
)
_FRAME = re.compile(
    r"\b(?:abstract|summary|acknowledge?ments?|keywords|appendix|references|bibliography|notes)\b",
    re.IGNORECASE,
)
_NON_LATIN = re.compile("[\u0370-\u1fff\u2e80-\ud7ff\uf900-\ufaff\uff66-\uffdc]")
_TRANSLATION = re.compile(
    r"\btrans(?:lat(?:ed|ion|ions|or)\b|\.)|\bmy own\b|\bour own\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A long quotation in a block, from its opening to behind its closing mark."""

    block: Block
    start: int
    end: int

    @property
    def view(self) -> View:
        return self.block.view.cut(self.start, self.end)


@rule("QUO003", "quotation-without-note", Severity.WARNING, languages=ENGLISH)
def quo003(audit: Audit) -> Iterable[Draft]:
    """A direct quotation of more than eight words that no note answers for.

    ## Why

    Readers who want to check the words, or quote them again, need to know where they stand.

    ## How it decides

    Quotations in double marks and block quotations are measured in words. One has its source when
    its sentence, the one before or anything later in the paragraph carries a note, a link or an
    author and year in brackets. It is a warning where the text says who is quoted and no note
    anywhere names that person; else, or where a note stands further up in the paragraph, an info.

    ## What keeps it quiet

    Scare quotes and terms (too short), titles; block quotations whose introduction or next
    paragraph carries the note; words quoted again elsewhere in the article; abstracts and
    acknowledgements. Articles without notes, and those that leave most of their quotations
    unnoted (interviews, dialogues, readings of one text), are not asked.

    ## Example

    > "We shall never again let a foreign fleet pass these straits unopposed," the admiral wrote.

    ## What to do

    Add the note, or move the one that covers the passage to the end of the quotation.
    """
    context = _Context.of(audit.article)
    quoted = [item for block in audit.article.blocks for item in _long(context, block)]
    bare = [item for item in quoted if not _answered(context, item)]
    if len(quoted) - len(bare) < max(3, 2 * len(bare)):
        return
    for item in bare:
        yield _without_note(audit, item, attributed=_attributed(context, item))


def _without_note(audit: Audit, item: _Quoted, *, attributed: bool) -> Draft:
    words = clean_line(item.view.text, 160)
    doubt = not attributed or any(
        s.markers for s in audit.article.sentences if s.block == item.block.index
    )
    return Draft(
        message="a direct quotation has no note, link or author and year beside it",
        primary=item.view.span(),
        anchor=item.view.text[:200],
        help="cite where these words stand, or move the note that covers them behind them",
        severity=Severity.INFO if doubt else None,
        confidence=Confidence.LOW if doubt else Confidence.MEDIUM,
        cited=words,
        evidence=(said(audit, item.view, "document"),),
    )


def _long(context: _Context, block: Block) -> Iterator[_Quoted]:
    if block.kind is BlockKind.QUOTE:
        if _words(block.view.text) > LONG:
            yield _Quoted(block, 0, len(block.view.text))
    elif block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and not _framed(context, block):
        text = block.view.text
        for start, end in pair(find_marks(text)).pairs:
            inside = text[start + 1 : end]
            if _words(inside) > LONG and not _is_title(inside):
                yield _Quoted(block, start, end + 1)


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _is_title(text: str) -> bool:
    words: list[str] = [word for word in _WORD.findall(text) if len(word) > 3]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _framed(context: _Context, block: Block) -> bool:
    if block.section is None:
        return context.has_sections
    return bool(_FRAME.search(context.article.blocks[block.section].view.text))


@dataclass(frozen=True)
class _Context:
    """Where the sources of an article stand: marks and addresses by place, words said twice."""

    article: Article
    marks: tuple[int, ...]
    sentences: dict[int, list[tuple[int, int]]]

    @classmethod
    def of(cls, article: Article) -> _Context:
        sentences: dict[int, list[tuple[int, int]]] = {}
        for item in article.sentences:
            span = item.view.span()
            sentences.setdefault(item.block, []).append((span.start, span.end))
        links = [a.span.start for a in article.addresses if a.note is None]
        marks = sorted([*links, *(marker.span.start for marker in article.markers)])
        return cls(article, tuple(marks), sentences)

    @cached_property
    def has_sections(self) -> bool:
        """Whether headings part the article, so that what stands before the first is a frame."""
        return sum(block.kind is BlockKind.HEADING for block in self.article.blocks) > 2

    @cached_property
    def openings(self) -> Counter[tuple[str, ...]]:
        """Every eight words of the article, to see whether a quotation stands in it twice."""
        views = [*(b.view for b in self.article.blocks), *(n.view for n in self.article.notes)]
        words = _plain(" ".join(view.text for view in views))
        return Counter(zip(*(words[i:] for i in range(LONG)), strict=False))

    @cached_property
    def noted(self) -> frozenset[str]:
        """The words of all notes."""
        return frozenset(_plain(" ".join(note.view.text for note in self.article.notes)))

    def marked(self, start: int, end: int) -> bool:
        """Whether a marker or link stands in a range of the source."""
        index = bisect_left(self.marks, start)
        return index < len(self.marks) and self.marks[index] <= end


def _plain(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _answered(context: _Context, item: _Quoted) -> bool:
    whole = item.block.view.span()
    place = item.view.span().start
    begins = [start for start, _ in context.sentences.get(item.block.index, ()) if start <= place]
    since = begins[-2] if len(begins) > 1 else whole.start
    text = item.block.view.text
    if context.marked(since, whole.end + 8) or _IN_TEXT.search(text, item.end, item.end + 200):
        return True
    opening = tuple(_plain(item.view.text)[:LONG])
    return context.openings[opening] > 1 or _answered_beside(context, item)


def _attributed(context: _Context, item: _Quoted) -> bool:
    """Whether the words around say who said so, and that person is cited nowhere else."""
    text = item.block.view.text
    around = f"{text[max(0, item.start - 120) : item.start]} … {text[item.end : item.end + 60]}"
    match = _SAYS.search(around)
    names = re.findall(r"[A-Z][\w'’-]{3,}", match[0]) if match else []
    return bool(names) and not any(name.casefold() in context.noted for name in names)


def _answered_beside(context: _Context, item: _Quoted) -> bool:
    """Whether the paragraph before or after a block quotation, or one alone, holds the source."""
    blocks = context.article.blocks
    alone = item.block.kind is BlockKind.QUOTE or item.end - item.start > 0.8 * len(
        item.block.view.text
    )
    if not alone:
        return False
    near = [i for i in (item.block.index - 1, item.block.index + 1) if 0 <= i < len(blocks)]
    spans = [blocks[i].view.span() for i in near]
    return any(context.marked(span.start, span.end + 8) for span in spans)


@rule("QUO005", "unmarked-translation", Severity.INFO, languages=ENGLISH)
def quo005(audit: Audit) -> Iterable[Draft]:
    """An English quotation whose only source is in another language, with no word of translation.

    ## Why

    A reader who looks the words up will not find them: they are the author's, or a machine's, not
    the source's. Somebody has to answer for the wording.

    ## How it decides

    Every source in the note has a title in another script or language. All such quotations of an
    article are one finding.

    ## What keeps it quiet

    A note, sentence or preface that speaks of translation; quotations in the source's own script;
    notes that cite an English source as well.

    ## Example

    > The minister called it "a burden we will share".¹
    >
    > ¹ "記者会見の概要", Cabinet Secretariat, 4 May 2022.

    ## What to do

    Say whose translation it is ("author's translation"), or cite an English text.
    """
    if any(_TRANSLATION.search(block.view.text) for block in _opening(audit.article)):
        return
    found = [pair_ for claim in audit.claims for pair_ in _translated(audit, claim)]
    if not found:
        return
    claim, citation = found[0]
    labels = Counter(label_of(audit, item.note) for _, item in found)
    yield Draft(
        message="quoted in English from a source in another language; no word on translation",
        primary=claim.segment.span(claim.quotations[0].start, claim.quotations[0].end),
        anchor=claim.quotations[0].text[:200],
        help="name the translator, say that the translation is yours, or cite an English text",
        note=label_of(audit, citation.note),
        confidence=Confidence.MEDIUM,
        cited=clean_line(claim.quotations[0].text, 120),
        found="notes " + ", ".join(labels),
        related=tuple(
            Related(item.view.span(), f"note {label_of(audit, item.note)}") for _, item in found
        ),
        evidence=(said(audit, citation.view, "note"),),
    )


def _opening(article: Article) -> Iterator[Block]:
    """Blocks that may say that all translations are the author's: any that is short on quotes."""
    return (b for b in article.blocks if "ranslation" in b.view.text and "own" in b.view.text)


def _translated(audit: Audit, claim: Claim) -> Iterator[tuple[Claim, Citation]]:
    quoted = [q for q in claim.quotations if _words(q.text) > 4 and not _NON_LATIN.search(q.text)]
    sources = sources_of(audit, claim)
    if not quoted or not sources or _TRANSLATION.search(claim.segment.text):
        return
    notes = (audit.article.note_by_id[note].view.text for note in claim.notes)
    if any(_TRANSLATION.search(text) for text in notes):
        return
    if all(_foreign(audit.full(citation)) for citation in sources):
        yield claim, sources[0]


def _foreign(citation: Citation) -> bool:
    reference = citation.reference
    if reference.language:
        return not reference.language.startswith("en")
    title = reference.title.value if reference.title else ""
    return bool(_NON_LATIN.search(title))
