"""ARC003 over made-up comparisons: pure functions, nothing is asked."""

from __future__ import annotations

from dataclasses import replace
import datetime as dt

import pytest

from auditor.audit import examine, not_looked_at
from auditor.model.drift import Change, Drift
from auditor.model.facts import Facts, Lookup, Memento, Outcome
from auditor.model.finding import Finding
from auditor.model.policy import Policy
from auditor.readers import read_text
from auditor.rules.registry import RULES

PAGE = "https://port.example/lamp"
COPY = "https://web.archive.org/web/20210305080000/https://port.example/lamp"
ARTICLE = 'A lamp was lit.[^1]\n\n[^1]: Board, "A Lamp on the Quay," <{url}>.\n'
QUOTE = "the brightest lamp on the coast"
SAME = Drift(change=Change.SAME, kept=100)


def lookup(drift: Drift | None, url: str = PAGE) -> Lookup:
    memento = Memento(
        original=url, memento_uri=COPY, memento_datetime=dt.datetime(2021, 3, 5, 8, tzinfo=dt.UTC)
    )
    return Lookup(url=url, outcome=Outcome.ARCHIVED, memento=memento, drift=drift)


def found(drift: Drift | None, url: str = PAGE) -> tuple[Finding, ...]:
    article = read_text(ARTICLE.format(url=url), "a.md", format="markdown")
    policy = Policy(as_of=dt.date(2026, 1, 1), select=("ARC003",))
    facts = Facts(mementos={url: lookup(drift, url)})
    return examine(article, policy, RULES, facts).findings


def test_words_that_are_gone_are_a_warning_with_the_copy() -> None:
    (finding,) = found(replace(SAME, change=Change.EDITED, kept=80, gone=(QUOTE,)))
    assert (finding.rule, finding.severity, finding.note) == ("ARC003", "warning", "1")
    assert finding.cited == QUOTE
    assert "copy of 2021-03-05" in finding.message
    assert COPY in finding.help
    assert (finding.evidence[0].source, QUOTE in finding.evidence[0].excerpt) == (COPY, True)


def test_another_page_is_a_warning() -> None:
    drift = Drift(change=Change.REPLACED, kept=2, title="Casino", copy_title="A Lamp on the Quay")
    (finding,) = found(drift)
    assert (finding.severity, finding.found) == ("warning", "Casino")
    assert "2 % of the text" in finding.message


@pytest.mark.parametrize(
    "drift",
    [
        Drift(change=Change.REPLACED, kept=2),
        Drift(change=Change.DRIFTED, kept=30, title="News", copy_title="A Lamp on the Quay"),
        # The page has the cited title: the copy may be what went wrong.
        Drift(change=Change.REPLACED, kept=0, title="A Lamp on the Quay", copy_title="Log in"),
        Drift(change=Change.UNCHANGED, kept=95, title="A Lamp Relit", copy_title="A Lamp"),
        Drift(change=None, reason="no_text", title="A Lamp Relit", copy_title="A Lamp"),
        replace(SAME, change=Change.EDITED, late=(QUOTE,)),
    ],
)
def test_what_may_be_meant_so_is_an_info(drift: Drift) -> None:
    (finding,) = found(drift)
    assert (finding.severity, finding.confidence) == ("info", "low")


@pytest.mark.parametrize(
    "drift",
    [
        None,
        SAME,
        Drift(change=Change.UNCHANGED, kept=92),
        Drift(change=Change.EDITED, kept=55),
        Drift(change=None, reason="truncated"),
    ],
)
def test_what_is_no_finding(drift: Drift | None) -> None:
    assert found(drift) == ()


def test_home_pages_change() -> None:
    home = "https://port.example/"
    assert found(Drift(change=Change.REPLACED, kept=0, title="A", copy_title="B"), home) == ()
    assert len(found(Drift(change=Change.REPLACED, kept=0, gone=(QUOTE,)), home)) == 1


def test_a_waived_change_does_not_hide_words_that_go_later() -> None:
    (one,) = found(Drift(change=Change.EDITED, kept=60, gone=(QUOTE,)))
    (other,) = found(Drift(change=Change.DRIFTED, kept=30))
    assert one.fingerprint != other.fingerprint


def test_what_cannot_be_compared_is_told() -> None:
    article = read_text(ARTICLE.format(url=PAGE), "a.md", format="markdown")
    facts = Facts(mementos={PAGE: lookup(Drift(change=None, reason="truncated"))})
    audit = examine(article, Policy(as_of=dt.date(2026, 1, 1)), RULES, facts).audit
    told = [(item.what, item.reason, item.note) for item in not_looked_at(audit)]
    assert told == [("drift", "truncated", "1")]
