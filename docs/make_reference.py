"""Writes the pages made from the program itself: docs/rules/ and the table of settings.

Run it after a change of a rule's docstring or of a setting: `python docs/make_reference.py`.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
import re

from typer.main import get_command

from auditor.cli.app import app
from auditor.config.layers import FLAG_NAMES, NO_VARIABLE
from auditor.config.options import OPTIONS, Option, Scope
from auditor.model.run import FAMILIES
from auditor.rules.registry import RULES
from auditor.rules.rule import Rule

DOCS = Path(__file__).parent
_BEGIN, _END = "<!-- settings: made by make_reference.py -->\n", "<!-- end of settings -->\n"
_WHERE = {
    "offline": "offline: text and notes alone",
    "online": "online: links and archives",
    "both": "offline and online",
}
_WHO = {
    Scope.FLAG: "command line",
    Scope.PERSON: "you",
    Scope.REPOSITORY: "you, the repository",
}
_RULES_HEAD = """# Rules

A level is what a rule says by default; where there is doubt, a finding's may be lower.
`auditor explain CODE` prints a rule's page on the terminal.
"""


def pages() -> dict[Path, str]:
    """Every page that is made here, by its path."""
    made = {DOCS / "rules" / f"{item.code}.md": rule_page(item) for item in RULES}
    made[DOCS / "rules" / "index.md"] = rules_index()
    settings = DOCS / "configuration.md"
    before, _, rest = settings.read_text(encoding="utf-8").partition(_BEGIN)
    made[settings] = before + _BEGIN + settings_table() + _END + rest.partition(_END)[2]
    return made


def rule_page(item: Rule) -> str:
    """One rule: its facts in a table, then its docstring."""
    facts = {
        "level": item.severity.value,
        "where": _WHERE[item.where],
        "default": "on" if item.default else "off: selected by its code",
        "languages": ", ".join(sorted(item.languages)) if item.languages else "any",
        "fix": "proposed" if item.fixable else "none",
    }
    rows = "".join(f"| {name} | {value} |\n" for name, value in facts.items())
    body = re.sub(r"^(## .*)\n(?!\n)", r"\1\n\n", item.doc, flags=re.MULTILINE)
    table = f"| | |\n|---|---|\n{rows}"
    return f"# {item.code} {item.name}\n\n{table}\n{body}\n\n[All rules](index.md)\n"


def rules_index() -> str:
    """All rules by family."""
    parts = [_RULES_HEAD]
    for family, rules in groupby(RULES, key=lambda item: item.family):
        parts.append(f"\n## {family}: {FAMILIES[family]}\n\n")
        parts.append("| code | flags | level | where | default |\n|---|---|---|---|---|\n")
        parts += map(_row, rules)
    return "".join(parts)


def _row(item: Rule) -> str:
    default = "on" if item.default else "off"
    cells = f"[{item.code}]({item.code}.md)", item.summary, item.severity.value, item.where, default
    return "| " + " | ".join(cells) + " |\n"


def settings_table() -> str:
    """All settings with their defaults, who may set them, and how."""
    commands = get_command(app).commands  # type: ignore[attr-defined]
    both = (*commands["check"].params, *commands["links"].params)
    flags = {name for param in both for name in param.opts}
    head = "| setting | what it says | default | set by | flag | environment |\n"
    rows = "".join(_setting(option, flags) for option in OPTIONS.values())
    return f"{head}|---|---|---|---|---|---|\n{rows}"


def _setting(option: Option, flags: set[str]) -> str:
    flag = "--" + FLAG_NAMES.get(option.key, option.key.replace("_", "-"))
    variable = f"AUDITOR_{option.key.upper()}"
    has_variable = option.scope is not Scope.FLAG and option.key not in NO_VARIABLE
    name = ".".join(filter(None, (option.table, option.key)))
    cells = (
        f"`{name}`", option.help, _shown(option.default), _WHO[option.scope],
        f"`{flag}`" if flag in flags else "", f"`{variable}`" if has_variable else "",
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |\n"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None or value in ({}, "") else str(value)


def main() -> None:
    """Write all pages; those of rules that are gone go too."""
    made = pages()
    (DOCS / "rules").mkdir(exist_ok=True)
    for path in (DOCS / "rules").glob("*.md"):
        if path not in made:
            path.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
