"""Bibliographies read: what real files hold, what is broken in them, and round trips."""

from __future__ import annotations

from collections.abc import Callable, Iterable
import json
import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.bibliography.bibtex import biblatex, bibtex
from auditor.bibliography.kinds import BIBLATEX, RIS
from auditor.bibliography.reading import begins_as_bibliography, read_items
from auditor.bibliography.ris import ris
from auditor.bibliography.table import heading, table
from auditor.model.errors import InputError

Entry = dict[str, Any]


def only(text: str) -> Entry:
    found = read_items(text, "x")
    assert not found.problems
    (item,) = found.items
    return item


def test_bibtex_with_accents_strings_and_parts_of_names() -> None:
    item = only(
        r"""
        @string{jd = "Journal of " # {D{\'e}tours}}
        @Article{doe, author = {Ludwig van Beethoven and de la Cruz, Jr., Mar{\'\i}a and
            {Barnes \& Noble} and others},
          title = "The {TeX}book: 50\% \emph{more} {\"o}", journal = jd # { B}, month = mar,
          year = 1998, pages = {10--20}, number = 3, url = {http://a.org/x\_y\%20z},
          doi = {https://doi.org/10.1000/AbC}, note = {in print; accessed 2020-05-01} }
        """
    )
    assert item == {
        "id": "doe",
        "type": "article-journal",
        "author": [
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {
                "family": "Cruz",
                "given": "María",
                "non-dropping-particle": "de la",
                "suffix": "Jr.",
            },
            {"literal": "Barnes & Noble"},
        ],
        "custom": {"et-al": True},
        "title": "The TeXbook: 50% more ö",
        "container-title": "Journal of Détours B",
        "issued": {"date-parts": [[1998, 3]]},
        "accessed": {"date-parts": [[2020, 5, 1]]},
        "page": "10–20",
        "issue": "3",
        "URL": "http://a.org/x_y%20z",
        "DOI": "10.1000/AbC",
        "note": "in print",
    }


def test_biblatex_as_reference_managers_write_it() -> None:
    item = only(
        "% written by a program\n@online{k:1,\n  author = {family=Dijk, given=Jan, prefix=van,"
        " useprefix=true and {{Harbour Office}}},\n  title = {{A}}, subtitle = {B},\n"
        "  date = {2020-05/2020-06}, urldate = {2021-01-02}, langid = {english},\n"
        "  url = {https://example.org/%7Ea}, keywords = {x,y}, file = {/home/x.pdf},\n}\n"
    )
    assert item == {
        "id": "k:1", "type": "webpage", "title": "A: B", "language": "english",
        "author": [
            {"family": "Dijk", "given": "Jan", "non-dropping-particle": "van"},
            {"literal": "Harbour Office"},
        ],
        "issued": {"date-parts": [[2020, 5], [2020, 6]]},
        "accessed": {"date-parts": [[2021, 1, 2]]}, "URL": "https://example.org/%7Ea",
    }  # fmt: skip


def test_a_part_has_from_its_book_what_it_lacks() -> None:
    part, book = read_items(
        "@incollection{a, author={A, B}, title={Part}, crossref={B}}\n"
        "@book{b, editor={E, F}, title={Whole}, subtitle={Sub}, publisher={P}, year={2001},"
        " isbn={0-262-03384-4}, doi={10.1000/b}}",
        "x",
    ).items
    assert part["container-title"] == "Whole: Sub"
    assert (part["title"], part["publisher"], part["ISBN"]) == ("Part", "P", "9780262033848")
    assert part["editor"] == [{"family": "E", "given": "F"}]
    assert "DOI" not in part
    assert book["title"] == "Whole: Sub"


@pytest.mark.parametrize(
    ("date", "want"),
    [
        ("2020-05-03", {"date-parts": [[2020, 5, 3]]}),
        ("1998/1999", {"date-parts": [[1998], [1999]]}),
        ("1998--1999", {"date-parts": [[1998], [1999]]}),
        ("1900~", {"date-parts": [[1900]], "circa": True}),
        ("2020-21", {"date-parts": [[2020]], "season": 1}),
        ("-0044", {"date-parts": [[-44]]}),
        ("forthcoming", {"literal": "forthcoming"}),
        ("2020-13", {"literal": "2020-13"}),
    ],
)
def test_dates_are_those_of_edtf(date: str, want: Entry) -> None:
    assert only(f"@misc{{x, title={{t}}, date={{{date}}}}}")["issued"] == want


