"""Proxies that a person names, and the oldest TLS that is spoken."""

from __future__ import annotations

from collections import deque
from pathlib import Path
import ssl

from farm import Farm
from forward import ForwardProxy
import pytest
from times import FakeTime
import trustme

from auditor.links.engine import Engine
from auditor.links.policy import refused_host
from auditor.links.settings import LinkSettings, Proxy
from auditor.model.port import Answer, Exchange, Failure, Fault, Purpose, Request
from auditor.preserve.fetching import Limits as PageLimits
from auditor.preserve.fetching import Unserved, serve


@pytest.fixture
def proxy() -> ForwardProxy:
    return ForwardProxy()


def _asked(settings: LinkSettings, url: str, bundle: str | None = None) -> Answer:
    queue = deque([Request(url=url, purpose=Purpose.LINK)])
    (answer,) = Engine(settings, bundle=bundle)(queue)
    return answer


def test_a_proxy_is_asked_for_names_we_never_look_up(proxy: ForwardProxy) -> None:
    settings = LinkSettings(proxy=Proxy(f"http://127.0.0.1:{proxy.port}", ("me", "secret word")))
    answer = _asked(settings, "http://no-such-name.example/a?b")
    proxy.close()
    assert isinstance(answer, Exchange)
    assert answer.status == 200
    assert proxy.heads[0].startswith("GET http://no-such-name.example/a?b HTTP/1.1\r\n")
    assert "Proxy-Authorization: Basic bWU6c2VjcmV0IHdvcmQ=" in proxy.heads[0]
    assert "secret word" not in repr(settings)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://[::1]/", "http://0x7f.1/", "http://localhost/", "http://nas/"],
)
def test_what_is_private_by_its_name_is_never_asked_of_a_proxy(
    proxy: ForwardProxy, url: str
) -> None:
    settings = LinkSettings(proxy=Proxy(f"http://127.0.0.1:{proxy.port}"))
    answer = _asked(settings, url)
    proxy.close()
    assert isinstance(answer, Failure)
    assert answer.fault is Fault.POLICY
    assert proxy.heads == []


def test_proxies_of_the_environment_are_not_used(
    proxy: ForwardProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
    with Farm() as farm:
        answer = _asked(LinkSettings(allow_private=True), farm.url("/alive"))
    proxy.close()
    assert isinstance(answer, Exchange)
    assert proxy.heads == []


@pytest.mark.parametrize(("oldest", "answers"), [("1.2", True), ("1.3", False)])
def test_no_older_tls_is_spoken_than_the_oldest_allowed(
    tmp_path: Path, oldest: str, *, answers: bool
) -> None:
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "bundle.pem"))
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    settings = LinkSettings(allow_private=True, min_tls=oldest, retries=0)
    with Farm(context) as farm:
        answer = _asked(settings, farm.url("/alive"), str(tmp_path / "bundle.pem"))
    assert isinstance(answer, Exchange) is answers


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("example.org", False),
        ("localhost.example.org", False),
        ("8.8.8.8", False),
        ("[2606:4700::1111]", False),
        ("10.0.0.1", True),
        ("[fd00::1]", True),
        ("printer.local", True),
        ("localhost.", True),
        ("app.localhost", True),
        ("intranet", True),
    ],
)
def test_hosts_that_are_private_by_their_names(host: str, *, private: bool) -> None:
    assert refused_host(host) is private


@pytest.mark.parametrize(("by_domain", "waited"), [(False, 0.0), (True, 6.0)])
def test_hosts_of_one_platform_may_share_a_queue(
    proxy: ForwardProxy, *, by_domain: bool, waited: float
) -> None:
    fake = FakeTime()
    settings = LinkSettings(
        proxy=Proxy(f"http://127.0.0.1:{proxy.port}"), host_interval=3.0, by_domain=by_domain
    )
    queue = deque(
        Request(url=f"http://{author}.example.org/", purpose=Purpose.LINK)
        for author in ("one", "two", "three")
    )
    answers = list(Engine(settings, fake.clock())(queue))
    proxy.close()
    assert [type(answer) for answer in answers] == [Exchange] * 3
    assert sum(fake.slept) == pytest.approx(waited)


def test_pages_kept_on_disk_ask_no_proxy_for_what_is_private(proxy: ForwardProxy) -> None:
    settings = LinkSettings(proxy=Proxy(f"http://127.0.0.1:{proxy.port}"))
    served = serve("http://192.168.0.1/", settings, "", PageLimits())
    proxy.close()
    assert isinstance(served, Unserved)
    assert served.reason == "policy"
    assert proxy.heads == []
