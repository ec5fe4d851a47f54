"""When sources appear, and whether two texts speak of one event."""

from __future__ import annotations

import datetime as dt

import pytest

from auditor.model.article import Article
from auditor.model.audit import Audit
from auditor.model.dates import Edtf
from auditor.model.policy import Policy
from auditor.model.reference import Cited, Name, Reference
from auditor.model.text import Source, Span
from auditor.rules.timeliness import Timing, days_between, shared_words, timing_of

NOWHERE = Span(0, 0)
DAY = Cited(Edtf(2020, 5, 4), "4 May 2020", NOWHERE)
PERSON = Cited((Name(family="Okello", given="M."),), "M. Okello", NOWHERE)
BODY = Cited((Name(literal="Ministry of Mines"),), "Ministry of Mines", NOWHERE)
URL = Cited("https://news.mines.example/a", "https://news.mines.example/a", NOWHERE)


def _audit(**kinds: str) -> Audit:
    types = {host.replace("_", "."): kind for host, kind in kinds.items()}
    policy = Policy(as_of=dt.date(2026, 1, 1), source_types=types)
    return Audit(Article("a.md", "markdown", Source("")), (), (), policy)


@pytest.mark.parametrize(
    ("reference", "timing"),
    [
        (Reference(type="article-newspaper"), Timing.NEWS),
        (Reference(type="webpage", issued=DAY, author=BODY), Timing.RELEASE),
        (Reference(type="webpage", issued=DAY, author=PERSON), Timing.UNSURE),
        (Reference(type="webpage", author=BODY), Timing.LATER),
        (Reference(type="article-magazine", issued=DAY), Timing.UNSURE),
        (Reference(type="book", issued=DAY), Timing.LATER),
    ],
)
def test_timing_by_type(reference: Reference, timing: Timing) -> None:
    assert timing_of(_audit(), reference) is timing


def test_the_policy_decides_by_host_and_its_subdomains() -> None:
    reference = Reference(type="article-newspaper", URL=URL)
    assert timing_of(_audit(mines_example="analysis"), reference) is Timing.LATER
    assert timing_of(_audit(es_example="analysis"), reference) is Timing.NEWS


def test_forms_of_a_word_are_one() -> None:
    assert "visit" in shared_words("The president visited Oslo", "President visits Norway")


def test_bare_numbers_are_no_shared_words() -> None:
    assert shared_words("In 2019 there were 12", "12 of 2019") == frozenset()


def test_days_between_counts_from_the_end_of_the_earlier() -> None:
    assert days_between(Edtf(2020, 4), Edtf(2020, 5, 4)) == 4
    assert days_between(Edtf(2020), Edtf(2020, 5, 4)) < 0
