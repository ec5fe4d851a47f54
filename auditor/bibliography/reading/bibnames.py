"""Lists of names as BibTeX and biblatex write them, taken apart into CSL names."""

from __future__ import annotations

import re

from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from auditor.bibliography.parts import csl_name
from auditor.bibliography.reading.latex import decoded

_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix)(?:-i)?\s?=", re.IGNORECASE)


def names_of(value: str) -> list[dict[str, str]]:
    """The names of a field, without "and others"."""
    names = split_multiple_persons_names(" ".join(value[:200_000].split()))
    return [made for name in names[:5000] if name.lower() != "others" and (made := _name(name))]


def _name(name: str) -> dict[str, str]:
    """A name by BibTeX's rules; one all in braces is a body's."""
    if _in_braces(name):
        text = decoded(name)
        return {"literal": text} if text else {}
    if _EXTENDED.match(name):
        return _extended(name)
    parts = parse_single_name_into_parts(name, strict=False)
    last, von, first, junior = (
        decoded(" ".join(words)) for words in (parts.last, parts.von, parts.first, parts.jr)
    )
    return csl_name(last, first, von, junior) if last or first else {}


def _extended(name: str) -> dict[str, str]:
    """A name in biblatex's extended format: `family=Dijk, given=Jan, prefix=van`."""
    pairs = (part.partition("=") for part in name.split(","))
    said = {key.strip().lower(): decoded(value.strip().strip('"')) for key, _, value in pairs}
    family, given, prefix, suffix = (
        said.get(key, "") for key in ("family", "given", "prefix", "suffix")
    )
    return csl_name(family, given, prefix, suffix)


def _in_braces(name: str) -> bool:
    """Whether one pair of braces holds all of a name."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return False
    depth = 0
    for at, sign in enumerate(name):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return at == len(name) - 1
    return False
