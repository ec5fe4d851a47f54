"""References in the style of medicine, delimited by full stops, and what only looks like them."""

from __future__ import annotations

import time

import pytest
from spec_notes import read

from auditor.model.csl import csl_item
from auditor.references.normalise import normalise
from auditor.references.vancouver import vancouver


def fields(text: str) -> dict[str, object]:
    """The CSL-JSON of a note's only citation."""
    citations = read(text)
    assert [c.text for c in citations] == [text]
    return csl_item(citations[0].reference, "x")


@pytest.mark.parametrize("journal", ["Obes Rev. 2019;", "Obes Rev 2019;"])
def test_a_journal_article(journal: str) -> None:
    found = fields(
        f"Coç M, De la Fuente BM, et al. Water sales: a review. {journal}20(9):e11-9. "
        "doi:10.1234/or.5"
    )
    assert found["type"] == "article-journal"
    assert found["author"] == [
        {"family": "Coç", "given": "M"},
        {"family": "De la Fuente", "given": "BM"},
    ]
    assert found["title"] == "Water sales: a review"
    assert found["container-title"] == "Obes Rev"
    assert found["issued"] == {"date-parts": [[2019]]}
    assert (found["volume"], found["issue"], found["page"]) == ("20", "9", "e11-9")
    assert found["DOI"] == "10.1234/or.5"


def test_a_report_on_the_internet() -> None:
    found = fields(
        "HM Rain & Sea. Budget 2016 [Internet]. London: Rain Press; 2016 Mar 16 "
        "[updated 2017 Jan 2; cited 2025 Feb 3]. Available from: https://rain.example/b"
    )
    assert found["author"] == [{"literal": "HM Rain & Sea"}]
    assert found["title"] == "Budget 2016"
    assert (found["publisher-place"], found["publisher"]) == ("London", "Rain Press")
    assert found["issued"] == {"date-parts": [[2016, 3, 16]]}
    assert found["accessed"] == {"date-parts": [[2025, 2, 3]]}
    assert found["URL"] == "https://rain.example/b"


def test_a_news_article_on_the_internet() -> None:
    found = fields(
        "Ash B. Why did the levy fail? Rain City Times [Internet]. 2018 Jul 18 [cited 2025 Feb 8]. "
        "Available from: https://times.example/a"
    )
    assert found["title"] == "Why did the levy fail?"
    assert found["container-title"] == "Rain City Times"
    assert found["issued"] == {"date-parts": [[2018, 7, 18]]}


@pytest.mark.parametrize(
    "note",
    [
        'Ann Lee, "Rivers," *Survival* 64, no. 3 (2022): 7–28; Bo Ash, *C* (Rome: E, 2002).',
        "Lee, Ann. Rivers. London: Sea Press, 2001.",
        "Rain fell. It was told in the Post in 2016; 12 towns were wet.",
        "The levy was raised in 2016; 12 towns took part. It was abolished. See *Rivers* (1999).",
    ],
)
def test_other_styles_are_left_to_others(note: str) -> None:
    assert vancouver(normalise(note), 0, len(note)) is None


def test_a_hostile_note_takes_no_time() -> None:
    started = time.process_time()
    for text in (
        "Lee A, " * 200,
        "Lee A. " + "A. " * 480 + "2016;1",
        "Lee A. " + "Aa " * 480 + "2016;",
    ):
        read(text)
    assert time.process_time() - started < 2
