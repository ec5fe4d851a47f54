"""Lists and tables of addresses, as librarians have them."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
import sys

import pytest
from running import Run
from standin_save import SaveStandin

from auditor.cli.archive_table import Table, delimiter_of, opened
from auditor.model.errors import InputError

OPEN = 'url\n"' + "https://example.org/a\n" * 10_000  # a quotation that nobody ends
TODAY = dt.date(2026, 3, 2)


def table(text: str) -> Table:
    return Table(io.StringIO(text), "t.csv", TODAY)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("url,accessed\n", ","),
        ('"URL";"Accessed"\n', ";"),
        ("note\turl\n", "\t"),
        ("url\n", ","),
        ("https://example.org/a,b\n", None),
        ("", None),
    ],
)
def test_what_stands_between_cells(line: str, mark: str | None) -> None:
    assert delimiter_of(line) == mark


def test_a_table_in_any_order_with_other_columns() -> None:
    text = 'Note;URL;Shelf;Accessed\n"n; 1";https://example.org/a;x;12 May 2024\n;;;\n'
    (item,) = table(text)
    assert (item.note, item.line) == ("n; 1", 2)
    assert item.wanted.url == "https://example.org/a"
    assert (item.wanted.anchor, item.wanted.anchor_kind) == (dt.date(2024, 5, 12), "accessed")


def test_a_list_with_remarks_and_without_schemes() -> None:
    text = "# ours\nexample.org/a\n\nexample.org:8080/b\nhttps://example.org/c\nftp://example.org\n"
    assert [(item.wanted.url, item.line) for item in table(text)] == [
        ("http://example.org/a", 2),
        ("http://example.org:8080/b", 4),
        ("https://example.org/c", 5),
        ("ftp://example.org", 6),
    ]


def test_dates_after_today_are_none_that_was_meant() -> None:
    (item,) = table("url,accessed,publication\nhttps://example.org/,2031-01-01,2020\n")
    assert (item.wanted.anchor, item.wanted.anchor_kind) == (dt.date(2020, 1, 1), "issued")


def test_a_table_that_is_none_is_told_of() -> None:
    with pytest.raises(InputError, match=r"t\.csv:[0-9]+: not a CSV table"):
        list(table(OPEN))


def test_a_quotation_that_never_closes_swallows_no_rows() -> None:
    rows = iter(
        table('url;note\nhttps://a.example/;x\n"https://b.example/;y\nhttps://c.example/;z\n')
    )
    assert next(rows).wanted.url == "https://a.example/"
    with pytest.raises(InputError, match=r"t\.csv:3: not a CSV table"):
        next(rows)


def test_control_characters_are_no_part_of_an_address() -> None:
    (item,) = table("https://example.org/\x1b[31m\n")
    assert "\x1b" not in item.wanted.url


def test_standard_input_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO("\ufeffurl\nhttps://example.org/ä\n".encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    with opened("-") as stream:
        (item,) = Table(stream, "-", TODAY)
    assert item.wanted.url == "https://example.org/ä"
    assert not stdin.buffer.closed


def test_a_table_on_standard_input(
    archive: SaveStandin, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"url\nhttps://example.org/a\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    ran = run("archive", "--urls", "-")
    assert (ran.code, archive.posts) == (0, [])
    assert "nothing is saved without --save" in ran.err


def test_what_cant_be_read(run: Run, archive: SaveStandin) -> None:
    ran = run("archive", "--urls", "missing.csv")
    assert (ran.code, archive.log) == (3, [])
    assert ran.err.startswith("error: missing.csv: no such file")
    Path("bad.csv").write_text(OPEN, encoding="utf-8")
    assert run("archive", "--urls", "bad.csv").code == 3


def test_what_is_withheld_is_told_to_nobody(run: Run, archive: SaveStandin) -> None:
    Path("claims.toml").write_text(
        'schema = 1\n[policy]\nwithheld_hosts = ["press.example"]\nwithheld_articles = ["d.md"]\n',
        encoding="utf-8",
    )
    Path("t.csv").write_text("url\nhttps://a.press.example/x\n", encoding="utf-8")
    Path("d.md").write_text("One.[^1]\n\n[^1]: <https://example.org/x>.\n", encoding="utf-8")
    Path("e.md").write_text("Two.[^1]\n\n[^1]: <https://example.org/x>.\n", encoding="utf-8")
    ran = run("archive", "--urls", "t.csv", "e.md", "d.md", "--save", "--format", "csv")
    assert ran.code == 0
    assert ran.out.count("refused,withheld") == 3
    assert archive.log == []
