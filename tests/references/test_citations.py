from __future__ import annotations

import pytest
from spec_notes import article_of, read

from auditor.model.csl import csl_item
from auditor.references import parse_citations


def fields(text: str) -> dict[str, object]:
    """The CSL-JSON of a note's only citation."""
    citation = read(text)[0]
    item = csl_item(citation.reference, "x")
    return {key: value for key, value in item.items() if key != "id"}


def test_a_news_article() -> None:
    assert fields(
        'A. Reed, "Storm hits, again," *The Daily Post*, May 9, 2022, <https://post.example/a>.'
    ) == {
        "type": "article-newspaper",
        "author": [{"family": "Reed", "given": "A."}],
        "title": "Storm hits, again",
        "container-title": "The Daily Post",
        "issued": {"date-parts": [[2022, 5, 9]]},
        "URL": "https://post.example/a",
    }


def test_a_book_keeps_the_place_cited_apart_from_its_extent() -> None:
    citation = read(
        "Ann Lee, *On Rivers*, 2nd ed. (Durham, NC: Duke University Press, 2003), 45–47."
    )[0]
    reference = citation.reference
    assert citation.locator is not None
    assert citation.locator.value == "45–47"
    assert reference.page is None
    assert (reference.publisher_place and reference.publisher_place.value) == "Durham, NC"
    assert (reference.edition and reference.edition.value) == "2nd ed."


def test_a_journal_article() -> None:
    found = fields('Ann Lee, "Rivers," *Survival* 64, no. 3 (2022): 7–28.')
    assert (found["volume"], found["issue"], found["page"]) == ("64", "3", "7–28")
    assert found["type"] == "article-journal"
    assert found["issued"] == {"date-parts": [[2022]]}


def test_a_year_as_volume_is_the_date() -> None:
    found = fields('Ann Lee, "Rivers," *China Perspectives* 2013, no. 4: 49–57.')
    assert "volume" not in found
    assert found["issued"] == {"date-parts": [[2013]]}
    assert found["issue"] == "4"


def test_a_chapter_with_editors() -> None:
    found = fields(
        'Ann Lee, "Rivers," in Bo Ash and Cy Fox, eds., *Waters* (London: Sea, 2001), 3.'
    )
    assert found["type"] == "chapter"
    assert found["editor"] == [{"family": "Ash", "given": "Bo"}, {"family": "Fox", "given": "Cy"}]
    assert found["container-title"] == "Waters"


def test_a_gloss_in_brackets_has_two_halves() -> None:
    found = fields(
        '"中国ミサイル、落下," [Chūgoku misairu, rakka/Missile falls, again], *Jiji*, May 4, 2022.'
    )
    assert found["language"] == "ja"
    assert found["custom"] == {
        "title-transliterated": "Chūgoku misairu, rakka",
        "title-translated": "Missile falls, again",
    }


def test_an_imprint_with_the_date_outside() -> None:
    found = fields(
        'P. Lee, "Arms," (Washington, DC: Centre of Arms (COA)), June 21, 2021, https://coa.example/1.'
    )
    assert found["publisher"] == "Centre of Arms (COA)"
    assert found["issued"] == {"date-parts": [[2021, 6, 21]]}


def test_retrieved_is_not_the_date_of_the_work() -> None:
    found = fields(
        'Ministry of Rain, "Rain," retrieved September 12, 2022, <https://rain.example/>.'
    )
    assert found["accessed"] == {"date-parts": [[2022, 9, 12]]}
    assert "issued" not in found


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("See <https://a.example/x.>", "https://a.example/x"),
        ("See [https://a.example/x.](https://a.example/x)", "https://a.example/x"),
        ("See https://a.example/x; https://b.example", "https://a.example/x"),
        ("See https://a.example/?q=a&words=.", "https://a.example/?q=a&words="),
        ("See https://a.example/日本/.", "https://a.example/日本/"),
        ("See https://a.example/(x).", "https://a.example/(x)"),
    ],
)
def test_addresses_lose_the_marks_around_them(text: str, url: str) -> None:
    cited = read(text)[0].reference.URL
    assert cited is not None
    assert cited.value == url


def test_semicolons_split_but_not_inside_of_quotations() -> None:
    found = read('Lee, "A; b," *J* 1 (2001): 2–3; and Ash, *C; d* (Rome: E, 2002).')
    assert [c.text for c in found] == [
        'Lee, "A; b," *J* 1 (2001): 2–3',
        "Ash, *C; d* (Rome: E, 2002).",
    ]


def test_signals_and_prose_stay_outside() -> None:
    found = read(
        "On tides there is much to say; see, for example, Lee, *Tides*, 4, who says more. It rains."
    )
    assert [(c.signal, c.text) for c in found] == [("see, for example", "Lee, *Tides*, 4")]


