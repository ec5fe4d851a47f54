"""Plain text: each way of numbering notes, page breaks, bylines, wrapped lines."""

from __future__ import annotations

import pytest

from auditor.model.article import Article, BlockKind, NoteKind
from auditor.readers import read_text

PROSE = "These words of filler make up a paragraph of running prose"


def _read(text: str) -> Article:
    return read_text(text, "article.txt", "text")


def _pairs(article: Article) -> list[tuple[str, str | None]]:
    return [(marker.label, marker.note) for marker in article.markers]


def _sentence(article: Article, index: int) -> str:
    place = article.markers[index].sentence
    assert place is not None
    return article.sentences[place].text


def _kinds(article: Article) -> list[tuple[str, str | None]]:
    return [(diagnostic.kind, diagnostic.label) for diagnostic in article.diagnostics]


@pytest.mark.parametrize(
    ("marks", "openers"),
    [
        ("¹²³", ["¹ ", "² ", "³ "]),
        ("¹²³", ["1. ", "2. ", "3. "]),
        (["[1]", "[2]", "[3]"], ["[1] ", "[2] ", "[3] "]),
        (["[1]", "[2]", "[3]"], ["1. ", "2. ", "3. "]),
        ([" (1)", " (2)", " (3)"], ["(1) ", "(2) ", "(3) "]),
        ("123", ["1. ", "2. ", "3. "]),
        ("123", ["1 ", "2 ", "3 "]),
        (["[1]_", "[2]_", "[3]_"], [".. [1] ", ".. [2] ", ".. [3] "]),
    ],
)
def test_numberings(marks: list[str], openers: list[str]) -> None:
    body = f'{PROSE} one.{marks[0]} {PROSE} two.{marks[1]} And it said "a third."{marks[2]}'
    notes = "\n\n".join(f"{opener}Author {i}, Title." for i, opener in enumerate(openers))
    article = _read(f"{body}\n\nNotes\n\n{notes}\n")
    assert _pairs(article) == [("1", "n1"), ("2", "n2"), ("3", "n3")]
    assert [note.view.text for note in article.notes] == [f"Author {i}, Title." for i in range(3)]
    assert {note.kind for note in article.notes} == {NoteKind.ENDNOTE}
    assert _sentence(article, 0) == f"{PROSE} one."
    assert _sentence(article, 2) == 'And it said "a third."'
    assert article.diagnostics == ()


def test_a_sentence_goes_on_after_a_page_break_with_notes() -> None:
    article = _read(
        f"{PROSE} that ends here.¹ It led to the installation of the\n\n¹ A note.\n\n"
        f"THAAD missile systems in 2017,² and to more.\n\n² Another note.\n"
    )
    assert _sentence(article, 1) == (
        "It led to the installation of the THAAD missile systems in 2017, and to more."
    )
    segment = article.segment(article.markers[1])
    assert segment.text == "It led to the installation of the THAAD missile systems in 2017,"
    assert len(segment.spans()) == 2
    assert article.notes[0].kind is NoteKind.FOOTNOTE


def test_a_heading_ends_a_paragraph_without_a_stop() -> None:
    article = _read(f"{PROSE} and has no stop here\n\nA Heading\n\n{PROSE} again and again.\n")
    assert [block.kind for block in article.blocks][1:] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_affiliations_are_no_notes() -> None:
    article = _read(
        "On the Deterrence of Wolves\n\nAnna Person¹, Ben Other²\n\n¹Department of Sheep, Some "
        "University, Some Town\n\n²Institute of Grass, Meadow\n\nIntroduction\n\n"
        f"{PROSE} one.¹ {PROSE} two.²\n\n¹ First.\n\n² Second.\n"
    )
    assert _pairs(article) == [("1", "n1"), ("2", "n2")]
    assert [note.view.text for note in article.notes] == ["First.", "Second."]
    assert article.title == "On the Deterrence of Wolves"
    assert article.authors == ("Anna Person", "Ben Other")
    assert article.diagnostics == ()


TITLES = ["Introduction", "Institutional background", "Data and methods", "Discussion"]


@pytest.mark.parametrize("dot", ["", "."])
@pytest.mark.parametrize("opener", ["[{}] ", "{}. ", "{} "])
def test_numbered_headings_are_no_notes(dot: str, opener: str) -> None:
    sections = [
        f"{i}{dot} {title}\n\n{PROSE} and so on [{2 * i - 1}]. {PROSE} ends [{2 * i}]."
        for i, title in enumerate(TITLES, 1)
    ]
    notes = [f"{opener.format(i)}Author {i}, Title." for i in range(1, 9)]
    text = "\n\n".join(["A Title of Some Words", *sections, "Notes and references", *notes])
    article = _read(text)
    assert [note.view.text for note in article.notes] == [
        f"Author {i}, Title." for i in range(1, 9)
    ]
    assert [marker.note for marker in article.markers] == [f"n{i}" for i in range(1, 9)]
    headings = [b.view.text for b in article.blocks if b.kind is BlockKind.HEADING]
    assert headings[-5:-1] == [f"{i}{dot} {title}" for i, title in enumerate(TITLES, 1)]
    assert article.diagnostics == ()


