"""15: the host that we read in an address is the host that curl dials, and never one refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
import random
import select
import socket
from threading import Thread
from typing import Any

from figures import record
import pycurl
import pytest
from spellings import SPELLINGS

from auditor.links import transfer
from auditor.links.address import UnfitError, is_literal, parse
from auditor.links.policy import refused
from auditor.links.settings import LinkSettings
from auditor.model.port import Purpose, Request

SETTINGS = LinkSettings(deadline=5.0)
TRICKY = r"""
http://127.0.0.1\@127.0.0.2/ http://127.0.0.1:80\@127.0.0.2:80/ http://a.org@127.0.0.2/
http://a.org:x@b.org/ http://a.org#@b.org/ http://a.org?@b.org/ http://a.org\b.org/ http:\\a.org\x
http:///a.org/ http:a.org/ http:/a.org/ http:////a.org/ http://a.org:80@b.org:81/ http://@a.org/
http://a%2eorg/ http://a.org%00.b.org/ http://a.org%2f@b.org/ http://a.org%23@b.org/ http://A.ORG./
http://a.org.:80/ http://a.org:0/ http://a.org:00080/ http://a.org:65535/ http://a.org:65536/
http://ａ.org/ http://a。org/ http://ß.org/ http://xn--/ http://xn--a/ http://xn--zca.org/
http://a..org/ http://.a.org/ http://-a.org/ http://a_b.org/ http://a+b.org/ http://a*b.org/
http://a!b.org/ http://a'b.org/ http://a(b).org/ http://a,b.org/ http://a;b.org/ http://a=b.org/
http://a&b.org/ http://a$b.org/ http://a~b.org/ http://a{b}.org/ http://[::1]@b.org/
http://b.org@[::1]/ http://[::1%25lo]/ http://[::ffff:1.2.3.4]/ http://1.2.3.4.5/ http://256.1/
http://0x7f.0.0.0x1/ http://0x/ http://1.0x/ http://4294967296/ http://09.1/ http://1.2.3.4.:80/
http://a&#46;org/ http://u:p@a.org:81/ http://a.org:/
http://a.org:+80/ http://a.org:80:90/ http://a.org;b.org/ http://a.org,b.org/ http://%61.org/
""".split()
ALPHABET = "ab.0127x:@/\\?#%[]-_~ \t\u00df\uff0e\u3002\u200d\u0130{}|^`<>\"'!$&()*+,;="
PARTS = (
    *("http://", "http:", "HTTP:\\\\", "127.0.0.1", "a.org", "[::1]", "0x7f.1", "%2f", "%40", "@"),
    *("\\@", "#@", "?@", ":80", ":81", ":", "/", "\\", "..", "xn--zca", "münchen", "\uff0e", "%00"),
    *("\t", "\n", " ", "u:p@", "192.168.0.1", "2130706433", "017700000001", "１２７.1", ".", "//"),
    *("\u200b", "\u00ad", "[::ffff:127.0.0.1]", "[fe80::1%25lo]", "[1::0:2]"),
)


class _Host:
    """A server on one port that answers every request and keeps its Host header."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self.socket.getsockname()[1]
        self.hosts: list[str] = []

    def serve(self) -> None:
        open_ones = {self.socket}
        while True:
            try:
                ready, _, _ = select.select(list(open_ones), [], [])
            except (OSError, ValueError):  # the listening socket was closed
                return
            for one in ready:
                if one is self.socket:
                    try:
                        open_ones.add(one.accept()[0])
                    except OSError:
                        return
                elif not self._answer(one):
                    open_ones.discard(one)
                    one.close()

    def _answer(self, one: socket.socket) -> bool:
        try:
            head = one.recv(65536)
            if head:
                lines = head.decode("latin-1").split("\r\n")
                self.hosts += [line[6:] for line in lines if line.lower().startswith("host: ")]
                one.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
        except OSError:
            return False
        return bool(head)


@contextmanager
def _hosts() -> Iterator[_Host]:
    server = _Host()
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.socket.shutdown(socket.SHUT_RDWR)
        server.socket.close()
        thread.join()


