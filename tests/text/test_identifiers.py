"""DOIs and ISBNs in all the forms they are printed in."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.text.identifiers import doi_key, isbns, normal_doi, normal_isbn

DOI = "10.1000/Xyz_(1)"


@pytest.mark.parametrize(
    "text",
    [
        DOI, f"doi:{DOI}", f"DOI: {DOI}.", f"doi {DOI}", f"https://doi.org/{DOI},",
        f"http://dx.doi.org/{DOI}", f"HTTPS://WWW.DOI.ORG/{DOI}", f"doi.org/{DOI}",
        f"https://doi.org/doi:{DOI}", f"https://doi.org/DOI:{DOI}", f"info:doi/{DOI}",
        f"urn:doi:{DOI}", f" {DOI}); ", f"{DOI}”", "https://doi.org/10.1000%2FXyz_%281%29",
        "https://doi.org/10.1000/Xyz_(1)?nosfx=y", "10.1000%2FXyz_(1)",
    ],
)  # fmt: skip
def test_a_doi_has_one_form(text: str) -> None:
    assert normal_doi(text) == DOI


def test_a_doi_keeps_brackets_that_it_opens() -> None:
    old = "10.1002/(SICI)1521-3951(199910)215:2<1109::AID-PSSB1109>3.0.CO;2-E"
    assert normal_doi(old) == old
    assert normal_doi(f"({old})".lstrip("(")) == old


@pytest.mark.parametrize(
    "text",
    ["", "10.1000", "10.1000/", "11.1000/x", "10.10/x", "10.1000/a b", "see 10.1000/x", "doi:"],
)
def test_what_is_no_doi_is_none(text: str) -> None:
    assert normal_doi(text) is None
    assert doi_key(text) == ""


def test_dois_are_compared_without_case() -> None:
    assert doi_key("doi:10.1000/ABC") == doi_key("https://doi.org/10.1000/abc")


@pytest.mark.parametrize(
    "text",
    [
        "978-0-262-03384-8", "9780262033848", "ISBN 0-262-03384-4", "ISBN-10: 0262033844",
        "0 262 03384 4 (hardback)", "978–0–262–03384–8",
    ],
)  # fmt: skip
def test_an_isbn_has_thirteen_digits(text: str) -> None:
    assert normal_isbn(text) == "9780262033848"


@pytest.mark.parametrize("text", ["", "978-0-262-03384-9", "0-262-03384-5", "1234", "0262-0338"])
def test_a_wrong_check_digit_is_no_isbn(text: str) -> None:
    assert normal_isbn(text) is None


def test_x_is_ten_and_several_are_told_apart() -> None:
    assert isbns("0-8044-2957-X, 978-0-262-03384-8") == ["9780804429573", "9780262033848"]


@given(st.text(max_size=200))
def test_a_normal_form_is_its_own(text: str) -> None:
    found = normal_doi(text)
    assert found is None or normal_doi(found)
    assert all(normal_isbn(isbn) == isbn for isbn in isbns(text))


@pytest.mark.parametrize("text", ["10.1000/" + ")" * 10**6, "9 " * 10**6, "doi:" * 10**6])
def test_long_texts_take_no_time(text: str) -> None:
    started = time.process_time()
    normal_doi(text)
    isbns(text)
    assert time.process_time() - started < 1
