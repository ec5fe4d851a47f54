"""Pages that change after they are cited, from the web and the archive to the findings."""

from __future__ import annotations

from collections.abc import Iterator
import json
from pathlib import Path

from farm import Farm
import pytest
from replies import titled
from running import Run
from wire import checked

from standin import Standin

QUOTE = "the brightest lamp on the whole coast"
OLD = (
    f"The keeper wrote that it was {QUOTE}. " + "The harbour was quiet all through the night. " * 20
)
NEW = "The harbour was quiet all through the night. " * 20 + "A café has opened in the tower."
OTHER = "Slots, jackpots and bonuses wait for every player who joins the table tonight. " * 20
CHECK = ["check", "a.md", "--allow-private", "--as-of", "2022-07-01", "--format", "json"]
ARTICLE = """\
It was “{quote}”.[^1] It shone.[^2] And it moved.[^3] It is on film.[^4]

[^1]: Board, "A Lamp on the Quay," *Gazette*, March 3, 2021, <{farm}/quoted>.
[^2]: Board, "A Lamp on the Quay," *Gazette*, March 3, 2021, <{farm}/same>.
[^3]: Board, "A Lamp on the Quay," *Gazette*, March 3, 2021, <{farm}/other>.
[^4]: Board, "A Lamp on the Quay," *Gazette*, March 3, 2021, <{farm}/drawn>.
"""
TITLE = "A Lamp on the Quay"
PAGES = {
    "quoted": (TITLE, NEW),
    "same": (TITLE, OLD),
    "other": ("Best Online Casino", OTHER),
    "drawn": (TITLE, "<script>draw()</script>"),
}
FOUND = [("ARC003", "warning", "1"), ("ARC003", "warning", "3")]


@pytest.fixture
def farm(monkeypatch: pytest.MonkeyPatch) -> Iterator[Farm]:
    """The live pages; each has a copy of the days when it was cited."""
    with Farm() as web, Standin() as archive:
        for name, (title, text) in PAGES.items():
            web.routes[f"/{name}"] = lambda _, title=title, text=text: titled(title, text)
            body = titled(TITLE, OLD).partition(b"\r\n\r\n")[2]
            archive.save(web.url(f"/{name}"), "20210305080000", body=body)
        for variable, value in archive.environment.items():
            monkeypatch.setenv(variable, value)
        base = web.url("/").rstrip("/")
        Path("a.md").write_text(ARTICLE.format(farm=base, quote=QUOTE), encoding="utf-8")
        yield web


def findings(out: str) -> list[tuple[str, str, str]]:
    return [(item["rule"], item["severity"], item["note"]) for item in checked(out)["findings"]]


@pytest.mark.usefixtures("farm")
def test_pages_beside_their_copies(run: Run) -> None:
    ran = run(*CHECK, "--select", "ARC")
    assert findings(ran.out) == FOUND
    quoted, other = checked(ran.out)["findings"]
    assert (quoted["cited"], other["found"]) == (QUOTE, "Best Online Casino")
    told = [(item["what"], item["note"], item["reason"]) for item in checked(ran.out)["unchecked"]]
    assert told == [("drift", "4", "no_text")]


def test_what_is_remembered_compares_alike(farm: Farm, run: Run) -> None:
    first = run(*CHECK, "--select", "ARC")
    asked = len(farm.log.paths)
    again = run(*CHECK, "--select", "ARC")
    assert len(farm.log.paths) == asked
    assert findings(again.out) == findings(first.out) == FOUND
    live = run(*CHECK, "--select", "ARC", "--max-age", "0")
    assert len(farm.log.paths) > asked
    assert findings(live.out) == FOUND


@pytest.mark.usefixtures("farm")
def test_links_alone_compare_nothing(run: Run) -> None:
    ran = run("links", "a.md", "--allow-private", "--format", "json")
    assert json.loads(ran.out)["findings"] == []
