"""Which addresses near a dead one are worth a request, and in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.links.address import UnfitError, parse
from auditor.links.nearby import Dead, Siblings, is_typo, near_misses


def near(url: str, *others: str, nameless: bool = False) -> list[str]:
    siblings = Siblings(frozenset(others))
    return list(near_misses(Dead(parse(url), nameless, siblings)))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.example.org/b.html", ["https://a.example.org/b.html"]),
        (
            "https://www.bank.org/Report",
            [
                "https://www.bank.org/report",
                "https://www.bank.org/Report/",
                "http://www.bank.org/Report",
                "https://bank.org/Report",
            ],
        ),
        ("https://bank.org/x.pdf%E2%80%9D", ["https://bank.org/x.pdf"]),
        ("https://bank.org/x.pdf).", ["https://bank.org/x.pdf"]),
        ("https://en.wiki.org/a_(b", ["https://en.wiki.org/a_(b)"]),
        ("https://bank.org:8443/x.pdf", ["https://www.bank.org:8443/x.pdf"]),
        ("https://127.0.0.1/x.pdf", ["http://127.0.0.1/x.pdf"]),
    ],
)
def test_the_likeliest_come_first(url: str, expected: list[str]) -> None:
    assert near(url)[: len(expected)] == expected


def test_a_typo_shows_beside_a_sibling() -> None:
    dead = "https://gov.example/econmy/2021/figures.html?p=1"
    found = near(dead, dead, "https://gov.example/economy/2020/report.html")
    assert found[0] == "https://gov.example/economy/2021/figures.html?p=1"


def test_a_host_that_does_not_exist_may_be_misspelt() -> None:
    found = near("https://www.reutres.com/a", "https://www.reuters.com/b", nameless=True)
    assert found == ["https://www.reuters.com/a", "https://reutres.com/a"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("economy", "econmy", True),
        ("economy", "ecomony", False),
        ("economy", "eocnomy", True),
        ("economy", "economi", True),
        ("report-1", "report-2", False),
        ("2021", "2022", False),
        ("a", "b", False),
        ("economy", "economy", False),
        ("economy", "astronomy", False),
    ],
)
def test_one_letter_may_be_wrong(one: str, other: str, *, expected: bool) -> None:
    assert is_typo(one, other) is expected
    assert is_typo(other, one) is expected


@given(st.text(max_size=60), st.text(max_size=60))
def test_every_suggestion_is_another_address(path: str, other: str) -> None:
    try:
        url = parse(f"https://bank.org/{path}").href
    except UnfitError:
        return
    for found in near(url, f"https://bank.org/{other}"):
        assert found != url
        assert parse(found).host in ("bank.org", "www.bank.org")
