from __future__ import annotations

from auditor.model.csl import csl_date, csl_item, csl_name
from auditor.model.dates import Edtf
from auditor.model.reference import Cited, Name, Reference
from auditor.model.text import Span

HERE = Span(0, 1)


def test_dates_keep_their_granularity() -> None:
    assert csl_date(Edtf(2022)) == {"date-parts": [[2022]]}
    assert csl_date(Edtf(2022, 5, 24)) == {"date-parts": [[2022, 5, 24]]}
    assert csl_date(Edtf(2001, until=Edtf(2003))) == {"date-parts": [[2001], [2003]]}
    assert csl_date(Edtf(2022, 21)) == {"date-parts": [[2022]], "season": 1}
    assert csl_date(Edtf(1890, approximate=True)) == {"date-parts": [[1890]], "circa": True}


def test_names_are_persons_or_bodies() -> None:
    assert csl_name(Name(literal="OECD")) == {"literal": "OECD"}
    assert csl_name(Name(family="Berg", given="L.", particle="van")) == {
        "family": "Berg",
        "given": "L.",
        "non-dropping-particle": "van",
    }


def test_names_of_variables_are_hyphenated() -> None:
    reference = Reference(
        type="book",
        publisher_place=Cited("Rome", "Rome", HERE),
        collection_title=Cited("Seas", "Seas", HERE),
        language="it",
    )
    assert csl_item(reference, "n1.1") == {
        "id": "n1.1",
        "type": "book",
        "publisher-place": "Rome",
        "collection-title": "Seas",
        "language": "it",
    }
