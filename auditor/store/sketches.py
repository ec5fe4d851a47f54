"""Pages in brief as they are stored, and read back with nothing taken on trust."""

from __future__ import annotations

from base64 import b64decode, b64encode
import struct
from typing import Any

from auditor.model.drift import Sketch
from auditor.store import checked
from auditor.store.checked import BadValueError

_SHINGLES = 2048
_QUOTES = 20
_QUOTE = 400  # characters


def sketch_fields(sketch: Sketch) -> dict[str, Any]:
    """A sketch as JSON; its shingles as 32-bit numbers, lowest byte first, in base64."""
    numbers = sorted(sketch.shingles)
    return {
        "digest": sketch.digest,
        "title": sketch.title,
        "shingles": b64encode(struct.pack(f"<{len(numbers)}I", *numbers)).decode(),
        "quotes": dict(sketch.quotes),
        "reason": sketch.reason,
    }


def read_sketch(value: Any) -> Sketch:
    """The sketch of stored fields; raises BadValueError where any is off."""
    if not isinstance(value, dict):
        raise BadValueError
    reason = value["reason"]
    return Sketch(
        digest=checked.text(value["digest"], 64),
        title=checked.text(value["title"]),
        shingles=_shingles(value["shingles"]),
        quotes=_quotes(value["quotes"]),
        reason=None if reason is None else checked.words(reason),
    )


def _shingles(value: Any) -> frozenset[int]:
    if not isinstance(value, str) or len(value) > 6 * _SHINGLES:
        raise BadValueError
    try:
        packed = b64decode(value, validate=True)
        return frozenset(struct.unpack(f"<{len(packed) // 4}I", packed))
    except (ValueError, struct.error) as error:
        raise BadValueError from error


def _quotes(value: Any) -> dict[str, bool]:
    if not isinstance(value, dict) or len(value) > _QUOTES:
        raise BadValueError
    return {checked.text(quote, _QUOTE): held is True for quote, held in value.items()}
