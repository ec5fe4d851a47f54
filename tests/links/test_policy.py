"""The policy on every spelling of an address that must not be dialled, and on ones that may be."""

from __future__ import annotations

from ipaddress import ip_address

from hypothesis import given
from hypothesis import strategies as st
import pytest
from spellings import SPELLINGS

from auditor.links.address import is_literal, parse
from auditor.links.policy import refused

PUBLIC = """
8.8.8.8 1.1.1.1 93.184.216.34 172.15.255.255 172.32.0.1 192.167.1.1 100.63.255.255 100.128.0.1
168.63.129.17 [2606:4700:4700::1111] [2a00:1450:4001:82a::200e] [64:ff9b::8.8.8.8]
[::ffff:8.8.8.8]
""".split()


def _dialled(spelling: str) -> str:
    host = parse(f"http://{spelling}/").host
    assert is_literal(host)
    return host.strip("[]").rstrip(".")


def test_there_are_enough_spellings() -> None:
    assert len(set(SPELLINGS)) >= 56


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_special_addresses_are_refused(spelling: str) -> None:
    assert refused(_dialled(spelling))


@pytest.mark.parametrize("spelling", PUBLIC)
def test_public_addresses_are_not(spelling: str) -> None:
    assert not refused(_dialled(spelling))


@pytest.mark.parametrize("text", ["", "localhost", "127.0.0.1.nip.io", "1.2.3", "::g"])
def test_what_is_no_address_is_refused(text: str) -> None:
    assert refused(text)


def test_a_zone_does_not_hide_a_link_local_address() -> None:
    assert refused("fe80::1%eth0")


@given(st.ip_addresses())
def test_nothing_is_let_through_that_the_registries_hold_back(ip: object) -> None:
    assert refused(str(ip)) or ip_address(str(ip)).is_global


@given(st.ip_addresses(v=4))
def test_a_wrapped_address_is_judged_by_what_it_carries(ip: object) -> None:
    assert refused(f"::ffff:{ip}") == refused(str(ip))
    assert refused(f"64:ff9b::{ip}") == refused(str(ip))
