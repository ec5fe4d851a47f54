"""The table of publishers is sound: real domains, no name twice under one, agencies apart."""

from __future__ import annotations

from auditor.rules.publishers import agency_names, known, known_names, name_of
from auditor.text.hosts import host_of


def test_the_table_is_large_and_its_keys_are_hosts() -> None:
    table = known()
    assert len(table) >= 150
    assert [site for site in table if host_of(f"https://{site}/") != site] == []


def test_every_site_has_names_and_none_twice() -> None:
    for site, names in known().items():
        folded = [name_of(name) for name in names]
        assert folded, site
        assert len(set(folded)) == len(folded), site


def test_a_subdomain_goes_by_the_names_of_its_site() -> None:
    assert known_names("https://asia.nikkei.com/Politics")[0] == "Nikkei Asia"
    assert known_names("https://example.org/") == ()


def test_articles_brackets_and_ampersands_make_no_difference() -> None:
    assert name_of("The Council on Foreign Relations (CFR)") == name_of(
        "Council on Foreign Relations"
    )
    assert name_of("McKinsey & Company") == name_of("McKinsey and Company")


def test_agencies_are_known_apart() -> None:
    assert name_of("Reuters") in agency_names()
    assert name_of("Le Monde") not in agency_names()
