"""From bytes to text: encodings, formats, and what is refused."""

from __future__ import annotations

import codecs

import pytest

from auditor.model.errors import InputError
from auditor.readers import read_bytes, read_text
from auditor.readers.sniff import MAX_BYTES, format_of

TEXT = "Als die Häuser größer wurden, zogen die Bürger über den Fluß zurück. " * 20


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_marks_and_utf8(encoding: str) -> None:
    article = read_bytes(TEXT.encode(encoding), "a.txt")
    assert article.source.text == TEXT
    assert article.diagnostics == ()


def test_byte_offsets_count_the_mark() -> None:
    source = read_bytes(codecs.BOM_UTF8 + "äb".encode(), "a.txt").source
    assert source.byte_offset(1) == 5


def test_a_guess_is_said_aloud() -> None:
    article = read_bytes(TEXT.encode("cp1252"), "a.txt")
    assert "Häuser" in article.source.text
    assert [d.kind for d in article.diagnostics] == ["encoding"]


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"%PDF-1.7 x", b"PK\x03\x04 x", b"a\0b", bytes(range(256)) * 9]
)
def test_refused(data: bytes) -> None:
    with pytest.raises(InputError) as error:
        read_bytes(data, "some/a.txt")
    assert "some/a.txt" in error.value.message
    assert "\n" not in error.value.message
    assert error.value.help


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(InputError, match="10 MB"):
        read_bytes(b"a" * (MAX_BYTES + 1), "a.txt")
    with pytest.raises(InputError, match="10 MB"):
        read_text("a" * (MAX_BYTES + 1), "a.txt")


def test_a_text_of_too_many_lines_is_refused() -> None:
    with pytest.raises(InputError, match="lines"):
        read_text("a\n" * 300_001, "a.txt")


def test_formats() -> None:
    assert format_of("a.MD", "x") == "markdown"
    assert format_of("a.txt", "x") == "text"
    assert format_of("a.txt", "x[^1]\n\n[^1]: y") == "markdown"
    assert format_of("-", "---\ntitle: x\n---\n") == "markdown"
    assert format_of("-", "x") == "text"


def test_unsafe_characters_are_replaced_in_place() -> None:
    article = read_text("a\u202eb\x1b[31m c.\n", "a.txt")
    assert article.source.text == "a\ufffdb\ufffd[31m c.\n"
