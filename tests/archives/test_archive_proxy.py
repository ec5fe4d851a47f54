"""Archives are asked through the proxy that a person names, and through none otherwise."""

from __future__ import annotations

from forward import ForwardProxy
import pytest

from auditor.archives.endpoints import Endpoints
from auditor.archives.settings import ArchiveSettings, Clock
from auditor.archives.transport import Transport
from auditor.links.settings import Proxy
from auditor.model.port import Exchange, Purpose, Request

REPLAY = "http://localhost:9/web/"
ASKED = Request(url=f"{REPLAY}2022/http://a.org/", purpose=Purpose.REPLAY, limit=65536)


@pytest.fixture
def proxy() -> ForwardProxy:
    return ForwardProxy()


def _settings(proxy: str = "") -> ArchiveSettings:
    return ArchiveSettings(user_agent="test", endpoints=Endpoints(replay=REPLAY), proxy=proxy)


def test_requests_go_through_a_proxy_with_its_password(proxy: ForwardProxy) -> None:
    named = Proxy(f"http://127.0.0.1:{proxy.port}", ("me", "p@ss"))
    settings = _settings(named.whole)
    answer = Transport(settings, Clock()).exchange(ASKED, settings.replay)
    proxy.close()
    assert isinstance(answer, Exchange)
    assert proxy.heads[0].startswith(f"GET {ASKED.url} HTTP/1.1\r\n")
    assert "Proxy-Authorization: Basic bWU6cEBzcw==" in proxy.heads[0]
    assert "p@ss" not in repr(settings)
    assert "p%40ss" not in repr(settings)


def test_a_proxy_of_the_environment_is_not_used(
    proxy: ForwardProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
    monkeypatch.setenv("all_proxy", f"http://127.0.0.1:{proxy.port}")
    settings = _settings()
    answer = Transport(settings, Clock()).exchange(ASKED, settings.replay)
    proxy.close()
    assert not isinstance(answer, Exchange)
    assert proxy.heads == []
