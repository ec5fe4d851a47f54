"""LNK012 over files: relative links and anchors, resolved in the tree and never outside of it."""

from __future__ import annotations

import json
import os
from pathlib import Path
import shutil
import time

import pytest
from running import Run

from auditor.cli.tree import Tree
from auditor.readers import read_text

OTHER = "# Harbour Lights\n\nSome words.\n\n## Keepers & Crew {#crew}\n"


@pytest.fixture(autouse=True)
def _tree() -> None:
    for path, text in {
        "essays/other.md": OTHER,
        "essays/my notes.md": OTHER,
        "essays/map.png": "",
        "essays/deep/page.md": OTHER,
        "public/style.css": "",
        "essays/made.html": '<h1 id="Lights">Lights</h1><a name=crew></a><p id="a&amp;b">',
        "essays/scripted.html": "<script src=x></script><h1 id=one>One</h1>",
        "tags.md": "# One\n\n{% include two %}\n",
    }.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")


def findings(auditor: Run, *urls: str, head: str = "") -> list[tuple[str, str]]:
    text = head + "\n\n".join(f"See [this]({url})." for url in urls) + "\n"
    Path("essays/a.md").write_text(text, encoding="utf-8")
    ran = auditor("links", "essays/a.md", "--offline", "--select", "LNK012", "--format", "json")
    assert ran.code in (0, 1), ran.err
    return [(item["cited"], item["severity"]) for item in json.loads(ran.out)["findings"]]


@pytest.mark.parametrize(
    "url",
    [
        "other.md", "./other.md", "other", "other.html", "other/", "other.md#harbour-lights",
        "other.md#crew", "other.html#keepers--crew", "<my notes.md>", "my%20notes.md", "map.png",
        "map.png#xywh=1,2", "deep", "deep/", "../tags.md#anything", "other.md?plain=1", "a.md#this",
        "made.html#lights", "made.html#crew", "made.html#a&b", "scripted.html#two", "made#crew",
        "../other/", "deep/page.md#top", ".", "..", "other.md#fn1",
    ],
)  # fmt: skip
def test_links_that_lead_somewhere(auditor: Run, url: str) -> None:
    assert findings(auditor, url, head="# This\n\n") == []


@pytest.mark.parametrize(
    "url",
    [
        "made.html#light",
        "othre.md",
        "../other.md",
        "deep/map.png",
        "other.md#harbor",
        "other#harbor",
        "no/",
        "deep/a",
    ],
)
def test_links_that_lead_nowhere(auditor: Run, url: str) -> None:
    assert findings(auditor, url) == [(url, "error")]


def test_what_is_said_of_them(auditor: Run) -> None:
    Path("essays/a.md").write_text("[a](othre.md) and [b](other.md#harbor)\n", encoding="utf-8")
    ran = auditor("links", "essays/a.md", "--offline", "--format", "concise")
    assert ran.out.splitlines() == [
        "essays/a.md:1:5: LNK012 error the link leads to no file: “othre.md”",
        "essays/a.md:1:23: LNK012 error “other.md” has no anchor “harbor”",
    ]


def test_a_generator_may_publish_the_page_elsewhere(auditor: Run) -> None:
    head = "---\ntitle: A page\n---\n\n"
    assert findings(auditor, "figure.png", head=head) == [("figure.png", "warning")]


@pytest.mark.parametrize(
    "url",
    ["/style.css", "//example.org/x", "{{ site.url }}/x", "example.org/x", "a@example.org",
     "C:/x.md", "a\\b.md", "$x/y"],
)  # fmt: skip
def test_what_is_no_file_of_the_tree_is_left_alone(auditor: Run, url: str) -> None:
    assert findings(auditor, f"<{url}>") == []


def test_a_site_has_a_root_of_its_own(auditor: Run) -> None:
    text = 'schema = 1\n[policy.links]\nsite_root = "public"\n'
    Path("claims.toml").write_text(text, encoding="utf-8")
    urls = ("/style.css", "/", "/styles.css", "/../public/style.css", "/../../x")
    assert findings(auditor, *urls) == [("/styles.css", "error")]


@pytest.mark.parametrize("root", ["../x", "/etc", "a/../../b"])
def test_a_root_outside_of_the_repository_is_refused(auditor: Run, root: str) -> None:
    text = f'schema = 1\n[policy.links]\nsite_root = "{root}"\n'
    Path("claims.toml").write_text(text, encoding="utf-8")
    ran = auditor("links", "essays/other.md", "--offline")
    assert ran.code == 2
    assert "claims.toml:3: " in ran.err


@pytest.mark.skipif(os.name == "nt", reason="symlinks need rights on Windows")
def test_nothing_outside_of_the_repository_is_looked_at(auditor: Run, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.md").write_text("# Secret\n", encoding="utf-8")
    Path("essays/out.md").symlink_to(tmp_path.parent / "secret.md")
    Path("essays/loop.md").symlink_to("loop.md")
    outside = ["../../secret.md", "../../nothing.md", "out.md#no", "%2e%2e/../../secret.md"]
    assert findings(auditor, *outside) == []
    found = Tree().files(read_text("\n".join(f"[a]({url})" for url in outside), "essays/a.md"))
    assert {file.exists for file in found.values()} == {None}
    ran = auditor("check", "essays/a.md", "--offline", "--format", "json", "--select", "LNK012")
    told = [item for item in json.loads(ran.out)["unchecked"] if item["reason"] == "outside"]
    assert [item["url"] for item in told] == outside


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_hold_an_audit(auditor: Run) -> None:
    os.mkfifo("essays/pipe.md")
    assert findings(auditor, "pipe.md#x") == []


def test_hostile_links_cost_little(auditor: Run) -> None:
    urls = ["a/" * 2000, "../" * 1000 + "x", "%00", "x" * 3000, "a." * 1500 + "/", "%ff%fe.md"]
    began = time.process_time()
    found = findings(auditor, *urls)
    assert time.process_time() - began < 2
    assert {level for _, level in found} <= {"error"}


def test_standard_input_has_no_tree() -> None:
    assert Tree().files(read_text("[a](b.md)", "-", format="markdown")) == {}


def test_outside_of_a_repository_a_missing_file_is_a_warning(auditor: Run) -> None:
    shutil.rmtree(".git")
    assert findings(auditor, "othre.md", "other.md#harbor") == [
        ("othre.md", "warning"),
        ("other.md#harbor", "error"),
    ]
