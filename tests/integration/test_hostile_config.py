"""28: what a file of the audited repository may not set is refused and named, whatever its form."""

from __future__ import annotations

from pathlib import Path

from lamps import Web
import pytest
from running import Run

WANTED = {
    "allow_private": "true",
    "proxy": '"http://127.0.0.1:9"',
    "user_agent": '"curl"',
    "contact": '"mailto:x@example.org"',
    "cache_dir": '"../out"',
    "output": '["json=../out.json"]',
}
HOSTS = '[{table}links.hosts."127.0.0.1"]\nheaders = {{ X-Key = "a" }}\n'


@pytest.mark.parametrize("name", WANTED)
@pytest.mark.parametrize("file", ["claims.toml", "pyproject.toml"])
def test_settings_of_a_repository(web: Web, run: Run, name: str, file: str) -> None:
    table = "schema = 1\n[policy]\n" if file == "claims.toml" else "[tool.auditor]\n"
    Path(file).write_text(f"{table}{name} = {WANTED[name]}\n", encoding="utf-8")
    ran = run("check", "lamps.md")
    assert (ran.code, ran.out) == (2, "")
    line = len(table.splitlines()) + 1
    assert f"{file}:{line}" in ran.err
    assert name in ran.err
    assert web.farm.log.paths == []
    assert not list(Path("..").glob("out*"))


@pytest.mark.parametrize("file", ["claims.toml", "pyproject.toml"])
def test_headers_of_a_repository(web: Web, run: Run, file: str) -> None:
    text = HOSTS.format(table="policy." if file == "claims.toml" else "tool.auditor.")
    first = "schema = 1\n" if file == "claims.toml" else ""
    Path(file).write_text(first + text, encoding="utf-8")
    ran = run("check", "lamps.md")
    assert (ran.code, ran.out) == (2, "")
    assert file in ran.err
    assert "hosts" in ran.err
    assert web.farm.log.paths == []
