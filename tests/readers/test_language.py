"""The language of a text."""

from __future__ import annotations

import pytest

from auditor.readers.language import detect_language, language_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The state of the art is that it was not for us to say, but it is on the way.", "en"),
        ("Der Hund und die Katze sind nicht in dem Haus, das auf dem Berg ist.", "de"),
        ("La maison est dans une ville qui est sur la mer, et les gens ne sont pas là.", "fr"),
        ("La casa que está en el pueblo es de los padres y no se vende por el precio.", "es"),
        ("Il libro che è nella casa non è di una persona, ma della città di Roma.", "it"),
        ("O livro que não é da cidade está em uma casa com os amigos do homem.", "pt"),
        ("Het boek van de man is niet in het huis, maar het ligt op een tafel aan de muur.", "nl"),
        ("日本の政策は変わった。", "ja"),
        ("中国的政策发生了变化。", "zh"),
        ("Политика изменилась.", "ru"),
        ("정책이 바뀌었다.", "ko"),
        ("xyzzy", None),
    ],
)
def test_detect(text: str, code: str | None) -> None:
    assert detect_language(text) == code


def test_tags() -> None:
    assert [language_code(tag) for tag in ("en-GB", "pt_BR", "DE", "english", "")] == [
        "en", "pt", "de", None, None,
    ]  # fmt: skip