def test_sentences_split() -> None:
    found = read("Lee, *Tides*, 45. See also Ash, *Seas*; quoted in Fox, *Waves*, 3.")
    assert [c.signal for c in found] == [None, "See also", "quoted in"]


def test_bibliography_style_is_one_citation() -> None:
    found = read("Lee, Ann. *Tides and Seas*. New York: Sea Press, 2001.")
    assert len(found) == 1
    assert found[0].reference.author is not None
    assert str(found[0].reference.author.value[0]) == "Ann Lee"


@pytest.mark.parametrize(
    "text",
    [
        "I thank the archive's staff for their help.",
        'He spoke of "a long and winding road to the sea" in those years.',
        "The film *Waves* shows how it went.",
        "See note 12 above.",
        "12, 45, 78.",
        "",
    ],
)
def test_prose_alone_cites_nothing(text: str) -> None:
    assert read(text) == ()


def test_bodies_are_not_persons() -> None:
    for body in (
        "Japan's Ministry of Rain",
        "Kantei (Prime Minister's Office of Japan)",
        "Gibson, Dunn & Crutcher",
        "U.S. Department of State",
        "World Bank",
        "OECD",
    ):
        assert fields(f'{body}, "A title," May 2, 2020, https://a.example/.')["author"] == [
            {"literal": body}
        ]


def test_names_of_persons() -> None:
    found = fields(
        "Ludwig van Berg, Martin King Jr. and Ann Lee *et al.*, *Songs* (Bonn: Ton, 1999)."
    )
    assert found["author"] == [
        {"family": "Berg", "given": "Ludwig", "non-dropping-particle": "van"},
        {"family": "King", "given": "Martin", "suffix": "Jr."},
        {"family": "Lee", "given": "Ann"},
    ]
    assert found["custom"] == {"et-al": True}


def test_every_value_stands_where_its_span_says() -> None:
    text = r'A. Reed, "A \$5 *fine*, paid," *The Post*, May 9, 2022, [https://p.example/a.](https://p.example/a).'
    article = article_of(text)
    for citation in parse_citations(article):
        for name, cited in citation.reference.printed().items():
            where = cited.span
            assert article.source.text[where.start : where.end] == cited.raw, name
    assert citation.reference.title is not None
    assert citation.reference.title.value == "A $5 fine, paid"


def test_author_date_references() -> None:
    found = fields("Lee, A. B., & Ash, C. (2019). Tides: A study. *Journal of Seas*, 12(3), 45–67.")
    assert found["author"] == [
        {"family": "Lee", "given": "A. B."},
        {"family": "Ash", "given": "C."},
    ]
    assert (found["title"], found["volume"], found["issue"]) == ("Tides: A study", "12", "3")
    assert found["issued"] == {"date-parts": [[2019]]}


def test_kept_items_and_talks() -> None:
    letter = read("Ann Lee to Bo Ash, 2 April 1937, Box 24, Folder 10, Sea Papers, City Library.")[
        0
    ].reference
    assert letter.title is not None
    assert letter.title.value == "Ann Lee to Bo Ash"
    assert letter.archive is not None
    assert letter.archive.value.startswith("Box 24")
    assert read("Interview with Jane Roe, Rome, 5 May 2010.")[0].reference.type == "interview"
    assert read("Roe v. Lee, 347 U.S. 483 (1954).")[0].reference.type == "legal_case"


def test_titles_without_italics() -> None:
    found = fields("A. Lee, B. Ash and C. Fox, The Sea: A history (Rome: Acqua, 2001), 3.")
    assert found["title"] == "The Sea: A history"
    assert [name["family"] for name in found["author"]] == ["Lee", "Ash", "Fox"]
    article = article_of(
        "Ann Lee, The Sea: A history (Rome: Acqua, 2001).", "Lee, The Sea, 45.", "Lee, Rain, 4."
    )
    assert [(c.note, c.refers_to) for c in parse_citations(article)] == [
        ("n1", None),
        ("n2", "n1.1"),
    ]


def test_links_with_words_and_links_in_prose() -> None:
    found = read("The list stands on the [project site](https://a.example/list), which grows.")
    assert [(c.text, c.reference.title and c.reference.title.value) for c in found] == [
        ("[project site](https://a.example/list)", "project site")
    ]
    assert (
        len(
            read(
                "See [https://a.example](https://a.example) and [https://b.example](https://b.example)."
            )
        )
        == 2
    )


def test_a_year_with_a_letter_behind_the_names() -> None:
    text = "Varga, M., & Lindt, R. (1994b). Revision of theories. Journal of Reasoning, 1, 159-208."
    assert fields(text)["issued"] == {"date-parts": [[1994]]}
