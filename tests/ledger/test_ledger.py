"""claims.toml: read strictly, every complaint with file, line and reason."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from jsonschema import Draft202012Validator
import pytest

from auditor.ledger.check import FORBIDDEN, schema
from auditor.ledger.ledger import Ledger, parse_ledger, read_ledger
from auditor.ledger.toml import key_lines, parse_toml, read_toml
from auditor.model.errors import ConfigError

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT.parent / "shared" / "claims.example.toml"
WAIVER = """
[[waiver]]
rule = "DAT002"
target = { text = "k=2022" }
reason = "the id holds the first day"
by = "An Editor"
created = 2026-01-01
expires = 2026-06-01
"""


def ledger(text: str) -> Ledger:
    return parse_ledger(f"schema = 1\n{text}", Path("/articles"))


def complaint(text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        ledger(text)
    return caught.value


def test_a_whole_ledger() -> None:
    found = ledger(
        '[article]\npath = "a.md"\nlanguage = "en-GB"\ndate = 2023-01-15\n'
        '[policy]\nselect = ["DAT"]\n[names]\ncanonical = ["Kyodo News"]\n' + WAIVER
    )
    (article,) = found.articles
    assert (article.path, article.language, article.date) == ("a.md", "en-GB", dt.date(2023, 1, 15))
    assert found.policy == {"select": ["DAT"]}
    (waiver,) = found.waivers
    assert (waiver.rule, waiver.text, waiver.expires) == ("DAT002", "k=2022", dt.date(2026, 6, 1))
    assert waiver.line == 11


def test_several_articles() -> None:
    found = ledger('[[article]]\npath = "a.md"\n[[article]]\npath = "sub/b.md"\n')
    assert [item.path for item in found.articles] == ["a.md", "sub/b.md"]
    assert found.article("/articles/sub/b.md") == found.articles[1]
    assert found.article("/articles/c.md") is None


@pytest.mark.skipif(not EXAMPLE.exists(), reason="../shared is not here")
def test_the_proposed_ledger_is_valid() -> None:
    assert len(read_ledger(EXAMPLE).waivers) == 2


def test_an_unknown_key_is_named_with_the_nearest_one() -> None:
    error = complaint('[policy]\nfail_on = "error"\nfial_on = "error"\n')
    assert error.message == "claims.toml:4: unknown key 'fial_on' in [policy]"
    assert error.help == "did you mean 'fail_on'?"


def test_an_unknown_key_of_the_second_waiver() -> None:
    error = complaint(WAIVER + WAIVER + "until = 2027-01-01\n")
    assert error.message == "claims.toml:18: unknown key 'until' in [waiver[2]]"


@pytest.mark.parametrize("key", ["allow_private", "proxy", "headers", "tls", "output", "plugins"])
def test_what_a_repository_may_never_set_is_refused_by_name(key: str) -> None:
    error = complaint(f"[policy]\n{key} = true\n")
    assert f"'{key}' may not be set by a file of the audited repository" in error.message
    assert key in FORBIDDEN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[policy]\nfail_on = "eror"\n', "3: policy.fail_on: 'eror' is none of error, warning"),
        ('[policy]\nselect = "DAT"\n', "3: policy.select: 'DAT' should be a list"),
        ("[policy]\nmax_unchecked_share = 2\n", "3: policy.max_unchecked_share: 2 is greater"),
        ('[article]\npath = "../x.md"\n', "leads out of the ledger's folder"),
        ('[article]\npath = "/etc/passwd"\n', "leads out of the ledger's folder"),
        ('[article]\npath = "C:\\\\x.md"\n', "leads out of the ledger's folder"),
        ('[article]\ntitle = "x"\n', "article"),
        ('[policy.severity]\nREF006 = "bad"\n', "3: policy.severity.REF006: 'bad' is none of"),
    ],
)
def test_wrong_values_are_named(text: str, said: str) -> None:
    assert said in complaint(text).message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("expires = 2026-06-01\n", "", "waiver[1]: without 'expires'"),
        ("expires = 2026-06-01", 'expires = "soon"', "'soon' is no date"),
        ("expires = 2026-06-01", "expires = 2028-06-01", "9: waiver 1: a waiver ends within 365"),
        ("expires = 2026-06-01", "expires = 2025-06-01", "9: waiver 1: a waiver ends within 365"),
        ('{ text = "k=2022" }', '{ article = "a.md" }', "never covers a whole article"),
        ('{ text = "k=2022" }', '{ text = "a", host = "b.org" }', "one aim is enough"),
        ('{ text = "k=2022" }', '{ claim = "c-1" }', "there is no claim 'c-1'"),
        ('"DAT002"', '"DAT"', "waiver[1].rule"),
        ('reason = "the id holds the first day"\n', "", "waiver[1]: without 'reason'"),
    ],
)
def test_waivers_are_held_to_their_terms(old: str, new: str, said: str) -> None:
    assert said in complaint(WAIVER.replace(old, new)).message


def test_the_longest_waiver_is_the_policys() -> None:
    text = WAIVER.replace("2026-06-01", "2028-06-01")
    assert ledger(f"[policy]\nwaiver_max_days = 900\n{text}").waivers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("schema = 1\nx = [1,\n", "claims.toml:3: not valid TOML: "),
        ("schema = 1\nx == 2\n", "claims.toml:2: not valid TOML: Invalid value"),
        ("[a]\n[a]\n", "claims.toml:2: not valid TOML: Cannot declare"),
    ],
)
def test_broken_toml_says_where_and_why(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_toml(text, "claims.toml")
    assert caught.value.message.startswith(said)


def test_a_file_that_is_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(b'schema = 1\ntitle = "\xff"\n')
    with pytest.raises(ConfigError, match=r":2: not UTF-8"):
        read_toml(path, "claims.toml")


def test_schema_one_is_asked_for() -> None:
    with pytest.raises(ConfigError, match="without 'schema'") as caught:
        parse_ledger("[policy]\n", Path())
    assert caught.value.help == "add schema = 1"
    with pytest.raises(ConfigError, match="2 should be 1"):
        parse_ledger("schema = 2\n", Path())


def test_lines_of_keys_in_arrays_of_tables() -> None:
    text = 'a = 1\n[[claim]]\nid = "x"\n  [claim.anchor]\n  exact = ""\n'
    text += '[[claim]]\n  [[claim.history]]\n  to = ""\n'
    lines = key_lines(text)
    assert lines["claim", 0, "anchor", "exact"] == 5
    assert lines["claim", 1] == 6
    assert lines["claim", 1, "history", 0, "to"] == 8


def test_the_published_schema_is_the_one_in_use() -> None:
    published = ROOT / "docs" / "schemas" / "claims.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == schema()
    Draft202012Validator.check_schema(schema())
