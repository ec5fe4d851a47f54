"""What is marked in a note survives what is odd in it: a head, a year out of place, an access."""

from __future__ import annotations

import pytest
from spec_notes import read

from auditor.model.csl import csl_item


def fields(text: str) -> dict[str, object]:
    """The CSL-JSON of a note's only citation."""
    citations = read(text)
    assert len(citations) == 1
    return csl_item(citations[0].reference, "x")


@pytest.mark.parametrize(
    "body",
    [
        "Ministerium für Verkehr und Bau",
        "Observatorio de la pobreza infantil",
        "Conseil d'orientation des retraites",
        "Ministère de la Mer et des Outre-mer",
        "Amt für Wasser, Wald und Wiese",
    ],
)
def test_a_body_with_small_words_is_an_author(body: str) -> None:
    found = fields(
        f'{body}, "Neue Wege," 1 October 2021, retrieved 5 May 2022, https://a.example/w.'
    )
    assert found["author"] == [{"literal": body}]
    assert found["title"] == "Neue Wege"
    assert found["issued"] == {"date-parts": [[2021, 10, 1]]}
    assert found["accessed"] == {"date-parts": [[2022, 5, 5]]}
    assert found["URL"] == "https://a.example/w"


@pytest.mark.parametrize("journal", ["*Hydrology Review*", "Hydrology Review"])
def test_a_year_before_the_issue(journal: str) -> None:
    found = fields(f'Ann Lee, "Rivers," {journal} 12 (2020), no. 4, 267–328.')
    assert found["container-title"] == "Hydrology Review"
    assert found["issued"] == {"date-parts": [[2020]]}
    assert (found["volume"], found["issue"], found["page"]) == ("12", "4", "267–328")


@pytest.mark.parametrize(
    "access",
    [
        "[cited 2021 Feb 3]",
        "(updated 1 March 2020; accessed 3 February 2021)",
        "(accessed 3 February 2021)",
        "Accessed 3 February 2021",
    ],
)
def test_access_is_neither_date_nor_publisher(access: str) -> None:
    found = fields(f'"Tides," *Sea Wiki*, https://sea.example/t. {access}.')
    assert found["accessed"] == {"date-parts": [[2021, 2, 3]]}
    assert not {"issued", "publisher", "collection-title"} & found.keys()


def test_a_date_beside_the_access_is_the_work_s() -> None:
    found = fields(
        '"Tides," *Sea Wiki* (4 May 2019; accessed 3 February 2021), https://s.example/t'
    )
    assert found["issued"] == {"date-parts": [[2019, 5, 4]]}
    assert found["accessed"] == {"date-parts": [[2021, 2, 3]]}


@pytest.mark.parametrize(
    "date", ["(Nov. 2, 2023, 9:04 AM)", ", 2 November 2023, 21:04", ", 2 November 2023 at 9.04 pm"]
)
def test_a_time_of_day_is_part_of_the_date(date: str) -> None:
    citation = read(f'Ann Lee, "Storms," *Rain Blog*{date}, https://rain.example/s.')[0]
    assert csl_item(citation.reference, "x")["issued"] == {"date-parts": [[2023, 11, 2]]}
    assert citation.locator is None


def test_an_unknown_head_is_a_doubtful_author() -> None:
    known = read('Amt für Wasser, "Ebbe," 4 May 2021, https://a.example/w.')[0]
    unknown = read('See Kantor som vannets venner, "Ebbe," 4 May 2021, https://a.example/w.')[0]
    assert csl_item(unknown.reference, "x")["author"] == [{"literal": "Kantor som vannets venner"}]
    assert unknown.confidence < known.confidence


def test_a_head_that_is_a_sentence_is_left_out() -> None:
    found = fields(
        'The office that was to count the rivers, "Third Report," 4 May 2020, https://a.example/3.'
    )
    assert "author" not in found
    assert (found["title"], found["issued"]) == ("Third Report", {"date-parts": [[2020, 5, 4]]})


@pytest.mark.parametrize(
    "prose",
    [
        'He argues that the state of "exception" is over.',
        'The word is used in this sense by "the party" and others, 4 May 2021.',
        'We were told "no rain falls in the far west of the land," 4 May 2021.',
    ],
)
def test_prose_with_quotations_stays_prose(prose: str) -> None:
    assert read(prose) == ()


def test_an_episode_is_no_day() -> None:
    found = fields('"Storm," *Rain Hour*, episode 9, 4 June 2024, https://rain.example/9.')
    assert found["issued"] == {"date-parts": [[2024, 6, 4]]}


@pytest.mark.parametrize("journal", ["Jahrbuch für Wasser und Wind", "Sea Review"])
def test_a_journal_without_marks_after_a_question(journal: str) -> None:
    found = fields(f'Ann Lee, "Who Pays for Rain?" {journal} 12 (2020), no. 4, 267–328.')
    assert (found["title"], found["container-title"]) == ("Who Pays for Rain?", journal)
    assert (found["volume"], found["issue"], found["page"]) == ("12", "4", "267–328")
