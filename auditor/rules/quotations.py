"""QUO001: a double quotation mark without its partner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from auditor.model.article import Block, BlockKind
from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Severity
from auditor.model.text import View
from auditor.rules.marks import Mark, Role, unmatched
from auditor.rules.rule import rule
from auditor.rules.support import label_after, said
from auditor.text.clean import clean_line

_PROSE = frozenset(
    (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM, BlockKind.CAPTION, BlockKind.HEADING)
)
_REACH = 6  # paragraphs a quotation may run over before its closing mark is called missing


@rule("QUO001", "unbalanced-quotation", Severity.ERROR)
def quo001(audit: Audit) -> Iterable[Draft]:
    """A double quotation mark that never opens or never closes.

    ## Why

    Without its second mark nobody can tell where the quoted words end and the author's begin. A
    closing mark alone may be what is left of a quotation whose beginning was paraphrased, or words
    taken over without saying so.

    ## How it decides

    Each paragraph is read whole, joined over page breaks and without note markers. Straight and
    curly marks count alike; their shape and their neighbours tell which open and which close. In
    notes the same is a warning.

    ## What keeps it quiet

    Quotations over several paragraphs (each opens anew, or the mark closes a few paragraphs on);
    inches and arc seconds (`5'10"`, `12"`), ditto marks; code, HTML, template tags, formulas and
    addresses; German „…“ and Swedish ”…”; guillemets and single marks, which are not read. An even
    number of marks in a paragraph is never reported.

    ## Example

    > The firms cannot switch because they do not use generic products".

    ## What to do

    Look at the source: set the missing mark where the quotation ends, or delete the stray one.
    """
    blocks = [block for block in audit.article.blocks if block.kind in _PROSE]
    loose = {index: unmatched(block.view.text) for index, block in enumerate(blocks)}
    sentences = defaultdict(list)
    for sentence in audit.article.sentences:
        sentences[sentence.block].append(sentence)
    for index, block in enumerate(blocks):
        marks = loose[index]
        if marks and not _runs_on(blocks, loose, index):
            place = block.view.origin(marks[0].at)
            label = label_after(audit, sentences[block.index], place)
            yield _unpaired(audit, block.view, marks, label)
    for note in audit.article.notes:
        marks = unmatched(note.view.text)
        if marks and not _reopens(note.view.text):
            yield _unpaired(audit, note.view, marks, note.label, Severity.WARNING)


def _runs_on(blocks: Sequence[Block], loose: dict[int, tuple[Mark, ...]], index: int) -> bool:
    """Whether a quotation goes on in the next paragraphs, or came from the ones before."""
    roles = {mark.role for mark in loose[index]}
    if roles <= {Role.OPENS, Role.EITHER} and index + 1 < len(blocks):
        text = blocks[index + 1].view.text.lstrip("*_> ")
        if text[:1] in tuple('"“„'):
            return True
    near = [*range(index - _REACH, index), *range(index + 1, index + 1 + _REACH)]
    section = blocks[index].section
    return any(
        loose.get(i) and blocks[i].section == section and _partner(loose, index, i) for i in near
    )


def _partner(loose: dict[int, tuple[Mark, ...]], index: int, other: int) -> bool:
    first, second = sorted((index, other))
    opens = loose[first][-1].role is not Role.CLOSES
    return opens and loose[second][0].role is not Role.OPENS


def _reopens(text: str) -> bool:
    return any(line.lstrip()[:1] in tuple('"“„') for line in text.split("\n")[1:])


def _unpaired(
    audit: Audit,
    view: View,
    marks: tuple[Mark, ...],
    label: str | None,
    severity: Severity | None = None,
) -> Draft:
    mark = marks[0]
    opens = mark.role is not Role.CLOSES
    words = _words_beside(view.text, mark.at, forward=opens)
    sure = len(marks) == 1
    return Draft(
        message="a quotation mark opens and never closes"
        if opens
        else "a quotation mark closes what nothing opened",
        primary=view.span(mark.at, mark.at + 1),
        anchor=words,
        help="look at the source: add the missing mark where the quotation begins or ends, "
        "or delete this one",
        note=label,
        severity=severity if sure else Severity.WARNING,
        confidence=Confidence.HIGH if sure else Confidence.MEDIUM,
        cited=words,
        evidence=(
            said(audit, view.cut(max(0, mark.at - 120), mark.at + 80).stripped(), "document"),
        ),
    )


def _words_beside(text: str, at: int, *, forward: bool) -> str:
    near = text[at : at + 70] if forward else text[max(0, at - 69) : at + 1]
    words = near.split()
    return clean_line(" ".join(words[:7] if forward else words[-7:]), 70)