def test_broken_bibtex_is_told_by_its_line_and_the_rest_kept() -> None:
    found = read_items(
        "@book{a, title={A}}\n@book{b, title={x\n\n@book{c, title={C}, title={D}}\n"
        "@book{a, title={E}}\n@book\n@misc{d, title={F}}\n",
        "x",
    )
    assert [(item["id"], item["title"]) for item in found.items] == [
        ("a", "A"), ("c", "D"), ("a-2", "E"), ("d", "F"),
    ]  # fmt: skip
    assert sorted(problem.line for problem in found.problems) == [2, 4, 5]


def test_ris_of_other_programs() -> None:
    item = only(
        "TY  - CHAP\r\nA1  - van Dijk, Jan, Jr.\r\nAU  - Plain Institute\r\nA2  - Doe, J.\r\n"
        "TI  - A title\r\n that goes on\r\nBT  - ignored\r\nT2  - Book\r\nPY  - 1999/05//spring\r\n"
        "SP  - 1\r\nEP  - 9\r\nSN  - 0-262-03384-4\r\nUR  - http://a.org/?a=1;b=2\r\n"
        "DO  - doi:10.1000/x.\r\nER  - \r\n"
    )
    assert item["author"] == [
        {"family": "Dijk", "given": "Jan", "non-dropping-particle": "van", "suffix": "Jr."},
        {"literal": "Plain Institute"},
    ]
    assert (item["title"], item["container-title"]) == ("A title that goes on", "Book")
    assert item["issued"] == {"date-parts": [[1999, 5]]}
    assert (item["page"], item["ISBN"], item["DOI"]) == ("1–9", "9780262033848", "10.1000/x")
    assert item["URL"] == "http://a.org/?a=1;b=2"


def test_a_broken_ris_record_costs_only_itself() -> None:
    found = read_items(
        "TY  - BOOK\nTI  - A\nTY  - BOOK\nTI  - B\nER  - \nstray\nTY  - BOOK\nTI  - C", "x"
    )
    assert [item["title"] for item in found.items] == ["A", "B", "C"]
    assert [problem.line for problem in found.problems] == [1, 6, 7]


def test_csl_json_keeps_what_is_csl_and_of_the_right_shape() -> None:
    value = {
        "id": 7, "type": "book", "title": " A\x1b[31m  b ", "volume": 3, "evil": "x",
        "author": [{"family": "A", "x": 1}, 5, {"literal": ["no"]}], "URL": ["no"],
        "issued": {"date-parts": [["2008", 13, 1]]}, "accessed": {"raw": "2020-05-01"},
        "ISBN": "978-0-262-03384-8",
    }  # fmt: skip
    assert only(json.dumps([value])) == {
        "id": "7", "type": "book", "title": "A�[31m b", "volume": "3",
        "author": [{"family": "A"}], "issued": {"date-parts": [[2008]]},
        "accessed": {"date-parts": [[2020, 5, 1]]}, "ISBN": "9780262033848",
    }  # fmt: skip
    assert only(json.dumps({"items": [value]}))["id"] == only(json.dumps(value))["id"] == "7"


def test_broken_csl_json_keeps_what_stands_before() -> None:
    found = read_items('[{"type": "book", "title": "A"},\n 5,\n {"type": "book",,\n', "x")
    assert [item["title"] for item in found.items] == ["A"]
    assert [problem.line for problem in found.problems] == [2, 3]


def test_a_table_of_a_spreadsheet() -> None:
    found = read_items(
        'title;Author;type;issued\n"A\nb";"Doe, Jane; The Office; et al.";book;2001\n'
        "'=1+1;;book;\n1;2;3;4;5\n",
        "x",
    )
    first, second = found.items
    assert first["title"] == "A b"
    assert first["author"] == [{"family": "Doe", "given": "Jane"}, {"literal": "The Office"}]
    assert first["custom"] == {"et-al": True}
    assert second["title"] == "=1+1"
    assert [problem.line for problem in found.problems] == [5]


@pytest.mark.parametrize(
    "text", ["", "Just words, and more words\n", "<xml/>", "%PDF-1.4", "PMID- 1\nTI  - x\n"]
)
def test_another_format_is_one_error(text: str) -> None:
    with pytest.raises(InputError, match="no bibliography"):
        read_items(text, "x.bib")


