"""Certificates: what browsers refuse has its own word, and is never asked again unverified."""

from __future__ import annotations

from collections.abc import Callable
import datetime as dt
from pathlib import Path
import ssl

from farm import Farm
import pytest
from selfsigned import self_signed
from times import FakeTime
import trustme

from auditor.evidence.collect import Clients, EvidenceSettings, collect
from auditor.links.certs import ca_bundle
from auditor.links.engine import Engine
from auditor.links.settings import LinkSettings
from auditor.model.facts import Verdict, Wanted

SETTINGS = LinkSettings(allow_private=True, deadline=3, connect_timeout=3)
Served = Callable[[trustme.CA], ssl.SSLContext]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def bundle(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "bundle.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def _context() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)


def _issued(authority: trustme.CA, name: str, expires: dt.datetime | None = None) -> ssl.SSLContext:
    context = _context()
    authority.issue_cert(name, not_after=expires).configure_cert(context)
    return context


def good(authority: trustme.CA) -> ssl.SSLContext:
    return _issued(authority, "127.0.0.1")


def expired(authority: trustme.CA) -> ssl.SSLContext:
    return _issued(authority, "127.0.0.1", dt.datetime(2020, 1, 1, tzinfo=dt.UTC))


def for_another_host(authority: trustme.CA) -> ssl.SSLContext:
    return _issued(authority, "farm.example.org")


def by_a_stranger(_: trustme.CA) -> ssl.SSLContext:
    return _issued(trustme.CA(), "127.0.0.1")


def by_itself(_: trustme.CA) -> ssl.SSLContext:
    return self_signed()


def look(url: str, bundle: str) -> Verdict:
    clients = Clients(
        lambda item: Engine(item, FakeTime().clock(), bundle),
        lambda _: pytest.fail("no archive"),
        lambda: True,
    )
    facts = collect([Wanted(url)], EvidenceSettings(links=SETTINGS), None, clients)
    return facts.links[url]


@pytest.mark.parametrize(
    ("served", "state", "detail"),
    [
        (good, "alive", None),
        (expired, "insecure", "expired"),
        (for_another_host, "insecure", "wrong_host"),
        (by_a_stranger, "insecure", "untrusted"),
        (by_itself, "insecure", "self_signed"),
    ],
)
def test_each_fault_of_a_certificate_has_its_word(
    authority: trustme.CA, bundle: str, served: Served, state: str, detail: str | None
) -> None:
    with Farm(served(authority)) as farm:
        verdict = look(farm.url("/alive"), bundle)
        assert (verdict.state.value, verdict.detail) == (state, detail)
        assert farm.log.paths == (["/alive"] if state == "alive" else [])


def test_tls_to_a_plain_port_is_no_certificate_fault(bundle: str) -> None:
    with Farm() as farm:
        verdict = look(farm.url("/alive").replace("http:", "https:"), bundle)
    assert (verdict.state.value, verdict.detail) == ("unreachable", "protocol")


def test_the_bundle_is_the_environments_else_certifis() -> None:
    assert ca_bundle({"SSL_CERT_FILE": "/a", "CURL_CA_BUNDLE": "/b"}) == "/a"
    assert ca_bundle({"REQUESTS_CA_BUNDLE": "/r", "SSL_CERT_FILE": ""}) == "/r"
    assert Path(ca_bundle({})).is_file()
