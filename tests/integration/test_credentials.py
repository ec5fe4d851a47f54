"""8: what a person's own settings send to one host goes to that host alone, and is told nowhere."""

from __future__ import annotations

import base64
from pathlib import Path

from child import Ended, ended, started
from lamps import Web
import pytest
from replies import Ask, titled, to

KEY, PASSWORD = "canary-key-7f3a", "canary-word-91bc"
TOLD = (KEY, PASSWORD, base64.b64encode(f"reader:{PASSWORD}".encode()).decode())
_SETTINGS = """
[links.hosts."127.0.0.2"]
headers = {{ X-Api-Key = "{key}" }}
basic_auth = "reader:{password}"
"""


@pytest.fixture
def asked(web: Web, tmp_path: Path) -> list[Ask]:
    """Requests as the farm saw them; the first host redirects to others, and one crashes."""
    seen: list[Ask] = []

    def noted(ask: Ask) -> bytes:
        seen.append(ask)
        return titled("A page", "Words of a page that is there. " * 20)

    def away(ask: Ask) -> bytes:
        seen.append(ask)
        return to(ask.elsewhere(3, "/goal"))

    def back(ask: Ask) -> bytes:
        seen.append(ask)
        return to(ask.elsewhere(4, "/away-again"))

    def gone(ask: Ask) -> bytes | None:
        seen.append(ask)
        return None

    web.farm.routes.update(
        {"/away": away, "/back": back, "/away-again": noted, "/goal": noted, "/gone": gone}
    )
    urls = [web.farm.url(path, host) for path in ("/away", "/back", "/gone") for host in (2, 3)]
    (tmp_path / "list.txt").write_text("\n".join(urls), encoding="utf-8")
    own = tmp_path / "home" / "auditor"
    own.mkdir(parents=True)
    text = _SETTINGS.format(key=KEY, password=PASSWORD)
    (own / "config.toml").write_text(text, encoding="utf-8")
    return seen


def _run(web: Web, folder: Path, *args: str, program: tuple[str, ...] = ("-m", "auditor")) -> Ended:
    more = {**web.archive.environment, "AUDITOR_DEBUG": "1"}
    command = ("links", "--urls", "list.txt", "--allow-private", *args)
    return ended(started(folder, *command, more=more, program=program))


def _everywhere(folder: Path, found: Ended) -> bytes:
    """All that a run left: what it printed, and every file but the person's own settings."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "config.toml"]
    return b"\n".join([found.out.encode(), found.err.encode(), *(p.read_bytes() for p in files)])


def test_keys_reach_their_host_alone(web: Web, tmp_path: Path, asked: list[Ask]) -> None:
    outputs = ("--output", "json=report.json", "--output", "csv=report.csv", "--verbose")
    found = _run(web, tmp_path, *outputs)
    assert found.code in {0, 1}, found.err
    mine = [ask for ask in asked if ask.host == "127.0.0.2"]
    others = [ask for ask in asked if ask.host != "127.0.0.2"]
    assert {ask.path for ask in mine} >= {"/away", "/back", "/gone"}
    assert all(ask.headers.get("x-api-key") == KEY for ask in mine)
    assert {ask.path for ask in others} >= {"/goal", "/away-again", "/away"}
    for ask in others:
        assert "authorization" not in ask.headers
        assert not any(word in str(ask.headers) for word in TOLD)
    assert not any(word in str(item.headers) for item in web.archive.log for word in TOLD)
    left = _everywhere(tmp_path, found)
    assert (tmp_path / "cache" / "auditor.sqlite").exists()
    assert not any(word.encode() in left for word in TOLD)


def test_a_crash_tells_no_key(web: Web, tmp_path: Path, asked: list[Ask]) -> None:
    crash = (
        "import auditor.links.transfer as t\n"
        "def broken(self, code, message):\n"
        "    raise RuntimeError(f'{self.settings!r} {self.request!r} {self.__dict__!r}')\n"
        "t.Transfer.answer = broken\n"
        "from auditor.__main__ import run\n"
        "run()\n"
    )
    found = _run(web, tmp_path, program=("-c", crash))
    assert asked
    assert found.code == 70
    assert "Traceback" in found.err  # AUDITOR_DEBUG=1 asks for it
    left = _everywhere(tmp_path, found)
    assert not any(word.encode() in left for word in TOLD)


def test_settings_are_shown_without_them(web: Web, tmp_path: Path, asked: list[Ask]) -> None:
    assert asked == []
    found = ended(started(tmp_path, "config", "show", more=web.archive.environment))
    assert (found.code, found.err) == (0, "")
    assert not any(word in found.out for word in TOLD)
