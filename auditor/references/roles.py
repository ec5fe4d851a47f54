"""Who did what: names before the title, editors and translators after it."""

from __future__ import annotations

from collections.abc import Iterator
import re

from auditor.model.dates import Edtf
from auditor.references.cues import IBID
from auditor.references.names import name_like
from auditor.references.part import YEAR, Part

_LEADING = re.compile(
    r",?\s{0,9}[(\[]?\b(?P<role>eds?\.?|editors?|trans\.?|translators?|comps?\.|dirs?\.|prods?\.)[)\]]?[\s,.:]{0,30}$",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"[\s,.]{{0,9}}[(\[]?\b(?P<year>{YEAR})[a-z]?[)\]]?[\s.,:]{{0,9}}$")
LETTER = re.compile(r"(?P<letter>(?:Letter from )?[A-Z][^,\d]{1,80}? to [A-Z][^,\d]{1,80}),")
_AFTER = re.compile(
    r"[,.(]?\s{0,9}\b(?P<role>(?:[Ee]dited|[Tt]ranslated|[Cc]ompiled)(?: and (?:edited|translated|"
    r"annotated))? by|"
    r"[Ee]ds?\.(?: and trans\.)?(?: by)?|[Tt]rans\.(?: and ed\.)?(?: by)?|[Tt]ransl\.(?: by)?|"
    r"[Hh]rsg\. von)\s{1,9}+"
    r"(?=[^\ue000-\ue005;:\d]{3})"
)
# Where names end, or (`bar`) what none hold. Found once for all roles: a text of nothing but roles
# would cost its length times that of names.
_END = re.compile(
    r"\s{0,9}+(?:(?=[\ue001-\ue005]|[,.] (?:\d|[A-Z][\w ]{1,60}+: |trans|ed|vol|pp|no|rev|with)|"
    r"\.?$|[,.]\s{0,9}[\ue000-\ue005])|(?P<bar>[\ue000;:\d]))"
)
_SHORTEST, _LONGEST = 3, 200  # characters of names
_CUES = ("edited", "translated", "compiled", "ed.", "eds.", "trans.", "transl.", "hrsg.")
_NO_FULL_STOP = re.compile(r"(?:\b(?:al|[JS]r|Inc|Ltd|Co|Corp)|\b[^\W\d_])\.$")


def read_head(part: Part, end: int) -> None:
    """Authors (or editors) that stand before the title."""
    text = part.words(0, end)
    if IBID.match(text):  # "idem, *Title*" says that the author is the one before
        return
    letter = LETTER.match(text)
    if letter and part.found.title is not None:
        part.found.at["title"] = (part.start, part.start + letter.end("letter"))
        part.paint(letter.end(), letter.end())
        return
    role = _LEADING.search(text)
    names = (text[: role.start()] if role else text).rstrip()
    year = _YEAR.search(names)
    if year:
        part.take_date("issued", Edtf(int(year["year"])), *year.span("year"))
        names = names[: year.start()] + "."
    body = names.rstrip(" ,:")
    part.found.names_stop = body[-1:] if body.endswith(".") else ","
    if body.endswith(".") and not _NO_FULL_STOP.search(body):
        body = body.rstrip(".")
    body = re.sub(r"['’]s?$", "", body) if names == body else body
    lead = len(body) - len(body.lstrip(" ,.:"))
    if body.strip(" ,.:"):
        field = "author" if role is None else _field(role["role"])
        part.found.names_sure = name_like(part.mask[lead : len(body)])
        part.take(field, lead, len(body))


def _field(role: str) -> str:
    named = {"t": "translator", "d": "author", "p": "author"}
    return named.get(role[0].lower(), "editor")


def read_roles(part: Part, start: int) -> None:
    """Editors and translators named after the title: "ed. A and B", "translated by C"."""
    found = list(_after(part.mask, start)) if part.may_hold(_CUES) else []
    for match, end in found:
        low = match.end()
        names = part.mask[low:end].rstrip(" ,.")
        if not name_like(names) or not names[:1].isupper():
            continue
        field = "translator" if match["role"].lower().startswith("trans") else "editor"
        part.take(field, low, low + len(names))
        part.paint(match.start("role"), low)


def _after(mask: str, start: int) -> Iterator[tuple[re.Match[str], int]]:
    """Roles, and where the names after each end."""
    ends = _END.finditer(mask, start)
    end = next(ends, None)
    done = start
    for role in _AFTER.finditer(mask, start):
        low = role.end() + _SHORTEST
        while end and end.end() < low:
            end = next(ends, None)
        if role.start() < done or end is None or end["bar"]:
            continue
        if (stop := max(end.start(), low)) <= role.end() + _LONGEST:
            done = stop
            yield role, stop
