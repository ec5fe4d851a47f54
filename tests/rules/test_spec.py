"""Every section of every rule page holds: the findings it names, and no others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from spec_facts import facts_of

from auditor.audit import examine
from auditor.model.finding import Finding
from auditor.model.policy import DateOrder, Policy
from auditor.readers import read_text
from auditor.rules.registry import RULES
from spec import Case, cases

CASES = cases(Path(__file__).parent / "pages")


def _policy(case: Case) -> Policy:
    settings = case.settings
    order = settings.get("date_order")
    return Policy(
        as_of=dt.date.fromisoformat(settings.get("as_of", "2026-01-01")),
        date_order=DateOrder(order) if order else None,
        select=case.rules,
    )


def _matches(finding: Finding, expected: dict[str, str]) -> bool:
    seen = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "note": finding.note or "",
        "cited": finding.cited or "",
        "found": finding.found or "",
        "line": str(finding.location.line),
    }
    return all(seen[key] == value for key, value in expected.items())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.page}: {case.title}")
def test_page(case: Case) -> None:
    article = read_text(case.article, f"{case.page}.{case.format}", format=case.format)
    left = list(examine(article, _policy(case), RULES, facts_of(case.facts)).findings)
    for expected in case.expected:
        found = next((finding for finding in left if _matches(finding, expected)), None)
        assert found is not None, f"missing {expected}; there are {left}"
        left.remove(found)
    assert not left, f"unexpected: {[(f.rule, f.note, f.message) for f in left]}"
