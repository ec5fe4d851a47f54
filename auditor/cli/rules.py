"""`auditor rules` and `auditor explain`: the catalogue, and one rule's own documentation."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.cli.session import Session
from auditor.model.run import FAMILIES
from auditor.reports.lines import BLANK, Line, Piece, hanging, line, wrap
from auditor.rules.registry import RULES, by_code
from auditor.rules.rule import Rule


def rules(session: Session) -> int:
    """List every rule."""
    write = session.writer()
    for item in _table():
        write(item)
    return 0


def _table() -> Iterator[Line]:
    width = max(len(item.name) for item in RULES) + 2
    head = f"{'code':<8}{'name':<{width}}{'level':<9}{'where':<9}default"
    yield line(Piece(head, "dim"))
    for item in RULES:
        level = item.severity.value
        yield line(
            Piece(f"{item.code:<8}", "heading"),
            f"{item.name:<{width}}",
            Piece(f"{level:<9}", level),
            f"{item.where:<9}{'on' if item.default else 'off'}",
        )


def explain(session: Session, code: str) -> int:
    """Print what a rule is about; ConfigError names the nearest codes for one that is none."""
    write = session.writer()
    for item in _page(by_code(code), min(100, max(60, session.width))):
        write(item)
    return 0


def _page(item: Rule, width: int) -> Iterator[Line]:
    yield line(Piece(f"{item.code} {item.name}", "heading"))
    facts = [
        f"{FAMILIES.get(item.family, item.family)}",
        f"{item.severity.value} by default",
        {"both": "offline and online"}.get(item.where, item.where),
        "on" if item.default else "off unless selected by its code",
        "made for " + ", ".join(sorted(item.languages)) if item.languages else "any language",
    ]
    yield from hanging((), " · ".join(facts), width, "dim")
    yield BLANK
    for paragraph in item.doc.split("\n\n"):
        yield from _paragraph(paragraph.strip(), width)


def _paragraph(text: str, width: int) -> Iterator[Line]:
    """A paragraph of a docstring's Markdown, without its marks; code and lists keep their lines."""
    head, _, rest = text.partition("\n")
    if head.startswith("#"):
        yield line(Piece(head.lstrip("# "), "heading"))
        text = rest
    if not text:
        return
    if text.startswith(("```", "    ")):
        yield from (line("    " + row.strip()) for row in text.splitlines() if "```" not in row)
    elif text.startswith(("> ", "- ", "* ", "| ")):
        for row in text.splitlines():
            mark, _, words = row.partition(" ")
            yield from hanging(
                (Piece("  " + {">": "│"}.get(mark, mark) + " ", "gutter"),), words, width
            )
    else:
        yield from (
            line("  " + row if head.startswith("#") else row)
            for row in wrap(" ".join(text.split()), width - 2)
        )
    yield BLANK
