"""Whatever text goes in, an article comes out, and every view is made of the source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.model.article import Article
from auditor.model.errors import InputError
from auditor.model.text import Span, View
from auditor.readers import read_bytes, read_text

PARTS = st.sampled_from(
    """[^1] [^1]: [^a]: ^[ [1] (1) ¹ ² ³ ¹² \\ ` ``` ~~~ > - 1. 2. # ## === --- | |-| < > <a <!--
    --> {% %} {{ }} {: {:.x} http://a.b/c <https://a.b/> [a](b) [a][b] [b]: ![ ]( ( ) [ ] . ? ! "
    ” 。 」 U.S. word Word <sup>1</sup> ^1 Notes References +++ --- title: www.a.bc *em* _u_ \ufffd
    \x00 é 日本""".split()
)
SPACES = st.sampled_from(["", " ", "\n", "\n\n", "    ", "\r\n", "\t", "\r"])
TEXTS = st.lists(st.tuples(PARTS, SPACES), max_size=40).map(
    lambda pairs: "".join(part + space for part, space in pairs)
)
FORMATS = st.sampled_from(["text", "markdown", None])


def _read(text: str, kind: str | None) -> Article | None:
    try:
        return read_text(text, "article", kind)
    except InputError:
        return None


@given(st.one_of(TEXTS, st.text(max_size=200)), FORMATS)
def test_every_view_and_span_is_of_the_source(text: str, kind: str | None) -> None:
    article = _read(text, kind)
    if article is None:
        assert not text.strip()
        return
    source = article.source.text
    assert len(source) == len(text)
    for view in _views(article):
        for piece in view.pieces:
            copied = view.text[piece.at : piece.at + piece.length]
            assert copied == source[piece.start : piece.start + piece.length]
        assert "\x00" not in view.text
    for span in _spans(article):
        assert 0 <= span.start <= span.end <= len(source)


@given(TEXTS, FORMATS)
def test_indexes_and_ids_agree(text: str, kind: str | None) -> None:
    article = _read(text, kind)
    if article is None:
        return
    assert [block.index for block in article.blocks] == list(range(len(article.blocks)))
    assert [s.index for s in article.sentences] == list(range(len(article.sentences)))
    assert len(article.note_by_id) == len(article.notes)
    for index, marker in enumerate(article.markers):
        assert marker.note is None or marker.note in article.note_by_id
        if marker.sentence is not None:
            sentence = article.sentences[marker.sentence]
            assert index in sentence.markers
            assert 0 <= marker.at <= len(sentence.text)
    for sentence in article.sentences:
        assert sentence.text == sentence.text.strip() != ""
        assert 0 <= sentence.block < len(article.blocks)


@given(TEXTS, FORMATS)
def test_everything_is_in_the_order_of_the_source(text: str, kind: str | None) -> None:
    article = _read(text, kind)
    if article is None:
        return
    for spans in ([n.span for n in article.notes], [m.span for m in article.markers]):
        assert spans == sorted(spans)
    wholes = [address.whole for address in article.addresses]
    assert wholes == sorted(wholes)


@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        said = read_bytes(data, "a.md").source.text
    except InputError as error:
        said = error.help
    assert said.strip()


@pytest.mark.parametrize(
    "pattern",
    r"""[^ ¹ " < ( [ ` ```~ ^[ [a]( [a](b http:// <!-- {% >~ 1.~ [1, a. \ |~ <a~href=" ^[a]~ a[^1]
    [^1]:~ a.b~ [x][ *a~ a~""".split(),
)
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_a_flood_of_one_pattern_is_read(pattern: str, kind: str) -> None:
    flood = pattern.replace("~", " ") * (100_000 // len(pattern))
    assert read_text(flood, "flood", kind).source.text == flood


def _views(article: Article) -> list[View]:
    return [
        *(block.view for block in article.blocks),
        *(note.view for note in article.notes),
        *(sentence.view for sentence in article.sentences),
    ]


def _spans(article: Article) -> list[Span]:
    return [
        *(note.span for note in article.notes),
        *(marker.span for marker in article.markers),
        *(span for address in article.addresses for span in (address.span, address.whole)),
        *(diagnostic.span for diagnostic in article.diagnostics),
    ]
