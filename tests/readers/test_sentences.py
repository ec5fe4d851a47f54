"""Where sentences end, and where they don't."""

from __future__ import annotations

import pytest

from auditor.readers.sentences import split_sentences


def _split(text: str, language: str | None = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Navy sailed.",
        "Dr. A. B. Person wrote vol. 3, no. 4, pp. 5–7, of it.",
        "It was Person v. Other, e.g. in 2001, i.e. later, cf. above.",
        "Person et al. Found it so, c. 1900.",
        '"Is it so?" he asked.',
        "He said it (see fig. 2) at 3 p.m. on Monday.",
        "It grew 3.5 per cent. in total.",
        "Yahoo! is a company.",
        "He waited … and waited ... and left.",
        "See https://a.example/b.c?d=E.F for it.",
        "彼は「行く。」と言った。",
    ],
)
def test_one_sentence(text: str) -> None:
    assert _split(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ('He said "so." She left.', ['He said "so."', "She left."]),
        ("In the U.S. The rest.", ["In the U.S.", "The rest."]),
        ("It was so (in 2020). “Quoted.” End", ["It was so (in 2020).", "“Quoted.”", "End"]),
        ("So they said *no.* *Then* it ended.", ["So they said *no.*", "*Then* it ended."]),
        ("It cost 5 or so, etc. The end.", ["It cost 5 or so, etc.", "The end."]),
        ("He said no. Then he left.", ["He said no.", "Then he left."]),
        ("終わった。始まった！本当？", ["終わった。", "始まった！", "本当？"]),
        ("It was 2020. 3 of them left.", ["It was 2020.", "3 of them left."]),
    ],
)
def test_several_sentences(text: str, parts: list[str]) -> None:
    assert _split(text) == parts


def test_german_ordinals_end_nothing() -> None:
    text = "Am 3. Oktober war es so. Dann nicht."
    assert _split(text, "de") == ["Am 3. Oktober war es so.", "Dann nicht."]
