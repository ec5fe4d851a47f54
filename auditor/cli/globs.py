"""Regular expressions of other tools as globs, where a glob says the same; pure."""

from __future__ import annotations

import re

_MOST = 8  # globs of one expression
_LONGEST = 2000  # characters of an expression; those for addresses have some dozen
_TOKEN = re.compile(
    r"(?P<any>\.\*\??)|(?P<some>\.\+\??)|\\(?P<escaped>[^A-Za-z0-9])"
    r"|(?P<plain>[^\\^$.|?*+()\[\]{}]|\.)"
)


def globs_of(expression: str) -> list[str]:
    """Globs for whole addresses that find what an expression finds in them; none where none can.

    A bare dot is taken for the dot that was meant. `s?` becomes two globs, one with the letter.
    """
    if len(expression) > _LONGEST:
        return []
    body = expression.removeprefix("^")
    ends = body.endswith("$") and not body.endswith("\\$")
    found = [""] if expression.startswith("^") else ["*"]
    body = body[:-1] if ends else body
    at = 0
    while at < len(body):
        token = _TOKEN.match(body, at)
        if token is None:
            return []
        at = token.end()
        one = _glob(token)
        optional = body.startswith("?", at) and token.lastgroup in ("escaped", "plain")
        at += optional
        found = [glob + one for glob in found] + (found if optional else [])
        if len(found) > _MOST:
            return []
    return [re.sub(r"\*{2,}", "*", glob if ends else glob + "*") for glob in found]


def _glob(token: re.Match[str]) -> str:
    if token["any"]:
        return "*"
    if token["some"]:
        return "?*"
    char = token["escaped"] or token["plain"]
    return f"[{char}]" if char in "*?[" else char
