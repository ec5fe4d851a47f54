"""The first look at a page misses nothing that the closer looks could find."""

from __future__ import annotations

from itertools import chain

import pytest

from auditor.links.cues import CUES, Cue, cues_in
from auditor.links.walls import _PARTS, _TITLES
from auditor.text.phrases import CUES as PHRASES
from auditor.text.phrases import says_sorry

WORDS = list(chain.from_iterable(CUES.values()))


@pytest.mark.parametrize("phrase", PHRASES)
def test_each_phrase_of_absence_holds_a_cue(phrase: str) -> None:
    assert Cue.ABSENCE in cues_in(f"<p>{phrase}</p>".encode())


@pytest.mark.parametrize("part", _PARTS)
def test_each_part_of_a_challenge_holds_a_cue(part: bytes) -> None:
    assert Cue.WALL in cues_in(part)


def test_each_title_of_a_challenge_holds_a_cue() -> None:
    titles = _TITLES.pattern.decode().partition("(?:")[2].rstrip(")").replace("\\", "").split("|")
    whole = [title for title in titles if title.strip() != "cloudflare"]
    assert all(Cue.WALL in cues_in(title.encode()) for title in whole)


@pytest.mark.parametrize("word", WORDS)
def test_a_cue_is_found_among_others(word: str) -> None:
    meaning = next(cue for cue, words in CUES.items() if word in words)
    assert meaning in cues_in(f"refresh {word} domain".encode())


@pytest.mark.parametrize(
    "title", ["Error", "We’re sorry", "Whoops!", "Something went wrong", "Gone"]
)
def test_each_bare_excuse_holds_a_cue(title: str) -> None:
    assert says_sorry(title)
    assert cues_in(title.lower().encode()) & {Cue.SORRY, Cue.ABSENCE}


def test_a_page_without_cues_has_none() -> None:
    assert cues_in(b"<p>words</p>" * 5000) == frozenset()
