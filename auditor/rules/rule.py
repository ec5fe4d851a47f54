"""What a rule is: a documented function over an audit, with its code, name and level."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from inspect import cleandoc
from typing import Literal

from auditor.model.audit import Audit
from auditor.model.finding import Draft, Severity

Check = Callable[[Audit], Iterable[Draft]]
Where = Literal["offline", "online", "both"]

ENGLISH = frozenset({"en"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue.

    `languages` are those it was made for (None: any); in others it abstains and the audit says so.
    `default` is False for rules that must be asked for. `needs` says which facts an online rule
    reads. The docstring of `check` is the rule's documentation.
    """

    code: str
    name: str
    severity: Severity
    check: Check
    where: Where = "offline"
    languages: frozenset[str] | None = None
    default: bool = True
    fixable: bool = False

    @property
    def family(self) -> str:
        """The letters of the code: DAT, NUM, QUO and so on."""
        return self.code.rstrip("0123456789")

    @property
    def doc(self) -> str:
        """The documentation: first line, why, how it decides, what keeps it quiet, example."""
        return cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """What it flags, in one line."""
        return self.doc.partition("\n")[0]


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    where: Where = "offline",
    languages: frozenset[str] | None = None,
    default: bool = True,
    fixable: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a check function; its docstring becomes the rule's page."""

    def made(check: Check) -> Rule:
        return Rule(code, name, severity, check, where, languages, default, fixable)

    return made
