"""A settings file held against the published schema: unknown keys, wrong types, wrong values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
import datetime as dt
from functools import cache
from typing import Any

from auditor.ledger.toml import Key, TomlFile, nearest

# What a file of the audited repository may never set: it could reach into the reader's network,
# send them elsewhere, or write where it likes.
FORBIDDEN = frozenset(
    """allow_private private_networks proxy proxies http_proxy https_proxy header headers user_agent
    contact tls verify insecure ca_bundle ca_cert cert output outputs plugin plugins endpoints
    wayback keys ia_access_key ia_secret_key offline archives further_archives remap concurrency
    host_concurrency host_interval hosts cache cache_dir cache_max_age""".split()
)


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of claims.toml."""
    from importlib.resources import files  # here: most runs have no settings file
    import json

    text = files("auditor.ledger").joinpath("claims.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def check_ledger(file: TomlFile) -> None:
    """Hold a whole claims.toml against the schema; ConfigError for the first thing that is off."""
    check(file, (), schema())


def check_policy(file: TomlFile, keys: tuple[Key, ...]) -> None:
    """Hold the table at `keys` against the schema of [policy]."""
    check(file, keys, schema()["$defs"]["policy"])


def check(file: TomlFile, keys: tuple[Key, ...], shape: Mapping[str, Any]) -> None:
    """Hold the table at `keys` against a part of the schema."""
    value: Any = file.table
    for key in keys:
        value = value[key]
    value = _plain(value)
    for way, name, known in _unknown(value, shape, keys):
        raise _unknown_error(file, way, name, known)
    _validate(file, keys, value, shape)


def _validate(file: TomlFile, keys: tuple[Key, ...], value: Any, shape: Mapping[str, Any]) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    whole = {**shape, "$defs": schema()["$defs"]}
    if error := best_match(Draft202012Validator(whole).iter_errors(value)):
        way = (*keys, *error.absolute_path)
        where = f"{_dotted(way)}: " if way else ""
        raise file.error(way, where + _said(error), _advice(error))


def _said(error: Any) -> str:
    wanted, value = error.validator_value, error.instance
    match error.validator:
        case "enum":
            return f"{value!r} is none of {', '.join(map(str, wanted))}"
        case "const":
            return f"{value!r} should be {wanted!r}"
        case "type":
            return f"{value!r} should be {_article(wanted)}"
        case "pattern" | "format" if "d{4}" in str(wanted):
            return f"{value!r} is no date such as 2026-01-31"
        case "required":
            return f"without {' and '.join(map(repr, _missing(error)))}"
    return str(error.message)


def _advice(error: Any) -> str:
    if error.validator != "required":
        return ""
    shapes = error.schema["properties"]
    return "add " + ", ".join(f"{key} = {shapes[key].get('const', '…')}" for key in _missing(error))


def _missing(error: Any) -> list[str]:
    return [key for key in error.validator_value if key not in error.instance]


def _article(kind: Any) -> str:
    names = {"integer": "a whole number", "array": "a list", "object": "a table", "string": "text",
             "boolean": "true or false", "number": "a number"}  # fmt: skip
    kinds = [kind] if isinstance(kind, str) else kind
    return " or ".join(names.get(item, str(item)) for item in kinds)


def _unknown(
    value: Any, shape: Mapping[str, Any], way: tuple[Key, ...]
) -> Iterator[tuple[tuple[Key, ...], str, list[str]]]:
    """Keys that no schema knows, with the way to their table and the keys that one has."""
    shape = _resolved(shape, value)
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unknown(item, shape.get("items", {}), (*way, index))
    if not isinstance(value, dict) or "properties" not in shape:
        return
    known = shape["properties"]
    for key, item in value.items():
        if key in known:
            yield from _unknown(item, known[key], (*way, key))
        else:
            yield way, key, list(known)


def _resolved(shape: Mapping[str, Any], value: Any) -> Mapping[str, Any]:
    if "$ref" in shape:
        return _resolved(schema()["$defs"][shape["$ref"].rpartition("/")[2]], value)
    kind = "array" if isinstance(value, list) else "object"
    for branch in shape.get("anyOf", ()) if "properties" not in shape else ():
        one = _resolved(branch, value)
        if one.get("type") == kind:
            return one
    return shape


def _unknown_error(file: TomlFile, way: tuple[Key, ...], name: str, known: list[str]) -> Exception:
    where = f" in [{_dotted(way)}]" if way else ""
    if name.lower().replace("-", "_") in FORBIDDEN:
        return file.error(
            (*way, name),
            f"{name!r} may not be set by a file of the audited repository",
            "set it on the command line or, where that is allowed, in your own configuration file",
        )
    return file.error((*way, name), f"unknown key {name!r}{where}", nearest(name, known))


def _dotted(way: tuple[Key, ...]) -> str:
    text = ""
    for key in way:
        text += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if text else key
    return text


def _plain(value: Any) -> Any:
    """TOML's dates and times as the strings JSON Schema knows; the rest unchanged."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value
