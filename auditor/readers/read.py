"""Reading one article: decode, tell the format, hand it to that format's reader."""

from __future__ import annotations

from dataclasses import replace
import hashlib

from auditor.model.article import Article
from auditor.model.text import Source
from auditor.readers.assemble import assemble
from auditor.readers.markdown import read_markdown
from auditor.readers.plain import read_plain
from auditor.readers.sniff import check_text, decode, format_of
from auditor.text.clean import clean

_READERS = {"text": read_plain, "markdown": read_markdown}


def read_bytes(data: bytes, path: str) -> Article:
    """The article in a file's bytes; InputError where there is none (empty, binary, too long)."""
    source, diagnostics = decode(data, path)
    article = _read(source, path, format_of(path, source.text))
    return replace(article, diagnostics=(*diagnostics, *article.diagnostics))


def read_text(text: str, path: str, format: str | None = None) -> Article:  # noqa: A002
    """The article in a text; `format` is "text" or "markdown", sniffed where it is None."""
    check_text(text, path)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _read(Source(clean(text), sha256=digest), path, format or format_of(path, text))


def _read(source: Source, path: str, kind: str) -> Article:
    return assemble(source, path, kind, _READERS[kind](source.text))
