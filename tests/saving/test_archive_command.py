"""`auditor archive`: inputs, plan, saves, catalogue, exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from running import Run
from standin_save import KEYS, SaveStandin
from wire import checked

from standin import Reply

TABLE = """\
url,accessed,publication,note
https://example.org/a,2022-09-12,,1
https://example.org/a,12 May 2024,,7
https://example.org/b,,May 2020,2
https://example.org/c#part,n.d.,,3
https://docs.google.com/document/d/abc/edit,,,4
https://example.org/reset?token=hunter2hunter2,,,5
"""
ARTICLE = """\
One.[^1] Two.[^2] Three.[^3]

[^1]: A. Writer, "One," *Paper*, May 2, 2021, <https://example.org/a>, accessed June 4, 2021.
[^2]: B. Writer, "Two," *Paper*, March 3, 2023, <https://example.org/a>, accessed March 8, 2023.
[^3]: C. Writer, "Three," *Paper*, March 4, 2021, <https://example.org/b>.
"""


@pytest.fixture(autouse=True)
def _inputs(archive: SaveStandin) -> None:
    archive.save("https://example.org/a", "20220912120000")
    Path("table.csv").write_text(TABLE, encoding="utf-8")
    Path("article.md").write_text(ARTICLE, encoding="utf-8")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_dry_run_plans_and_sends_nothing(archive: SaveStandin, run: Run) -> None:
    ran = run("archive", "--urls", "table.csv", "--dry-run", "--save", "--format", "csv")
    assert ran.code == 0
    assert archive.posts == []
    assert [(row["note"], row["outcome"], row["save"]) for row in rows(ran.out)] == [
        ("1", "archived", ""),
        ("7", "archived", ""),
        ("2", "not_archived", "planned"),
        ("3", "not_archived", "planned"),
        ("4", "not_attempted", "refused"),
        ("5", "not_attempted", "refused"),
    ]
    assert [row["anchor"] for row in rows(ran.out)][:3] == [
        "2022-09-12",
        "2024-05-12",
        "2020-05-01",
    ]
    assert [row["save_reason"] for row in rows(ran.out)][4:] == ["share_link", "credentials"]
    assert "'n.d.' in line 5" in ran.err
    assert "2 addresses would go to 127.0.0.1" in ran.err
    assert run("archive", "--urls", "table.csv", "--dry-run", "--quiet").err == ""


def test_off_a_terminal_nothing_is_saved_unless_told(archive: SaveStandin, run: Run) -> None:
    ran = run("archive", "--urls", "table.csv")
    assert (ran.code, archive.posts) == (0, [])
    assert "nothing is saved without --save: 2 addresses would go to 127.0.0.1" in ran.err


def test_what_has_no_copy_is_saved(archive: SaveStandin, run: Run) -> None:
    ran = run("archive", "--urls", "table.csv", "--save", "--format", "json")
    found = checked(ran.out)
    assert ran.code == found["summary"]["exit_code"] == 0
    assert (found["summary"]["saved"], found["summary"]["refused"]) == (2, 2)
    assert archive.captures_of == {"https://example.org/b": 1, "https://example.org/c": 1}
    saved = {link["url"]: link["save"] for link in found["links"] if link["save"]}
    assert saved["https://example.org/b"]["memento_uri"].endswith("/https://example.org/b")
    assert saved["https://example.org/c#part"]["state"] == "saved"


def test_a_second_run_knows_what_the_first_saved(archive: SaveStandin, run: Run) -> None:
    first = run("archive", "--urls", "table.csv", "--save", "--format", "csv")
    again = run("archive", "--urls", "table.csv", "--save", "--format", "csv")
    assert again.out == first.out
    assert len(archive.posts) == 2


def test_secrets_and_shared_links_reach_nobody(archive: SaveStandin, run: Run) -> None:
    run("archive", "--urls", "table.csv", "--save")
    told = " ".join([item.path for item in archive.log] + [url for _, url in archive.posts])
    assert "docs.google.com" not in told
    assert "hunter2" not in told
    assert b"hunter2" not in b"".join(p.read_bytes() for p in Path("cache").iterdir())


def test_each_citation_has_its_own_anchor(run: Run) -> None:
    ran = run("archive", "article.md", "--format", "csv")
    told = [(row["note"], row["anchor"], row["anchor_kind"]) for row in rows(ran.out)]
    assert told == [
        ("1", "2021-06-04", "accessed"),
        ("2", "2023-03-08", "accessed"),
        ("3", "2021-03-04", "issued"),
    ]


def test_lists_and_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class _In:
        buffer = io.BytesIO(b"https://example.org/a\nexample.org/b\n")

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdin", _In())
    ran = run("archive", "--urls", "-", "--format", "csv")
    assert [row["url"] for row in rows(ran.out)] == [
        "https://example.org/a",
        "http://example.org/b",
    ]


def test_outputs_are_files(run: Run) -> None:
    ran = run("archive", "article.md", "--output", "csv=out.csv", "--output", "json=out.json")
    assert ran.code == 0
    assert len(rows(Path("out.csv").read_text(encoding="utf-8"))) == 3
    assert len(checked(Path("out.json").read_text(encoding="utf-8"))["links"]) == 3
    assert "3 citations of 2 addresses: 2 archived, 1 not archived" in ran.out


def test_failed_saves_are_exit_code_1(archive: SaveStandin, run: Run) -> None:
    archive.fail("https://example.org/b", "not-found", always=True)
    ran = run("archive", "article.md", "--save")
    assert ran.code == 1
    assert "failed" in ran.out
    assert "not-found" in ran.out


def test_what_is_left_for_tomorrow_is_said(archive: SaveStandin, run: Run) -> None:
    archive.daily = 0
    ran = run("archive", "article.md", "--save", "--format", "json")
    (link,) = [link for link in checked(ran.out)["links"] if link["save"]]
    assert (ran.code, archive.posts) == (0, [])
    assert (link["save"]["state"], link["save"]["reason"]) == ("tomorrow", "daily-captures")
    assert "hint: 1 save left for tomorrow" in ran.err


def test_unknown_is_never_saved(archive: SaveStandin, run: Run) -> None:
    archive.reply("replay", Reply(403))
    archive.reply("cdx", Reply(403))
    archive.reply("availability", Reply(403))
    ran = run("archive", "article.md", "--save", "--format", "json", "--max-unchecked", "0.5")
    assert ran.code == 4
    assert checked(ran.out)["summary"]["unknown"] == 3
    assert archive.posts == []


@pytest.mark.parametrize("options", [["--offline"], ["--no-archives"]])
def test_runs_that_ask_nobody(archive: SaveStandin, run: Run, options: list[str]) -> None:
    ran = run("archive", "article.md", "--save", "--format", "json", *options)
    assert ran.code == 0
    assert checked(ran.out)["summary"]["not_attempted"] == 3
    assert archive.log == []


def test_without_keys_one_line_says_how_to_get_them(
    archive: SaveStandin, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AUDITOR_IA_ACCESS_KEY")
    monkeypatch.delenv("AUDITOR_IA_SECRET_KEY")
    ran = run("archive", "article.md", "--save")
    assert (ran.code, ran.out, archive.log) == (2, "", [])
    assert ran.err.splitlines()[0] == "error: saving needs keys of the Internet Archive"
    assert "https://archive.org/account/s3.php" in ran.err.splitlines()[1]
    assert "AUDITOR_IA_ACCESS_KEY" in ran.err.splitlines()[1]


def test_keys_of_the_file_of_ia(
    archive: SaveStandin, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AUDITOR_IA_ACCESS_KEY")
    monkeypatch.delenv("AUDITOR_IA_SECRET_KEY")
    place = Path("home/internetarchive/ia.ini")
    place.parent.mkdir(parents=True)
    place.write_text(f"[s3]\naccess = {KEYS[0]}\nsecret = {KEYS[1]}\n", encoding="utf-8")
    assert run("archive", "article.md", "--save").code == 0
    assert len(archive.posts) == 1
    Path("other.ini").write_text("access = s3cret-without-a-section", encoding="utf-8")
    monkeypatch.setenv("IA_CONFIG_FILE", "other.ini")
    ran = run("archive", "article.md", "--save")
    assert ran.code == 2
    assert "s3cret" not in ran.err


def test_half_a_pair_of_keys(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AUDITOR_IA_SECRET_KEY")
    ran = run("archive", "article.md", "--save")
    assert ran.code == 2
    assert ran.err.startswith("error: AUDITOR_IA_SECRET_KEY is not set\n")


def test_refused_keys_leave_a_report(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_IA_SECRET_KEY", "wrong")
    ran = run("archive", "article.md", "--save", "--format", "json")
    assert ran.code == json.loads(ran.out)["summary"]["exit_code"] == 2
    assert "refused the keys" in ran.err
    assert "wrong" not in ran.err + ran.out


def test_a_queue_that_cant_be_written_sends_nothing(archive: SaveStandin, run: Run) -> None:
    Path("cache/saves.sqlite").mkdir(parents=True)
    ran = run("archive", "article.md", "--save")
    assert (ran.code, archive.posts) == (74, [])
    assert "error: " in ran.err
    assert "the queue of saves can't be used" in ran.err
    assert run("archive", "article.md", "--dry-run").code == 0


def test_a_damaged_queue_is_set_aside(archive: SaveStandin, run: Run) -> None:
    Path("cache").mkdir()
    Path("cache/saves.sqlite").write_bytes(b"no database at all, but long enough to be one" * 40)
    ran = run("archive", "article.md", "--save")
    assert (ran.code, len(archive.posts)) == (0, 1)
    assert "the queue of saves was damaged" in ran.err


def test_nothing_to_archive(run: Run) -> None:
    assert run("archive", "missing.md").code == 3
    assert run("archive", "article.md", "missing.md").code == 2
    assert run("archive", "article.md", "--format", "xml").code == 2


def test_items_of_the_archive_itself_are_archived(archive: SaveStandin, run: Run) -> None:
    Path("l.txt").write_text("https://archive.org/details/lamps\n", encoding="utf-8")
    (row,) = rows(run("archive", "--urls", "l.txt", "--save", "--format", "csv").out)
    assert (row["outcome"], row["reason"], row["save"]) == ("archived", "cited_copy", "")
    assert archive.log == []


def test_cells_are_no_formulas(run: Run) -> None:
    Path("t.csv").write_text('url,note\nhttps://example.org/b,"=1+1"\n', encoding="utf-8")
    (row,) = rows(run("archive", "--urls", "t.csv", "--format", "csv").out)
    assert row["note"] == "'=1+1"
