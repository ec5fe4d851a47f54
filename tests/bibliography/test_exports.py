"""References in the formats of reference managers, read back by the libraries that define them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import bibtexparser
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
import rispy

from auditor.audit import prepare
from auditor.bibliography.bibtex import biblatex, bibtex
from auditor.bibliography.entries import entries
from auditor.bibliography.ris import ris
from auditor.bibliography.robust import robust_html, robust_markdown
from auditor.bibliography.table import COLUMNS, heading, table
from auditor.model.facts import Facts, Lookup, Memento, Outcome
from auditor.model.policy import Policy
from auditor.readers import read_text

ARTICLE = """\
One claim.[^1] Another.[^2] A third.[^3]

[^1]: Jane Doe, "First report," *The Daily*, May 3, 2021, <https://example.org/1>, archived at \
<https://web.archive.org/web/20210504120000/https://example.org/1>.
[^2]: Jane Doe, "Second report," *The Daily*, May 4, 2021, accessed June 1, 2021, <https://example.org/2>.
[^3]: Jane Doe, "Third report," *The Daily*, May 5, 2021, <https://example.org/3>.
"""
COPY = "https://web.archive.org/web/20210602000000/https://example.org/2"
ITEM: dict[str, Any] = {
    "id": "n1.1",
    "type": "article-journal",
    "author": [{"family": "Smith", "given": "Anne"}, {"literal": "Institute & Sons"}],
    "title": "50% of {all} $ums_",
    "container-title": "Journal of Émigrés",
    "issued": {"date-parts": [[2021, 5, 3]]},
    "volume": "12",
    "issue": "3",
    "page": "10–20",
    "URL": "https://example.org/a_b%20c?x={1}",
    "DOI": "10.1000/xyz_1",
    "archive": "Perma.cc",
    "archive_location": "https://perma.cc/ABCD-1234",
}


def _exported() -> list[dict[str, Any]]:
    found = Lookup(
        url="https://example.org/2",
        outcome=Outcome.ARCHIVED,
        memento=Memento(
            original="https://example.org/2",
            memento_uri=COPY,
            memento_datetime=dt.datetime(2021, 6, 2, tzinfo=dt.UTC),
        ),
    )
    facts = Facts(mementos={found.url: found})
    return list(
        entries(prepare(read_text(ARTICLE, "a.md"), Policy(as_of=dt.date(2026, 1, 1)), facts))
    )


def test_an_entry_has_the_copy_its_citation_names_else_the_one_looked_up() -> None:
    first, second, third = _exported()
    assert first["archive_location"].startswith("https://web.archive.org/web/20210504")
    assert first["archive"] == "Internet Archive Wayback Machine"
    assert second["archive_location"] == COPY
    assert second["custom"]["archived"] == "2021-06-02T00:00:00Z"
    assert "archive" not in third


def test_bibtex_is_read_back_as_it_was_meant() -> None:
    (entry,) = bibtexparser.parse_string(bibtex([ITEM])).entries
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("article", "n1.1")
    assert fields["author"] == r"Smith, Anne and {Institute \& Sons}"
    assert fields["title"] == r"50\% of \{all\} \$ums\_"
    assert fields["url"] == "https://example.org/a_b%20c?x=%7B1%7D"
    assert (fields["year"], fields["month"], fields["pages"]) == ("2021", "may", "10--20")
    assert fields["archive_location"] == "https://perma.cc/ABCD-1234"
    assert bibtex([ITEM]).isascii()


def test_biblatex_keeps_whole_dates_and_unicode() -> None:
    (entry,) = bibtexparser.parse_string(biblatex([ITEM])).entries
    fields = {field.key: field.value for field in entry.fields}
    assert fields["date"] == "2021-05-03"
    assert fields["journaltitle"] == "Journal of Émigrés"


def test_ris_is_read_back_as_it_was_meant() -> None:
    (record,) = rispy.loads(ris([ITEM]))
    assert record["type_of_reference"] == "JOUR"
    assert record["authors"] == ["Smith, Anne", "Institute & Sons"]
    assert (record["start_page"], record["end_page"]) == ("10", "20")
    assert record["date"] == "2021/05/03/"
    assert "AV  - https://perma.cc/ABCD-1234" in ris([ITEM])


def test_a_table_has_no_formulas() -> None:
    rows = csv.DictReader(io.StringIO(heading() + table([ITEM | {"title": "=1+1"}])))
    (row,) = rows
    assert tuple(row) == COLUMNS
    assert row["title"] == "'=1+1"
    assert (row["author"], row["issued"]) == ("Smith, Anne; Institute & Sons", "2021-05-03")


def test_a_robust_link_names_the_page_its_copy_and_the_day() -> None:
    soup = BeautifulSoup(robust_html(_exported()), "html.parser")
    first, second, third = soup.find_all("a")
    assert first["href"] == first["data-originalurl"] == "https://example.org/1"
    assert first["data-versiondate"] == "2021-05-04"
    assert (second["data-versionurl"], second["data-versiondate"]) == (COPY, "2021-06-01")
    assert not third.has_attr("data-versionurl")


def test_nothing_of_an_article_is_markup_in_a_robust_link() -> None:
    item = ITEM | {"title": "<script>x</script> [a](b)", "URL": 'https://a.org/"><b>'}
    assert robust_html([item]) == robust_markdown([item]) == ""  # such an address is none
    item["URL"] = "https://a.org/?a=1&b=2"
    assert BeautifulSoup(robust_html([item]), "html.parser").find("script") is None
    assert r"\<script\>x\</script\> \[a\](b)" in robust_markdown([item])
    item["URL"] = "javascript:alert(1)"
    assert robust_html([item]) == ""


@given(st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=60))
def test_any_title_makes_one_entry(title: str) -> None:
    item = ITEM | {"title": title}
    for written in (bibtex([item]), biblatex([item])):
        library = bibtexparser.parse_string(written)
        assert not library.failed_blocks
        assert [entry.key for entry in library.entries] == ["n1.1"]
    assert len(rispy.loads(ris([item]))) == 1
    assert len(list(csv.reader(io.StringIO(table([item]))))) == 1
