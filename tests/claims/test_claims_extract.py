"""Claims of an article: segments, notes, and what runs over several sentences."""

from __future__ import annotations

from auditor.claims import extract_claims
from auditor.model.article import Article, Block, BlockKind, Marker, Sentence
from auditor.model.claim import Claim
from auditor.model.text import Source, Span, View


def article(
    paragraphs: list[tuple[BlockKind, list[str]]], marks: list[tuple[int, int, str]]
) -> Article:
    """An article of blocks made of sentences; `marks` are (sentence, offset in it, note)."""
    text, blocks, sentences = "", [], []
    for index, (kind, parts) in enumerate(paragraphs):
        begin = len(text)
        for part in parts:
            start = len(text)
            text += part + " "
            own = tuple(i for i, mark in enumerate(marks) if mark[0] == len(sentences))
            view = View((part), View.of(text, start, start + len(part)).pieces)
            sentences.append(Sentence(len(sentences), view, index, own))
        blocks.append(Block(index, kind, View.of(text, begin, len(text) - 1)))
    markers = tuple(
        Marker(note, Span(0, 0), note, sentence=sentence, at=at) for sentence, at, note in marks
    )
    return Article(
        "a.txt", "text", Source(text), tuple(blocks), (), markers, sentences=tuple(sentences)
    )


def claims(*parts: str, marks: list[tuple[int, int, str]]) -> tuple[Claim, ...]:
    return extract_claims(article([(BlockKind.PARAGRAPH, list(parts))], marks), None)


def test_a_marker_covers_the_words_since_the_marker_before() -> None:
    text = "It began in 2010, fell by 7% in 2012 and ended."
    first, second, rest = claims(text, marks=[(0, 17, "n1"), (0, 36, "n2")])
    assert (first.notes, first.segment.text) == (("n1",), "It began in 2010,")
    assert (second.notes, second.segment.text) == (("n2",), "fell by 7% in 2012")
    assert (rest.notes, rest.segment.text) == ((), "and ended.")
    (date,) = second.dates
    assert second.segment.text[date.start : date.end] == "2012"
    (number,) = second.numbers
    assert second.segment.text[number.start : number.end] == "7%"


def test_markers_side_by_side_share_their_segment() -> None:
    (claim,) = claims("It ended in 2012.", marks=[(0, 16, "n1"), (0, 17, "n2")])
    assert claim.notes == ("n1", "n2")
    assert claim.segment.text == "It ended in 2012."


def test_a_sentence_without_markers_is_a_claim_without_notes() -> None:
    first, second = claims("It rose.", "It fell.", marks=[(1, 8, "n1")])
    assert (first.id, first.notes) == ("s1", ())
    assert (second.id, second.notes) == ("s2.1", ("n1",))


def test_a_quotation_over_two_sentences_is_whole_in_both() -> None:
    first, second = claims('He said: "It rose.', 'It fell."', marks=[(1, 9, "n1")])
    assert first.quotations[0].text == second.quotations[0].text == "It rose. It fell."
    assert (second.quotations[0].start, second.quotations[0].end) == (0, 9)
    assert second.quotations[0].closed


def test_the_note_of_a_block_quotation_covers_all_of_it() -> None:
    made = article(
        [
            (BlockKind.PARAGRAPH, ["He said:"]),
            (BlockKind.QUOTE, ["“It rose."]),
            (BlockKind.QUOTE, ["It fell.”"]),
        ],
        [(2, 9, "n1")],
    )
    claim = extract_claims(made, None)[-1]
    assert claim.notes == ("n1",)
    assert claim.sentences == (1, 2)
    assert claim.quotations[0].block
    assert claim.quotations[0].text == "It rose.\nIt fell."


def test_ids_are_unique() -> None:
    ids = [c.id for c in claims("A, b, c.", "D.", marks=[(0, 2, "n1"), (0, 5, "n2")])]
    assert len(ids) == len(set(ids)) == 4
