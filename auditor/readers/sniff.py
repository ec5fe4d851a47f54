"""From bytes to text, and which format it is; what is no article is refused here."""

from __future__ import annotations

import codecs
import hashlib
import re

from auditor.model.article import Diagnostic
from auditor.model.errors import InputError, named
from auditor.model.text import Source, Span
from auditor.text.clean import clean
from auditor.text.suffixes import MARKDOWN_SUFFIXES, TEXT_SUFFIXES

# A long book is 5 MB, wrapped at 70 columns 75,000 lines; reading costs 1-5 s a hostile MB.
MAX_BYTES = 10_000_000
MAX_LINES = 300_000
# UTF-32 before UTF-16, whose mark its little-endian form begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
)
_DEFINITION = re.compile(r"^ {0,3}\[\^[^\]\s]{1,100}\]:", re.MULTILINE)
_MARKDOWN = re.compile(r"\A(?:---|\+\+\+)[ \t\r]*$|^#{1,6} \S", re.MULTILINE)


def decode(data: bytes, path: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The text of an article's bytes; InputError where they hold none.

    A byte order mark decides, then strict UTF-8, then a guess that is said aloud.
    """
    _refuse(data, path)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding, path)
            return _source(data, text, encoding, len(mark), path), ()
    if b"\0" in data[:65536]:
        raise _binary(path)
    try:
        return _source(data, data.decode("utf-8"), "utf-8", 0, path), ()
    except UnicodeDecodeError:
        text, encoding = _guess(data, path)
    message = f"no valid UTF-8: read as {encoding}; save the file as UTF-8 to be sure"
    return _source(data, text, encoding, 0, path), (Diagnostic("encoding", message, Span(0, 0)),)


def check_text(text: str, path: str) -> None:
    """Refuse a text that is too long or empty to be an article."""
    if len(text) > MAX_BYTES:
        raise _too_long(path)
    if text.count("\n") + text.count("\r") > MAX_LINES:
        raise _too_long(path)
    if not text.strip():
        raise InputError(f"{named(path)}: empty", "give an article of text or Markdown")


def format_of(path: str, text: str) -> str:
    """`markdown` or `text`, by suffix; a text with `[^1]:` definitions is Markdown.

    Standard input and odd suffixes are Markdown where they have its front matter or headings.
    """
    name = path.lower()
    if name.endswith(MARKDOWN_SUFFIXES) or ("[^" in text and _DEFINITION.search(text)):
        return "markdown"
    unnamed = not name.endswith(TEXT_SUFFIXES)
    return "markdown" if unnamed and _MARKDOWN.search(text[:200_000]) else "text"


def _refuse(data: bytes, path: str) -> None:
    if len(data) > MAX_BYTES:
        raise _too_long(path)
    if data.startswith(_BINARY):
        raise _binary(path)


def _source(data: bytes, text: str, encoding: str, bom: int, path: str) -> Source:
    check_text(text, path)
    return Source(clean(text), encoding, bom, hashlib.sha256(data).hexdigest())


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{named(path)}: the byte order mark says {encoding}, the bytes do not",
            "save it as UTF-8",
        ) from error


def _guess(data: bytes, path: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:262144]).best()
    if best is None:
        raise _binary(path)
    try:
        return data.decode(best.encoding), best.encoding
    except (UnicodeDecodeError, LookupError):
        # The sample was fine, the rest is not: one odd byte must not cost the article.
        return data.decode("cp1252", "replace"), "cp1252"


def _too_long(path: str) -> InputError:
    return InputError(
        f"{named(path)}: longer than {MAX_BYTES // 1_000_000} MB or {MAX_LINES:,} lines",
        "split it into its articles or chapters",
    )


def _binary(path: str) -> InputError:
    return InputError(
        f"{named(path)}: not a text file", "give plain text or Markdown, saved as UTF-8"
    )