def test_bare_numbers_open_notes_line_by_line() -> None:
    notes = "\n".join(f"{i} Author {i}, a title long enough for its line." for i in range(1, 5))
    article = _read(f"1 Introduction\n\n{PROSE}.1 It goes on.2 It ends.3 It ended.4\n\n{notes}\n")
    assert [note.label for note in article.notes] == ["1", "2", "3", "4"]
    assert len(article.markers) == 4


def test_numbered_headings_among_footnotes_are_no_notes() -> None:
    pages = [
        f"{i}. {title}\n\n{PROSE} and so on.{i * 2 - 1} {PROSE} ends.{i * 2}\n\n"
        f"{i * 2 - 1}. Author, Title.\n\n{i * 2}. Other Author, Other Title."
        for i, title in enumerate(TITLES, 1)
    ]
    article = _read("\n\n".join(pages))
    assert [note.label for note in article.notes] == [str(i) for i in range(1, 9)]
    assert len(article.markers) == 8
    assert article.diagnostics == ()


def test_numbered_headings_alone_make_no_notes() -> None:
    sections = [f"{i} {title}\n\n{PROSE} of [{i}]." for i, title in enumerate(TITLES, 1)]
    assert _read("\n\n".join(sections)).notes == ()


def test_numbering_starts_again_in_each_chapter() -> None:
    chapter = f"{PROSE} one.¹ {PROSE} two.²\n\n¹ First.\n\n² Second.\n\n"
    article = _read(f"Chapter One\n\n{chapter}Chapter Two\n\n{chapter}")
    assert [note.id for note in article.notes] == ["n1", "n2", "n1-2", "n2-2"]
    assert [marker.note for marker in article.markers] == ["n1", "n2", "n1-2", "n2-2"]
    assert article.diagnostics == ()


def test_powers_and_lists_are_no_marks_and_notes() -> None:
    article = _read(
        f"{PROSE} here.¹\n\n1. First do this.\n2. Then do that.\n3. Then do the rest.\n\n"
        f"{PROSE} on 5 km² and 10⁶ units.² And a third.³\n\nNotes\n\n1. One.\n2. Two.\n3. Three.\n"
    )
    assert [note.view.text for note in article.notes] == ["One.", "Two.", "Three."]
    assert _pairs(article) == [("1", "n1"), ("2", "n2"), ("3", "n3")]
    assert "km²" in article.blocks[-2].view.text


def test_a_list_alone_makes_no_notes() -> None:
    article = _read(f"{PROSE} here.\n\n1. Do this.\n2. Do that.\n\n{PROSE} (1) and (2) again.\n")
    assert (article.notes, article.markers) == ((), ())


def test_marks_that_share_a_bracket() -> None:
    notes = "\n".join(f"[{i}] Author {i}, Title." for i in range(1, 6))
    article = _read(f"{PROSE} one [1, 2]. {PROSE} two [3–5].\n\nReferences\n\n{notes}\n")
    assert [marker.label for marker in article.markers] == ["1", "2", "3", "4", "5"]
    assert _sentence(article, 0) == f"{PROSE} one."
    assert _sentence(article, 4) == f"{PROSE} two."


@pytest.mark.parametrize(
    "marks",
    ["[3]–[5]", "[3–5]", "[3-5]", "[3] – [5]", "[3], [4], [5]", "[3, 4–5]", "\\[3\\]-\\[5\\]"],
)
def test_ranges_point_at_all_their_notes(marks: str) -> None:
    notes = "\n".join(f"[{i}] Author {i}, Title." for i in range(1, 7))
    article = _read(f"{PROSE} a [1, 2], two {marks} and [6].\n\nReferences\n\n{notes}\n")
    assert [marker.label for marker in article.markers] == ["1", "2", "3", "4", "5", "6"]
    assert article.diagnostics == ()


@pytest.mark.parametrize("marks", ["²⁻⁴", "²–⁴", "²-⁴", "²,³⁻⁴"])
def test_superscript_ranges_point_at_all_their_notes(marks: str) -> None:
    notes = "\n\n".join(f"{mark} Author, Title." for mark in "¹²³⁴")
    article = _read(f"{PROSE} one.¹ {PROSE} in 5 m s⁻² two.{marks}\n\n{notes}\n")
    assert _pairs(article) == [(str(i), f"n{i}") for i in range(1, 5)]
    assert _sentence(article, 3) == f"{PROSE} in 5 m s⁻² two."
    assert article.diagnostics == ()


