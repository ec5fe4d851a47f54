from __future__ import annotations

from spec_notes import article_of

from auditor.model.reference import Citation, Form
from auditor.references import parse_citations

LEE = "Ann Lee, *The Sea: A history* (Rome: Acqua, 2001), 3."
ASH = 'Bo Ash and Cy Fox, "Colours of rain," *Nature* 5, no. 1 (2011): 3–9.'


def parsed(*notes: str) -> dict[str, Citation]:
    return {c.id: c for c in parse_citations(article_of(*notes))}


def test_author_and_words_of_the_title() -> None:
    found = parsed(LEE, ASH, "Lee, *Sea*, 7; Ash and Fox, “Colors of Rain.”")
    assert found["n3.1"].form is Form.SHORT
    assert found["n3.1"].refers_to == "n1.1"
    assert found["n3.1"].locator is not None
    assert found["n3.1"].locator.value == "7"
    assert found["n3.2"].refers_to == "n2.1"


def test_acronym_of_a_body() -> None:
    found = parsed(
        "Organization for Rain and Tea (ORT), *Rain* (Paris: ORT, 2022).", "ORT, *Rain*."
    )
    assert found["n2.1"].refers_to == "n1.1"


def test_ibid_follows_chains() -> None:
    found = parsed(LEE, "Ibid., 45.", "*Ibid.*")
    assert [found[key].form for key in ("n2.1", "n3.1")] == [Form.IBID, Form.IBID]
    assert (found["n3.1"].antecedent, found["n3.1"].refers_to) == ("n2.1", "n1.1")


def test_ibid_after_several_works_names_them_all() -> None:
    found = parsed(f"{LEE[:-1]}; {ASH}", "Ibid.")
    assert found["n2.1"].candidates == ("n1.2", "n1.1")


def test_a_name_alone_means_the_last_mention() -> None:
    full = 'Kantei (Office of Japan), "{}," May {}, 2022, https://k.example/{}.'
    found = parsed(full.format("Rain", 1, 1), full.format("Tea", 2, 2), "Kantei (Office of Japan).")
    assert found["n3.1"].refers_to == "n2.1"
    assert found["n3.1"].candidates == ("n2.1", "n1.1")


def test_full_data_is_never_a_short_form() -> None:
    found = parsed(LEE, LEE)
    assert found["n2.1"].form is Form.FULL
    assert found["n2.1"].refers_to is None


def test_another_title_of_the_same_author_is_not_meant() -> None:
    found = parsed(LEE, "Lee, *Mountains*, 4.")
    assert found["n2.1"].refers_to is None


def test_the_nearest_title_wins() -> None:
    notes = ("Ann Lee, *Capital* (Rome: A, 1990).", "Ann Lee, *Reading Capital* (Rome: A, 1999).")
    found = parsed(*notes, "Lee, *Capital*, 4.")
    assert found["n3.1"].refers_to == "n1.1"
    assert found["n3.1"].candidates == ()


def test_supra_names_the_note() -> None:
    found = parsed(LEE, "Ann Lee, *Tea* (Rome: Acqua, 2003).", "Lee, supra note 1, at 45.")
    assert found["n3.1"].refers_to == "n1.1"


def test_hereafter() -> None:
    found = parsed("Ann Lee, *Long Books on Rain* (Rome: A, 1990), hereafter LBR.", "*LBR*, 45.")
    assert found["n2.1"].refers_to == "n1.1"


def test_one_address_cited_in_full_twice_is_one_work() -> None:
    full = "Ann Lee, *Rain in {}* (Rome: A, 2001), {}, https://a.example/rain."
    found = parsed(full.format("May", 1), full.format("May", 2), "Lee, *Rain in May*, 3.")
    assert found["n3.1"].refers_to == "n2.1"
    assert found["n3.1"].candidates == ()


def test_a_body_is_repeated_without_its_article() -> None:
    full = 'The Grand House, "The Spirit of Rain: Joint Statement," August 18, 2019.'
    found = parse_citations(article_of(full, 'Grand House, "Spirit of Rain."'))
    assert found[1].refers_to == "n1.1"
