from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest
from spec_notes import article_of, read

from auditor.references import parse_citations

_MARKUP = st.text(alphabet='*_[]()<>"“”‘’«»\\.,;:&#1 aA\n「」～/', max_size=300)
_PIECES = st.lists(
    st.sampled_from(
        ["Lee, A.", "*Sea*", '"Rain,"', "(Rome: A, 2001)", "; ", ". ", "see ", "ibid.", " and ",
         "https://a.example/", "[x](https://b.example/)", "12, no. 3", "45–67", "May 5, 2010",
         "日本", "(", '"', "doi:10.1234/x"]
    ),
    max_size=25,
).map(" ".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), _MARKUP, _PIECES))
def test_any_note_is_read_and_every_span_holds_what_it_says(text: str) -> None:
    article = article_of(text, "Ibid.")
    for citation in parse_citations(article):
        assert 0 <= citation.confidence <= 1
        assert citation.text in article.source.text
        for cited in citation.reference.printed().values():
            assert article.source.text[cited.span.start : cited.span.end] == cited.raw


@pytest.mark.parametrize(
    "unit",
    ["*", "_", '"', "“", "[", "(", "<", "a ", "1", "1, ", "(a", '"a" ', "*a* ", "A. ", "; ",
     "see ", "日本語", "https://a.example/ ", "A, B & ", "in ", "&amp;", "Ibid. ", "'a ",
     "A v. B, ", "(Rome: A, 2001) ", "*a* and ", "ed. A ", "May 5, 2010 ",
     "[a](https://a.example) ", "A ", "A, ", "Box 1, ", "x (Y "],
)  # fmt: skip
def test_long_notes_take_bounded_time(unit: str) -> None:
    text = (unit * 50_000)[:50_000]
    started = time.perf_counter()
    read(text)
    assert time.perf_counter() - started < 2
