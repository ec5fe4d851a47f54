"""Waivers: what they cover, when they lapse, when nobody needs them; and the rules that say so."""

from __future__ import annotations

from dataclasses import replace
import datetime as dt
from pathlib import Path

from made import finding_of
import pytest

from auditor.audit import Flow, House
from auditor.ledger.ledger import Ledger, parse_ledger
from auditor.ledger.waive import Usage, apply, covers
from auditor.model.article import Article
from auditor.model.audit import Result
from auditor.model.facts import Facts
from auditor.model.finding import Evidence, Severity
from auditor.model.policy import Policy, Waiver
from auditor.model.run import LEDGER
from auditor.readers import read_text
from auditor.rules.registry import by_code

TODAY = dt.date(2026, 3, 1)
ARTICLE = 'It was said.[^1]\n\n[^1]: A. Writer, "A Title," *Paper*, Monday, May 3, 2022.\n'


def waiver(**fields: object) -> Waiver:
    defaults: dict[str, object] = {"rule": "DAT001", "reason": "known", "expires": TODAY}
    return Waiver(**{**defaults, **fields})  # type: ignore[arg-type]


def ledger(target: str = 'target = { text = "A Title" }', expires: str = "2026-06-01") -> Ledger:
    text = (
        f'schema = 1\n[article]\npath = "a.md"\n[[waiver]]\nrule = "DAT009"\n{target}\n'
        f'reason = "known"\nby = "An Editor"\ncreated = 2026-01-01\nexpires = {expires}\n'
    )
    return parse_ledger(text, Path())


def audited(
    house: Ledger, *, text: str = ARTICLE, path: str = "a.md", **flow: object
) -> list[Result]:
    policy = Policy(as_of=TODAY, waivers=house.waivers)
    rules = [by_code(code) for code in ("DAT009", "WVR001", "WVR002")]
    run = Flow(rules, lambda _: House(policy, house), lambda _: Facts(), TODAY, **flow)  # type: ignore[arg-type]
    return list(run.results([read_text(text, path)]))


@pytest.mark.parametrize(
    ("aim", "covered"),
    [
        ({"text": "cited “words”"}, True),
        ({"text": "other words"}, False),
        ({"url": "https://example.org/a/"}, True),
        ({"url": "https://example.org/b"}, False),
        ({"host": "example.org"}, True),
        ({"host": "www.example.org"}, True),
        ({"host": "ample.org"}, False),
        ({"claim": "c-1"}, True),
        ({"claim": "c-2"}, False),
        ({"finding": "DAT001:0000000000000000"}, False),
        ({"text": "cited", "article": "b.md"}, False),
        ({"text": "cited", "rule": "DAT002"}, False),
    ],
)
def test_what_a_waiver_covers(aim: dict[str, object], covered: bool) -> None:  # noqa: FBT001
    finding = finding_of(
        'he cited "words" there', 'cited "words"', hosts=("news.example.org",),
        evidence=(Evidence(kind="url", source="https://example.org/a"),),
    )  # fmt: skip
    assert covers(waiver(**aim), finding, "a.md", {"c-1": 'cited "words"', "c-2": ""}) is covered


def test_a_fingerprint_covers_wherever_the_text_went() -> None:
    finding = finding_of()
    aim = waiver(finding=finding.fingerprint, text="no longer there")
    assert covers(aim, finding, "a.md", {})


def test_a_waived_finding_stays_in_the_list() -> None:
    found = audited(ledger())[0].findings
    assert [(f.rule, f.suppressed and f.suppressed.by) for f in found] == [("DAT009", "waiver")]
    assert found[0].suppressed is not None
    assert found[0].suppressed.until == dt.date(2026, 6, 1)


def test_a_lapsed_waiver_is_reported_and_the_finding_returns() -> None:
    article, book = audited(ledger(expires="2026-02-28"))
    assert [f.suppressed for f in article.findings] == [None]
    (said,) = book.findings
    assert (said.rule, said.severity, said.location.line) == ("WVR001", Severity.WARNING, 10)
    assert "lapsed 1 day ago" in said.message
    assert "An Editor" in said.evidence[0].excerpt


@pytest.mark.parametrize(("expires", "level"), [("2026-03-01", "info"), ("2026-03-31", "info")])
def test_a_waiver_near_its_end_is_an_info(expires: str, level: str) -> None:
    article, book = audited(ledger(expires=expires))
    assert article.findings[0].suppressed is not None
    assert [(f.rule, f.severity.value) for f in book.findings] == [("WVR001", level)]


def test_a_waiver_far_from_its_end_is_not_spoken_of() -> None:
    assert audited(ledger(expires="2026-04-01"))[1].findings == ()


def test_an_unused_waiver_is_an_info() -> None:
    (said,) = audited(ledger('target = { text = "Another Title" }'))[1].findings
    assert (said.rule, said.severity, said.location.line) == ("WVR002", Severity.INFO, 4)


def test_a_waiver_is_not_unused_where_its_article_was_not_audited() -> None:
    assert audited(ledger('target = { text = "Another" }'), path="b.md")[1].findings == ()


def test_an_online_rule_is_not_run_offline() -> None:
    usage = Usage(rules={"DAT001"}, articles={"a.md"})
    book = replace(ledger(), waivers=(waiver(rule="LNK001"), waiver(rule="DAT001")))
    assert [w.rule for w in usage.unused(book)] == ["DAT001"]


def test_findings_keep_their_order() -> None:
    findings = (finding_of(), finding_of(cited="x"))
    marked, used = apply(findings, ledger(), "a.md", TODAY)
    assert [f.fingerprint for f in marked] == [f.fingerprint for f in findings]
    assert not used


def test_rules_on_waivers_say_nothing_of_articles() -> None:
    results = audited(ledger(expires="2026-02-28"))
    assert [r.audit.article.format == LEDGER for r in results] == [False, True]
    assert not any(f.rule.startswith("WVR") for f in results[0].findings)


def test_an_article_says_nothing_of_the_ledger() -> None:
    article = Article("a.md", "text", read_text("x [a](https://example.org)", "a.md").source)
    assert article.format != LEDGER