def test_oddities_are_kept_and_said() -> None:
    article = _read(
        f"{PROSE} one.¹ {PROSE} two.² Four.⁴ Again.⁴ Nine.⁹\n\n¹ One.\n\n² Two.\n\n² Two again."
        "\n\n⁴ Four.\n\n⁵ Five.\n"
    )
    assert [note.id for note in article.notes] == ["n1", "n2", "n2-2", "n4", "n5"]
    assert sorted(_kinds(article)) == [
        ("duplicate-note", "2"),
        ("reused-marker", "4"),
        ("undefined-marker", "9"),
        ("unused-note", "5"),
    ]


@pytest.mark.parametrize("style", ["[{}] ", "{}. "])
@pytest.mark.parametrize(
    ("marked", "printed", "kinds"),
    [
        ("12346", "12346", [("note-gap", "6")]),
        ("12345", "12346", [("note-gap", "6"), ("undefined-marker", "5")]),
        ("123456", "1233456", [("duplicate-note", "3")]),
        ("123456", "123356", [("duplicate-note", "3")]),
    ],
)
def test_one_slip_of_the_numbering_is_said_once(
    style: str, marked: str, printed: str, kinds: list[tuple[str, str]]
) -> None:
    body = " ".join(f"{PROSE} is here.{style.format(i).strip(' .')}" for i in marked)
    notes = "\n".join(f"{style.format(i)}Author, Title {i}." for i in printed)
    article = _read(f"{body}\n\nNotes\n\n{notes}\n")
    assert sorted(_kinds(article)) == kinds
    assert [marker.label for marker in article.markers] == list(marked)


def test_hard_wrapped_lines_are_one_block() -> None:
    article = _read(
        "A paragraph whose lines are broken by hand at some width, with a word that is\n"
        "hyphen-\nated, and a mark at its end.¹ It goes on and then\nit ends.\n\n"
        "¹ A note wrapped over more than one line of text, as\nnotes are.\n"
    )
    assert article.blocks[0].view.text.endswith("It goes on and then it ends.")
    assert "hyphen-ated" in article.blocks[0].view.text
    assert article.notes[0].view.text.endswith("line of text, as notes are.")


def test_page_numbers_and_running_heads_don_t_cut_sentences() -> None:
    head = "\n\nJournal of Filler\n\n"
    pages = [f"{PROSE} and page {n} goes on into the" for n in range(3)]
    article = _read(f"{head.join(pages)}\n\n12\n\n{head}next page and ends.\n")
    assert [s.text for s in article.sentences] == [" ".join([*pages, "next page and ends."])]


def test_escapes_stay_and_positions_hold() -> None:
    article = _read(f"{PROSE} worth US\\$9,57 billion.¹\n\n¹ A <https://a.example/b_c>.\n")
    marker, note, address = article.markers[0], article.notes[0], article.addresses[0]
    assert _sentence(article, 0).endswith("US\\$9,57 billion.")
    assert article.source.text[marker.span.start : marker.span.end] == "¹"
    assert article.source.position(note.span.start) == (3, 1)
    assert article.source.position(address.span.start) == (3, 6)


def test_japanese() -> None:
    article = _read(
        "日本の政策は大きく変わった。¹ 政府は「平和を守る。」と述べた。²\n\n"
        "¹ 外務省。\n\n² 防衛省。\n"
    )
    assert _pairs(article) == [("1", "n1"), ("2", "n2")]
    assert [s.text for s in article.sentences] == [
        "日本の政策は大きく変わった。",
        "政府は「平和を守る。」と述べた。",
    ]
    assert article.language == "ja"


def test_text_with_marks_is_no_front_matter() -> None:
    article = _read(
        f"A Title of Some Words\n\n{PROSE} one.¹\n\n{PROSE} two.²\n\nIntroduction\n\n"
        f"{PROSE} three.³\n\nNotes\n\n1. One.\n2. Two.\n3. Three.\n"
    )
    assert [marker.sentence for marker in article.markers] == [0, 1, 2]


def test_plain_digits_after_words_and_years_fill_the_numbering() -> None:
    article = _read(
        f"{PROSE} of the G7 in 1917.1 {PROSE} two.2 It has a word3 in it. Then 3.5 per cent.4 "
        "Five.5\n\nNotes\n\n1. One.\n2. Two.\n3. Three.\n4. Four.\n5. Five.\n"
    )
    assert _pairs(article) == [("1", "n1"), ("2", "n2"), ("3", "n3"), ("4", "n4"), ("5", "n5")]
    assert _sentence(article, 2) == "It has a word in it."
