"""Which addresses are never dialled: private, loopback, link-local, metadata, otherwise special.

Applied to the socket address that is really dialled, after every redirect and every answer of the
resolver; a guard before that leaked 35 of 56 spellings and every rebinding (field notes).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# Public by the registries, yet answered inside a cloud or a carrier: Azure's platform address,
# shared address space (RFC 6598), 6to4 (retired by RFC 7526), and what older Pythons still call
# global.
_REFUSED = tuple(
    ip_network(net)
    for net in (
        "168.63.129.16/32",
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "240.0.0.0/4",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
        "fc00::/7",
        "fe80::/10",
    )
)
_NAT64 = ip_network("64:ff9b::/96")
_COMPATIBLE = ip_network("::/96")  # deprecated IPv4-compatible form, RFC 4291


def refused(address: str) -> bool:
    """Whether the policy forbids to dial an IP address; what is no IP address is refused too."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return True
    return any(_special(form) for form in _forms(ip))


def refused_host(host: str) -> bool:
    """Whether a host (as `parse` names it) is told to be private by its name alone.

    All that can be known of an address where a proxy dials: numbers, and names that stand for this
    machine or network (RFC 6761, RFC 6762, RFC 8375, ICANN's reservation of `internal`).
    """
    if host.startswith("[") or host.replace(".", "").isdigit():
        return refused(host.strip("[]"))
    name = host.rstrip(".")
    return name.endswith(_LOCAL) or "." not in name


_LOCAL = ("localhost", ".local", ".internal", ".home.arpa", ".localdomain", ".lan")


def _special(ip: IPv4Address | IPv6Address) -> bool:
    return (
        not ip.is_global
        or ip.is_multicast
        or ip.is_unspecified
        or any(ip.version == net.version and ip in net for net in _REFUSED)
    )


def _forms(ip: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address and every IPv4 address it carries; a carrier is judged by what it carries."""
    if isinstance(ip, IPv4Address):
        return [ip]
    low = IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.ipv4_mapped is not None:
        return [ip.ipv4_mapped]
    if ip in _NAT64:
        return [low]
    if ip in _COMPATIBLE:
        return [ip, low]
    return [ip]
