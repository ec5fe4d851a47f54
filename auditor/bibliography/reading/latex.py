"""Values of BibTeX fields as plain text: accents decoded, braces and commands taken away."""

from __future__ import annotations

from functools import lru_cache
import re

from pylatexenc.latex2text import LatexNodes2Text

from auditor.bibliography.reading.result import MAX_VALUE, plain

_SPECIAL = re.compile(r"[\\{}$~%^]|--|``|''|[!?]`")
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_ESCAPED = re.compile(r"\\([_%&#~$^{}])(?:\{\})?")
# Signs that the library reads as accents, or not at all.
_SIGNS = (
    (re.compile(r"\\textasciicircum(?![A-Za-z])(?:\{\}| )?|\\\^\{\}"), "^"),
    (re.compile(r"\\~\{\}"), r"{\\textasciitilde}"),
    (re.compile(r"\\textperiodcentered(?![A-Za-z])(?:\{\}| )?"), "·"),
)
_LOWERED = re.compile(r"(?:\$|\\ensuremath\{)_\{?([0-9]{1,9})\}?(?:\$|\})")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_URL = re.compile(r"\\(?:url|path|href)\s{0,9}\{([^{}]*)\}")
_DEEPEST = 40  # braces within braces; the library recurs, and its stack is Python's
_DECODER = LatexNodes2Text(math_mode="text", keep_comments=True)


@lru_cache(maxsize=4096)
def decoded(value: str) -> str:
    r"""A value as a reader sees it: `{\"o}` is ö, `\emph{x}` is x, `~` is a space."""
    value = value[:MAX_VALUE]
    if not _SPECIAL.search(value):
        return plain(value)
    if _depth(value) > _DEEPEST:
        return plain(value.replace("{", "").replace("}", ""))
    for sign, meant in _SIGNS:
        value = sign.sub(meant, value)
    value = _LOWERED.sub(lambda match: match[1].translate(_SUBSCRIPTS), value)
    try:
        # An unescaped percent sign begins a comment in TeX, but in a database it is meant.
        text = str(_DECODER.latex_to_text(_BARE_PERCENT.sub(r"\\%", value)))
    except (RecursionError, ValueError, IndexError, KeyError):
        return plain(value)
    return plain(text)


def verbatim(value: str) -> str:
    """An address or identifier: copied as it is, but for escapes that some managers write."""
    value = value[:MAX_VALUE].strip()
    inner = _URL.search(value)
    return plain(_ESCAPED.sub(r"\1", inner[1] if inner else value).strip("{}<> "))


def _depth(value: str) -> int:
    depth = deepest = 0
    for sign in value:
        depth += (sign == "{") - (sign == "}")
        deepest = max(deepest, depth)
    return max(deepest, value.count("\\begin"))
