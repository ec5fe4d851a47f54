"""Text as LaTeX: in ASCII for classic BibTeX, in UTF-8 for biblatex."""

from __future__ import annotations

from functools import lru_cache
import re
import unicodedata

from pylatexenc.latexencode import UnicodeToLatexEncoder

from auditor.bibliography.reading.latex import decoded

_ENCODER = UnicodeToLatexEncoder(unknown_char_policy="keep", unknown_char_warning=False)
_SPECIAL = {sign: f"\\{sign}" for sign in "&%$#_{}"} | {
    "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\\": "\\textbackslash{}",
}  # fmt: skip
_SPECIALS = str.maketrans(_SPECIAL)
_LIGATURE = re.compile(r"(?<=-)-|(?<=')'|(?<=`)`")  # TeX makes dashes and quotes of them


def in_utf8(text: str) -> str:
    """Text whose TeX specials are escaped, and nothing else changed."""
    return _apart(text.translate(_SPECIALS))


def in_ascii(text: str) -> str:
    """Text with accents as commands; letters that LaTeX has no true command for stay."""
    return _apart("".join(map(_sign, unicodedata.normalize("NFC", text))))


def _apart(text: str) -> str:
    return _LIGATURE.sub(r"{}\g<0>", text)


@lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    if sign.isascii():
        return _SPECIAL.get(sign, sign)
    made = str(_ENCODER.unicode_to_latex(sign))
    if made.startswith("\\"):
        made = f"{{{made}}}"  # one letter to BibTeX, which sorts and shortens names by letters
    # The library writes Greek capitals as Latin ones, and some accents as others.
    return sign if sign.isalpha() and decoded(made) != sign else made
