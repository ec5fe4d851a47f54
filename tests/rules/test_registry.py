"""The registry: every rule once, in order, documented; unknown codes answered with near ones."""

from __future__ import annotations

import pytest

from auditor.model.errors import ConfigError
from auditor.rules.registry import RULES, by_code, nearest
from auditor.rules.rule import Rule

SECTIONS = ("## Why", "## How it decides", "## What keeps it quiet", "## Example", "## What to do")


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_codes_rise_within_each_family() -> None:
    for family in {rule.family for rule in RULES}:
        codes = [rule.code for rule in RULES if rule.family == family]
        assert codes == sorted(codes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_documentation_is_whole(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert [part for part in SECTIONS if part not in rule.doc] == []


def test_by_code_reads_either_case() -> None:
    assert by_code("dat001").code == "DAT001"


def test_unknown_code_names_the_nearest() -> None:
    with pytest.raises(ConfigError) as caught:
        by_code("DAT01")
    assert "DAT001" in caught.value.help


def test_names_are_understood_as_near_codes() -> None:
    assert nearest("number-formats")[0] == "NUM001"


def test_nothing_is_near_to_noise() -> None:
    assert nearest("?") == ()
