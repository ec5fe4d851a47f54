"""A doubt: why a page that answers may not be the page that was cited."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """`detail` is the word of formats.md beside suspect, `why` its evidence in one sentence."""

    detail: str
    why: str