def test_an_article_is_no_bibliography() -> None:
    assert not begins_as_bibliography("A [link](x).\n\n@book{a, title={b}}\n")
    assert not begins_as_bibliography("[link](x) begins it.\n")
    assert not begins_as_bibliography("Title, author, and what became of them\n")
    assert begins_as_bibliography("id,type,title,author\n")
    assert begins_as_bibliography("@book{a,\n title={b}}\n")
    assert begins_as_bibliography('[\n {"type": "book"}]')


@pytest.mark.parametrize(
    "text",
    [
        "@a{" * 60_000, "@a{x, y={" + "{" * 10**6, "@a{x, title={" + "{" * 9000 + "}" * 9000 + "}}",
        "@a{x, title={" + r"\begin{a}" * 2000 + "}}", "@a{x, author={" + "a and " * 150_000 + "}}",
        "@string{a0=" + '""}\n' + "".join(
            f"@string{{a{at}={' # '.join([f'a{at - 1}'] * 50)}}}\n" for at in range(1, 500)
        ) + "@a{x, title=a499}",
        "[" * 10**6, '[{"type":"a","title":' + "[" * 10**5, '[{"x":' + "9" * 10**5 + "}]",
        "TY  - JOUR\n" + "AU  - a, b\n" * 200_000, "TY  - JOUR\nTI  - a\n" + "x\n" * 300_000,
        "title,author\n" + '"' * 10**6, "title,author\n" + "a,b\n" * 100_000,
        "@a{x, crossref={y}}\n@a{y, crossref={x}}\n" + "\\" * 600_000,
    ],
    ids=range(14),
)  # fmt: skip
def test_hostile_files_end_soon(text: str) -> None:
    started = time.process_time()
    read_items(text, "x")
    assert time.process_time() - started < 5  # seconds; most take a tenth


TEXT = st.text(st.characters(exclude_categories=("C", "Z", "M"), max_codepoint=0x17F), min_size=1)
WORD = st.from_regex(r"[A-Z][a-zà-öø-ÿ]{0,12}", fullmatch=True)
TITLE = st.lists(TEXT, min_size=1, max_size=5).map(" ".join).map(lambda text: text[:80].strip())
NAME = st.fixed_dictionaries({"family": WORD, "given": WORD})
DATE = st.builds(
    lambda y, m, d: {"date-parts": [[y, m, d]]},
    st.integers(1500, 2030), st.integers(1, 12), st.integers(1, 28),
)  # fmt: skip
ITEM = st.fixed_dictionaries(
    {"id": WORD, "type": st.sampled_from(sorted(set(BIBLATEX) & set(RIS) - {"interview"})),
     "title": TITLE},
    optional={
        "author": st.lists(NAME, min_size=1, max_size=4), "container-title": TITLE,
        "publisher": TITLE, "publisher-place": TITLE, "issued": DATE, "accessed": DATE,
        "edition": WORD, "volume": st.integers(1, 99).map(str), "language": WORD,
        "URL": st.just("https://example.org/a_b%20c?x=1&y=~z#f"), "DOI": st.just("10.1000/a_b(c)"),
        "ISBN": st.just("9780262033848"), "title-short": TITLE,
    },
)  # fmt: skip


def in_csl_json(items: Iterable[Entry]) -> str:
    return json.dumps(list(items))


def in_csv(items: Iterable[Entry]) -> str:
    return heading() + table(items)


@pytest.mark.parametrize("write", [in_csl_json, biblatex, ris, in_csv])
@given(item=ITEM)
def test_what_is_written_is_read_back(write: Callable[[Iterable[Entry]], str], item: Entry) -> None:
    if write is ris and item["type"] == "book":
        item = {key: value for key, value in item.items() if key != "container-title"}
    assert only(write([item])) == item


@given(item=ITEM)
def test_bibtex_is_read_back_but_for_days(item: Entry) -> None:
    item = {key: value for key, value in item.items() if key != "accessed"}
    if "issued" in item:
        item["issued"] = {"date-parts": [item["issued"]["date-parts"][0][:2]]}
    back = only(bibtex([item]))
    assert {key: back.get(key) for key in item if key not in ("title", "title-short")} == {
        key: value for key, value in item.items() if key not in ("title", "title-short")
    }
