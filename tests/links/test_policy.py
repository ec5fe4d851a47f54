"""The policy on every spelling of an address that must not be dialled, and on ones that may be."""

from __future__ import annotations

from ipaddress import ip_address

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.links.address import is_literal, parse
from auditor.links.policy import refused

# What a parser by WHATWG's rules makes of a host is what is dialled, so that odd spellings of IPv4
# (octal, hexadecimal, short, one number, full-width digits) are tried through it.
SPELLINGS = """
127.0.0.1 127.0.0.2 127.255.255.254 127.1 127.0.1 2130706433 0x7f000001 0x7f.1 0x7F.0.0.1
017700000001 0177.0.0.1 0177.0.0x1 127.0.0.1. １２７.0.0.1 127。0。0。1 0 0.0.0.0 0x0 00
10.0.0.1 10.255.255.255 167772161 0xa000001 172.16.0.1 172.31.255.255 0xac100001 192.168.0.1
192.168.1.1 3232235777 0xc0a80101 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376
169.254.170.2 100.64.0.1 100.100.100.200 100.127.255.255 168.63.129.16 192.0.0.192 192.0.2.1
198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255 192.88.99.1
[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:10.0.0.1]
[::ffff:169.254.169.254] [::127.0.0.1] [::7f00:1] [64:ff9b::127.0.0.1] [64:ff9b::a9fe:a9fe]
[64:ff9b::10.0.0.1] [64:ff9b:1::1] [2002:7f00:1::] [2002:a9fe:a9fe::] [2002:c0a8:101::1]
[2001:0:7f00:1::] [2001::ffff:0:80ff:fffe] [fe80::1] [fe90::1] [fc00::1] [fd00:ec2::254]
[fd20:ce::254] [fec0::1] [ff02::1] [ff0e::1] [2001:db8::1] [3fff::1] [100::1] [5f00::1]
[2002:808:808::1]
""".split()

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
