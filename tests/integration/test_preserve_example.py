"""Copies of what the example cites, made of its recorded web: they replay in a real archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
import json
from pathlib import Path
import runpy
import shutil
from typing import Any

import pytest
from pywbserver import Pywb, UnavailableError, home
import requests
from running import Run
from wholeweb import WholeWeb

from auditor.links.settings import LinkSettings
from auditor.model.port import Fault
from auditor.preserve import capture
from auditor.preserve.fetching import Limits, Served, Unserved, serve

ROOT = Path(__file__).parents[2]
MADE = runpy.run_path(str(ROOT / "examples" / "record_web.py"))
OURS = (MADE["NOTICE"], MADE["LATER"], "We can't find that page.")


@pytest.fixture
def _example_web(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pages of the example, in place of the ones it cites."""
    with WholeWeb(MADE["page_of"]) as web:

        def led(
            url: str, settings: LinkSettings, bundle: str, limits: Limits, **more: Any
        ) -> Served | Unserved:
            place = web.place(url)
            if isinstance(place, Fault) or web.page_of(url).fault:
                return Unserved(url, "failed")
            here = replace(settings, allow_private=True)
            return replace(serve(place, here, bundle, limits, **more), url=url)

        monkeypatch.setattr(capture, "serve", led)
        monkeypatch.setattr("auditor.preserve.run.PAUSE", 0.0)
        yield


@pytest.mark.usefixtures("_example_web")
def test_a_package_of_the_example_replays(run: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", "examples")
    article = "examples/what-a-link-forgets.txt"
    made = ["--warc", "copies", "--wacz", "batch.wacz", "--contact", "desk@example.org"]
    done = run("archive", "--no-archives", "--format", "json", *made, article)
    assert done.code == 0, done.err
    kept = {link["url"]: link for link in json.loads(done.out)["links"] if link["capture"]}
    assert len(kept) > 12
    assert {link["capture"]["completeness"] for link in kept.values()} == {"full"}
    try:
        python = home(ROOT / ".pytest_cache")
    except UnavailableError as error:
        pytest.skip(f"pywb can't be installed here: {error}")
    with Pywb(
        python, tmp_path / "run", [Path("--unpack-wacz"), Path("batch.wacz").resolve()]
    ) as archive:
        for url in kept:
            said = requests.get(f"{archive.replay}mp_/{url}", timeout=20)
            assert said.status_code == 200, url
            assert any(words.encode() in said.content for words in OURS), url


@pytest.mark.usefixtures("_example_web")
def test_a_second_run_fetches_what_lacks_a_copy_alone(run: Run) -> None:
    shutil.copytree(ROOT / "examples", "examples")
    command = ["archive", "--no-archives", "--format", "json", "--warc", "copies", "examples/"]
    first, second = run(*command), run(*command)
    assert json.loads(first.out)["links"] == json.loads(second.out)["links"]
    warcs = sorted(Path("copies").glob("*.warc.gz"))
    assert len(warcs) == 1, "pages that are dead leave no file of their own"


def test_what_goes_with_a_folder_wants_one(run: Run) -> None:
    Path("a.md").write_text("Text.[^1]\n\n[^1]: <https://example.org/>\n", encoding="utf-8")
    for option in ("--wacz", "--seeds", "--import"):
        ran = run("archive", option, "x.wacz", "a.md")
        assert ran.code == 2
        assert f"{option} goes with --warc DIR" in ran.err
