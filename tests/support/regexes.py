"""Every regular expression of the package, and how it is run.

Patterns are found as values (globals of modules, and what tuples, mappings and dataclasses there
hold) and as calls in the source: `re.search("...", text)` inside of functions, f-strings too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
import importlib
import inspect
import pkgutil
import re
from types import ModuleType
from typing import Any

import auditor

Pattern = re.Pattern[Any]
# Where the flags stand among the arguments of `re.name(pattern, ...)`.
_FLAGS = {"compile": 1, "search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2}
_FLAGS |= {"split": 3, "sub": 4, "subn": 4}
_ANCHORED = {"match", "fullmatch"}
_NO_FLAGS = ast.Constant(0)


@dataclass(frozen=True)
class Use:
    """A pattern, where it stands, and how it is run: `match`, `fullmatch`, or by what scans."""

    pattern: Pattern
    where: str
    ways: frozenset[str]

    def run(self, text: str) -> None:
        """Run the pattern over a text in all its ways, to the last match."""
        subject = text.encode() if isinstance(self.pattern.pattern, bytes) else text
        if "match" in self.ways:
            self.pattern.match(subject)
        if "fullmatch" in self.ways:
            self.pattern.fullmatch(subject)
        if self.ways - _ANCHORED:
            for _ in self.pattern.finditer(subject):
                pass


@dataclass
class _Found:
    where: str
    ways: set[str]


def uses() -> list[Use]:
    """All patterns once each; one that is held by a tuple, or handed on, is run in any way."""
    found: dict[Pattern, _Found] = {}
    for module in modules():
        for name, value in list(vars(module).items()):
            for pattern in _held(value):
                one = found.setdefault(pattern, _Found(f"{module.__name__}.{name}", set()))
                one.ways.update(() if isinstance(value, re.Pattern) else {"search"})
        for node, pattern in _said(module):
            one = found.setdefault(pattern, _Found(f"{module.__name__}:{node.lineno}", set()))
            one.ways.update(_ways(node))
    return [
        Use(pattern, one.where, frozenset(one.ways or {"search"})) for pattern, one in found.items()
    ]


def unread() -> list[str]:
    """Functions that make patterns of what they are given, which only a run can tell."""
    return [
        f"{module.__name__}: {ast.unparse(node.args[0])}"
        for module in modules()
        for node in _nodes(module)
        if _is_call(node) and _in_function(node) and _compiled(node, module) is None
    ]


def modules() -> Iterator[ModuleType]:
    """All modules of the package but the one that runs it."""
    for found in pkgutil.walk_packages(auditor.__path__, "auditor."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _held(value: object, depth: int = 4) -> Iterator[Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth:
        for item in _items(value):
            yield from _held(item, depth - 1)


def _items(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, tuple | list | set | frozenset):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name) for field in fields(value)]
    return ()


def _nodes(module: ModuleType) -> Iterator[Any]:
    """The nodes of a module's source, each with the one above it as `above`."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        for child in ast.iter_child_nodes(node):
            child.above = node  # type: ignore[attr-defined]
        yield node


def _said(module: ModuleType) -> Iterator[tuple[Any, Pattern]]:
    """Expressions that are a pattern: names of one, and calls in functions."""
    for node in _nodes(module):
        if _is_call(node) and _in_function(node):
            pattern = _compiled(node, module)
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            pattern = _named(node, module)
        else:
            continue
        if pattern is not None:
            yield node, pattern


def _is_call(node: Any) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in {f"re.{at}" for at in _FLAGS}


def _compiled(call: ast.Call, module: ModuleType) -> Pattern | None:
    """The pattern of `re.search(pattern, text, flags)`, if names of the module suffice."""
    after = _FLAGS[call.func.attr]  # type: ignore[attr-defined]
    said = [item.value for item in call.keywords if item.arg == "flags"] + call.args[after:]
    try:
        text, flags = (_value(part, module) for part in (call.args[0], *(said or [_NO_FLAGS])))
    except NameError:
        return None
    return text if isinstance(text, re.Pattern) else re.compile(text, flags)


def _value(node: ast.expr, module: ModuleType) -> Any:
    code = compile(ast.fix_missing_locations(ast.Expression(node)), module.__name__, "eval")
    return eval(code, dict(vars(module)))  # noqa: S307  the package's own source


def _named(node: Any, module: ModuleType) -> Pattern | None:
    if isinstance(node, ast.Name):
        value = vars(module).get(node.id)
    else:
        owner = vars(module).get(node.value.id) if isinstance(node.value, ast.Name) else None
        value = vars(owner).get(node.attr) if isinstance(owner, ModuleType) else None
    return value if isinstance(value, re.Pattern) else None


def _ways(node: Any) -> set[str]:
    if _is_call(node) and node.func.attr != "compile":
        return {node.func.attr}
    method = node.above
    if isinstance(method, ast.Attribute) and method.attr in ("pattern", "flags"):
        return set()  # a part of another pattern
    return {method.attr} if isinstance(method, ast.Attribute) else {"search", "fullmatch"}


def _in_function(node: Any) -> bool:
    while node := getattr(node, "above", None):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            return True
    return False
