"""How a page and its copy differ: measured on texts, with pages cut, empty and hostile."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.archives.drift import compare, containment
from auditor.model.drift import Change, Drift
from auditor.text.sketch import KEPT, brief, pieces, stands_in

WORDS = [f"word{number}" for number in range(400)]
QUOTE = "the brightest lamp on the whole coast"


def text(seed: int, words: int = 900) -> list[str]:
    return random.Random(seed).choices(WORDS, k=words)  # noqa: S311


def page(words: list[str], title: str = "A Lamp", more: str = "") -> bytes:
    html = f"<html><head><title>{title}</title></head><body>{more}<p>{' '.join(words)}</p></body>"
    return html.encode()


def drift(live: bytes, copy: bytes, *quotes: str, whole: bool = True) -> Drift:
    return compare(brief(live, "text/html", quotes, whole=whole), brief(copy, "text/html", quotes))


def edited(share: float, seed: int = 1) -> list[str]:
    """The text with one stretch of it replaced: so much of it stays."""
    words = text(seed)
    kept = int(len(words) * share)
    return [*words[:kept], *(f"new{number}" for number in range(len(words) - kept))]


def test_equal_bytes_are_the_same() -> None:
    found = drift(page(text(1)), page(text(1)), QUOTE)
    assert (found.change, found.kept, found.gone, found.reason) == (Change.SAME, 100, (), None)


@pytest.mark.parametrize(
    ("share", "change"),
    [
        (0.97, Change.UNCHANGED),
        (0.92, Change.UNCHANGED),
        (0.88, Change.EDITED),
        (0.55, Change.EDITED),
        (0.45, Change.DRIFTED),
        (0.13, Change.DRIFTED),
        (0.08, Change.REPLACED),
        (0.0, Change.REPLACED),
    ],
)
def test_the_share_of_the_copy_that_is_left(share: float, change: Change) -> None:
    found = drift(page(edited(share)), page(text(1)))
    assert found.change is change
    assert found.kept is not None
    assert abs(found.kept - 100 * share) <= 2


def test_another_article_of_the_same_vocabulary_is_another() -> None:
    found = drift(page(text(2)), page(text(1)))
    assert (found.change, found.kept) == (Change.REPLACED, 0)


def test_what_is_only_added_changes_nothing() -> None:
    menu = "<ul>" + "".join(f"<li>{word}</li>" for word in text(9, 300)) + "</ul>"
    assert drift(page(text(1), more=menu), page(text(1))).kept == 100


@pytest.mark.parametrize("tag", ["nav", "aside", "footer"])
def test_the_frame_of_a_page_does_not_count(tag: str) -> None:
    frame = f"<{tag} class='x'>{' '.join(text(9, 900))}</{tag}>"
    assert drift(page(text(1)), page(text(1), more=frame)).kept == 100
    left_open = f"<{tag}>{' '.join(text(9, 900))}"
    assert (drift(page(text(1)), page(text(1), more=left_open)).kept or 0) < 60


def test_scripts_that_draw_the_page_are_told() -> None:
    drawn = page([], more="<script>" + " ".join(text(1)) + "</script>")
    found = drift(drawn, page(text(1)))
    assert (found.change, found.reason) == (None, "no_text")


def test_a_page_that_was_cut_is_not_compared() -> None:
    found = drift(page(text(2)), page(["“", QUOTE, "”", *text(1)]), QUOTE, whole=False)
    assert (found.change, found.reason, found.gone) == (None, "truncated", ())


def test_other_files_are_not_compared_but_their_bytes() -> None:
    pdf = brief(b"%PDF-1.4 one", "application/pdf")
    assert compare(pdf, pdf).change is Change.SAME
    found = compare(pdf, brief(page(text(1)), "text/html"))
    assert (found.change, found.reason) == (None, "not_html")


def test_quotations_that_went_and_came() -> None:
    with_quote = page([*text(1), *QUOTE.split()])
    assert drift(page(text(1)), with_quote, QUOTE).gone == (QUOTE,)
    assert drift(with_quote, page(text(1)), QUOTE).late == (QUOTE,)
    assert drift(page(text(1)), page(text(2)), QUOTE).gone == ()


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("A Lamp", "A Lamp | The Gazette", False),
        ("A Lamp – News", "A Lamp", False),
        ("A LAMP", "A lamp", False),
        ("A Lamp", "", False),
        ("A Lamp", "A Second Lamp", True),
    ],
)
def test_titles(one: str, other: str, differ: bool) -> None:  # noqa: FBT001
    found = drift(page(text(1), one), page(text(1), other))
    assert bool(found.title) is differ
    assert (found.copy_title == other) is differ or not other


@pytest.mark.parametrize(
    ("quote", "held"),
    [
        ("the lamp was “very bright” indeed", True),
        ("[T]he lamp was ‘very bright’", True),
        ("the lamp was very bright … and the sea was quiet", True),
        ("the lamp was very bright [sic] indeed", True),
        ("the lamp was very dark indeed", False),
        ("the sea was quiet … the lamp was very dark", False),
    ],
)
def test_quotations_with_gaps(quote: str, held: bool) -> None:  # noqa: FBT001
    folded = "".join("thelampwasverybrightindeedandtheseawasquiet".split())
    assert stands_in(quote, folded) is held
    assert pieces(quote)


@given(st.integers(50, 12_000), st.integers(0, 100))
def test_long_pages_are_compared_by_a_sample(size: int, share: int) -> None:
    """The share of a sample is that of the whole, within what chance allows."""
    copy = frozenset(random.Random(size).sample(range(2**32), size))  # noqa: S311
    left = frozenset(sorted(copy, key=lambda item: item % 9973)[: size * share // 100])
    added = frozenset(random.Random(f"added {share}").sample(range(2**32), 30 * share))  # noqa: S311
    exact = 100 * len(left) / len(copy)
    found = containment(lowest(left | added), lowest(copy))
    is_sample = len(left | added) > KEPT or size > KEPT
    assert found is None or abs(found - exact) <= (25 if is_sample else 1)


def lowest(page: frozenset[int]) -> frozenset[int]:
    return frozenset(sorted(page)[:KEPT])


@pytest.mark.parametrize(
    "unit",
    [
        "<nav>",
        "<aside><nav>",
        "<title",
        "<script",
        "<!--",
        "<",
        "a b ",
        "漢",
        "[",
        "&#",
        "</nav",
        "…",
    ],
)
def test_a_megabyte_of_anything_takes_less_than_a_second(unit: str) -> None:
    body = (unit * (1_000_000 // len(unit.encode()))).encode()
    begun = time.process_time()
    brief(body, "text/html", (unit * 300, QUOTE))
    assert time.process_time() - begun < 1


@given(st.binary(max_size=300), st.sampled_from(["", "text/html", "text/html; charset=punycode"]))
def test_any_bytes_are_read(body: bytes, kind: str) -> None:
    sketch = brief(b"<" + body, kind, (QUOTE,))
    assert len(sketch.digest) == 64
    assert sketch.quotes in ({}, {QUOTE: False}, {QUOTE: True})
