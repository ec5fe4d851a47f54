"""The docs: made pages are fresh, links lead somewhere, and every command shown runs as shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
import os
from pathlib import Path
import re
import runpy
import shlex
import shutil

import pytest

from auditor.cli.main import main
from auditor.ledger.ledger import from_file
from auditor.ledger.toml import parse_toml

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s#]+)[^)\s]*\)")


@dataclass(frozen=True)
class Shown:
    """A command of a page, and the lines of output that stand below it."""

    page: str
    words: tuple[str, ...]
    lines: tuple[str, ...]


def blocks(page: Path, language: str) -> Iterator[str]:
    for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        if found[1] == language:
            yield found[2]


def commands() -> Iterator[Shown]:
    for page in PAGES:
        for block in blocks(page, "console"):
            for part in re.split(r"^(?:\$ )?(?=auditor )", block, flags=re.MULTILINE)[1:]:
                command, *lines = part.splitlines()
                words = shlex.split(command, comments=True)
                words = words[: words.index(">")] if ">" in words else words
                yield Shown(page.name, tuple(words[1:]), tuple(filter(str.strip, lines)))


COMMANDS = list(commands())


@pytest.fixture
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of what the commands speak of, and nobody's settings."""
    for name in ("examples", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    article = ROOT / "examples" / "what-a-link-forgets.txt"
    (tmp_path / "essays").mkdir()
    for copy in ("article.md", "essays/one.md"):
        shutil.copy(article, tmp_path / copy)
    for listed in ("list.txt", "addresses.txt"):
        (tmp_path / listed).write_text("https://www.iana.org/\n", encoding="utf-8")
    shutil.copy(ROOT / "claims.toml", tmp_path)
    (tmp_path / "addresses.csv").write_text("url\nhttps://www.iana.org/\n", encoding="utf-8")
    (tmp_path / "refs.bib").write_text("@book{a, title={A}}\n", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("AUDITOR_")]:
        monkeypatch.delenv(name)
    for name in ("ACCESS", "SECRET"):  # --save wants them before it looks anything up
        monkeypatch.setenv(f"AUDITOR_IA_{name}_KEY", "of-the-docs")
    monkeypatch.delenv("COLUMNS", raising=False)
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


def test_made_pages_are_fresh() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["pages"]()
    stale = [
        path.name
        for path, text in made.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert not stale, "run python docs/make_reference.py"
    assert set((ROOT / "docs" / "rules").glob("*.md")) <= set(made)


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        if page.parent.name == "rules" and page.name != "index.md":
            text = text[text.rindex("\n[") :]  # examples of addresses stand above
        for target in _LINK.findall(text):
            known = "://" in target or (page.parent / target).exists()
            assert known, f"{page.name}: {target}"


@pytest.mark.usefixtures("_project")
@pytest.mark.parametrize("shown", COMMANDS, ids=lambda item: f"{item.page}: {' '.join(item.words)}")
def test_commands_run_and_print_what_is_shown(
    shown: Shown, capsys: pytest.CaptureFixture[str]
) -> None:
    here = {"--offline", "--replay"} & set(shown.words)
    online = shown.words[0] in ("check", "links", "archive") and not here
    code = main([*shown.words, *(["--offline"] if online else [])])
    printed = capsys.readouterr()
    assert code in (0, 1), printed.err
    rest = iter(printed.out.splitlines())
    for line in shown.lines:
        assert line == "…" or line in rest, f"not printed (any more), or not in this order: {line}"


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) > 15
    assert sum(bool(shown.lines) for shown in COMMANDS) >= 4


def test_ledgers_that_are_shown_are_valid() -> None:
    shown = [
        block
        for page in (ROOT / "docs").glob("*.md")
        for block in blocks(page, "toml")
        if block.startswith("schema = 1")
    ]
    assert len(shown) == 2
    for block in shown:
        assert from_file(parse_toml(block, "claims.toml"), Path()).waivers
