"""Documents of the tool as tests hold them: valid against their schema, and without the moment."""

from __future__ import annotations

import json
from pathlib import Path
import re
from typing import Any

from jsonschema import Draft202012Validator

_SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
_NOW = re.compile(r"20(?:2[3-9]|[3-9]\d)-\d\d-\d\d(T\d\d:\d\d:\d\dZ|\s+\d\d:\d\d(?=\s+UTC))")


def checked(text: str) -> dict[str, Any]:
    """A document, once it was held against the schema it names."""
    document: dict[str, Any] = json.loads(text)
    name = document["schema"].replace("/", "-")
    schema = json.loads((_SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    return document


def timeless(text: str) -> str:
    """`text` with the times of the run, all later than 2022, blotted out; widths are kept."""
    return _NOW.sub(lambda found: re.sub(r"\d", "0", found[0]), text)


def settled(value: Any) -> Any:
    """A document without what no two runs share: times, durations, version, fingerprints."""
    if isinstance(value, list):
        return [settled(item) for item in value]
    if isinstance(value, dict):
        return {key: _settled(key, item) for key, item in value.items()}
    return timeless(value) if isinstance(value, str) else value


def _settled(key: str, value: Any) -> Any:
    if key in ("seconds", "version") and value is not None:
        return f"<{key}>"
    if key == "fingerprint":  # hashes the address, and that has a port of the day
        return value.partition(":")[0] + ":<hash>"
    return settled(value)
