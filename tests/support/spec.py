"""Rule specifications that an editor can read: Markdown pages of articles and expected findings.

A page is about the rules its title names. Each `##` section holds an article in a fenced block
(```` ```markdown ```` or ```` ```text ````), then a fenced `expect` block with one finding a line,
empty where the rule must keep quiet:

    DAT001 error note=23 cited=2022-11-22 found=2021-11

A `facts` block between the two says what is known from outside (`spec_facts`).

Only what a line names is compared; findings and lines must pair off completely. Settings stand on
lines `set: as_of=2023-06-01 date_order=dmy` between heading and article.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
import re
import shlex

_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^(`{3,})(\w+)[^\n]*\n(.*?)^\1[ ]*$", re.MULTILINE | re.DOTALL)
_SET = re.compile(r"^set: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One section of a page."""

    page: str
    title: str
    rules: tuple[str, ...]
    article: str
    format: str
    settings: dict[str, str]
    expected: tuple[dict[str, str], ...]
    facts: str = ""


def cases(folder: Path) -> list[Case]:
    """All sections of all pages in a folder."""
    return [case for page in sorted(folder.glob("*.md")) for case in _page(page)]


def _page(path: Path) -> list[Case]:
    head, *rest = _SECTION.split(path.read_text(encoding="utf-8"))
    rules = tuple(re.findall(r"\b[A-Z]{3}\d{3}\b", head.partition("\n")[0]))
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return [_case(path.stem, rules, title, body) for title, body in pairs]


def _case(page: str, rules: tuple[str, ...], title: str, body: str) -> Case:
    blocks = [(kind, text) for _, kind, text in _FENCE.findall(body)]
    facts = "".join(text for kind, text in blocks if kind == "facts")
    (kind, article), (expect, lines) = (block for block in blocks if block[0] != "facts")
    if expect != "expect":
        raise ValueError(f"{page}, {title!r}: an article, then an expect block")
    settings = dict(pair.split("=", 1) for m in _SET.findall(body) for pair in shlex.split(m))
    expected = tuple(_expected(line) for line in lines.splitlines() if line.strip())
    return Case(page, title, rules, article, kind, settings, expected, facts)


def _expected(line: str) -> dict[str, str]:
    rule, level, *pairs = shlex.split(line)
    return {"rule": rule, "severity": level, **dict(pair.split("=", 1) for pair in pairs)}
