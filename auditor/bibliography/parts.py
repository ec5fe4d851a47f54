"""Parts of CSL items as plain text and back: names and dates."""

from __future__ import annotations

from collections.abc import Mapping
import re
from typing import Any

_YEAR = r"(-?\d{4})"
_POINT = re.compile(rf"{_YEAR}(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)", re.ASCII)
_SHORT_YEAR = re.compile(r"-?\d{1,3}", re.ASCII)


def person(name: Mapping[str, str]) -> str:
    """A name, the family name first: "van Dijk, Jan, Jr."; a body as it is.

    A comma within a body's name is doubled, as EndNote reads and writes it.
    """
    if "literal" in name:
        return name["literal"].replace(",", ",,")
    parts = (family(name), given(name), name.get("suffix"))
    return ", ".join(part for part in parts if part)


def family(name: Mapping[str, str]) -> str:
    """The family name with the particle that stays before it."""
    return " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))


def given(name: Mapping[str, str]) -> str:
    """The given name with the particle that goes with it: "Ludwig van" of Beethoven."""
    return " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))


def name_of(text: str) -> dict[str, str]:
    """The CSL name of "Family, Given, Suffix"; without a comma it is a body, or a single name."""
    if ",," in text:
        return {"literal": text.replace(",,", ",")}
    parts = [part.strip() for part in text.strip(" ,").split(",")]
    if len(parts) == 1 or len(parts) > 3:
        return {"literal": text.strip(" ,")} if text.strip(" ,") else {}
    first, *rest = parts
    return csl_name(first, rest[0], suffix=rest[1] if len(rest) > 1 else "")


def csl_name(family: str, given: str, particle: str = "", suffix: str = "") -> dict[str, str]:
    """A person's name in CSL's parts; small words at the seam of two parts are particles."""
    if not particle:
        particle, family = _particles(family.split())
    first = given.split()
    dropping: list[str] = []
    while len(first) > 1 and _is_particle(first[-1]):
        dropping.insert(0, first.pop())
    found = {
        "family": family,
        "given": " ".join(first),
        "non-dropping-particle": particle,
        "dropping-particle": " ".join(dropping),
        "suffix": suffix,
    }
    return {key: value for key, value in found.items() if value}


def _particles(words: list[str]) -> tuple[str, str]:
    """The small words before a family name, and the name."""
    at = 0
    while at < len(words) - 1 and _is_particle(words[at]):
        at += 1
    return " ".join(words[:at]), " ".join(words[at:])


def _is_particle(word: str) -> bool:
    """Whether a word of a name is a particle, as BibTeX tells them: its first letter is small."""
    letter = next((sign for sign in word if sign.isalpha()), "")
    return letter.islower()


def day(date: Mapping[str, Any] | None) -> str:
    """A CSL date in ISO 8601: a day, month or year, or two of them as `start/end`."""
    ends = (date or {}).get("date-parts", ())
    return "/".join(_iso(parts) for parts in ends)


def edtf(date: Mapping[str, Any] | None) -> str:
    """A CSL date in EDTF, with its season and `~` where it is about; else its words."""
    if not date or not date.get("date-parts"):
        return str((date or {}).get("literal", ""))
    text = day(date)
    if "season" in date and "-" not in text:
        text += f"-{20 + date['season']}"
    return text + ("~" if date.get("circa") else "")


def _iso(parts: list[int]) -> str:
    year, *rest = parts
    shown = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    return "-".join([shown, *(f"{part:02d}" for part in rest)])


def date_of(text: str) -> dict[str, Any]:
    """The CSL date of an EDTF date or interval; of any other words, `{literal}`."""
    text = " ".join(text.split())
    ends = [end for end in re.split(r"/|--|–", text) if end not in ("", "..")]
    points = [point_of(end.strip()) for end in ends[:3]]
    if not 1 <= len(points) <= 2 or None in points:
        return {"literal": text} if text else {}
    known = [point for point in points if point]
    found: dict[str, Any] = {"date-parts": [point["parts"] for point in known]}
    if any(point["circa"] for point in known):
        found["circa"] = True
    if len(known) == 1 and known[0]["season"]:
        found["season"] = known[0]["season"]
    return found


def point_of(text: str) -> dict[str, Any] | None:
    """Year, month and day of one EDTF date; None where it is none, or no such day can be."""
    if _SHORT_YEAR.fullmatch(text):
        return {"parts": [int(text)], "circa": False, "season": 0}
    match = _POINT.fullmatch(text)
    if not match:
        return None
    year, month, day_ = (int(part) if part else 0 for part in match.groups()[:3])
    season = month - 20 if 21 <= month <= 24 and not day_ else 0
    if (month > 12 and not season) or day_ > 31:
        return None
    parts = [year] + ([month] if month and not season else []) + ([day_] if day_ else [])
    return {"parts": parts, "circa": bool(match[4]), "season": season}
