"""SRC004: the name of a publisher that is almost, but not, the name its site goes by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
import re
import tomllib

from rapidfuzz import fuzz

from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Evidence, Severity
from auditor.model.reference import Citation, Cited
from auditor.rules.rule import rule
from auditor.rules.support import label_of, said, the_note
from auditor.rules.works import bare, full_citations
from auditor.text.clean import clean_line
from auditor.text.hosts import host_of, site_of

# Words that tell bodies of one sort apart in name only: to write one for the other is the usual
# slip. Words of two groups are not: Cato Journal is the journal of the Cato Institute.
_KINDS = tuple(
    frozenset(words.split())
    for words in (
        """institute institution center council foundation association society agency bureau
        office organization corporation committee commission university college academy""",
        """times post news herald tribune gazette chronicle telegraph globe star mail observer
        monitor""",
        "news press agency",
        "magazine review journal quarterly weekly monthly daily",
    )
)
_BRACKETS = re.compile(r"\s{0,9}[(\[][^()\[\]]{0,80}[)\]]")


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    text = files("auditor.rules").joinpath("data", "publishers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def known() -> Mapping[str, tuple[str, ...]]:
    """The accepted names of well-known publishers by registrable domain, the usual one first."""
    tables = _table().values()
    return {site: tuple(names) for table in tables for site, names in table.items()}


@lru_cache(maxsize=1)
def agency_names() -> frozenset[str]:
    """The folded names of news agencies."""
    return frozenset(name_of(name) for names in _table()["agencies"].values() for name in names)


def known_names(url: str) -> tuple[str, ...]:
    """The names the publisher behind an address goes by, empty where it is not in the table."""
    host = host_of(url)
    return known().get(host) or known().get(site_of(host), ())


def publisher_fields(citation: Citation) -> Iterator[Cited[str]]:
    """What a citation prints as the body behind a work: container and publisher."""
    reference = citation.reference
    return (field for field in (reference.container_title, reference.publisher) if field)


def name_of(text: str) -> str:
    """A publisher's name as it is compared: folded, without "the" and what stands in brackets."""
    return bare(_BRACKETS.sub("", text).replace("&", " and "))


@rule("SRC004", "publisher-mismatch", Severity.INFO)
def src004(audit: Audit) -> Iterable[Draft]:
    """A publisher's name that is close to, but not, the name its site goes by.

    ## Why

    "Brookings Institute" and "Washington Times" are other bodies, or none at all, than those the
    links lead to. Readers, indexes and search engines go by the name.

    ## How it decides

    A table of some 250 newspapers, agencies, institutes and international bodies gives the names
    each domain goes by. A cited container or publisher that shares a word with the name but has
    another kind of body in it (Institute for Institution, Times for Post), or one word misspelt,
    is a warning. A word left out or added is an info. `aliases` of the policy add wrong names of
    your own.

    ## What keeps it quiet

    Sites that are not in the table; names that share nothing with it (sections, series, parent
    companies, syndicated pieces); short forms and abbreviations in use; a citation that gives an
    accepted name anywhere among author, container and publisher.

    ## Example

    > "Ten Years On," *Brookings Institute*, 20 July 2020, <https://www.brookings.edu/…>

    ## What to do

    Write the name as the site does.
    """
    groups: dict[tuple[str, str], list[_Slip]] = {}
    for citation in full_citations(audit):
        slip = _aliased(audit, citation) or _misnamed(citation)
        if slip:
            groups.setdefault((slip.printed.value, slip.name), []).append(slip)
    for slips in groups.values():
        yield _draft(audit, slips)


@dataclass(frozen=True, slots=True)
class _Slip:
    """A name as printed, the name it was meant for, and what says so."""

    citation: Citation
    printed: Cited[str]
    name: str
    severity: Severity
    source: str


def _aliased(audit: Audit, citation: Citation) -> _Slip | None:
    for field in _bodies(citation):
        right = audit.policy.name_aliases.get(field.value)
        if right:
            return _Slip(citation, field, right, Severity.WARNING, "claims.toml")
    return None


def _misnamed(citation: Citation) -> _Slip | None:
    url = citation.reference.URL
    names = known_names(url.value) if url else ()
    accepted = {name_of(name) for name in names}
    fields = _bodies(citation)
    if not url or any(
        _goes_by(name_of(field.value), name) for field in fields for name in accepted
    ):
        return None
    slips = (
        _Slip(citation, field, name, severity, url.value)
        for field in fields
        for name in names
        if (severity := _likeness(name_of(field.value), name_of(name)))
    )
    return min(slips, key=lambda slip: slip.severity is not Severity.WARNING, default=None)


def _bodies(citation: Citation) -> tuple[Cited[str], ...]:
    """Everything a citation prints that may name the body behind it: author, container, imprint."""
    author = citation.reference.author
    literals = [name.literal for name in author.value if name.literal] if author else []
    alone = author and len(literals) == len(author.value) == 1
    named = (Cited(literals[0], author.raw, author.span),) if author and alone else ()
    return (*named, *publisher_fields(citation))


def _goes_by(text: str, name: str) -> bool:
    """Whether a printed name is an accepted one, or holds it and says more."""
    return text == name or (" " in name and f" {name} " in f" {text} ")


def _likeness(cited: str, name: str) -> Severity | None:
    """How sure it is that `cited` was meant for `name`; None where it is another name."""
    one, two = cited.split(), name.split()
    if len(one) == len(two) > 1:
        differ = [{a, b} for a, b in zip(one, two, strict=True) if a != b]
        if len(differ) == 1 and (_one_sort(differ[0]) or fuzz.ratio(*differ[0]) >= 75):
            return Severity.WARNING
    shorter, longer = sorted((one, two), key=len)
    left_out = len(longer) - len(shorter) == 1 and len(shorter) > 1 and set(shorter) < set(longer)
    return Severity.INFO if left_out else None


def _one_sort(words: set[str]) -> bool:
    return any(words <= kind for kind in _KINDS)


def _draft(audit: Audit, slips: list[_Slip]) -> Draft:
    first = slips[0]
    printed = clean_line(first.printed.value, 80)
    sure = first.severity is Severity.WARNING
    return Draft(
        message=f"{printed} is not the name of this publisher: {first.name}",
        primary=first.printed.span,
        anchor=first.citation.text,
        help=f"write {first.name}, or cite the body that is meant",
        note=label_of(audit, first.citation.note),
        severity=first.severity,
        confidence=Confidence.HIGH if sure else Confidence.LOW,
        cited=printed,
        found=first.name,
        related=tuple(the_note(audit, slip.citation) for slip in slips[1:]),
        evidence=(
            Evidence(kind="url", source=first.source),
            said(audit, first.citation.view, "note"),
        ),
        hosts=(host_of(first.source),) if host_of(first.source) else (),
    )
