"""A run that saves is recorded, answers of the save service too; its replay saves nothing."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from running import Run
from standin_save import KEYS, SaveStandin
from wire import checked

ARTICLE = """\
One.[^1] Two.[^2]

[^1]: A. Writer, "One," *Paper*, May 2, 2021, <https://example.org/a>, accessed June 4, 2021.
[^2]: C. Writer, "Three," *Paper*, March 4, 2021, <https://example.org/b>.
"""


def test_a_replay_tells_what_was_saved_and_saves_nothing(archive: SaveStandin, run: Run) -> None:
    archive.save("https://example.org/a", "20210604120000")
    Path("article.md").write_text(ARTICLE, encoding="utf-8")
    form = ["--format", "json", "article.md"]
    recorded = run("archive", "--save", "--record", "r.warc.gz", *form)
    assert recorded.code == 0, recorded.err
    posts = len(archive.posts)
    replayed = run("archive", "--save", "--replay", "r.warc.gz", *form)
    assert replayed.code == 0, replayed.err
    assert len(archive.posts) == posts == 1
    assert checked(replayed.out)["links"] == checked(recorded.out)["links"]
    assert checked(replayed.out)["summary"] == checked(recorded.out)["summary"]
    assert checked(replayed.out)["summary"]["saved"] == 1
    text = gzip.decompress(Path("r.warc.gz").read_bytes())
    assert b"POST /save HTTP/1.1" in text
    assert b"url=https%3A%2F%2Fexample.org%2Fb" in text
    assert not any(key.encode() in text for key in KEYS)


@pytest.mark.usefixtures("_folder")
def test_copies_on_disk_and_a_replay_exclude_one_another(run: Run) -> None:
    Path("article.md").write_text(ARTICLE, encoding="utf-8")
    run("archive", "--no-archives", "--record", "r.warc.gz", "article.md")
    ran = run("archive", "--warc", "copies", "--replay", "r.warc.gz", "article.md")
    assert ran.code == 2
    assert "--warc fetches pages, --replay asks for none" in ran.err
