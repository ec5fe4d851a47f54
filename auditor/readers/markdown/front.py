"""Front matter of Markdown: the title, authors, date and language of YAML or TOML; the rest kept.

YAML is read as far as front matter goes: keys, quoted and plain values, lists, block scalars and
one level of mappings. A value that is more than that is kept as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
import re
import tomllib
from typing import Any

from auditor.readers.language import language_code
from auditor.readers.raw import FrontMatter

_YAML = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t\r]*$", re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n|\n|\r)")
_TOML_END = re.compile(r"^\+\+\+[ \t\r]*$", re.MULTILINE)
_KEY = re.compile(r"[\"']?([\w.-][\w .-]{0,100}?)[\"']?[ \t]{0,9}:(?:[ \t]{1,200}|\Z)")
_COMMENT = re.compile(r"(?:^|[ \t])#.*\Z")
_ITEM = re.compile(r"-[ \t]+")
_BLOCK = re.compile(r"[|>][+-]?\d?\Z")

Value = str | list[Any] | dict[str, Any]


def front_matter(text: str) -> tuple[FrontMatter, int]:
    """What the front matter says, and the offset at which the text begins (0 without any)."""
    for opening, closing, parse in ((_YAML, _YAML_END, _yaml), (_TOML, _TOML_END, _toml)):
        begin = opening.match(text)
        end = closing.search(text, begin.end()) if begin else None
        if begin and end:
            inner = text[begin.end() : end.start()]
            if parse is _yaml and not any(_KEY.match(line) for line in inner.splitlines()):
                return FrontMatter(), 0  # a rule, not front matter
            return _front(parse(inner)), end.end()
    return FrontMatter(), 0


def _front(values: Mapping[str, Any]) -> FrontMatter:
    lower = {key.lower(): value for key, value in values.items()}
    language = _text(lower.get("lang") or lower.get("language") or lower.get("locale") or "")
    return FrontMatter(
        title=_title(lower.get("title")),
        authors=tuple(_names(lower.get("author") or lower.get("authors") or [])),
        language=language_code(language),
        date=_text(lower.get("date", "")) or None,
        metadata={key: _text(value) for key, value in values.items()},
    )


def _title(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("long") or next(iter(value.values()), "")
    return _text(value) or None if value else None


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (name.strip() for name in re.split(r",| and ", value) if name.strip())
    elif isinstance(value, Mapping):
        yield from filter(None, [_name(value)])
    elif isinstance(value, list):
        for one in value:
            yield from [one] if isinstance(one, str) and one else _names(one) if one else ()


def _name(person: Mapping[str, Any]) -> str:
    given = person.get("first") or person.get("given") or ""
    family = person.get("last") or person.get("family") or ""
    return _text(person.get("name") or f"{_text(given)} {_text(family)}".strip())


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_text(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_text(inner) for inner in value)
    return str(value)


def _toml(inner: str) -> dict[str, Any]:
    try:
        return tomllib.loads(inner)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _yaml(inner: str) -> dict[str, Any]:
    lines = [line.rstrip() for line in inner.splitlines()]
    found: dict[str, Any] = {}
    for key, first, rest in _entries(lines):
        found.setdefault(key, _value(first, rest))
    return found


def _entries(lines: list[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Each key of the outermost level, what stands behind it, and the lines under it."""
    key: re.Match[str] | None = None
    first, rest = "", [""][:0]
    for line in lines:
        match = _KEY.match(line)
        if match is None or line.startswith("- "):
            rest.append(line)
            continue
        if key is not None:
            yield key[1], first, rest
        key, first, rest = match, line[match.end() :], []
    if key is not None:
        yield key[1], first, rest


def _value(first: str, rest: list[str]) -> Value:
    head = first.strip()
    lines = [line for line in rest if line.strip() and not line.lstrip().startswith("#")]
    if _BLOCK.fullmatch(head):
        joint = "\n" if head.startswith("|") else " "
        return joint.join(line.strip() for line in rest).strip()
    if head:
        return _scalar(" ".join([head, *(line.strip() for line in lines)]))
    if lines and lines[0].lstrip().startswith("- "):
        return [_item(item) for item in _items(lines)]
    if lines and _KEY.match(lines[0].strip()):
        return _mapping(lines)
    return _scalar(" ".join(line.strip() for line in lines))


def _items(lines: list[str]) -> Iterator[list[str]]:
    indent = len(lines[0]) - len(lines[0].lstrip())
    item: list[str] = []
    for line in lines:
        if line[indent:].startswith("- ") and not line[:indent].strip() and item:
            yield item
            item = []
        item.append(_ITEM.sub("  ", line, count=1) if not item else line)
    yield item


def _item(lines: list[str]) -> Value:
    if _KEY.match(lines[0].strip()):
        return _mapping(lines)
    return _scalar(" ".join(line.strip() for line in lines))


def _mapping(lines: list[str]) -> dict[str, Any]:
    indent = min(len(line) - len(line.lstrip()) for line in lines)
    return {
        key: _value(first, rest) for key, first, rest in _entries([line[indent:] for line in lines])
    }


def _scalar(value: str) -> Value:
    value = value.strip()
    if value[:1] in ("'", '"'):
        quote = value[0]
        end = value.rfind(quote)
        inner = value[1:end] if end > 0 else value[1:]
        return inner.replace("''", "'") if quote == "'" else inner.replace('\\"', '"')
    if value.startswith("[") and value.endswith("]"):
        return [_scalar(part) for part in value[1:-1].split(",") if part.strip()]
    return _COMMENT.sub("", value).strip()
