"""The example article: every planted mistake is found, and nothing else at error level."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
import tomllib

import pytest

from auditor.audit import examine
from auditor.model.finding import Finding, Severity
from auditor.model.policy import DateOrder, Policy
from auditor.readers import read_bytes
from auditor.rules.registry import RULES

EXAMPLES = Path(__file__).parents[1] / "examples"
PLANTED = tomllib.loads((EXAMPLES / "planted.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    path = EXAMPLES / PLANTED["article"]
    policy = Policy(as_of=dt.date(2026, 11, 22), date_order=DateOrder.MDY)
    return examine(read_bytes(path.read_bytes(), path.name), policy, RULES).findings


def _is_planted(finding: Finding, planted: dict[str, str]) -> bool:
    note = planted.get("note")
    return finding.rule == planted["rule"] and finding.note in (note, None)


@pytest.mark.parametrize("planted", PLANTED["planted"], ids=lambda item: item["rule"])
def test_every_planted_mistake_is_found(
    planted: dict[str, str], findings: tuple[Finding, ...]
) -> None:
    levels = [item.severity for item in findings if _is_planted(item, planted)]
    assert levels, planted["what"]
    assert {Severity.ERROR, Severity.WARNING} & set(levels), levels


def test_nothing_else_is_an_error(findings: tuple[Finding, ...]) -> None:
    others = [
        (item.rule, item.note, item.message)
        for item in findings
        if item.severity is Severity.ERROR
        and not any(_is_planted(item, planted) for planted in PLANTED["planted"])
    ]
    assert others == []
