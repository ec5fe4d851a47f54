"""What an audit wants looked at: web addresses, each once, with the date a copy should be near."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from auditor.audit import prepare
from auditor.evidence.wanted import wanted, withheld
from auditor.model.policy import Policy
from auditor.readers import read_text

TEXT = """# An article

Prices rose.[^1] They fell again.[^2] See [below](#below), [a file](data.csv), <mailto:a@b.org>.

[^1]: A. Author, "A Title," *The Paper*, May 24, 2022, <https://paper.org/a-title>.
[^2]: B. Author, "Another," *The Paper*, <https://paper.org/another> (accessed June 3, 2022).
"""


def test_addresses_come_with_the_date_of_their_note() -> None:
    article = read_text(TEXT, "a.md", format="markdown")
    audit = prepare(article, Policy(as_of=dt.date(2026, 1, 1)))
    found = {item.url: (item.anchor, item.anchor_kind) for item in wanted([audit, audit])}
    assert found["https://paper.org/a-title"] == (dt.date(2022, 5, 24), "issued")
    assert found["https://paper.org/another"] == (dt.date(2022, 6, 3), "accessed")
    assert not {"#below", "data.csv"} & set(found)
    assert len(wanted([audit, audit])) == len(found)


QUOTED = """# An article

The board wrote that “the lamps of the harbour were never dark”.[^1] It was “very late”.[^1] They
said “nobody has seen the second lamp since”.[^2] And “a third lamp was lit on the pier”.[^1][^3]

[^1]: Board, "A Lamp on the Quay," *Gazette*, May 24, 2022, <https://paper.org/lamp>.
[^2]: Board, "One," *Gazette*, <https://paper.org/one>; Board, "Two," <https://paper.org/two>.
[^3]: Board, "A Lamp on the Quay," *Gazette*, May 24, 2022, <https://paper.org/lamp>.
"""


def test_addresses_come_with_the_words_of_their_citations() -> None:
    article = read_text(QUOTED, "a.md", format="markdown")
    audit = prepare(article, Policy(as_of=dt.date(2026, 1, 1)))
    found = {item.url: (item.title, item.quotes) for item in wanted([audit, audit])}
    assert found == {
        "https://paper.org/lamp": (
            "A Lamp on the Quay",
            ("the lamps of the harbour were never dark",),  # two words may stand anywhere
        ),
        "https://paper.org/one": ("One", ()),  # it may be quoted from either
        "https://paper.org/two": ("Two", ()),
    }


@pytest.mark.parametrize(
    ("policy", "withheld"),
    [
        ({}, []),
        ({"withheld": True}, ["https://paper.org/a-title", "https://paper.org/another"]),
        ({"withheld_hosts": ("paper.org",)}, [
            "https://paper.org/a-title", "https://paper.org/another"]),
        ({"withheld_hosts": ("aper.org", "news.paper.org")}, []),
        ({"withheld_hosts": ("p*.org",)}, [
            "https://paper.org/a-title", "https://paper.org/another"]),
    ],
)  # fmt: skip
def test_what_the_policy_withholds_is_marked(policy: dict[str, Any], withheld: list[str]) -> None:
    article = read_text(TEXT, "a.md", format="markdown")
    audit = prepare(article, Policy(as_of=dt.date(2026, 1, 1), **policy))
    assert [item.url for item in wanted([audit]) if item.withheld] == withheld


def test_a_host_stands_for_those_below_it() -> None:
    policy = Policy(as_of=dt.date(2026, 1, 1), withheld_hosts=("paper.org",))
    assert withheld(policy, "https://www.paper.org/a")
    assert withheld(policy, "https://early.Paper.org:8080/a")
    assert not withheld(policy, "https://otherpaper.org/a")


def test_what_one_article_withholds_is_withheld_though_another_cites_it() -> None:
    article = read_text(TEXT, "a.md", format="markdown")
    audits = [
        prepare(article, Policy(as_of=dt.date(2026, 1, 1), withheld=secret))
        for secret in (False, True)
    ]
    assert all(item.withheld for item in wanted(audits))
    assert all(item.withheld for item in wanted(reversed(audits)))
