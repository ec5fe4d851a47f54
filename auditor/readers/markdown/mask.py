"""What is no prose in Markdown, hidden in place: comments, Liquid, scripts, attributes."""

from __future__ import annotations

import re

# A control character: the text was cleaned of them, so it can mean nothing else.
HIDDEN = "\x00"

_OPENING = re.compile(
    r"^[ \t>]{0,40}(?P<fence>`{3,40}|~{3,40})(?![^\n]*`[^\n]*$)|(?P<comment><!--)"
    r"|(?P<tag>\{%)|(?P<output>\{\{)|(?P<raw><(?:script|style|pre)\b)"
    r"|(?P<attributes>\{(?::|[#.][\w-]|[\w-]{1,40}=)[^{}\n]{0,400}\})",
    re.MULTILINE | re.IGNORECASE,
)
_CLOSING = {"comment": "-->", "tag": "%}", "output": "}}"}
_RAW_CLOSING = re.compile(r"</(?:script|style|pre)\s{0,9}>", re.IGNORECASE)

Range = tuple[int, int]


def mask(text: str) -> tuple[str, tuple[Range, ...]]:
    """`text` with what is no prose hidden, in equal length, and the ranges of its code fences.

    An opening that nothing closes hides nothing, but for a fence, which runs to the end.
    """
    parts: list[str] = []
    fences: list[Range] = []
    unclosed: set[str] = set()
    done = at = 0
    while match := _OPENING.search(text, at):
        kind = match.lastgroup or ""
        end = -1 if kind in unclosed else _end(text, match, kind)
        if end < 0:
            unclosed.add(kind)
            at = match.end()
        elif kind == "fence":
            fences.append((match.start(), end))
            at = end
        else:
            parts += (text[done : match.start()], HIDDEN * (end - match.start()))
            done = at = end
    return "".join([*parts, text[done:]]), tuple(fences)


def _end(text: str, match: re.Match[str], kind: str) -> int:
    if kind == "attributes":
        return match.end()
    if kind == "fence":
        fence = match["fence"]
        closing = re.compile(rf"^[ \t>]{{0,40}}{fence[0]}{{{len(fence)},}}[ \t\r]*$", re.MULTILINE)
        found = closing.search(text, match.end())
        return found.end() if found else len(text)
    if kind == "raw":
        found = _RAW_CLOSING.search(text, match.end())
        return found.end() if found else -1
    closer = _CLOSING[kind]
    at = text.find(closer, match.end())
    return at + len(closer) if at >= 0 else -1


def hide_code(text: str) -> str:
    """`text` with its code spans made of U+0001, in equal length."""
    if "`" not in text:
        return text
    runs = list(re.finditer(r"`+", text))
    following: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        following.setdefault(len(runs[index][0]), []).append(index)
    parts: list[str] = []
    done = 0
    for index, run in enumerate(runs):
        later = following[len(run[0])]
        while later and later[-1] <= index:
            later.pop()
        if run.start() < done or not later or _escaped(text, run.start()):
            continue
        end = runs[later[-1]].end()
        parts += (text[done : run.start()], "\x01" * (end - run.start()))
        done = end
    return "".join([*parts, text[done:]])


def _escaped(text: str, at: int) -> bool:
    return at > 0 and text[at - 1] == "\\"
