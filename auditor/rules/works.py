"""When two citations are of one work: titles, authors and addresses compared after folding."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz import fuzz

from auditor.model.audit import Audit
from auditor.model.reference import Citation, Form, Name
from auditor.text.fold import fold
from auditor.text.hosts import host_of

_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|ref|source|phrase|words)$")
_SUBTITLE = re.compile(r"\s{0,9}(?:[:?!;—–(\[]|\.\s|,\s|\s-\s)")
_LIGATURES = str.maketrans({"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"})
_DIGITS = re.compile(r"\d+")
_ARTICLE = re.compile(r"^(?:the|a|an) ")


def full_citations(audit: Audit) -> Iterator[Citation]:
    """The citations that print their work in full, in order."""
    return (citation for citation in audit.citations if citation.form is Form.FULL)


def title_of(citation: Citation) -> str:
    """The printed title, empty where there is none."""
    return citation.reference.title.value if citation.reference.title else ""


def authors_of(citation: Citation) -> tuple[Name, ...]:
    """Authors, or editors where a work has no author."""
    reference = citation.reference
    names = reference.author or reference.editor
    return names.value if names else ()


def surnames(citation: Citation) -> frozenset[str]:
    """Folded family names, and bodies by their folded name."""
    return frozenset(filter(None, (name_key(name) for name in authors_of(citation))))


def name_key(name: Name) -> str:
    """What a name is known by: the folded family name, or all of a body's name."""
    return bare(name.family or name.literal)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A folded title or name without its leading article."""
    return _ARTICLE.sub("", fold(text.translate(_LIGATURES)))


def main_title(title: str) -> str:
    """A title up to its subtitle."""
    return _SUBTITLE.split(title, maxsplit=1)[0]


def same_title(first: str, second: str) -> bool:
    """Equal after folding, give or take a subtitle or a slip of the pen, but with equal numbers."""
    if not first or not second:
        return True
    one, two = bare(first), bare(second)
    heads = {bare(main_title(first)), bare(main_title(second))}
    without_subtitle = len(heads) == 1 and bool(heads & {one, two})
    same_numbers = _DIGITS.findall(one) == _DIGITS.findall(two)
    return one == two or without_subtitle or (same_numbers and fuzz.ratio(one, two) >= 92)


def address_key(url: str) -> str:
    """An address without scheme, `www.`, tracking, final slash and index page; fragments stay."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k)])
    path = re.sub(r"/(?:index\.\w{3,5})?$", "", parts.path)
    fragment = "" if parts.fragment.startswith(":~:") else parts.fragment
    return f"{host_of(url)}{path}?{query}#{fragment}"


def note_order(audit: Audit) -> dict[str, int]:
    """The place of each note among the notes, by its id."""
    return {note.id: index for index, note in enumerate(audit.article.notes)}