def _random_addresses(many: int) -> Iterator[str]:
    chance = random.Random(15)  # noqa: S311 - the same addresses in every run
    for number in range(many):
        if number % 3:
            yield "http://" + "".join(chance.choices(PARTS, k=chance.randint(1, 7)))
        else:
            yield "http://" + "".join(chance.choices(ALPHABET, k=chance.randint(1, 24)))


class _Dialler:
    """Sends requests as the engine does, all of them to one server, and tells whom curl dialled."""

    def __init__(self, server: _Host) -> None:
        self._server = server
        self._dialled: list[str] = []

    def host_header(self, href: str) -> str | None:
        """The Host header that curl sends for an address; None where it sends nothing."""
        handle = self._handle(href)
        handle.setopt(pycurl.CONNECT_TO, [f"::127.0.0.1:{self._server.port}"])
        seen = len(self._server.hosts)
        self._perform(handle)
        return self._server.hosts[-1] if len(self._server.hosts) > seen else None

    def ip(self, href: str) -> str | None:
        """The IP address that curl would dial for an address; None where none."""
        handle = self._handle(href)
        self._dialled.clear()
        handle.setopt(pycurl.OPENSOCKETFUNCTION, self._note)
        self._perform(handle)
        return self._dialled[0] if self._dialled else None

    def _handle(self, href: str) -> Any:
        request = Request(url=href, purpose=Purpose.LINK)
        return transfer._handle(request, SETTINGS, "")

    def _perform(self, handle: Any) -> None:
        handle.setopt(pycurl.WRITEFUNCTION, len)
        try:
            handle.perform()
        except pycurl.error:
            pass
        finally:
            handle.close()

    def _note(self, _purpose: int, address: Any) -> int:
        ip = address.addr[0]
        self._dialled.append(ip.decode() if isinstance(ip, bytes) else ip)
        return int(pycurl.SOCKET_BAD)


def _differences(urls: Iterator[str] | list[str]) -> tuple[int, int, list[str]]:
    """How many addresses were sent, how many dialled by number, and which were read otherwise."""
    sent = numbers = 0
    wrong = []
    with _hosts() as server:
        dialler = _Dialler(server)
        for url in urls:
            try:
                parsed = parse(url)
            except UnfitError:
                continue
            host = parsed.origin.partition("://")[2]
            header = dialler.host_header(parsed.href)
            if header is not None:
                sent += 1
                wrong += [] if _same(host, header) else [f"{url!r}: {host}, sent to {header}"]
            if is_literal(parsed.host):
                dialled = dialler.ip(parsed.href)
                numbers += dialled is not None
                wrong += _misdialled(url, parsed.host, dialled)
    return sent, numbers, wrong


def _same(host: str, header: str) -> bool:
    """Whether two hosts with ports are one; an IPv6 address may end in the form of IPv4."""
    (one, _, port), (other, _, its) = host.rpartition("]"), header.rpartition("]")
    return host == header or (port == its and ip_address(one[1:]) == ip_address(other[1:]))


def _misdialled(url: str, host: str, dialled: str | None) -> list[str]:
    ours = ip_address(host.strip("[]").rstrip("."))
    if dialled is None or ip_address(dialled.partition("%")[0]) == ours:
        return []
    return [f"{url!r}: {ours} but dialled {dialled}, refused: {refused(dialled)}"]


def test_tricky_addresses_are_read_as_curl_dials_them() -> None:
    urls = TRICKY + [f"http://{host}/" for host in SPELLINGS]
    sent, numbers, wrong = _differences([*urls, *_random_addresses(300)])
    assert wrong == []
    assert sent >= 100
    assert numbers >= len(SPELLINGS) - 5


@pytest.mark.reliability
def test_random_addresses_are_read_as_curl_dials_them() -> None:
    many = 260_000
    sent, numbers, wrong = _differences(_random_addresses(many))
    assert wrong == []
    assert sent >= 50_000
    record(
        15,
        f"{many} random addresses and {len(TRICKY)} tricky ones, parse against what curl dials",
        "40 + 50,000; 0 differences",
        f"0 of {sent} sent, {numbers} of them numbers",
    )
