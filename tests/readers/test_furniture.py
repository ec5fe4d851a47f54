"""Page numbers, running heads and feet of plain text: no sentence, no end of one."""

from __future__ import annotations

import pytest

from auditor.model.article import Article, BlockKind
from auditor.readers import read_text

PROSE = "These words of filler make up a paragraph of running prose"
HEADS = [
    "3",
    "xiv",
    "– 3 –",
    "- 3 -",
    "[3]",
    "Page 3 of 20",
    "page 3",
    "3/20",
    "Person and Other          3",
    "Person et al., Filler\t3",
    "Journal of Filler 12 (2020)   45",
    "4           Journal of Filler 12 (2020)",
    "        A History of Filler in Three Parts and a Preface on Method          145",
]


def _read(text: str) -> Article:
    return read_text(text, "article.txt", "text")


def _captions(article: Article) -> list[str]:
    return [block.view.text for block in article.blocks if block.kind is BlockKind.CAPTION]


@pytest.mark.parametrize("notes", ["", "\n\n¹ A note.\n\n² Another note."])
@pytest.mark.parametrize("head", HEADS)
def test_sentences_go_on_after_heads(head: str, notes: str) -> None:
    marks = "¹ So it ends.²" if notes else ""
    article = _read(
        f"A Title of Some Words\n\n{PROSE}.{marks} It led to “a floor under all of it, not a"
        f"{notes}\n\n{head}\n\nceiling over it.” {PROSE} again.\n"
    )
    assert "It led to “a floor under all of it, not a ceiling over it.”" in [
        sentence.text for sentence in article.sentences
    ]
    assert _captions(article) == [head.strip()]
    assert [note.view.text for note in article.notes] == (
        ["A note.", "Another note."] * bool(notes)
    )


def test_lines_that_recur_with_another_number_are_heads() -> None:
    article = _read(
        f"{PROSE} opens.\n\n{PROSE} goes on into the\n\nJournal of Filler 12\n\nnext page and"
        f"\n\nJournal of Filler 13\n\nThen the last. {PROSE} here.\n\n"
        f"14 | Journal of Filler\n\n{PROSE} ends.\n"
    )
    assert article.sentences[1].text == f"{PROSE} goes on into the next page and Then the last."
    assert len(_captions(article)) == 3


@pytest.mark.parametrize(
    "line",
    [
        "Table 1",
        "It rose in the year 2012",
        "It came to  45, as they said.",
        "[3] Person, A Book of Filler,  45",
        "3. Person, A Book of Filler   45",
        "It ended.  3",
        "A rise from 12 to 45",
    ],
)
def test_other_lines_are_no_heads(line: str) -> None:
    assert _captions(_read(f"{PROSE} ends.\n\n{line}\n\n{PROSE} begins.\n")) == []


def test_captions_that_count_up_are_no_heads() -> None:
    article = _read("\n\n".join(f"Case Study {i}\n\n{PROSE} number {i} ends." for i in range(1, 5)))
    assert _captions(article) == []


def test_notes_with_bare_numbers_are_no_heads() -> None:
    notes = "\n\n".join(f"{i}  Person, A Book of Filler, {i * 7}" for i in range(1, 4))
    article = _read(f"{PROSE} one.1 {PROSE} two.2 {PROSE} three.3\n\nNotes\n\n{notes}\n")
    assert [note.label for note in article.notes] == ["1", "2", "3"]


def test_a_short_line_that_goes_on_over_a_head_is_no_heading() -> None:
    article = _read(
        f"{PROSE} one.¹\n\nWhat they built was in the words of one “a floor, not a\n\n¹ A note."
        f"\n\nPerson and Other     3\n\nceiling over it.” {PROSE} again, and it goes on.\n"
    )
    assert article.sentences[1].text.endswith("“a floor, not a ceiling over it.”")
